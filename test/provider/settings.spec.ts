import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "../local-org";
import { collects } from "./documents";
import { startProvider, type ProviderOptions } from "./providerClient";

const GOOD = { name: "A", document: collects() };

/** What a preview of two flows is told, and prints. */
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

describe("the settings of a provider process", () => {
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

  it("are announced once where a gateway is one of them", async () => {
    const { failures, lines } = await preview({ env: env() });
    expect(failures).to.deep.equal([]);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include(org.url).and.include("GENESYSCLOUD_GATEWAY_URL (environment)");
  });

  it("name the provider that they are of", async () => {
    const settings = {
      "genesyscloud:providerName": "emea",
      "genesyscloud:gatewayUrl": "http://gateway.example.com",
    };
    const { lines } = await preview({ env: env(), settings });
    expect(lines).to.have.length(2);
    for (const line of lines) expect(line).to.include('Provider "emea": ');
    expect(lines[1]).to.match(/^warning: .*not encrypted/);
  });

  it("are silent about a region of Genesys Cloud, and warn of one that is new", async () => {
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

  it("have no mistyped key: the SDK lists all keys of the stack's configuration", async () => {
    const settings = { "genesyscloud:regoin": "eu-central-1", "ivr:anything": "x" };
    const { failures } = await preview({ env: env(), settings });
    expect(failures).to.have.length(1);
    expect(failures[0]).to.match(/^genesyscloud:regoin .*did you mean "genesyscloud:region"\?/);
  });

  it("do not come from a .env file above the project, and none sends credentials elsewhere", async () => {
    const files = { ".env": `GENESYSCLOUD_GATEWAY_URL=${org.url}\n` };
    const { GENESYSCLOUD_GATEWAY_URL: _url, ...credentials } = env();
    const { failures } = await preview({ env: credentials, files });
    expect(failures.join()).to.match(/\.env\).*GENESYSCLOUD_OAUTHCLIENT_SECRET \(environment\)/);
  });
});
