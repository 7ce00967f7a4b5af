import { expect } from "chai";
import { SettingsError } from "../../../provider/src/cloud/errors";
import {
  DEFAULT_PUBLISH_TIMEOUT,
  fingerprint,
  resolveSettings,
  type Settings,
} from "../../../provider/src/cloud/settings";

const ENV = {
  GENESYSCLOUD_REGION: "eu-central-1",
  GENESYSCLOUD_OAUTHCLIENT_ID: "env-id",
  GENESYSCLOUD_OAUTHCLIENT_SECRET: "env-secret",
};

const resolve = (
  from: { config?: Record<string, string>; env?: NodeJS.ProcessEnv; dotenv?: Record<string, string> } = {},
): Settings =>
  resolveSettings({
    config: (key) => from.config?.[key.replace("genesyscloud:", "")],
    env: from.env ?? {},
    dotenv: from.dotenv && { path: "/program/above/.env", values: from.dotenv },
    folder: "/program/above/here",
  });

const problem = (from: Parameters<typeof resolve>[0]): string => {
  try {
    resolve(from);
  } catch (error) {
    expect(error).to.be.instanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error("the settings were accepted");
};

describe("settings", () => {
  describe("the way from strong to weak", () => {
    it("takes the stack's configuration before the environment, and that before .env, key by key", () => {
      const settings = resolve({
        config: { clientId: "config-id" },
        env: { GENESYSCLOUD_OAUTHCLIENT_ID: "env-id", GENESYSCLOUD_OAUTHCLIENT_SECRET: "env-secret" },
        dotenv: {
          GENESYSCLOUD_OAUTHCLIENT_ID: "file-id",
          GENESYSCLOUD_OAUTHCLIENT_SECRET: "file-secret",
          GENESYSCLOUD_REGION: "us-west-2",
        },
      });
      expect(settings.credentials).to.deep.equal({
        kind: "clientSecret",
        clientId: "config-id",
        clientSecret: "env-secret",
      });
      expect(settings.hosts.api).to.equal("https://api.usw2.pure.cloud");
      expect(settings.origins.clientId).to.equal("genesyscloud:clientId (stack configuration)");
      expect(settings.origins.clientSecret).to.equal("GENESYSCLOUD_OAUTHCLIENT_SECRET (environment)");
      expect(settings.origins.region).to.equal("GENESYSCLOUD_REGION (/program/above/.env)");
    });

    it("treats an empty variable, as pipelines leave behind for a secret that is not set, as not given", () => {
      const settings = resolve({
        env: { ...ENV, GENESYSCLOUD_ACCESS_TOKEN: "", GENESYSCLOUD_GATEWAY_URL: "  " },
      });
      expect(settings.credentials.kind).to.equal("clientSecret");
      expect(settings.hosts.gateway).to.equal(false);
    });

    it("has defaults for all that needs no thought", () => {
      const { flowApi, publishTimeout, provider } = resolve({ env: ENV });
      expect({ flowApi, publishTimeout, provider }).to.deep.equal({
        flowApi: "architect",
        publishTimeout: DEFAULT_PUBLISH_TIMEOUT,
        provider: "",
      });
    });

    it("carries the name of an explicit provider", () => {
      expect(resolve({ env: ENV, config: { providerName: "emea" } }).provider).to.equal("emea");
    });
  });

  describe("where the platform is", () => {
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

    it("sends API calls and sign-in through a gateway, without a region too", () => {
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

    it("puts a gateway together from protocol, host and port", () => {
      const env = { ...ENV, GENESYSCLOUD_GATEWAY_HOST: "gw.example.com", GENESYSCLOUD_GATEWAY_PORT: "8443" };
      expect(resolve({ env }).hosts.api).to.equal("https://gw.example.com:8443");
      expect(resolve({ env: { ...env, GENESYSCLOUD_GATEWAY_PROTOCOL: "http" } }).hosts.api).to.equal(
        "http://gw.example.com:8443",
      );
    });
  });

  describe("who signs in", () => {
    const key = {
      GENESYS_PRIVATE_KEY_PATH: "keys/flow.pem",
      GENESYS_PRIVATE_KEY_ID: "kid",
      GENESYS_CLIENT_ID: "key-id",
      GENESYS_ORG_ID: "org",
    };

    it("lets the strongest source that names a sign-in decide between several", () => {
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

    it("prefers an access token to a client's secret within one source", () => {
      expect(resolve({ env: { ...ENV, GENESYSCLOUD_ACCESS_TOKEN: "t" } }).credentials).to.deep.equal({
        kind: "accessToken",
        accessToken: "t",
      });
    });

    it("signs in by private key from .env, with the path relative to that file and the ids that go with the key", () => {
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

    it("lets the API decide between a secret and a key of one source: only gateways take keys", () => {
      const env = { ...ENV, ...key };
      expect(resolve({ env }).credentials.kind).to.equal("clientSecret");
      expect(resolve({ env: { ...env, GENESYSCLOUD_FLOW_API: "document" } }).credentials.kind).to.equal(
        "privateKey",
      );
    });

    it("takes a key as text, with its line breaks written out, before a file", () => {
      const settings = resolve({
        env: { ...key, GENESYSCLOUD_REGION: "eu-west-1", GENESYS_PRIVATE_KEY: "line 1\\nline 2" },
      });
      expect(settings.credentials).to.have.property("key").that.deep.equals({ pem: "line 1\nline 2" });
    });
  });

  describe("what is wrong", () => {
    it("names every way to give credentials when there are none", () => {
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

    it("says which half of a pair is missing", () => {
      expect(problem({ env: { ...ENV, GENESYSCLOUD_OAUTHCLIENT_SECRET: "" } })).to.match(
        /^A client id is given, but .*GENESYSCLOUD_OAUTHCLIENT_SECRET/,
      );
      expect(problem({ env: { ...ENV, GENESYSCLOUD_OAUTHCLIENT_ID: "" } })).to.match(
        /^A client secret is given without its client id: set genesyscloud:clientId/,
      );
    });

    it("names the nearest regions for one that does not exist", () => {
      expect(problem({ env: { ...ENV, GENESYSCLOUD_REGION: "eu-centrall-1" } })).to.include(
        "the nearest names are eu-central-1,",
      );
      expect(problem({ env: { ...ENV, GENESYSCLOUD_REGION: "mypureclod.ie" } })).to.include("mypurecloud.ie");
    });

    it("asks for a region where neither region nor gateway is given", () => {
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
        const text = problem({ config: { gatewayUrl: url }, env: ENV });
        expect(text).to.include("genesyscloud:gatewayUrl").and.include("GENESYSCLOUD_GATEWAY_URL");
        expect(text).not.to.include(url).and.not.to.include("hidden");
      });
    }

    for (const timeout of ["0", "-5", "soon", "1.5", "1e3", "86401"]) {
      it(`refuses ${timeout} as a publish time-out`, () => {
        expect(problem({ config: { publishTimeout: timeout }, env: ENV })).to.match(
          /genesyscloud:publishTimeout .*whole number of seconds/,
        );
      });
    }

    it("refuses an API that there is not", () => {
      expect(problem({ config: { flowApi: "xml" }, env: ENV })).to.match(
        /genesyscloud:flowApi .*"architect" or "document"/,
      );
    });

    it("tells all problems at once, one line each", () => {
      const text = problem({ config: { flowApi: "xml", publishTimeout: "x" } });
      expect(text.split("\n")).to.have.length(4);
    });

    it("never repeats a secret", () => {
      const secrets = ["s3cr3t-value", "t0k3n-value", "k3y-value"];
      const text = problem({
        config: { clientSecret: "s3cr3t-value", accessToken: "t0k3n-value", privateKey: "k3y-value" },
      });
      for (const secret of secrets) expect(text).not.to.include(secret);
    });
  });

  describe("the fingerprint", () => {
    const print = (env: NodeJS.ProcessEnv): string => fingerprint(resolve({ env: { ...ENV, ...env } }));

    it("is the same for the same place and client, however they are written", () => {
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

    it("tells access tokens apart, of which nothing else is known, and keeps too little of them to learn anything", () => {
      expect(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" })).to.equal(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" }));
      expect(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" })).to.not.equal(
        print({ GENESYSCLOUD_ACCESS_TOKEN: "b" }),
      );
      expect(print({ GENESYSCLOUD_ACCESS_TOKEN: "a" })).to.match(/^[0-9a-f]{8}$/);
    });
  });
});
