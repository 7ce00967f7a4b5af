import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Hosts } from "#genesys/settings/regions";
import { clientSecretExchange } from "#genesys/http/signIn";
import { Secrets } from "#genesys/http/redaction";
import { loadSdk, type Sdk } from "#genesys/http/sdk";
import { startStub, tokenReply, type PlatformStub, type Reply } from "./platformStub";
import { localEnv, settingsOf } from "./testRuntime";

/** One sign-in with client id and secret. */
const signIn = (sdk: Sdk, url: string) =>
  clientSecretExchange(
    { kind: "clientSecret", clientId: "id", clientSecret: "s3cr3t" },
    { settings: settingsOf(localEnv(url)), sdk: () => Promise.resolve(sdk), secrets: new Secrets() },
  ).send();

const gateway = (url: string): Hosts => ({ api: url, login: url, gateway: true });

describe("the SDK adapter", () => {
  let stub: PlatformStub;
  let reply: Reply;
  beforeEach(async () => {
    reply = { body: { ok: true }, headers: { "Inin-Correlation-Id": "c-1" } };
    stub = await startStub(() => reply);
  });
  afterEach(() => stub.stop());

  it("sends path, query, body and token, and returns the response", async () => {
    const sdk = await loadSdk(gateway(`${stub.url}/edge`));
    const outcome = await sdk.send(
      {
        method: "POST",
        path: "/api/v2/flows/{flowId}",
        pathParams: { flowId: "a/b" },
        query: { id: ["1", "2"], name: "Käse & Brot", pageSize: 100, gone: undefined },
        body: { x: 1 },
      },
      "token-1",
    );
    expect(outcome).to.deep.include({ kind: "answer", status: 200, body: { ok: true } });
    expect(outcome).to.have.nested.property("headers.inin-correlation-id", "c-1");
    const [request] = stub.arrived;
    const { pathname, searchParams } = new URL(request?.url ?? "", stub.url);
    expect(pathname).to.equal("/edge/api/v2/flows/a%2Fb");
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      id: "1,2",
      name: "Käse & Brot",
      pageSize: "100",
    });
    expect(request?.headers.authorization).to.equal("Bearer token-1");
    expect(JSON.parse(request?.body ?? "")).to.deep.equal({ x: 1 });
  });

  it("separates URLs and tokens of clients in one process", async () => {
    const other = await startStub(() => ({ body: {} }));
    try {
      const [one, two] = [await loadSdk(gateway(stub.url)), await loadSdk(gateway(other.url))];
      await Promise.all([
        one.send({ method: "GET", path: "/one" }, "token-1"),
        two.send({ method: "GET", path: "/two" }, "token-2"),
        one.send({ method: "GET", path: "/three" }, "token-3"),
      ]);
      const seen = (server: PlatformStub): unknown[] =>
        server.arrived.map(({ url, headers }) => [url, headers.authorization]).sort();
      expect(seen(stub)).to.deep.equal([
        ["/one", "Bearer token-1"],
        ["/three", "Bearer token-3"],
      ]);
      expect(seen(other)).to.deep.equal([["/two", "Bearer token-2"]]);
    } finally {
      await other.stop();
    }
  });

  it("reuses connections", async () => {
    const sdk = await loadSdk(gateway(stub.url));
    await sdk.send({ method: "GET", path: "/" }, "t");
    expect(stub.arrived[0]?.headers.connection).to.equal("keep-alive");
  });

  it("returns error responses, empty bodies and HTML pages", async () => {
    const sdk = await loadSdk(gateway(stub.url));
    for (const [status, body] of [
      [404, { code: "not.found" }],
      [500, undefined],
      [502, "<html>Bad gateway</html>"],
    ] as const) {
      reply = { status, body };
      expect(await sdk.send({ method: "GET", path: "/" }, "t")).to.deep.include({
        kind: "answer",
        status,
        body,
      });
    }
  });

  it("reports the code of a network error, without the data sent", async () => {
    const sdk = await loadSdk(gateway(stub.url));
    reply = "cut";
    const cut = await sdk.send({ method: "GET", path: "/" }, "t0k3n");
    expect(cut).to.deep.equal({ kind: "none", cause: "ECONNRESET" });
    reply = { body: { long: "x".repeat(100) }, claimLength: 5000 };
    expect(await sdk.send({ method: "GET", path: "/" }, "t0k3n")).to.deep.equal({
      kind: "none",
      cause: "ERR_BAD_RESPONSE",
    });
    await stub.stop();
    const refused = await signIn(sdk, stub.url);
    expect(refused).to.deep.equal({ kind: "none", cause: "ECONNREFUSED" });
  });

  it("signs in, and returns a refusal without the secret", async () => {
    const sdk = await loadSdk(gateway(stub.url));
    reply = tokenReply("t0k3n", 600);
    const granted = await signIn(sdk, stub.url);
    expect(granted).to.have.nested.property("body.access_token", "t0k3n");
    expect(granted).to.have.nested.property("body.expires_in", 600);
    const basic = Buffer.from("id:s3cr3t").toString("base64");
    expect(stub.arrived[0]?.headers.authorization).to.equal(`Basic ${basic}`);
    expect(stub.arrived[0]).to.deep.include({ url: "/oauth/token", body: "grant_type=client_credentials" });
    reply = { status: 400, body: { error: "invalid_client" } };
    const refused = await signIn(sdk, stub.url);
    expect(refused).to.deep.include({ status: 400, body: { error: "invalid_client" } });
    const text = JSON.stringify(refused);
    expect(text).not.to.include("s3cr3t");
    expect(text).not.to.include(Buffer.from("id:s3cr3t").toString("base64"));
  });

  it("uploads exact bytes without a token, and downloads plain text", async () => {
    const sdk = await loadSdk(gateway(stub.url));
    await sdk.send({ method: "GET", path: "/" }, "token-1");
    reply = { body: '{"looks": "like JSON"}' };
    const url = `${stub.url}/bucket?X-Amz-Signature=abc`;
    const outcome = await sdk.fetchRaw({
      method: "PUT",
      url,
      headers: { "x-amz-meta-a": "1" },
      body: "Grüße: 1\n",
    });
    const upload = stub.arrived[1];
    expect(upload).to.deep.include({ method: "PUT", url: "/bucket?X-Amz-Signature=abc", body: "Grüße: 1\n" });
    expect(upload?.headers).to.have.property("x-amz-meta-a", "1");
    expect(upload?.headers).not.to.have.any.keys("authorization", "content-type");
    expect(outcome).to.have.property("body", '{"looks": "like JSON"}');
  });

  describe("with a file ~/.genesyscloudjavascript/config", () => {
    const { HOME } = process.env;
    let home: string;
    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), "sdk-home-"));
      mkdirSync(join(home, ".genesyscloudjavascript"));
      process.env.HOME = home;
    });
    afterEach(() => {
      process.env.HOME = HOME;
      // Others in this process may still write to the home folder.
      rmSync(home, { recursive: true, maxRetries: 10, retryDelay: 50 });
    });

    it("explains a load failure and its fix", () => {
      writeFileSync(join(home, ".genesyscloudjavascript", "config"), "neither INI nor JSON");
      const script = `
        const { loadSdk } = require(${JSON.stringify(require.resolve("#genesys/http/sdk"))});
        loadSdk({ api: "http://127.0.0.1:1", login: "http://127.0.0.1:1", gateway: true }).catch((error) => {
          console.log(error.name + " " + error.problems[0].code + ": " + error.message);
        });`;
      const args = ["--import", "tsx", "-e", script];
      const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: __dirname });
      expect(stdout).to.match(
        /^SettingsError invalid-sdk-config: .*genesyscloudjavascript.*Correct or remove that file/,
      );
    });

    it("uses only its own settings and logs nothing", async () => {
      const trap = await startStub(() => ({ body: {} }));
      const { port } = new URL(trap.url);
      const log = join(home, "sdk.log");
      writeFileSync(
        join(home, ".genesyscloudjavascript", "config"),
        [
          "[logging]",
          "log_level = trace",
          "log_request_body = true",
          `log_file_path = ${log}`,
          "[general]",
          "live_reload_config = true",
          "host = example.invalid",
          "[gateway]",
          "host = 127.0.0.1",
          "protocol = http",
          `port = ${port}`,
        ].join("\n"),
      );
      try {
        const sdk = await loadSdk(gateway(stub.url));
        reply = tokenReply("t0k3n-1");
        await signIn(sdk, stub.url);
        await sdk.send({ method: "POST", path: "/x", body: { secretly: 1 } }, "t0k3n");
        expect(stub.arrived.map(({ url }) => url)).to.deep.equal(["/oauth/token", "/x"]);
        expect(trap.arrived).to.deep.equal([]);
      } finally {
        await trap.stop();
      }
    });
  });
});
