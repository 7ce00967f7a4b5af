import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects } from "../documents";
import { startProvider, type ProviderClient } from "../providerClient";
import { expectFailure, moduleOf } from "../providerSteps";
import { CLIENT, SecretScan, formsOf, secretsOf } from "./secretScan";

describe("a gateway that echoes requests", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 5, clients: [CLIENT] });
    door = await startProvider(org, { env: { GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret } });
    await moduleOf("first").up(door, { name: "First", document: collects() });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });

  const FORMS = Object.keys(formsOf({ what: "", value: CLIENT.secret, clientId: CLIENT.id }));
  for (const form of FORMS) {
    it(`brings no secret to light, ${form}`, async () => {
      const evidence = new SecretScan();
      const secrets = (await secretsOf(org)).filter(({ what }) => what !== "signature of a storage address");
      expect(secrets.map(({ what }) => what)).to.include.members(["client secret", "access token"]);
      for (const secret of secrets) {
        const said = formsOf(secret)[form];
        if (said === undefined) continue; // A token is not in an id-secret pair.
        await org.control.faults({
          path: "/flows/jobs$",
          status: 400,
          body: { message: `I was sent ${said}, and do not know it.`, code: "bad.request", status: 400 },
        });
        const failure = await expectFailure(moduleOf("it").up(door, { name: "It", document: collects() }));
        await org.control.clearFaults();
        expect(failure).to.include("I was sent [secret]");
        evidence.add("error", failure);
      }
      await evidence.addOf(door);
      expect(evidence.leaks(secrets)).to.deep.equal([]);
    });
  }
});
