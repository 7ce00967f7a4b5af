import { expect } from "chai";
import { connect } from "#genesys/connect";
import { ConflictError, NotFoundError, TimeoutError } from "#genesys/http/platformErrors";
import type { FlowApi } from "#genesys/flowApi";
import { startStub, tokenReply, type Arrived, type PlatformStub, type Reply } from "./platformStub";
import { localEnv, settingsOf, skippingClock, type SkippingClock } from "./testRuntime";

describe("changing a flow in place", () => {
  let stub: PlatformStub;
  let api: FlowApi;
  let clock: SkippingClock;
  let flow: { id: string; name: string; type: string; active: boolean; publishedVersion?: { id: string } };
  /** Replies by `METHOD /path`. A list is used one by one, and its last reply repeats. */
  let replies: Record<string, Reply | Reply[]>;

  beforeEach(async () => {
    clock = skippingClock();
    flow = { id: "f", name: "Line", type: "INBOUNDCALL", active: true, publishedVersion: { id: "3.0" } };
    replies = {};
    stub = await startStub(({ method, url }) => {
      const { pathname } = new URL(url, "http://x");
      if (pathname === "/oauth/token") return tokenReply("t0k3n-1");
      const preset = replies[`${method} ${pathname.replace("/api/v2", "")}`];
      if (Array.isArray(preset)) return (preset.length > 1 ? preset.shift() : preset[0]) ?? { status: 500 };
      return preset ?? { body: flow };
    });
    api = connect(settingsOf(localEnv(stub.url)), { clock, random: () => 0.5 });
  });
  afterEach(() => stub.stop());

  const requests = (): Arrived[] => stub.arrived.filter(({ url }) => url !== "/oauth/token");
  const made = (): string[] => requests().map(({ method, url }) => `${method} ${url.replace("/api/v2", "")}`);
  const failure = async (act: Promise<unknown>): Promise<Error> => {
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    return error as Error;
  };

  it("moves it to the division with exactly that name", async () => {
    replies["GET /authorization/divisions"] = [
      { body: { entities: [{ id: "d-1", name: "Sales EMEA" }], pageCount: 2 } },
      { body: { entities: [{ id: "d-2", name: "Sales" }], pageCount: 2 } },
    ];
    replies["POST /authorization/divisions/d-2/objects/FLOW"] = { status: 204 };
    await api.moveTo("f", "Sales");
    expect(requests().at(-1)).to.deep.include({
      method: "POST",
      url: "/api/v2/authorization/divisions/d-2/objects/FLOW",
      body: '["f"]',
    });
  });

  it("reports that no such division is visible", async () => {
    replies["GET /authorization/divisions"] = {
      body: { entities: [{ id: "d-1", name: "Sales EMEA" }], pageCount: 1 },
    };
    const error = await failure(api.moveTo("f", "Sales"));
    expect(error).to.be.instanceOf(NotFoundError);
    expect(error.message).to.include("property division");
  });

  it("locks, renames, and keeps the lock for the publish", async () => {
    await api.rename("f", { name: "Renamed" });
    expect(made()).to.deep.equal(["GET /flows/f", "POST /flows/actions/checkout?flow=f", "PUT /flows/f"]);
    expect(JSON.parse(requests().at(-1)?.body ?? "")).to.deep.equal({ name: "Renamed", type: "INBOUNDCALL" });
  });

  it("releases the lock if the rename is refused", async () => {
    replies["PUT /flows/f"] = {
      status: 409,
      body: { code: "architect.flow.already.exists", message: "Exists." },
    };
    expect(await failure(api.rename("f", { name: "Taken" }))).to.be.instanceOf(ConflictError);
    expect(made().slice(-2)).to.deep.equal(["POST /flows/actions/revert?flow=f", "GET /flows/f"]);
  });

  it("unlocks if a check-in did not end the lock", async () => {
    replies["GET /flows/f"] = { body: { ...flow, lockedClient: { id: "local" } } };
    await api.release("f");
    expect(made().at(-1)).to.equal("POST /flows/actions/unlock?flow=f");
  });

  it("keeps the lock of a user who opened the flow", async () => {
    for (const held of [{ lockedClient: { id: "other" } }, { lockedUser: { id: "jane" } }]) {
      replies["GET /flows/f"] = { body: { ...flow, ...held } };
      await api.release("f");
    }
    replies["POST /flows/actions/revert"] = { status: 409, body: { code: "architect.flow.locked.by.user" } };
    await api.release("f");
    expect(made().filter((call) => call.includes("unlock"))).to.deep.equal([]);
  });

  it("ignores the release of a lock that it lacks", async () => {
    replies["POST /flows/actions/revert"] = {
      status: 409,
      body: { code: "architect.flow.not.locked.by.user" },
    };
    await api.release("f");
    expect(made()).to.deep.equal(["POST /flows/actions/revert?flow=f"]);
  });

  it("reports a lock that cannot be released", async () => {
    replies["PUT /flows/f"] = { status: 409, body: { code: "architect.flow.already.exists" } };
    replies["POST /flows/actions/revert"] = { status: 403 };
    const error = await failure(api.rename("f", { name: "Taken" }));
    expect(error).to.be.instanceOf(ConflictError);
    expect(error.message).to.match(
      /architect.flow.already.exists.*stays locked by this client.*architect:flow:edit/,
    );
  });

  it("reactivates by publishing its version, and waits", async () => {
    const waiting = { body: { ...flow, active: false } };
    replies["GET /flows/f"] = [waiting, waiting, waiting, { body: flow }];
    await api.setActive("f", true);
    expect(made()).to.include("POST /flows/actions/publish?flow=f&version=3.0");
    expect(made().filter((call) => call === "GET /flows/f")).to.have.length(4);
  });

  it("stops waiting for a reactivation after a limit", async () => {
    replies["GET /flows/f"] = { body: { ...flow, active: false } };
    expect(await failure(api.setActive("f", true))).to.be.instanceOf(TimeoutError);
  });

  it("does not treat a timed-out delete as done", async () => {
    replies["DELETE /flows/f"] = { status: 408, body: { code: "client.timeout" } };
    expect(await failure(api.remove("f"))).to.have.property("status", 408);
    replies["GET /flows/f"] = { status: 410, body: { code: "architect.flow.deleted" } };
    await api.remove("f");
  });
});
