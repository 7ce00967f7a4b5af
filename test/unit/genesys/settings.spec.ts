import { expect } from "chai";
import { SettingsError } from "#genesys/http/platformErrors";
import {
  DEFAULT_PUBLISH_TIMEOUT,
  fingerprint,
  resolveSettings,
  type Settings,
} from "#genesys/settings/settings";

const ENV = {
  GENESYSCLOUD_REGION: "eu-central-1",
  GENESYSCLOUD_OAUTHCLIENT_ID: "env-id",
  GENESYSCLOUD_OAUTHCLIENT_SECRET: "env-secret",
};

interface From {
  config?: Record<string, string>;
  env?: NodeJS.ProcessEnv;
  dotenv?: Record<string, string>;
}

const resolve = ({ config = {}, env = {}, dotenv }: From = {}): Settings => {
  const full = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `genesyscloud:${key}`, value]),
  );
  return resolveSettings({
    config: (key) => full[key],
    configKeys: Object.keys(full),
    env,
    dotenv: dotenv && { path: "/program/above/.env", values: dotenv },
    folder: "/program/above/here",
  });
};

const failure = (from: From): SettingsError => {
  try {
    resolve(from);
  } catch (error) {
    expect(error).to.be.instanceOf(SettingsError);
    return error as SettingsError;
  }
  throw new Error("the settings were accepted");
};

const problem = (from: From): string => failure(from).message;

/** Problem codes, each with the first setting that it names. */
const codes = (from: From): string[] =>
  failure(from).problems.map(({ code, settings }) => `${code} ${settings[0] ?? ""}`.trim());

const notices = (from: From): string[] =>
  resolve(from).notices.map(({ severity, code }) => `${severity} ${code}`);

describe("settings", () => {
  describe("precedence", () => {
    it("prefers stack configuration, then environment, then .env", () => {
      const settings = resolve({
        config: { clientId: "config-id" },
        env: ENV,
        dotenv: {
          GENESYSCLOUD_OAUTHCLIENT_ID: "file-id",
          GENESYSCLOUD_OAUTHCLIENT_SECRET: "file-secret",
          GENESYSCLOUD_PUBLISH_TIMEOUT: "60",
        },
      });
      expect(settings.credentials).to.deep.equal({
        kind: "clientSecret",
        clientId: "config-id",
        clientSecret: "env-secret",
      });
      expect(settings.publishTimeout).to.equal(60);
      expect(settings.sources.clientId).to.equal("genesyscloud:clientId (stack configuration)");
      expect(settings.sources.clientSecret).to.equal("GENESYSCLOUD_OAUTHCLIENT_SECRET (environment)");
      expect(settings.sources.publishTimeout).to.equal("GENESYSCLOUD_PUBLISH_TIMEOUT (/program/above/.env)");
    });

    it("treats an empty variable as missing", () => {
      const settings = resolve({
        env: { ...ENV, GENESYSCLOUD_ACCESS_TOKEN: "", GENESYSCLOUD_GATEWAY_URL: "  " },
      });
      expect(settings.credentials.kind).to.equal("clientSecret");
      expect(settings.hosts.gateway).to.equal(false);
    });

    it("has defaults for optional settings", () => {
      const { flowApi, publishTimeout, provider } = resolve({ env: ENV });
      expect({ flowApi, publishTimeout, provider }).to.deep.equal({
        flowApi: "architect",
        publishTimeout: DEFAULT_PUBLISH_TIMEOUT,
        provider: "",
      });
    });

    it("includes the name of an explicit provider", () => {
      expect(resolve({ env: ENV, config: { providerName: "emea" } }).provider).to.equal("emea");
    });
  });

  describe("region and gateway", () => {
    for (const region of [
      "eu-central-1",
      "EU-Central-1",
      "mypurecloud.de",
      "api.mypurecloud.de",
      "https://login.mypurecloud.de/",
    ]) {
      it(`understands the region ${region}`, () => {
        expect(resolve({ env: { ...ENV, GENESYSCLOUD_REGION: region } }).hosts).to.deep.equal({
          api: "https://api.mypurecloud.de",
          login: "https://login.mypurecloud.de",
          domain: "mypurecloud.de",
          gateway: false,
        });
      });
    }

    it("sends API calls and sign-in through a gateway without a region", () => {
      const { hosts } = resolve({
        env: {
          ...ENV,
          GENESYSCLOUD_REGION: undefined,
          GENESYSCLOUD_GATEWAY_URL: "http://127.0.0.1:8080/edge/",
        },
      });
      expect(hosts).to.deep.equal({
        api: "http://127.0.0.1:8080/edge",
        login: "http://127.0.0.1:8080/edge",
        domain: undefined,
        gateway: true,
      });
    });

    it("builds a gateway URL from protocol, host and port", () => {
      const env = { ...ENV, GENESYSCLOUD_GATEWAY_HOST: "gw.example.com", GENESYSCLOUD_GATEWAY_PORT: "8443" };
      expect(resolve({ env }).hosts.api).to.equal("https://gw.example.com:8443");
      expect(resolve({ env: { ...env, GENESYSCLOUD_GATEWAY_PROTOCOL: "http" } }).hosts.api).to.equal(
        "http://gw.example.com:8443",
      );
    });
  });

  describe("credentials", () => {
    const key = {
      GENESYS_PRIVATE_KEY_PATH: "keys/flow.pem",
      GENESYS_PRIVATE_KEY_ID: "kid",
      GENESYS_CLIENT_ID: "key-id",
      GENESYS_ORG_ID: "org",
    };

    it("come from the source with the highest precedence", () => {
      const settings = resolve({
        config: { clientSecret: "s" },
        env: { ...ENV, GENESYSCLOUD_ACCESS_TOKEN: "t" },
      });
      expect(settings.credentials).to.deep.equal({
        kind: "clientSecret",
        clientId: "env-id",
        clientSecret: "s",
      });
    });

    it("prefer an access token to a client secret of the same source", () => {
      expect(resolve({ env: { ...ENV, GENESYSCLOUD_ACCESS_TOKEN: "t" } }).credentials).to.deep.equal({
        kind: "accessToken",
        accessToken: "t",
      });
    });

    it("accept a private key from .env, with a relative path", () => {
      const settings = resolve({
        env: { GENESYSCLOUD_REGION: "eu-west-1" },
        dotenv: { ...key, GENESYSCLOUD_OAUTHCLIENT_ID: "other-id" },
      });
      expect(settings.credentials).to.deep.equal({
        kind: "privateKey",
        clientId: "key-id",
        keyId: "kid",
        orgId: "org",
        key: { path: "/program/above/keys/flow.pem" },
      });
    });

    it("prefer a secret to a key, except for gateways that accept keys", () => {
      const env = { ...ENV, ...key };
      expect(resolve({ env }).credentials.kind).to.equal("clientSecret");
      expect(resolve({ env: { ...env, GENESYSCLOUD_FLOW_API: "document" } }).credentials.kind).to.equal(
        "privateKey",
      );
    });

    it("prefer a key as text to a key file", () => {
      const settings = resolve({
        env: { ...key, GENESYSCLOUD_REGION: "eu-west-1", GENESYS_PRIVATE_KEY: "line 1\\nline 2" },
      });
      expect(settings.credentials).to.have.property("key").that.deep.equals({ pem: "line 1\nline 2" });
    });
  });

  describe("invalid settings", () => {
    it("list all ways to configure credentials if there are none", () => {
      const text = problem({ env: { GENESYSCLOUD_REGION: "eu-west-1" } });
      for (const name of [
        "genesyscloud:clientId",
        "GENESYSCLOUD_OAUTHCLIENT_ID",
        "GENESYS_CLIENT_ID",
        "genesyscloud:clientSecret",
        "GENESYSCLOUD_OAUTHCLIENT_SECRET",
        "genesyscloud:accessToken",
        "GENESYSCLOUD_ACCESS_TOKEN",
        "GENESYS_PRIVATE_KEY_PATH",
      ]) {
        expect(text).to.include(name);
      }
    });

    it("name the missing half of a pair", () => {
      expect(problem({ env: { ...ENV, GENESYSCLOUD_OAUTHCLIENT_SECRET: "" } })).to.match(
        /^A client id is given, but .*GENESYSCLOUD_OAUTHCLIENT_SECRET/,
      );
      expect(problem({ env: { ...ENV, GENESYSCLOUD_OAUTHCLIENT_ID: "" } })).to.match(
        /^A client secret is given without its client id: set genesyscloud:clientId/,
      );
    });

    it("suggest the closest match for an unknown region", () => {
      const wrong = {
        "eu-centrall-1": "eu-central-1",
        "mypureclod.ie": "mypurecloud.ie",
        EU_WEST_1: "eu-west-1",
      };
      for (const [region, meant] of Object.entries(wrong)) {
        const from = { env: { ...ENV, GENESYSCLOUD_REGION: region } };
        expect(codes(from)).to.deep.equal(["unknown-region region"]);
        expect(problem(from))
          .to.match(/^GENESYSCLOUD_REGION \(environment\)/)
          .and.include(`"${region}"`)
          .and.include(`did you mean "${meant}"?`);
      }
    });

    for (const region of [
      "constructor",
      "__proto__",
      "pure.cloud",
      "evilpure.cloud",
      "x.evil-pure.cloud",
      "euw2.pure.cloud.evil.com",
      "mypurecloud.de.evil.com",
      "notmypurecloud.de",
      "https://user:hidden@api.mypurecloud.de",
      "r".repeat(200_000),
    ]) {
      it(`refuses ${region.slice(0, 40)} as a region`, () => {
        const from = { config: { region }, env: ENV };
        expect(codes(from)).to.deep.equal(["unknown-region region"]);
        expect(problem(from)).to.have.length.below(300).and.not.include("hidden");
      });
    }

    it("ask for a region if there is no gateway either", () => {
      expect(problem({ env: { ...ENV, GENESYSCLOUD_REGION: undefined } })).to.match(
        /No region .*genesyscloud:region.*GENESYSCLOUD_REGION/,
      );
    });

    for (const url of [
      "localhost:8080",
      "ftp://gw",
      "https://user:hidden@gw",
      "http://gw:99999",
      "https://gw/?a=b",
    ]) {
      it(`refuses a gateway URL like ${url.replace("hidden", "…")} without repeating it`, () => {
        const from = { config: { gatewayUrl: url }, env: ENV };
        expect(codes(from)).to.deep.equal(["invalid-gateway gatewayUrl"]);
        const text = problem(from);
        expect(text).to.match(/^genesyscloud:gatewayUrl \(stack configuration\)/);
        expect(text).not.to.include(url).and.not.to.include("hidden");
      });
    }

    for (const timeout of ["0", "-5", "soon", "1.5", "1e3", "86401"]) {
      it(`refuses ${timeout} as a publish time-out`, () => {
        const from = { config: { publishTimeout: timeout }, env: ENV };
        expect(codes(from)).to.deep.equal(["invalid-publish-timeout publishTimeout"]);
        expect(problem(from)).to.match(/^genesyscloud:publishTimeout \(stack configuration\)/);
      });
    }

    it("refuse an unknown API", () => {
      const from = { env: { ...ENV, GENESYSCLOUD_FLOW_API: "xml" } };
      expect(codes(from)).to.deep.equal(["invalid-flow-api flowApi"]);
      expect(problem(from)).to.match(/^GENESYSCLOUD_FLOW_API .*"architect" or "document"/);
    });

    it("report all problems at once, one per line", () => {
      const from = { config: { flowApi: "xml", publishTimeout: "x" } };
      expect(codes(from)).to.have.members([
        "invalid-flow-api flowApi",
        "missing-region region",
        "missing-credentials clientId",
        "invalid-publish-timeout publishTimeout",
      ]);
      expect(problem(from).split("\n")).to.have.length(4);
    });

    it("never repeat a secret", () => {
      const secrets = ["s3cr3t-value", "t0k3n-value", "k3y-value"];
      const text = problem({
        config: { clientSecret: "s3cr3t-value", accessToken: "t0k3n-value", privateKey: "k3y-value" },
      });
      for (const secret of secrets) expect(text).not.to.include(secret);
    });
  });

  describe("incomplete settings", () => {
    const KEY = {
      GENESYS_PRIVATE_KEY: "pem",
      GENESYS_PRIVATE_KEY_ID: "kid",
      GENESYS_CLIENT_ID: "id",
      GENESYS_ORG_ID: "org",
      GENESYSCLOUD_REGION: "eu-west-1",
    };
    const cases: [missing: keyof typeof KEY, code: string][] = [
      ["GENESYS_PRIVATE_KEY", "incomplete-credentials privateKeyPath"],
      ["GENESYS_PRIVATE_KEY_ID", "incomplete-credentials privateKeyId"],
      ["GENESYS_CLIENT_ID", "incomplete-credentials clientId"],
      ["GENESYS_ORG_ID", "incomplete-credentials orgId"],
      ["GENESYSCLOUD_REGION", "missing-region region"],
    ];
    for (const [missing, code] of cases) {
      it(`a sign-in by key without ${missing}`, () => {
        const from = { env: { ...KEY, [missing]: " " } };
        expect(codes(from)).to.deep.equal([code]);
        expect(problem(from)).to.include(missing);
      });
    }

    it("half of the client credentials", () => {
      expect(codes({ env: { ...ENV, GENESYSCLOUD_OAUTHCLIENT_SECRET: "" } })).to.deep.equal([
        "incomplete-credentials clientSecret",
      ]);
      expect(codes({ env: { ...ENV, GENESYSCLOUD_OAUTHCLIENT_ID: "" } })).to.deep.equal([
        "incomplete-credentials clientId",
      ]);
    });

    it("name only environment variables if there is no stack", () => {
      expect(() => resolveSettings({ env: {}, folder: "/" }))
        .to.throw(SettingsError)
        .with.property("message")
        .that.includes("GENESYSCLOUD_OAUTHCLIENT_SECRET")
        .and.does.not.include("genesyscloud:");
    });

    const unread: [name: string, from: From][] = [
      ["GENESYSCLOUD_CLIENT_ID", { env: { GENESYSCLOUD_CLIENT_ID: "x" } }],
      ["GENESYS_CLOUD_CLIENT_SECRET", { env: { GENESYS_CLOUD_CLIENT_SECRET: "x" } }],
      ["GENESYSCLOUD_CLIENTSECRET", { dotenv: { GENESYSCLOUD_CLIENTSECRET: "x" } }],
      ["ivr:clientId", { config: { "ivr:clientId": "x" } }],
      ["genesyscloud:oauthclientId", { config: { oauthclientId: "x" } }],
    ];
    for (const [name, given] of unread) {
      it(`names ${name}, which is not read`, () => {
        const from = { ...given, env: { GENESYSCLOUD_REGION: "eu-west-1", ...given.env } };
        expect(codes(from)).to.deep.equal(["missing-credentials clientId"]);
        expect(problem(from)).to.include(`There is ${name},`);
      });
    }
  });

  describe("a region unknown to this package", () => {
    for (const region of [
      "euw9.pure.cloud",
      "https://apps.euw9.pure.cloud/directory",
      "use9.us-gov-pure.cloud",
      "api.mypurecloud.fr",
      "mypurecloud.com.br",
    ]) {
      it(`${region} is used, with a warning`, () => {
        const from = { env: { ...ENV, GENESYSCLOUD_REGION: region } };
        expect(notices(from)).to.deep.equal(["warning unlisted-region"]);
        expect(resolve(from).notices[0]?.message)
          .to.match(/^GENESYSCLOUD_REGION \(environment\)/)
          .and.include(`"${region}"`);
        expect(resolve(from).hosts.api).to.match(/^https:\/\/api\.(euw9|use9|mypurecloud)\./);
      });
    }
  });

  describe("unknown keys in stack configuration", () => {
    for (const [key, meant] of [
      ["client_secret", "clientSecret"],
      ["clientsecret", "clientSecret"],
      ["ClientSecret", "clientSecret"],
      ["client-secret", "clientSecret"],
      ["clientSecrt", "clientSecret"],
      ["regoin", "region"],
      ["Region", "region"],
      ["gateway_url", "gatewayUrl"],
      ["orgid", "orgId"],
      ["flow_api", "flowApi"],
      ["acessToken", "accessToken"],
      ["private_key_path", "privateKeyPath"],
    ]) {
      it(`${key} is refused: did you mean ${meant}?`, () => {
        const from = { config: { [key ?? ""]: "hush" }, env: ENV };
        expect(codes(from)).to.deep.equal([`unknown-key ${meant}`]);
        expect(problem(from))
          .to.match(new RegExp(`^genesyscloud:${key} `))
          .and.include(`did you mean "genesyscloud:${meant}"?`)
          .and.not.include("hush");
      });
    }

    for (const [key, meant] of [
      ["token", "accessToken"],
      ["organizationId", "orgId"],
      ["gatewayHost", "gatewayUrl"],
    ]) {
      it(`${key} gets a warning: did you mean ${meant}?`, () => {
        const from = { config: { [key ?? ""]: "x" }, env: ENV };
        expect(notices(from)).to.deep.equal(["warning unknown-key"]);
        expect(resolve(from).notices[0]?.message).to.include(`did you mean "genesyscloud:${meant}"?`);
      });
    }

    it("get a warning if no setting is similar", () => {
      expect(notices({ config: { color: "red" }, env: ENV })).to.deep.equal(["warning unknown-key"]);
    });

    it("are ignored if they belong to CX as Code or other namespaces", () => {
      const config = {
        "ivr:regoin": "x",
        "aws:region": "x",
        oauthclientId: "x",
        awsRegion: "x",
        tokenPoolSize: "2",
        sdkDebug: "true",
      };
      expect(notices({ config, env: ENV })).to.deep.equal([]);
    });

    it("are accepted in a project named genesyscloud", () => {
      const env = { ...ENV, PULUMI_NODEJS_PROJECT: "genesyscloud" };
      expect(notices({ config: { color: "red", regions: "[]" }, env })).to.deep.equal([
        "warning unknown-key",
      ]);
    });
  });

  describe("a .env file with the target of other credentials", () => {
    const SECRET = "GENESYSCLOUD_OAUTHCLIENT_SECRET (environment)";
    const KEY = { GENESYS_PRIVATE_KEY_ID: "kid", GENESYS_CLIENT_ID: "id", GENESYS_ORG_ID: "org" };
    const inFile = "(/program/above/.env)";
    const { GENESYSCLOUD_REGION: _region, ...credentials } = ENV;
    const cases: [title: string, from: From, address: string, names: string[]][] = [
      ["a region", { env: credentials, dotenv: { GENESYSCLOUD_REGION: "eu-west-1" } }, "region", [SECRET]],
      [
        "a gateway, over a region of the environment",
        { env: ENV, dotenv: { GENESYSCLOUD_GATEWAY_URL: "https://evil.example" } },
        "gatewayUrl",
        [`GENESYSCLOUD_GATEWAY_URL ${inFile}`, SECRET],
      ],
      [
        "a gateway in parts",
        { env: ENV, dotenv: { GENESYSCLOUD_GATEWAY_HOST: "evil.example" } },
        "gatewayUrl",
        [`GENESYSCLOUD_GATEWAY_HOST ${inFile}`, SECRET],
      ],
      [
        "a gateway, for a secret of the stack's configuration",
        {
          config: { clientId: "id", clientSecret: "s" },
          dotenv: { GENESYSCLOUD_GATEWAY_URL: "https://evil.example" },
        },
        "gatewayUrl",
        ["genesyscloud:clientSecret (stack configuration)"],
      ],
      [
        "a gateway, for an access token",
        {
          env: { GENESYSCLOUD_ACCESS_TOKEN: "t" },
          dotenv: { GENESYSCLOUD_GATEWAY_URL: "https://evil.example" },
        },
        "gatewayUrl",
        ["GENESYSCLOUD_ACCESS_TOKEN (environment)"],
      ],
      [
        "a gateway, for a private key",
        {
          env: { ...KEY, GENESYS_PRIVATE_KEY: "pem" },
          dotenv: { GENESYSCLOUD_GATEWAY_URL: "https://evil.example" },
        },
        "gatewayUrl",
        ["GENESYS_PRIVATE_KEY (environment)"],
      ],
      [
        "a gateway, for the file of a private key",
        {
          env: { ...KEY, GENESYS_PRIVATE_KEY_PATH: "/key.pem" },
          dotenv: { GENESYSCLOUD_GATEWAY_URL: "https://evil.example" },
        },
        "gatewayUrl",
        ["GENESYS_PRIVATE_KEY_PATH (environment)"],
      ],
    ];
    for (const [title, from, address, names] of cases) {
      it(`${title}: both sources are named`, () => {
        expect(codes(from)).to.deep.equal([`redirected-credentials ${address}`]);
        for (const name of [inFile, ...names]) expect(problem(from)).to.include(name);
      });
    }

    it("is valid for its own credentials, or if overridden", () => {
      expect(resolve({ dotenv: ENV }).hosts.domain).to.equal("mypurecloud.de");
      const gateway = { GENESYSCLOUD_GATEWAY_URL: "https://gw.example.com" };
      expect(resolve({ env: { ...credentials, ...gateway }, dotenv: ENV }).hosts.api).to.equal(
        "https://gw.example.com",
      );
    });
  });

  describe("a gateway", () => {
    const gateway = (url: string): From => ({ env: { ...ENV, GENESYSCLOUD_GATEWAY_URL: url } });

    it("is shown with its source", () => {
      expect(notices(gateway("https://gw.example.com/edge"))).to.deep.equal(["info gateway"]);
      expect(resolve(gateway("https://gw.example.com/edge")).notices[0]?.message)
        .to.include("https://gw.example.com/edge")
        .and.include("GENESYSCLOUD_GATEWAY_URL (environment)");
      expect(notices({ env: ENV })).to.deep.equal([]);
    });

    for (const host of ["127.0.0.1:8080", "127.1.2.3", "[::1]:80", "localhost:3000", "org.localhost"]) {
      it(`on loopback may do without encryption: ${host}`, () => {
        expect(notices(gateway(`http://${host}`))).to.deep.equal(["info gateway"]);
      });
    }

    for (const host of ["gw.example.com", "10.0.0.1", "localhost.example.com", "127.0.0.1.example.com"]) {
      it(`elsewhere gets a warning without it: ${host}`, () => {
        expect(notices(gateway(`http://${host}`))).to.deep.equal([
          "info gateway",
          "warning unencrypted-gateway",
        ]);
        expect(notices(gateway(`https://${host}`))).to.deep.equal(["info gateway"]);
      });
    }
  });

  describe("the fingerprint", () => {
    const print = (env: NodeJS.ProcessEnv): string => fingerprint(resolve({ env: { ...ENV, ...env } }));

    it("is the same for one target and client, in any notation", () => {
      expect(print({})).to.equal(print({ GENESYSCLOUD_REGION: "mypurecloud.de" }));
      expect(print({})).to.equal(print({ GENESYSCLOUD_OAUTHCLIENT_SECRET: "rotated" }));
    });

    it("differs by client, region and gateway", () => {
      const prints = [
        print({}),
        print({ GENESYSCLOUD_OAUTHCLIENT_ID: "other" }),
        print({ GENESYSCLOUD_REGION: "eu-west-1" }),
        print({ GENESYSCLOUD_GATEWAY_URL: "https://gw.example.com" }),
      ];
      expect(new Set(prints)).to.have.property("size", prints.length);
    });

    it("distinguishes access tokens without revealing them", () => {
      expect(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" })).to.equal(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" }));
      expect(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" })).to.not.equal(
        print({ GENESYSCLOUD_ACCESS_TOKEN: "b" }),
      );
      expect(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" })).to.match(/^[0-9a-f]{8}$/);
    });
  });
});
