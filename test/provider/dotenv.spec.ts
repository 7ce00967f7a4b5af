import { generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects } from "./documents";
import { startProvider, type ProviderClient, type ProviderOptions } from "./providerClient";
import { expectFailure } from "./providerSteps";

describe("a .env file", () => {
  let org: LocalOrg;
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  before(async () => {
    const publicKey = key.publicKey.export({ type: "spki", format: "pem" }).toString();
    org = await startLocalOrg({
      clients: [
        { id: "local", secret: "local-secret" },
        { id: "gateway", secret: "none", keys: [{ id: "key-1", publicKey }] },
      ],
    });
  });
  after(() => org.stop());

  async function throughDoor<T>(
    options: ProviderOptions,
    use: (door: ProviderClient) => Promise<T>,
  ): Promise<T> {
    const door = await startProvider(undefined, options);
    try {
      return await use(door);
    } finally {
      await door.close();
    }
  }
  let made = 0;
  const create = (door: ProviderClient) =>
    door.module.create({ name: `Module ${++made}`, document: collects() });
  /** The clients that sent requests; uploads have none. */
  const clients = async (): Promise<Set<string>> =>
    new Set((await org.control.journal()).flatMap(({ client }) => client ?? []));
  beforeEach(() => org.control.clearJournal());

  it("in a parent folder supplies all settings and relative paths", async () => {
    const lines = {
      GENESYSCLOUD_GATEWAY_URL: org.url,
      GENESYSCLOUD_FLOW_API: "document",
      GENESYS_CLIENT_ID: "gateway",
      GENESYS_PRIVATE_KEY_ID: "key-1",
      GENESYS_PRIVATE_KEY_PATH: "flows.pem",
      GENESYS_ORG_ID: org.organizationId,
    };
    const files = {
      ".env": Object.entries(lines)
        .map((pair) => pair.join("="))
        .join("\n"),
      "flows.pem": key.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
    const { id } = await throughDoor({ files }, create);
    expect((await org.control.flows()).map((flow) => flow.id)).to.include(id);
    expect(await clients()).to.deep.equal(new Set(["gateway"]));
  });

  it("supplies missing settings, but never overrides the environment", async () => {
    const files = {
      ".env": "GENESYSCLOUD_OAUTHCLIENT_ID=somebody\nGENESYSCLOUD_OAUTHCLIENT_SECRET=local-secret\n",
    };
    const env = { GENESYSCLOUD_GATEWAY_URL: org.url, GENESYSCLOUD_OAUTHCLIENT_ID: "local" };
    await throughDoor({ files, env }, create);
    expect(await clients()).to.deep.equal(new Set(["local"]));
  });

  it("is named if a setting in it is invalid", async () => {
    const files = {
      ".env": `GENESYSCLOUD_GATEWAY_URL=${org.url}\nGENESYS_CLIENT_ID=local\nGENESYS_CLIENT_SECRET=guess-guess\n`,
    };
    const message = await throughDoor({ files }, (door) => expectFailure(create(door)));
    expect(message).to.match(/GENESYS_CLIENT_SECRET \(.*\.env\)/);
    expect(message).to.not.include("guess-guess");
  });
});
