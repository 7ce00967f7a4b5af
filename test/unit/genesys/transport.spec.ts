import { expect } from "chai";
import { connect } from "#genesys/connect";
import {
  AuthenticationError,
  CloudError,
  InvalidRequestError,
  NetworkError,
  PermissionError,
  RateLimitError,
  ServerError,
} from "#genesys/http/platformErrors";
import type { FlowApi } from "#genesys/flowApi";
import { resolveSettings } from "#genesys/settings/settings";
import { startStub, tokenReply, type Arrived, type PlatformStub, type Reply } from "./platformStub";
import { localEnv, settingsOf, skippingClock, type SkippingClock } from "./testRuntime";

const SECRETS = ["local-secret", "t0k3n-1", Buffer.from("local:local-secret").toString("base64")];
const organization: Reply = { body: { id: "o-1", name: "Org" } };

describe("API requests", () => {
  let stub: PlatformStub;
  let clock: SkippingClock;
  let logins: number;
  let answers: ((request: Arrived) => Reply)[];

  beforeEach(async () => {
    logins = 0;
    answers = [];
    clock = skippingClock();
    stub = await startStub((request) => {
      if (request.url === "/oauth/token") return tokenReply(`t0k3n-${++logins}`, 3600);
      return (answers.length > 1 ? answers.shift() : answers[0])?.(request) ?? organization;
    });
  });
  afterEach(() => stub.stop());

  const api = (env: NodeJS.ProcessEnv = {}): FlowApi =>
    connect(settingsOf({ ...localEnv(stub.url), ...env }), { clock, random: () => 0.5 });
  const failure = async (act: Promise<unknown> = api().organization()): Promise<CloudError> => {
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CloudError);
    const text = `${(error as Error).message} ${JSON.stringify(error)} ${(error as Error).stack}`;
    for (const secret of SECRETS) expect(text).not.to.include(secret);
    return error as CloudError;
  };
  const calls = (): number => stub.arrived.filter(({ url }) => url !== "/oauth/token").length;

  it("retry temporary failures and return the final response", async () => {
    answers = [
      () => ({ body: "<html>a proxy's page</html>" }),
      () => ({ body: '{"id": "o-1", "na', headers: { "content-type": "application/json" } }),
      () => "cut",
      () => ({ status: 503 }),
      () => ({ status: 429, headers: { "retry-after": "5" } }),
      () => organization,
    ];
    expect(await api().organization()).to.deep.equal({ id: "o-1", name: "Org" });
    expect(calls()).to.equal(6);
    expect(clock.slept).to.deep.equal([500, 1000, 2000, 4000, 5125]);
  });

  it("treat an empty success as a lost response", async () => {
    answers = [() => ({ body: undefined }), () => organization];
    expect(await api().organization()).to.have.property("id", "o-1");
  });

  it("share one sign-in, and sign in again if the token is refused", async () => {
    const one = api();
    answers = [
      () => organization,
      ({ headers }) =>
        headers.authorization === "Bearer t0k3n-1"
          ? { status: 401, body: { code: "bad.credentials" } }
          : { body: { id: "f", name: "F", type: "VOICE" } },
    ];
    await one.organization();
    await Promise.all(
      [one.flow("a"), one.flow("b"), one.flow("c")].map((flow) => flow.catch(() => undefined)),
    );
    expect(logins).to.equal(2);
  });

  it("renew a token before it expires", async () => {
    const one = api();
    await one.organization();
    answers = [() => ({ body: { id: "f", name: "F", type: "VOICE" } })];
    clock.advance(3500 * 1000);
    await one.flow("f");
    expect(logins).to.equal(1);
    clock.advance(80 * 1000);
    await one.flow("f");
    expect(logins).to.equal(2);
    expect(stub.arrived.at(-1)?.headers.authorization).to.equal("Bearer t0k3n-2");
  });

  it("sign in again after a failed sign-in", async () => {
    await stub.stop();
    let refuse = true;
    stub = await startStub(({ url }) => {
      if (url !== "/oauth/token") return organization;
      return refuse ? { status: 400, body: { error: "invalid_client" } } : tokenReply("t0k3n-1");
    });
    const one = api();
    await failure(one.organization());
    refuse = false;
    expect(await one.organization()).to.have.property("id", "o-1");
  });

  it("recognize own locks by client id, or by an access token's owner", async () => {
    expect(await api().ownClient()).to.equal("local");
    expect(stub.arrived).to.deep.equal([]);
    answers = [() => ({ body: { OAuthClient: { id: "client-9" } } })];
    const token = { GENESYSCLOUD_ACCESS_TOKEN: "t0k3n-1" };
    expect(await api(token).ownClient()).to.equal("client-9");
    answers = [() => ({ status: 403 })];
    expect(await api(token).ownClient()).to.equal(undefined);
  });

  describe("explain", () => {
    const login = async (reply: Reply): Promise<void> => {
      await stub.stop();
      stub = await startStub(({ url }) => (url === "/oauth/token" ? reply : organization));
    };

    it("rejected client credentials (400 invalid_client)", async () => {
      await login({
        status: 400,
        body: { error: "invalid_client", error_description: "authentication failed" },
      });
      const error = await failure();
      expect(error).to.be.instanceOf(AuthenticationError).with.property("code", "invalid_client");
      expect(error.message)
        .to.include("genesyscloud:clientSecret")
        .and.include("GENESYSCLOUD_OAUTHCLIENT_SECRET (environment)")
        .and.include("another region")
        .and.include("authentication failed");
    });

    it("a sign-in error that echoes the secret", async () => {
      const echo = `local-secret ${SECRETS[2]}`;
      await login({ status: 401, body: { error: "unauthorized", description: echo } });
      expect((await failure()).message).to.include("[secret] [secret]");
    });

    it('a secret changed since the last "pulumi up"', async () => {
      await login({ status: 401, body: { error: "invalid_client" } });
      const recorded: Record<string, string> = {
        "genesyscloud:gatewayUrl": stub.url,
        "genesyscloud:clientId": "local",
        "genesyscloud:clientSecret": "local-secret",
      };
      const fromConfig = resolveSettings({ config: (key) => recorded[key], env: {}, folder: "/" });
      const { message } = await failure(connect(fromConfig, { clock }).organization());
      expect(message)
        .to.include("genesyscloud:clientSecret (stack configuration)")
        .and.match(/pulumi refresh.*pulumi destroy.*pulumi up.*--run-program/);
      // Environment variables are read again in every run.
      expect((await failure()).message).not.to.include("pulumi up");
    });

    it("an expired access token in stack configuration", async () => {
      answers = [() => ({ status: 401, body: { code: "bad.credentials" } })];
      const recorded: Record<string, string> = {
        "genesyscloud:gatewayUrl": stub.url,
        "genesyscloud:accessToken": "t0k3n-1",
      };
      const fromConfig = resolveSettings({ config: (key) => recorded[key], env: {}, folder: "/" });
      const { message } = await failure(connect(fromConfig, { clock }).organization());
      expect(message).to.match(/expired.*pulumi up.*--run-program/);
    });

    it("too many sign-ins (400 rate limit exceeded)", async () => {
      await login({
        status: 400,
        body: { error: "invalid_request", description: "rate limit exceeded; slow" },
      });
      await failure();
      expect(clock.slept).to.have.length(7);
    });

    it("a sign-in that returns an HTML page", async () => {
      await login({ body: "<html>Welcome</html>" });
      expect(await failure()).to.be.instanceOf(ServerError);
    });

    it("an unreachable gateway", async () => {
      const { url } = stub;
      await stub.stop();
      const error = await failure();
      expect(error).to.be.instanceOf(NetworkError).with.property("unsent", true);
      expect(error.message)
        .to.include(url)
        .and.include("ECONNREFUSED")
        .and.include("GENESYSCLOUD_GATEWAY_URL (environment)");
      expect(clock.slept).to.have.length(3);
    });

    it("a rejected access token that cannot be renewed", async () => {
      answers = [
        () => ({ status: 401, body: { code: "bad.credentials", message: "Invalid login credentials." } }),
      ];
      const error = await failure(api({ GENESYSCLOUD_ACCESS_TOKEN: "t0k3n-1" }).organization());
      expect(error).to.be.instanceOf(AuthenticationError);
      expect(error.message).to.include("GENESYSCLOUD_ACCESS_TOKEN (environment)").and.include("expired");
      expect(calls()).to.equal(1);
    });

    it("a missing permission that the response names", async () => {
      answers = [
        () => ({
          status: 403,
          headers: { "ININ-Correlation-Id": "c-7" },
          body: {
            code: "missing.any.permissions",
            message:
              "You must have at least one of the following permissions assigned: [architect:flow:view]",
          },
        }),
      ];
      const error = await failure(api().flow("f"));
      expect(error)
        .to.be.instanceOf(PermissionError)
        .with.property("missing")
        .that.deep.equals(["architect:flow:view"]);
      expect(error.message)
        .to.include("it lacks architect:flow:view")
        .and.include("GET /api/v2/flows/f, HTTP 403, missing.any.permissions, correlation id c-7");
    });

    it("a missing permission that the response does not name", async () => {
      answers = [() => ({ status: 403 })];
      expect(await failure(api().flow("f")))
        .to.have.property("missing")
        .that.deep.equals(["architect:flow:view"]);
    });

    it("a refused request, with a short reply without HTML", async () => {
      answers = [
        () => ({ status: 400, body: { code: "bad.request", message: `a\n  b ${"x".repeat(1000)}` } }),
      ];
      const error = await failure();
      expect(error).to.be.instanceOf(InvalidRequestError);
      expect(error.message).to.include("a b xxx").and.to.have.length.below(900);
      answers = [() => ({ status: 400, body: "<html><b>Bad</b></html>" })];
      expect((await failure()).message).not.to.include("<");
    });

    it("repeated server errors", async () => {
      answers = [() => ({ status: 500, body: { code: "internal.server.error", contextId: "c-8" } })];
      const error = await failure();
      expect(error).to.be.instanceOf(ServerError).with.property("correlationId", "c-8");
      expect(calls()).to.equal(6);
    });

    it("a rate limit that stays exceeded", async () => {
      answers = [() => ({ status: 429, headers: { "retry-after": "3600" } })];
      expect(await failure()).to.be.instanceOf(RateLimitError);
      expect(calls()).to.equal(1);
    });

    it("a reply that echoes the token", async () => {
      answers = [() => ({ status: 400, body: { message: "no good: Bearer t0k3n-1" } })];
      expect((await failure()).message).to.include("no good: Bearer [secret]");
    });
  });
});
