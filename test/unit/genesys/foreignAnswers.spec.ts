import { expect } from "chai";
import { connect } from "#genesys/connect";
import {
  AuthenticationError,
  CloudError,
  ForeignAnswerError,
  NotFoundError,
  ServerError,
} from "#genesys/http/platformErrors";
import type { FlowApi } from "#genesys/flowApi";
import { startLocalOrg, type FaultRule } from "genesyscloud-local-org";
import { startStub, tokenReply, type Arrived, type PlatformStub, type Reply } from "./platformStub";
import {
  localEnv,
  moduleYaml,
  settingsOf,
  skippingClock,
  startWorld,
  type SkippingClock,
  type World,
} from "./testRuntime";

/** Responses of proxies, routers and other servers, with any status. */
const BODIES: readonly [what: string, body: unknown][] = [
  ["an HTML page", "<html><title>Not here</title></html>"],
  ["an empty body", undefined],
  ["plain text", "404 page not found"],
  ["a router's JSON", { error: "no such route" }],
  ["another service's JSON", { message: "Missing Authentication Token" }],
  ["JSON with a number as code", { code: 404, status: 404, message: "Not Found" }],
  ["a list", []],
  ["null", "null"],
];

const ID = "11111111-2222-4333-8444-555555555555";
const FLOW = { id: ID, name: "Main", type: "INBOUNDCALL", active: true, publishedVersion: { id: "1.0" } };
const DOCUMENT = { id: ID, name: "Main", type: "voice", version: 1, document: { content: { entries: {} } } };

describe("a foreign response", () => {
  let stub: PlatformStub;
  let clock: SkippingClock;
  let logins: number;
  let answer: (request: Arrived) => Reply;

  beforeEach(async () => {
    logins = 0;
    clock = skippingClock();
    answer = () => ({ body: FLOW });
    stub = await startStub((request) =>
      request.url === "/oauth/token" ? tokenReply(`t0k3n-${++logins}`) : answer(request),
    );
  });
  afterEach(() => stub.stop());

  const api = (flowApi = "architect"): FlowApi =>
    connect(settingsOf({ ...localEnv(stub.url), GENESYSCLOUD_FLOW_API: flowApi }), {
      clock,
      random: () => 0.5,
    });
  const failure = async (act: Promise<unknown>): Promise<CloudError> => {
    const error: unknown = await act.then(
      (value) => ({ value }),
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(CloudError);
    return error as CloudError;
  };
  const json = (body: unknown): Pick<NonNullable<Exclude<Reply, "cut">>, "body" | "headers"> => ({
    body,
    headers: body === "null" ? { "content-type": "application/json" } : {},
  });

  for (const flowApi of ["architect", "document"]) {
    describe(`(${flowApi} API)`, () => {
      for (const status of [404, 410]) {
        for (const [what, body] of BODIES) {
          it(`never means that a flow is gone: ${status} with ${what}`, async () => {
            answer = () => ({ status, foreign: true, ...json(body) });
            for (const act of [api(flowApi).flow(ID), api(flowApi).remove(ID)]) {
              const error = await failure(act);
              expect(error).to.be.instanceOf(ForeignAnswerError).and.not.instanceOf(NotFoundError);
              expect(error).to.have.property("status", status);
              expect(error.message)
                .to.include(stub.url)
                .and.include("GENESYSCLOUD_GATEWAY_URL")
                .and.match(/prox/);
              expect(error.message).not.to.match(/[<>]|undefined/);
            }
          });
        }

        it(`means that a flow is gone where the platform says ${status}, by its error or by its mark`, async () => {
          for (const reply of [
            { body: { code: "architect.flow.not.found", contextId: "c-1", status, message: "Gone." } },
            { body: { code: "not.found", contextId: "c-1" }, foreign: true as const },
            { headers: { "inin-correlation-id": "c-1" } },
          ]) {
            answer = () => ({ status, ...reply });
            expect(await api(flowApi).flow(ID)).to.equal(undefined);
            await api(flowApi).remove(ID);
          }
        });
      }

      it("never means that a flow is deleted if the flow exists", async () => {
        answer = ({ method }) =>
          method === "DELETE"
            ? { status: 200, foreign: true }
            : { body: flowApi === "document" ? DOCUMENT : FLOW };
        const error = await failure(api(flowApi).remove(ID));
        expect(error).to.be.instanceOf(ForeignAnswerError);
        expect(error.message).to.include(ID).and.include("still there");
      });

      it("may be empty for a delete if the flow is gone", async () => {
        let there = true;
        answer = ({ method }) => {
          if (method === "DELETE") there = false;
          if (method === "DELETE") return { status: 204, foreign: true };
          return there
            ? { body: flowApi === "document" ? DOCUMENT : FLOW }
            : { status: 404, body: { code: "not.found", contextId: "c" } };
        };
        await api(flowApi).remove(ID);
      });

      for (const [what, body] of [
        ...BODIES,
        ["another flow", { ...FLOW, ...DOCUMENT, id: "another" }],
        ["a flow without a name", { id: ID, type: "INBOUNDCALL", version: 1 }],
        ["a version that is no object", { ...FLOW, publishedVersion: "3.0" }],
      ] as const) {
        it(`is never taken for a flow: 200 with ${what}`, async () => {
          answer = () => ({ foreign: true, ...json(body) });
          expect(await failure(api(flowApi).flow(ID))).to.be.instanceOf(ServerError);
        });
      }

      for (const [what, body] of [
        ...BODIES,
        ["entities that are no list", { entities: {} }],
        ["entities that are no flows", { entities: [null] }],
        ["no entities", { pageCount: 1 }],
        ["a page count that is no number", { entities: [], pageCount: "many" }],
      ] as const) {
        it(`never means that a name is free: 200 with ${what}`, async () => {
          answer = () => ({ foreign: true, ...json(body) });
          expect(await failure(api(flowApi).flowNamed("INBOUNDCALL", "Main"))).to.be.instanceOf(ServerError);
        });
      }

      it("is retried a few times", async () => {
        let times = 0;
        answer = () =>
          ++times < 3
            ? { status: 404, body: "<html></html>" }
            : { body: flowApi === "document" ? DOCUMENT : FLOW };
        expect(await api(flowApi).flow(ID)).to.have.property("name", "Main");
      });
    });
  }

  for (const [what, body] of BODIES) {
    it(`is no reason to sign in again, to ask for a permission, or to name a conflict: ${what}`, async () => {
      for (const status of [401, 403, 405, 409, 429]) {
        answer = () => ({ status, foreign: true, ...json(body) });
        const error = await failure(api().unlock(ID));
        expect(error, String(status)).to.be.instanceOf(ForeignAnswerError);
        expect(error.message).not.to.match(/permission|role|locked/);
      }
      expect(logins, "one for each connection").to.equal(5);
    });
  }

  it("leads to a new sign-in if a gateway requests one (RFC 6750)", async () => {
    answer = ({ headers }) =>
      headers.authorization === "Bearer t0k3n-1"
        ? { status: 401, foreign: true, headers: { "www-authenticate": 'Bearer error="invalid_token"' } }
        : { body: FLOW };
    expect(await api().flow(ID)).to.have.property("id", ID);
    expect(logins).to.equal(2);
  });

  it("is reported if a proxy requires authentication", async () => {
    answer = () => ({ status: 407, foreign: true });
    expect((await failure(api().flow(ID))).message).to.match(/proxy.*407.*HTTPS_PROXY/);
  });
});

describe("a redirect", () => {
  let elsewhere: PlatformStub;
  let stub: PlatformStub;
  const redirect = (status: number): Reply => ({
    status,
    foreign: true,
    headers: { location: `${elsewhere.url}/portal?ticket=s3cr3t` },
  });
  let answer: (request: Arrived) => Reply;
  beforeEach(async () => {
    elsewhere = await startStub(() => tokenReply("stolen"));
    stub = await startStub((request) => answer(request));
  });
  afterEach(() => Promise.all([stub.stop(), elsewhere.stop()]));

  const failure = async (): Promise<string> => {
    const api = connect(settingsOf(localEnv(stub.url)), { clock: skippingClock(), random: () => 0.5 });
    const error: unknown = await api.organization().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ForeignAnswerError);
    return (error as Error).message;
  };

  for (const status of [301, 302, 303, 307, 308]) {
    it(`takes no token and no secret to another host (${status})`, async () => {
      answer = ({ url }) => (url === "/oauth/token" ? tokenReply("t0k3n-1") : redirect(status));
      const [call, signIn] = [await failure(), await ((answer = () => redirect(status)), failure())];
      for (const message of [call, signIn]) {
        expect(message)
          .to.include(`redirects to ${elsewhere.url}/portal`)
          .and.include("GENESYSCLOUD_GATEWAY_URL")
          .and.not.include("s3cr3t");
      }
      expect(elsewhere.arrived).to.deep.equal([]);
    });
  }
});

describe("a foreign sign-in response", () => {
  let stub: PlatformStub;
  let reply: Reply;
  beforeEach(async () => {
    stub = await startStub(() => reply);
  });
  afterEach(() => stub.stop());
  const failure = async (): Promise<CloudError> => {
    const api = connect(settingsOf(localEnv(stub.url)), { clock: skippingClock(), random: () => 0.5 });
    return (await api.organization().catch((reason: unknown) => reason)) as CloudError;
  };

  for (const [what, body] of BODIES) {
    it(`is not a refusal of the credentials: ${what}`, async () => {
      for (const status of [200, 400, 401, 403, 404]) {
        reply = { status, foreign: true, body };
        const error = await failure();
        // RFC 6749 error codes are one word, or several joined by underscores.
        expect(error, String(status))
          .to.be.instanceOf(ForeignAnswerError)
          .and.not.instanceOf(AuthenticationError);
        expect(error.message).to.include(stub.url).and.include("GENESYSCLOUD_GATEWAY_URL");
      }
    });
  }

  it("is rejected if its token is not a valid header value", async () => {
    reply = { body: { access_token: "line\nbreak", expires_in: 60 } };
    expect(await failure()).to.be.instanceOf(ServerError);
  });
});

describe("a foreign storage response", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.org.stop());

  const publish = (): Promise<{ flowId: string }> =>
    world.api.publish({
      type: "COMMONMODULE",
      name: "Collector",
      content: { form: "yaml", yaml: moduleYaml("Collector") },
      deadline: world.clock.now() + 600_000,
    });
  const says = async (act: Promise<unknown>, rule: FaultRule): Promise<string> => {
    await world.org.control.faults(rule);
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CloudError);
    return (error as Error).message;
  };

  for (const [what, body] of BODIES) {
    it(`never means that an upload has arrived: 200 with ${what}`, async () => {
      await world.org.control.faults({ path: "^/_storage/", status: 200, body: body ?? "" });
      const error: unknown = await publish().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(CloudError).and.have.property("jobId");
      expect((error as Error).message).to.match(/could not be uploaded.*HTTP 200.*proxy/);
      expect(await world.org.control.flows()).to.deep.equal([]);
    });

    it(`never gives a flow's content: 200 with ${what}`, async () => {
      const { flowId } = await publish();
      const message = await says(world.api.content(flowId, "1.0"), {
        method: "GET",
        path: "^/_storage/",
        status: 200,
        body: body ?? "",
      });
      expect(message).to.match(/could not be downloaded.*not a flow file/);
    });
  }

  it("may redirect an upload, as storage services do", async () => {
    const region = await startStub(() => ({ status: 403, foreign: true }));
    try {
      const message = await says(publish(), {
        method: "PUT",
        path: "^/_storage/",
        status: 307,
        headers: { location: `${region.url}/bucket` },
        body: "",
      });
      expect(message).to.include("HTTP 403");
      expect(region.arrived[0]).to.deep.include({ method: "PUT", body: moduleYaml("Collector") });
    } finally {
      await region.stop();
    }
  });
});

describe("a proxy setting that is not a URL", () => {
  const { HTTP_PROXY } = process.env;
  afterEach(() => {
    if (HTTP_PROXY === undefined) delete process.env.HTTP_PROXY;
    else process.env.HTTP_PROXY = HTTP_PROXY;
  });

  for (const proxy of ["not a url", "socks5://127.0.0.1:9", "http://"]) {
    it(`is told so: ${proxy}`, async () => {
      const org = await startLocalOrg();
      try {
        process.env.HTTP_PROXY = proxy;
        const api = connect(settingsOf(localEnv(org.url)), { clock: skippingClock() });
        const error: unknown = await api.organization().catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(CloudError);
        expect((error as Error).message)
          .to.match(/HTTP_PROXY|proxy/)
          .and.not.match(/protocol mismatch|Invalid URL/);
      } finally {
        await org.stop();
      }
    });
  }
});
