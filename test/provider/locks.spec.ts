import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn, type Caller } from "../local-org/test/caller";
import { moduleYaml } from "../local-org/test/flowTexts";
import { collects } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { expectFailure, flowNamed, stateOf, linesOf, moduleOf } from "./providerSteps";

describe("a locked flow", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  let destroyer: ProviderClient;
  /** Another user of this stack's OAuth client, such as an earlier run. */
  let ourselves: Caller;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20 });
    ourselves = await signIn(org);
    [door, destroyer] = await Promise.all([startProvider(org), startProvider(org)]);
  });
  after(async () => {
    await Promise.all([door.close(), destroyer.close()]);
    await org.stop();
  });
  beforeEach(() => door.lines.splice(0));
  afterEach(() => org.control.reset());

  const created = async (name: string): Promise<ReturnType<typeof moduleOf>> => {
    const module = moduleOf(name);
    await module.up(door, { name, document: collects() });
    return module;
  };

  it("is not updated: the message names the holder and solutions", async () => {
    const module = await created("Held");
    await org.control.lock(stateOf(module).id, "Jane Doe");
    const message = await expectFailure(module.up(door, { name: "Held", document: collects(2) }));
    expect(message).to.include("the user Jane Doe").and.include("forceUnlock: true");
    expect(await flowNamed(org, "Held")).to.include({ publishedVersion: "1.0", lockedBy: "Jane Doe" });
  });

  it("is not renamed", async () => {
    const module = await created("Named");
    await org.control.lock(stateOf(module).id, "Jane Doe");
    expect(await expectFailure(module.up(door, { name: "Renamed", document: collects() }))).to.include(
      "Jane Doe",
    );
    expect(await flowNamed(org, "Named")).to.include({ lockedBy: "Jane Doe" });
  });

  it("is not adopted", async () => {
    await ourselves.upload(moduleYaml("Foreign"));
    await new Promise((done) => setTimeout(done, 100));
    await org.control.lock((await flowNamed(org, "Foreign")).id, "Jane Doe");
    const args = { name: "Foreign", document: collects(), onConflict: "adopt" };
    expect(await expectFailure(moduleOf("foreign").up(door, args))).to.include("Jane Doe");
  });

  it("by a client is not updated: the message names the client", async () => {
    const module = await created("Automated");
    await org.control.client({ id: "robot", secret: "robot-secret", name: "Nightly robot" });
    const robot = await signIn(org, { id: "robot", secret: "robot-secret" });
    await robot.call("POST", `/api/v2/flows/actions/checkout?flow=${stateOf(module).id}`);
    const message = await expectFailure(module.up(door, { name: "Automated", document: collects(2) }));
    expect(message).to.include("the client Nightly robot");
  });

  it("is updated with forceUnlock, after a check-in of the draft", async () => {
    const module = await created("Taken");
    const { id } = stateOf(module);
    await org.control.edit(id, moduleYaml("Taken", "Jane's words."), { user: "Jane Doe", draft: true });
    await module.up(door, { name: "Taken", document: collects(2), forceUnlock: true });
    const flow = await flowNamed(org, "Taken");
    expect(flow).to.include({ publishedVersion: "3.0", lockedBy: null });
    expect(flow.content).to.not.include("Jane's words.");
    const { body } = await ourselves.call<{ entities: { id: string }[] }>(
      "GET",
      `/api/v2/flows/${id}/versions`,
    );
    expect(body.entities.map((version) => version.id)).to.include("2.0");
    expect(linesOf(door)).to.include("took the lock from the user Jane Doe");
  });

  it("stays locked if only another resource has forceUnlock", async () => {
    const [forced, careful] = [await created("Forced"), await created("Careful")];
    for (const module of [forced, careful]) await org.control.lock(stateOf(module).id, "Jane Doe");
    await forced.up(door, { name: "Forced", document: collects(2), forceUnlock: true });
    await expectFailure(careful.up(door, { name: "Careful", document: collects(2) }));
    expect(await flowNamed(org, "Careful")).to.include({ publishedVersion: "1.0", lockedBy: "Jane Doe" });
  });

  it("is not deleted: the message names the holder and a solution", async () => {
    const module = await created("Staying");
    await org.control.lock(stateOf(module).id, "Jane Doe");
    const message = await expectFailure(module.destroy(destroyer));
    expect(message).to.match(/locked by the user Jane Doe.*was not deleted.*unlock it/s);
    expect(await flowNamed(org, "Staying")).to.include({ lockedBy: "Jane Doe" });
  });

  it("is deleted if its last update had forceUnlock", async () => {
    const module = moduleOf("going");
    await module.up(door, { name: "Going", document: collects(), forceUnlock: true });
    await org.control.lock(stateOf(module).id, "Jane Doe");
    await module.destroy(destroyer);
    expect(await org.control.flows()).to.deep.equal([]);
  });

  it("is updated if an interrupted run of this client locked it", async () => {
    const module = await created("Interrupted");
    await ourselves.call("POST", `/api/v2/flows/actions/checkout?flow=${stateOf(module).id}`);
    expect(await flowNamed(org, "Interrupted")).to.include({ lockedBy: "local" });
    await module.up(door, { name: "Interrupted", document: collects(2) });
    expect(await flowNamed(org, "Interrupted")).to.include({ publishedVersion: "2.0", lockedBy: null });
  });

  it("is updated if this access token locked it, with one extra request", async () => {
    const module = await created("Tokened");
    const byToken = await startProvider(org, { env: { GENESYSCLOUD_ACCESS_TOKEN: ourselves.token } });
    try {
      await org.control.clearJournal();
      await module.up(byToken, { name: "Tokened", document: collects(2) });
      await ourselves.call("POST", `/api/v2/flows/actions/checkout?flow=${stateOf(module).id}`);
      await module.up(byToken, { name: "Tokened", document: collects(3) });
      const asked = (await org.control.journal()).filter(({ path }) => path === "/api/v2/tokens/me");
      expect(asked.length).to.equal(1);
    } finally {
      await byToken.close();
    }
    expect(await flowNamed(org, "Tokened")).to.include({ publishedVersion: "3.0", lockedBy: null });
  });
});
