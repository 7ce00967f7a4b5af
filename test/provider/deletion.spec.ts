import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../local-org/test/caller";
import { callerYaml } from "../local-org/test/flowTexts";
import { collects, invokes, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, expectFailure, flowNamed, stateOf, moduleOf, waitFor } from "./providerSteps";

describe("deleting a flow", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  let destroyer: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20 });
    [door, destroyer] = await Promise.all([startProvider(org), startProvider(org)]);
  });
  after(async () => {
    await Promise.all([door.close(), destroyer.close()]);
    await org.stop();
  });
  afterEach(() => org.control.reset());

  it("fails at once if others use it, with their names and types", async () => {
    const module = moduleOf("used");
    await module.up(door, { name: "Used", document: collects() });
    const somebody = await signIn(org);
    const job = await somebody.upload(callerYaml("Their line", "Used"));
    await waitFor(async () => (await somebody.job(job)).status === "Success");
    const message = await expectFailure(module.destroy(destroyer));
    expect(message).to.include('"Their line" (INBOUNDCALLFLOW').and.include("first");
    expect(await flowNamed(org, "Used")).to.include({ publishedVersion: "1.0" });
  });

  it("fails if an IVR configuration uses it, with its name", async () => {
    const flow = callerOf("answered");
    await flow.up(door, { name: "Answered", document: speaks("Hello.") });
    await org.control.objects({ ivrs: [{ name: "Main number", flow: "Answered" }] });
    const message = await expectFailure(flow.destroy(destroyer));
    expect(message).to.include('"Main number" (IVRCONFIGURATION');
  });

  it("succeeds once its users are deleted, despite index lag", async () => {
    const module = moduleOf("last");
    await module.up(door, { name: "Last", document: collects() });
    const caller = callerOf("caller");
    await caller.up(door, { name: "Caller", document: invokes(stateOf(module).id) });
    await org.control.settings({ dependencyLagMs: 60_000 });
    await caller.destroy(destroyer);
    await module.destroy(destroyer);
    expect(await org.control.flows()).to.deep.equal([]);
  });

  it("succeeds if it is already deleted", async () => {
    const module = moduleOf("gone");
    await module.up(door, { name: "Gone", document: collects() });
    await org.control.deleteFlow(stateOf(module).id);
    await module.destroy(destroyer);
    expect(module.state).to.equal(undefined);
  });
});
