import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { UNKNOWN, type PropertyMap } from "../engine/values";
import { collects, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf } from "./providerSteps";

const step = (actionType: string, parameters: PropertyMap, nexts?: PropertyMap): PropertyMap => ({
  entryType: "action",
  action: { action: actionType, actionType, parameters },
  ...(nexts === undefined ? {} : { nexts }),
});
const toQueue = (queue: string): PropertyMap => ({
  content: {
    entries: { start: step("transferToAcd", { queue }, { failure: "bye" }), bye: step("disconnect", {}) },
  },
});

describe("a preview with checkOnline", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  beforeEach(async () => {
    org = await startLocalOrg({ jobMs: 5 });
    await org.control.objects({ queues: ["Sales", "Support"] });
    door = await startProvider(org, { env: { GENESYSCLOUD_CHECK_ONLINE: "true" } });
  });
  afterEach(async () => {
    await door.close();
    await org.stop();
  });
  const failures = async (program: PropertyMap, olds?: PropertyMap) =>
    (await door.inboundFlow.check(program, olds)).failures;

  it("finds a misspelt queue, with entry, parameter and nearest name", async () => {
    expect(await failures({ name: "Line", document: toQueue("Slaes") })).to.deep.equal([
      'entry "start", parameters.queue: queue "Slaes"; did you mean "Sales"?',
    ]);
    expect(await failures({ name: "Line", document: toQueue("Sales") })).to.deep.equal([]);
  });

  it("finds a new flow's name taken, unless it is to be adopted", async () => {
    await callerOf("line").up(door, { name: "Line", document: speaks("Hello.") });
    const again = await startProvider(org, { env: { GENESYSCLOUD_CHECK_ONLINE: "true" } });
    try {
      const program = { name: "Line", document: speaks("Hello.") };
      const [reason = ""] = (await again.inboundFlow.check(program)).failures;
      expect(reason).to.match(/^name: There is already an inbound flow named "Line"/);
      const adopting = await again.inboundFlow.check({ ...program, onConflict: "adopt" });
      expect(adopting.failures).to.deep.equal([]);
    } finally {
      await again.close();
    }
  });

  it("finds a module that is gone by its id, and lets unknown ids pass", async () => {
    const calls = (moduleId: string): PropertyMap => ({
      content: {
        entries: {
          start: step("invokeSubFlow", { moduleId }, { default: "bye" }),
          bye: step("disconnect", {}),
        },
      },
    });
    const gone = "3f2f0c7e-0000-4000-8000-000000000000";
    expect(await failures({ name: "Line", document: calls(gone) })).to.deep.equal([
      `entry "start", parameters.moduleId: no flow module has the id "${gone}"`,
    ]);
    expect(await failures({ name: "Line", document: calls(UNKNOWN) })).to.deep.equal([]);
    expect(await failures({ name: "Line", document: toQueue(UNKNOWN) })).to.deep.equal([]);
  });

  it("asks once for each name, for all flows of a run", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        failures({ name: `Line ${index}`, document: toQueue("Sales") }),
      ),
    );
    const asked = (await org.control.journal()).filter(({ path }) => path === "/api/v2/routing/queues");
    expect(asked).to.have.length(1);
  });

  it("warns where the client may not look something up", async () => {
    const permissions = ["architect:job:view"];
    await org.control.client({ id: "local", secret: "local-secret", permissions });
    expect(await failures({ name: "Line", document: toQueue("Slaes") })).to.deep.equal([]);
    expect(door.lines.join("\n")).to.match(/^warning: .*queues .*routing:queue:view/m);
    expect(door.lines.join("\n")).to.match(/^warning: .*flows .*architect:flow:view/m);
  });

  it("asks nothing about a flow that is as it was", async () => {
    const program = { name: "Line", document: toQueue("Sales") };
    const { inputs } = await door.inboundFlow.check(program);
    await org.control.clearJournal();
    expect(await failures(program, inputs)).to.deep.equal([]);
    expect(await org.control.journal()).to.deep.equal([]);
  });

  it("is off by default", async () => {
    const plain = await startProvider(org);
    try {
      await org.control.clearJournal();
      const { failures: none } = await plain.module.check({ name: "M", document: collects() });
      expect(none).to.deep.equal([]);
      expect(await org.control.journal()).to.deep.equal([]);
    } finally {
      await plain.close();
    }
  });
});
