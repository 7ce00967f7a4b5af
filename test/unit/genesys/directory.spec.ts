import { expect } from "chai";
import { batched } from "#genesys/directory";
import { connect } from "#genesys/connect";
import type { FlowApi } from "#genesys/flowApi";
import { startStub, tokenReply, type Arrived, type PlatformStub, type Reply } from "./platformStub";
import { localEnv, settingsOf, skippingClock, type SkippingClock } from "./testRuntime";

describe("batched lookups", () => {
  it("share one request and get separate results", async () => {
    const loads: string[][] = [];
    const ask = batched((keys) => {
      loads.push(keys);
      return Promise.resolve(
        new Map(keys.filter((key) => key !== "c").map((key) => [key, key.toUpperCase()])),
      );
    }, skippingClock());
    expect(await Promise.all(["a", "b", "a", "c"].map(ask))).to.deep.equal(["A", "B", "A", undefined]);
    expect(loads).to.deep.equal([["a", "b", "c"]]);
  });

  it("never use the result of an earlier request", async () => {
    let loads = 0;
    const clock = skippingClock();
    const ask = batched(async (keys) => {
      const load = ++loads;
      await clock.sleep(50);
      return new Map(keys.map((key) => [key, load]));
    }, clock);
    const early = ask("a");
    while (loads === 0) await new Promise((done) => setImmediate(done));
    expect([await ask("a"), await early]).to.deep.equal([2, 1]);
  });

  it("are collected during a request and sent together after it", async () => {
    const loads: string[][] = [];
    let answer = (): void => undefined;
    const ask = batched((keys) => {
      loads.push(keys);
      return new Promise<Map<string, string>>((done) => {
        answer = () => done(new Map(keys.map((key) => [key, key])));
      });
    }, skippingClock());
    const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
    const asked = [ask("a")];
    for (const key of ["b", "c", "d"]) {
      await turn();
      asked.push(ask(key));
    }
    await turn();
    expect(loads).to.deep.equal([["a"]]);
    answer();
    await turn();
    answer();
    expect(await Promise.all(asked)).to.deep.equal(["a", "b", "c", "d"]);
    expect(loads).to.deep.equal([["a"], ["b", "c", "d"]]);
  });

  it("all fail with the same error, which is not cached", async () => {
    let fail = true;
    const ask = batched((keys) => {
      if (fail) return Promise.reject(new Error("down"));
      return Promise.resolve(new Map(keys.map((key) => [key, 1])));
    }, skippingClock());
    const results = await Promise.allSettled(["a", "b"].map(ask));
    expect(results.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    fail = false;
    expect(await ask("a")).to.equal(1);
  });
});

/** Flows f-0 … f-(n-1) of an organization, and the routes that find them. */
function organization(count: number) {
  const flows = Array.from({ length: count }, (_, i) => ({
    id: `f-${i}`,
    name: `Flow ${i}`,
    type: i % 2 === 0 ? "COMMONMODULE" : "INBOUNDCALL",
    active: true,
    publishedVersion: { id: "1.0" },
  }));
  const page = (all: typeof flows, query: URLSearchParams): Reply => {
    const size = Number(query.get("pageSize") ?? 25);
    const number = Number(query.get("pageNumber") ?? 1);
    const entities = all.slice((number - 1) * size, number * size);
    return {
      body: { entities, pageSize: size, pageNumber: number, pageCount: Math.ceil(all.length / size) || 1 },
    };
  };
  const answer = ({ url }: Arrived): Reply => {
    const { pathname, searchParams } = new URL(url, "http://x");
    if (pathname === "/api/v2/flows/lookup") {
      const ids = (searchParams.get("id") ?? "").split(",");
      return page(
        flows.filter(({ id }) => ids.includes(id)),
        searchParams,
      );
    }
    if (pathname === "/api/v2/flows") {
      const types = (searchParams.get("type") ?? "").toUpperCase().split(",");
      const part = (searchParams.get("name") ?? "").toLowerCase();
      const matching = flows.filter(
        ({ type, name }) => types.includes(type) && name.toLowerCase().includes(part),
      );
      return page(matching, searchParams);
    }
    const flow = flows.find(({ id }) => `/api/v2/flows/${id}` === pathname);
    return flow === undefined ? { status: 404, body: { code: "architect.flow.not.found" } } : { body: flow };
  };
  return { flows, answer };
}

describe("flow directory", () => {
  let stub: PlatformStub;
  let api: FlowApi;
  let clock: SkippingClock;
  let org: ReturnType<typeof organization>;
  let override: ((request: Arrived) => Reply | undefined) | undefined;

  const open = async (count: number): Promise<void> => {
    org = organization(count);
    override = undefined;
    clock = skippingClock();
    stub = await startStub((request) =>
      request.url === "/oauth/token" ? tokenReply("t0k3n-1") : (override?.(request) ?? org.answer(request)),
    );
    api = connect(settingsOf(localEnv(stub.url)), { clock, random: () => 0.5 });
  };
  afterEach(() => stub.stop());
  const calls = (): string[] =>
    stub.arrived
      .map(({ method, url }) => `${method} ${url.split("?")[0] ?? ""}`)
      .filter((call) => !call.includes("oauth"));
  const ids = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `f-${from + i}`);

  it("reads a single flow by id", async () => {
    await open(3);
    expect(await api.flow("f-1")).to.have.property("name", "Flow 1");
    expect(calls()).to.deep.equal(["GET /api/v2/flows/f-1"]);
  });

  it("lists flows if many are read at once", async () => {
    await open(250);
    const flows = await Promise.all(ids(250).map((id) => api.flow(id)));
    expect(flows.map((flow) => flow?.id)).to.deep.equal(ids(250));
    expect(calls()).to.deep.equal(["GET /api/v2/flows"]);
  });

  it("reads many flows of a large organization in full pages", async () => {
    await open(5000);
    const flows = await Promise.all(ids(250).map((id) => api.flow(id)));
    expect(flows.map((flow) => flow?.id)).to.deep.equal(ids(250));
    // The first page has the total.
    expect(calls()).to.deep.equal([
      "GET /api/v2/flows",
      ...Array<string>(3).fill("GET /api/v2/flows/lookup"),
    ]);
  });

  it("reports a flow as missing only after a lookup by its id", async () => {
    await open(5);
    override = ({ url }) => (url.includes("/lookup") ? { body: { entities: [org.flows[0]] } } : undefined);
    const [first, hidden, gone] = await Promise.all(["f-0", "f-1", "nobody"].map((id) => api.flow(id)));
    expect([first?.name, hidden?.name, gone]).to.deep.equal(["Flow 0", "Flow 1", undefined]);
  });

  it("never reports a flow as missing after an error from Genesys Cloud", async () => {
    await open(1);
    for (const status of [401, 403, 408, 429, 500, 503]) {
      override = () => ({ status });
      const error: unknown = await api.flow("f-0").catch((reason: unknown) => reason);
      expect(error, String(status)).to.be.instanceOf(Error).with.property("status", status);
    }
  });

  it("keeps an invalid id from failing other lookups", async () => {
    await open(3);
    override = ({ url }) =>
      url.includes("/lookup") || url.endsWith("/nonsense")
        ? { status: 400, body: { code: "bad.request" } }
        : undefined;
    const results = await Promise.allSettled(["f-0", "nonsense", "f-2"].map((id) => api.flow(id)));
    expect(results.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
  });

  for (const atATime of [8, 16, 40]) {
    it(`reads five hundred flows in a row, ${atATime} at a time, with at most three calls`, async () => {
      await open(500);
      for (let start = 0; start < 500; start += atATime) {
        const wanted = ids(Math.min(atATime, 500 - start), start);
        const flows = await Promise.all(wanted.map((id) => api.flow(id)));
        expect(flows.map((flow) => flow?.id)).to.deep.equal(wanted);
      }
      expect(calls()).to.have.length.at.most(3);
    });
  }

  for (const others of [600, 3000]) {
    it(`reads five hundred flows among ${others} others with at most fifteen calls`, async () => {
      await open(500 + others);
      for (let start = 0; start < 500; start += 16)
        await Promise.all(ids(Math.min(16, 500 - start), start).map((id) => api.flow(id)));
      expect(calls()).to.have.length.at.most(15);
    });
  }

  it("needs no listing to read back flows that it wrote", async () => {
    await open(200);
    for (const id of ids(80)) await api.remove(id);
    stub.arrived.length = 0;
    for (let start = 0; start < 80; start += 16) await Promise.all(ids(16, start).map((id) => api.flow(id)));
    expect(calls()).to.deep.equal(Array(5).fill("GET /api/v2/flows/lookup"));
  });

  it("does not list an organization much larger than the request", async () => {
    await open(5000);
    for (let start = 0; start < 96; start += 16) await Promise.all(ids(16, start).map((id) => api.flow(id)));
    expect(calls().filter((call) => call === "GET /api/v2/flows")).to.have.length.at.most(1);
    expect(calls()).to.have.length.at.most(7);
  });

  it("matches a name exactly, although the API also returns similar names", async () => {
    await open(600);
    expect(await api.flowNamed("INBOUNDCALL", "Flow 5")).to.have.property("id", "f-5");
    expect(await api.flowNamed("INBOUNDCALL", "FLOW 5")).to.have.property("id", "f-5");
    expect(await api.flowNamed("INBOUNDCALL", "Flow")).to.equal(undefined);
    expect(await api.flowNamed("COMMONMODULE", "Flow 5")).to.equal(undefined);
  });

  for (const pages of [2, 1000, 1e9, 1e300]) {
    it(`does not go on for ever in a listing that promises ${pages} pages and has nothing more`, async () => {
      await open(0);
      override = ({ url }) =>
        url.startsWith("/api/v2/flows?") ? { body: { entities: [], pageCount: pages } } : undefined;
      expect(await api.flowNamed("INBOUNDCALL", "Main")).to.equal(undefined);
      const flow = { id: "f-1", name: "Other", type: "INBOUNDCALL", active: true };
      override = ({ url }) =>
        url.startsWith("/api/v2/flows?") ? { body: { entities: [flow], pageCount: pages } } : undefined;
      expect(await api.flowNamed("INBOUNDCALL", "Main")).to.equal(undefined);
      expect(calls()).to.have.length.at.most(4);
    });
  }

  it("fails if a listing never ends", async () => {
    await open(0);
    let next = 0;
    override = ({ url }) =>
      url.startsWith("/api/v2/flows?")
        ? {
            body: {
              entities: [{ id: `f-${next++}`, name: "Other", type: "INBOUNDCALL", active: true }],
              pageCount: 1e9,
            },
          }
        : undefined;
    const error: unknown = await api.flowNamed("INBOUNDCALL", "Main").catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property("operation", "GET /api/v2/flows");
    expect(calls()).to.have.length(1000);
  });

  it("lists flows if many names are looked up at once", async () => {
    await open(400);
    const names = ids(100).map((id) => id.replace("f-", "Flow "));
    const found = await Promise.all(names.map((name) => api.flowNamed("COMMONMODULE", name)));
    expect(found.filter((flow) => flow !== undefined)).to.have.length(50);
    expect(calls()).to.deep.equal(["GET /api/v2/flows"]);
  });

  it("looks up the names of a large stack in few calls", async () => {
    await open(400);
    for (let n = 0; n < 60; n++) expect(await api.flowNamed("COMMONMODULE", `New ${n}`)).to.equal(undefined);
    expect(calls()).to.have.length.at.most(9);
    org.flows.push({
      id: "new",
      name: "New 59",
      type: "COMMONMODULE",
      active: true,
      publishedVersion: { id: "1.0" },
    });
    expect(await api.flowNamed("COMMONMODULE", "New 59")).to.have.property("id", "new");
  });

  it("sends a new request for a repeated name", async () => {
    await open(1);
    expect(await api.flowNamed("COMMONMODULE", "Late")).to.equal(undefined);
    org.flows.push({
      id: "late",
      name: "Late",
      type: "COMMONMODULE",
      active: true,
      publishedVersion: { id: "1.0" },
    });
    await clock.sleep(1000);
    expect(await api.flowNamed("COMMONMODULE", "Late")).to.have.property("id", "late");
  });
});
