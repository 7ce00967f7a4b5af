import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { stateOf, moduleOf, callerOf } from "./providerSteps";
import { watchFacts, type FactsWatch } from "./processFacts";

const SDK = "purecloud-platform-client-v2";

describe("a preview without changes", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  let watch: FactsWatch;

  const open = async (): Promise<void> => {
    watch = await watchFacts();
    door = await startProvider(org, { env: watch.env });
  };
  const close = async (): Promise<void> => {
    await door.close();
    await watch.close();
  };

  before(async () => {
    org = await startLocalOrg({ jobMs: 0 });
    await open();
  });
  after(async () => {
    await close();
    await org.stop();
  });

  it("makes no request, and does not load the SDK", async () => {
    const module = moduleOf("collector");
    const caller = callerOf("main");
    const moduleArgs = { name: "Collector", document: collects() };
    await module.up(door, moduleArgs);
    const { id } = stateOf(module);
    const callerArgs = { name: "Main", document: invokes(id), moduleVersions: { [id]: 1 } };
    await caller.up(door, callerArgs);
    // To show that the check works: a process that has made requests has loaded the SDK.
    expect((await watch.facts()).packages).to.include(SDK);

    await close();
    await open();
    await org.control.clearJournal();
    expect(await module.up(door, moduleArgs)).to.equal("same");
    expect(await caller.up(door, callerArgs)).to.equal("same");
    expect(await org.control.journal()).to.deep.equal([]);
    const { packages } = await watch.facts();
    expect(packages).to.include("@pulumi/pulumi").and.not.include(SDK);
  });
});
