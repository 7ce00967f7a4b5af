import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects } from "./documents";
import { startProvider, type ProviderOptions } from "./providerClient";

const GOOD = { name: "A", document: collects() };

/** The messages and output of a preview of two flows. */
async function preview(options: ProviderOptions): Promise<{ failures: string[]; lines: string[] }> {
  const door = await startProvider(undefined, options);
  try {
    const first = await door.module.check(GOOD);
    await door.module.check({ ...GOOD, name: "B" });
    return { failures: first.failures, lines: door.lines };
  } finally {
    await door.close();
  }
}

describe("provider settings", () => {
  let org: LocalOrg;
  before(async () => {
    org = await startLocalOrg();
  });
  after(() => org.stop());
  const env = (): Record<string, string> => ({
    GENESYSCLOUD_GATEWAY_URL: org.url,
    GENESYSCLOUD_OAUTHCLIENT_ID: "local",
    GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
  });

  it("are logged once if one is a gateway", async () => {
    const { failures, lines } = await preview({ env: env() });
    expect(failures).to.deep.equal([]);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include(org.url).and.include("GENESYSCLOUD_GATEWAY_URL (environment)");
  });

  it("name their provider in a message", async () => {
    const settings = {
      "genesyscloud:providerName": "emea",
      "genesyscloud:gatewayUrl": "http://gateway.example.com",
    };
    const { lines } = await preview({ env: env(), settings });
    expect(lines).to.have.length(2);
    for (const line of lines) expect(line).to.include('Provider "emea": ');
    expect(lines[1]).to.match(/^warning: .*not encrypted/);
  });

  it("cause a warning for an unknown region only", async () => {
    const region = (GENESYSCLOUD_REGION: string) => ({
      env: {
        GENESYSCLOUD_REGION,
        GENESYSCLOUD_OAUTHCLIENT_ID: "a",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: "b",
        GENESYSCLOUD_GATEWAY_URL: "",
      },
    });
    expect((await preview(region("eu-central-1"))).lines).to.deep.equal([]);
    const { lines } = await preview(region("euw9.pure.cloud"));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^warning: .*"euw9\.pure\.cloud"/);
  });

  it("with a misspelled key fail, with the nearest key", async () => {
    const settings = { "genesyscloud:regoin": "eu-central-1", "ivr:anything": "x" };
    const { failures } = await preview({ env: env(), settings });
    expect(failures).to.have.length(1);
    expect(failures[0]).to.match(/^genesyscloud:regoin .*did you mean "genesyscloud:region"\?/);
  });

  it("from a .env file cannot send the environment's credentials elsewhere", async () => {
    const files = { ".env": `GENESYSCLOUD_GATEWAY_URL=${org.url}\n` };
    const { GENESYSCLOUD_GATEWAY_URL: _url, ...credentials } = env();
    const { failures } = await preview({ env: credentials, files });
    expect(failures.join()).to.match(/\.env\).*GENESYSCLOUD_OAUTHCLIENT_SECRET \(environment\)/);
  });
});
