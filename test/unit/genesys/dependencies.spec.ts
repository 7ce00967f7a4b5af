import { expect } from "chai";
import { connect } from "#genesys/connect";
import { PermissionError } from "#genesys/http/platformErrors";
import type { CloudFlow, FlowApi } from "#genesys/flowApi";
import { startStub, tokenReply, type PlatformStub, type Reply } from "./platformStub";
import { localEnv, settingsOf, skippingClock } from "./testRuntime";

const MODULE: CloudFlow = {
  id: "m",
  name: "Collector",
  type: "COMMONMODULE",
  active: true,
  published: { id: "4.0", number: 4 },
  selfUri: "/api/v2/flows/m",
};
const CALLER: CloudFlow = { ...MODULE, id: "c", name: "Caller", type: "INBOUNDCALL" };
const user = (id: string, type = "INBOUNDCALLFLOW", version = "1.0") => ({
  id,
  name: `Name ${id}`,
  type,
  version,
});

describe("dependencies", () => {
  let stub: PlatformStub;
  let api: FlowApi;
  /** The consuming resources by version of the module, in pages. Other requests are answered by path. */
  let consuming: Record<string, ReturnType<typeof user>[][]>;
  let replies: Record<string, Reply>;

  beforeEach(async () => {
    consuming = {};
    replies = {
      "GET /api/v2/flows/m": {
        body: {
          ...MODULE,
          publishedVersion: { id: "4.0" },
          checkedInVersion: { id: "4.0" },
          savedVersion: { id: "5.1" },
        },
      },
      "GET /api/v2/flows/c": {
        body: { id: "c", name: "Caller", type: "INBOUNDCALL", publishedVersion: { id: "2.0" } },
      },
    };
    stub = await startStub(({ method, url }) => {
      const { pathname, searchParams } = new URL(url, "http://x");
      if (pathname === "/oauth/token") return tokenReply("t0k3n-1");
      const preset = replies[`${method} ${pathname}`];
      if (preset !== undefined) return preset;
      const pages = consuming[searchParams.get("version") ?? ""];
      if (pages === undefined) {
        return {
          status: 400,
          body: {
            message: "Could not find the dependency object with specified ID and version",
            code: "bad.request",
          },
        };
      }
      const page = Number(searchParams.get("pageNumber"));
      return { status: 206, body: { entities: pages[page - 1], pageNumber: page, pageCount: pages.length } };
    });
    api = connect(settingsOf(localEnv(stub.url)), { clock: skippingClock(), random: () => 0.5 });
  });
  afterEach(() => stub.stop());

  it("combine the callers of all module versions, without duplicates", async () => {
    consuming = {
      "4.0": [[user("a"), user("a", "INBOUNDCALLFLOW", "2.0")], [user("ivr", "IVRCONFIGURATION")]],
      "5.1": [[user("b")]],
      "3.0": [[user("stale"), user("a")]],
    };
    expect(await api.consumers(MODULE)).to.deep.equal([
      { id: "a", name: "Name a", type: "INBOUNDCALLFLOW" },
      { id: "ivr", name: "Name ivr", type: "IVRCONFIGURATION" },
      { id: "b", name: "Name b", type: "INBOUNDCALLFLOW" },
      { id: "stale", name: "Name stale", type: "INBOUNDCALLFLOW" },
    ]);
  });

  it("leave out resources that are not callers, and the flow itself", async () => {
    consuming = {
      "4.0": [
        [
          user("m"),
          user("x", "FLOWDATATYPE"),
          user("y", "TTSVOICE"),
          user("z", "LANGUAGE"),
          user("q", "QUEUE"),
        ],
      ],
    };
    expect((await api.consumers(MODULE)).map(({ id }) => id)).to.deep.equal(["q"]);
  });

  describe("module versions of a caller", () => {
    const configuration = "GET /api/v2/flows/c/versions/2.0/configuration";
    const consumed = "GET /api/v2/architect/dependencytracking/consumedresources";

    it("come from the published version's configuration", async () => {
      replies[configuration] = {
        body: {
          commonModules: [
            { id: "m", version: "3.0" },
            { id: "n", version: "12.0" },
          ],
        },
      };
      expect(await api.modulesCarried(CALLER, "2.0")).to.deep.equal({ m: 3, n: 12 });
    });

    for (const [title, reply] of [
      ["says nothing about modules", { body: { manifest: {} } }],
      ["is missing", { status: 404 }],
      ["is not for this client", { status: 403 }],
    ] as const) {
      it(`come from dependency tracking where the configuration ${title}`, async () => {
        replies[configuration] = reply;
        replies[consumed] = {
          body: { entities: [user("m", "COMMONMODULEFLOW", "3.0"), user("q", "QUEUE", "1.0")], pageCount: 1 },
        };
        expect(await api.modulesCarried(CALLER, "2.0")).to.deep.equal({ m: 3 });
      });
    }

    it("are unknown if the client lacks access", async () => {
      replies[configuration] = { status: 404 };
      replies[consumed] = { status: 403 };
      expect(await api.modulesCarried(CALLER, "2.0")).to.equal(undefined);
    });
  });

  it("name the missing permission for listing callers", async () => {
    replies["GET /api/v2/architect/dependencytracking/consumingresources"] = { status: 403 };
    const error: unknown = await api.consumers(MODULE).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PermissionError);
    expect((error as Error).message).to.include("architect:dependencyTracking:view");
  });
});
