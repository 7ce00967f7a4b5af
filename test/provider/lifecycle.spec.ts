import { expect } from "chai";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "../local-org";
import { collects, invokes } from "./documents";
import { openDoor, type Door } from "./door";

describe("the provider, driven over gRPC through Pulumi's own provider process", () => {
  let org: LocalOrg;
  let door: Door;
  beforeEach(async () => {
    org = await startLocalOrg();
    door = await openDoor(org);
  });
  afterEach(async () => {
    await door.close();
    await org.stop();
  });

  const OWNER = "urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:FlowModule::collector";
  const checked = async (verbs: Door["module"], news: PropertyMap): Promise<PropertyMap> => {
    const { inputs, failures } = await verbs.check(news);
    expect(failures).to.deep.equal([]);
    return inputs;
  };

  it("creates a module, and says what the platform said", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects(), __owner: OWNER });
    const { id, outputs, initErrors } = await door.module.create(inputs);
    expect(initErrors).to.equal(undefined);
    expect(outputs).to.include({ name: "Collector", publishedVersion: "1.0", version: 1, type: "module" });
    expect(outputs.selfUri).to.equal(`/api/v2/flows/${id}`);
    expect((await org.control.flows())[0]).to.include({ id, name: "Collector", type: "COMMONMODULE" });
  });

  it("sees no difference in what it just made, without a call", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects(), __owner: OWNER });
    const { id, outputs } = await door.module.create(inputs);
    await org.control.clearJournal();
    expect(await door.module.diff(id, outputs, inputs)).to.deep.equal({ changes: false, replaces: [] });
    expect(await org.control.journal()).to.deep.equal([]);
  });

  it("publishes a change as the next version of the same flow", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects(1) });
    const { id, outputs } = await door.module.create(inputs);
    const news = await checked(door.module, { name: "Collector", document: collects(2) });
    expect(await door.module.diff(id, outputs, news)).to.deep.equal({ changes: undefined, replaces: [] });
    const updated = await door.module.update(id, outputs, news);
    expect(updated.outputs).to.include({ publishedVersion: "2.0", version: 2 });
    expect((await org.control.flows()).map((flow) => flow.id)).to.deep.equal([id]);
  });

  it("gives a caller the module's version, and sees when it carries an older one", async () => {
    const module = await door.module.create(
      await checked(door.module, { name: "Collector", document: collects(1) }),
    );
    const news = await checked(door.inboundFlow, {
      name: "Main",
      document: invokes(module.id),
      moduleVersions: { [module.id]: 1 },
    });
    const caller = await door.inboundFlow.create(news);
    expect(caller.outputs.moduleVersions).to.deep.equal({ [module.id]: 1 });
    expect((await door.inboundFlow.diff(caller.id, caller.outputs, news)).changes).to.equal(false);
    const wanted = { ...news, moduleVersions: { [module.id]: 2 } };
    expect((await door.inboundFlow.diff(caller.id, caller.outputs, wanted)).changes).to.equal(true);
  });

  it("answers a refresh of an unchanged flow with what stands in state", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects(), __owner: OWNER });
    const { id, outputs } = await door.module.create(inputs);
    const read = await door.module.read(id, outputs);
    expect(read.outputs).to.deep.equal(outputs);
    expect(read.inputs).to.deep.equal({ ...inputs, __provider: outputs.__provider });
  });

  it("says that a flow is gone only when the platform says so", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects() });
    const { id, outputs } = await door.module.create(inputs);
    await org.control.deleteFlow(id);
    expect((await door.module.read(id, outputs)).id).to.equal("");
  });

  it("makes an error of a .get() that finds nothing", async () => {
    const nobody = "3f2f0c7e-0000-4000-8000-000000000000";
    const outcome = await door.module.read(nobody, {}).catch((error: unknown) => error);
    expect(outcome)
      .to.be.instanceOf(Error)
      .with.property("message")
      .that.matches(new RegExp(`no flow module.*${nobody}`));
  });

  it("deletes a flow, and does not mind when it is gone already", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects() });
    const { id, outputs } = await door.module.create(inputs);
    const later = await openDoor(org);
    try {
      await later.module.delete(id, outputs);
      expect(await org.control.flows()).to.deep.equal([]);
      await later.module.delete(id, outputs);
    } finally {
      await later.close();
    }
  });

  it("refuses a name that is taken before anything is written, with the id and both ways out", async () => {
    const inputs = await checked(door.module, { name: "Collector", document: collects() });
    const { id } = await door.module.create(inputs);
    const later = await openDoor(org);
    try {
      const outcome = await later.module
        .create({ ...inputs, __owner: OWNER })
        .catch((error: unknown) => error);
      expect(outcome)
        .to.be.instanceOf(Error)
        .with.property("message")
        .that.includes(id)
        .and.includes('onConflict: "adopt"');
      expect((await org.control.flows())[0]?.publishedVersion).to.equal("1.0");
    } finally {
      await later.close();
    }
  });
});
