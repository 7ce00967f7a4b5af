import { expect } from "chai";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { expectFailure } from "./providerSteps";

onBothFlowApis("the provider", (flowApi, notInDocuments) => {
  let org: LocalOrg;
  /** Two runs, each a process of its own. No name is used by two of the specs. */
  let door: ProviderClient, later: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20, ...orgFor(flowApi) });
    const open = (): Promise<ProviderClient> => startProvider(org, { env: envFor(flowApi) });
    [door, later] = await Promise.all([open(), open()]);
  });
  after(async () => {
    await Promise.all([door.close(), later.close()]);
    await org.stop();
  });

  const checked = async (verbs: ProviderClient["module"], news: PropertyMap): Promise<PropertyMap> => {
    const { inputs, failures } = await verbs.check(news);
    expect(failures).to.deep.equal([]);
    return inputs;
  };
  const module = (name: string, more: PropertyMap = {}): Promise<PropertyMap> =>
    checked(door.module, {
      name,
      document: collects(),
      __owner: `urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:FlowModule::${name}`,
      ...more,
    });
  const flowOf = async (id: string) => (await org.control.flows()).find((flow) => flow.id === id);

  it("creates a module with its id and version", async () => {
    const { id, outputs, initErrors } = await door.module.create(await module("Created"));
    expect(initErrors).to.equal(undefined);
    expect(outputs).to.include({ name: "Created", publishedVersion: "1.0", version: 1, type: "module" });
    const path = flowApi === "document" ? "/api/v2/flows/modules" : "/api/v2/flows";
    expect(outputs.selfUri).to.equal(`${path}/${id}`);
    expect(await flowOf(id)).to.include({ name: "Created", type: "COMMONMODULE" });
  });

  it("creates an inbound flow that calls a module", async () => {
    const { id } = await door.module.create(await module("Called"));
    const news = { name: "Caller", document: invokes(id), enabled: true };
    const caller = await door.inboundFlow.create(await checked(door.inboundFlow, news));
    expect(caller.outputs).to.include({ name: "Caller", version: 1, type: "voice", enabled: true });
    expect((await flowOf(caller.id))?.modules).to.deep.equal([{ id, name: "Called", version: "1.0" }]);
  });

  it("finds no difference after a create, without a request", async () => {
    const inputs = await module("Same");
    const { id, outputs } = await door.module.create(inputs);
    await org.control.clearJournal();
    expect(await door.module.diff(id, outputs, inputs)).to.deep.equal({ changes: false, replaces: [] });
    expect(await org.control.journal()).to.deep.equal([]);
  });

  it("publishes a change as the next version", async () => {
    const { id, outputs } = await door.module.create(await module("Changed"));
    const news = await module("Changed", { document: collects(2), description: "Two digits." });
    expect(await door.module.diff(id, outputs, news)).to.deep.equal({ changes: undefined, replaces: [] });
    const updated = await door.module.update(id, outputs, news);
    expect(updated.outputs).to.include({ publishedVersion: "2.0", version: 2 });
    expect(await flowOf(id)).to.include({ publishedVersion: "2.0", description: "Two digits." });
    expect((await door.module.read(id, updated.outputs)).outputs).to.deep.equal(updated.outputs);
  });

  it("renames in place, in one new version", async () => {
    const { id, outputs } = await door.module.create(await module("Before"));
    const updated = await door.module.update(id, outputs, await module("After"));
    expect(updated.outputs).to.include({ name: "After", publishedVersion: "2.0" });
    expect(await flowOf(id)).to.include({ name: "After", publishedVersion: "2.0", lockedBy: null });
  });

  it("deactivates and reactivates, and knows the version", async () => {
    const news = async (enabled: boolean): Promise<PropertyMap> =>
      checked(door.inboundFlow, { name: "Switched", document: ends(), enabled });
    const { id, outputs } = await door.inboundFlow.create(await news(false));
    expect(await flowOf(id)).to.include({ active: false });
    const on = await door.inboundFlow.update(id, outputs, await news(true));
    expect(await flowOf(id)).to.include({ active: true, publishedVersion: on.outputs.publishedVersion });
    const off = await door.inboundFlow.update(id, on.outputs, await news(false));
    expect(await flowOf(id)).to.include({ active: false, publishedVersion: off.outputs.publishedVersion });
    expect((await door.inboundFlow.read(id, off.outputs)).outputs).to.deep.equal(off.outputs);
  });

  notInDocuments("snapshots", () => {
    it("updates the module version of a caller, and detects an older one", async () => {
      const called = await door.module.create(await module("Carried"));
      const news = await checked(door.inboundFlow, {
        name: "Carrier",
        document: invokes(called.id),
        moduleVersions: { [called.id]: 1 },
      });
      const caller = await door.inboundFlow.create(news);
      expect(caller.outputs.moduleVersions).to.deep.equal({ [called.id]: 1 });
      expect((await door.inboundFlow.diff(caller.id, caller.outputs, news)).changes).to.equal(false);
      const wanted = { ...news, moduleVersions: { [called.id]: 2 } };
      expect((await door.inboundFlow.diff(caller.id, caller.outputs, wanted)).changes).to.equal(true);
    });
  });

  it("keeps state in a refresh of an unchanged flow", async () => {
    const inputs = await module("Unchanged");
    const { id, outputs } = await door.module.create(inputs);
    const read = await door.module.read(id, outputs);
    expect(read.outputs).to.deep.equal(outputs);
    expect(read.inputs).to.deep.equal({ ...inputs, __provider: outputs.__provider });
  });

  it("reports a flow as deleted only if the platform does", async () => {
    const { id, outputs } = await door.module.create(await module("Gone"));
    await org.control.deleteFlow(id);
    expect((await door.module.read(id, outputs)).id).to.equal("");
  });

  it("fails a .get() that finds nothing", async () => {
    const nobody = "3f2f0c7e-0000-4000-8000-000000000000";
    expect(await expectFailure(door.module.read(nobody, {}))).to.match(
      new RegExp(`no flow module.*${nobody}`),
    );
  });

  it("deletes a flow, also if already deleted", async () => {
    const { id, outputs } = await door.module.create(await module("Deleted"));
    await later.module.delete(id, outputs);
    expect(await flowOf(id)).to.equal(undefined);
    await later.module.delete(id, outputs);
  });

  it("refuses to delete a module with callers, and names them", async () => {
    const called = await door.module.create(await module("Needed"));
    const news = { name: "Needing", document: invokes(called.id) };
    const caller = await door.inboundFlow.create(await checked(door.inboundFlow, news));
    const message = await expectFailure(later.module.delete(called.id, called.outputs));
    expect(message).to.include(`"Needing" (INBOUNDCALLFLOW, id ${caller.id})`);
    expect(await flowOf(called.id)).to.include({ name: "Needed" });
  });

  it("refuses a taken name before any write, with both solutions", async () => {
    const inputs = await module("Taken");
    const { id } = await door.module.create(inputs);
    const message = await expectFailure(later.module.create(inputs));
    expect(message)
      .to.include(id)
      .and.match(/another name.*onConflict: "adopt"/s);
    expect((await flowOf(id))?.publishedVersion).to.equal("1.0");
  });

  it("adopts a flow on request, with its id and history", async () => {
    const { id } = await door.module.create(await module("Adopted"));
    const taken = await later.module.create(await module("Adopted", { onConflict: "adopt" }));
    expect([taken.id, taken.outputs.publishedVersion]).to.deep.equal([id, "2.0"]);
    expect(later.lines.join()).to.include("took over the existing flow");
  });
});

const ends = (): PropertyMap => ({
  content: { entries: { start: { entryType: "action", action: { action: "end", actionType: "end" } } } },
});
