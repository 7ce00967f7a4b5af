import { tmpdir } from "node:os";
import { expect } from "chai";
import { run } from "#cli/run";
import { PERMISSIONS } from "#genesys/permissions";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";

describe("doctor", () => {
  let org: LocalOrg;
  beforeEach(async () => {
    org = await startLocalOrg({ jobMs: 0, ratePerMinute: 200 });
  });
  afterEach(() => org.stop());

  async function play(secret = "local-secret"): Promise<{ code: number; out: string; said: string }> {
    const [out, said]: [string[], string[]] = [[], []];
    const code = await run(["doctor"], {
      stdout: (text) => out.push(text),
      stderr: (line) => said.push(line),
      env: {
        GENESYSCLOUD_GATEWAY_URL: org.url,
        GENESYSCLOUD_OAUTHCLIENT_ID: "local",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: secret,
      },
      folder: tmpdir(),
    });
    return { code, out: out.join(""), said: said.join("\n") };
  }

  it("names settings with their sources, organization, permissions, clock and rate limit", async () => {
    const { code, out, said } = await play();
    expect(code, said).to.equal(0);
    expect(out)
      .to.match(/clientSecret: from GENESYSCLOUD_OAUTHCLIENT_SECRET \(environment\)/)
      .and.include("Local Organization")
      .and.match(/ok +permission +architect:job:create\n/)
      .and.match(/ok +clock/)
      .and.match(/rate limit +\d+ of 200 requests/)
      .and.not.include("local-secret");
  });

  it("finds each missing permission, and says what it is for", async () => {
    for (const { name, purpose, required } of PERMISSIONS) {
      const permissions = PERMISSIONS.map((one) => one.name).filter((one) => one !== name);
      await org.control.client({ id: "local", secret: "local-secret", permissions });
      const { code, out } = await play();
      expect(code, name).to.equal(required ? 1 : 0);
      const missing = out.split("\n").filter((line) => line.includes("is missing"));
      expect(missing).to.have.length(1);
      expect(missing[0]).to.include(name).and.include(purpose);
    }
  });

  it("fails without valid credentials, and does not print them", async () => {
    const { code, out, said } = await play("wrong-secret");
    expect(code).to.equal(1);
    expect(said).to.include("GENESYSCLOUD_OAUTHCLIENT_SECRET");
    expect(out + said).to.not.include("wrong-secret");
  });
});
