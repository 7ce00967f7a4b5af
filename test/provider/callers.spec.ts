import { expect } from "chai";
import { UNKNOWN, type PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../local-org/test/caller";
import { callerYaml, inboundYaml } from "../local-org/test/flowTexts";
import { collects, invokes, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import type { Resource } from "./faults/resource";
import { callerOf, expectFailure, flowNamed, stateOf, linesOf, moduleOf } from "./providerSteps";

describe("callers of a module", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20 });
    door = await startProvider(org);
  });
  after(async () => {
    await door.close();
    await org.stop();
  });
  beforeEach(() => {
    linesOf(door);
  });
  afterEach(async () => {
    await org.control.settings({ indexLagMs: 0, dependencyLagMs: 0 });
    await org.control.reset();
  });

  const moduleNamed = async (name: string, stack?: string): Promise<Resource> => {
    const module = moduleOf(name, stack);
    await module.up(door, { name, document: collects() });
    return module;
  };
  const changed = (module: Resource, maxDigits: number): Promise<unknown> =>
    module.up(door, { name: stateOf(module).outputs.name ?? "", document: collects(maxDigits) });
  const carried = async (name: string): Promise<string[]> =>
    (await flowNamed(org, name)).modules.map(({ version }) => version);
  /** As the resource's constructor passes them on: the version of each module that the inputs depend on. */
  const wanting = (module: Resource, version = stateOf(module).outputs.version ?? 0) => ({
    moduleVersions: { [stateOf(module).id]: version },
  });

  it("written as yaml get its new version like documents", async () => {
    const module = await moduleNamed("Asks");
    const caller = callerOf("yaml");
    const args = { name: "By text", yaml: callerYaml("By text", "Asks"), modules: [stateOf(module).id] };
    await caller.up(door, { ...args, ...wanting(module) });
    expect(stateOf(caller).outputs.moduleVersions).to.deep.equal({ [stateOf(module).id]: 1 });
    expect(await caller.up(door, { ...args, ...wanting(module) })).to.equal("same");

    await changed(module, 2);
    expect(await caller.up(door, { ...args, ...wanting(module) })).to.equal("updated");
    expect(await carried("By text")).to.deep.equal(["2.0"]);
  });

  it("show only the version in a preview of its change", async () => {
    const module = await moduleNamed("Previewed");
    const caller = callerOf("previewed");
    const args = { name: "Previewed caller", document: invokes(stateOf(module).id) };
    await caller.up(door, { ...args, ...wanting(module) });
    const { id, outputs } = stateOf(caller);
    const { inputs } = await door.inboundFlow.check({ ...args, moduleVersions: UNKNOWN });
    // Undefined: the engine compares the inputs itself, and only finds the versions.
    expect(await door.inboundFlow.diff(id, outputs, inputs)).to.deep.equal({
      changes: undefined,
      replaces: [],
    });
  });

  it("that name a module by its id alone are warned, once for each module", async () => {
    const foreign = "11111111-1111-4111-8111-111111111111";
    const warnings = async (inputs: PropertyMap): Promise<number> => {
      const { failures } = await door.inboundFlow.check({ name: "Bare", ...inputs });
      expect(failures).to.deep.equal([]);
      return linesOf(door).split(`stands for the module ${foreign}`).length - 1;
    };
    const document = invokes(foreign);
    const yaml = callerYaml("Bare", "Elsewhere");
    expect(await warnings({ document, moduleVersions: {} })).to.equal(1);
    expect(await warnings({ yaml, modules: [foreign, foreign], moduleVersions: {} })).to.equal(1);
    expect(await warnings({ document, moduleVersions: { [foreign.toUpperCase()]: 1 } })).to.equal(0);
    expect(await warnings({ document, moduleVersions: UNKNOWN })).to.equal(0);
  });

  it("written as yaml that name a missing module learn what to write", async () => {
    const module = await moduleNamed("Renamed");
    const args = {
      name: "Old text",
      yaml: callerYaml("Old text", "Name before"),
      modules: [stateOf(module).id],
      ...wanting(module),
    };
    const message = await expectFailure(callerOf("old-text").up(door, args));
    expect(message).to.match(/calls a flow module by a name.*module\.name.*'Name before'/s);
  });

  it("written as yaml get no module hint for another flow type", async () => {
    const yaml = inboundYaml("Payer", [
      { transferToFlowSecure: { name: "Pay", targetFlow: { name: "Payment" } } },
      { disconnect: { name: "Bye" } },
    ]);
    const message = await expectFailure(callerOf("payer").up(door, { name: "Payer", yaml }));
    expect(message)
      .to.match(/'Payment' of type 'securecall' does not exist/)
      .and.not.match(/module/);
  });

  it("keep a newer version than in the stack's state", async () => {
    const module = await moduleNamed("Ahead");
    const caller = callerOf("ahead");
    const args = { name: "Line ahead", document: invokes(stateOf(module).id) };
    await changed(module, 2);
    await caller.up(door, { ...args, ...wanting(module) });
    expect(await caller.up(door, { ...args, ...wanting(module, 1) })).to.equal("same");
    expect((await flowNamed(org, "Line ahead")).publishedVersion).to.equal("1.0");
  });

  it("get the new version in the same run despite index lag", async () => {
    const module = await moduleNamed("Late");
    const caller = callerOf("late");
    const args = { name: "Line late", document: invokes(stateOf(module).id) };
    await caller.up(door, { ...args, ...wanting(module) });
    await org.control.settings({ indexLagMs: 1500 });
    await changed(module, 2);
    await caller.up(door, { ...args, ...wanting(module) });
    expect(await carried("Line late")).to.deep.equal(["2.0"]);
  });

  it("with an old version are reported, and fixed by the next run", async () => {
    const module = await moduleNamed("Lagging");
    const caller = callerOf("lagging");
    const args = { name: "Line lagging", document: invokes(stateOf(module).id), timeouts: { publish: 1 } };
    await caller.up(door, { ...args, ...wanting(module) });
    await org.control.settings({ indexLagMs: 60_000 });
    await changed(module, 2);
    await caller.up(door, { ...args, ...wanting(module) });
    expect(await carried("Line lagging")).to.deep.equal(["1.0"]);
    expect(linesOf(door)).to.match(/warning: Line lagging: .*older version of a module/);

    await org.control.advance(60_000);
    expect(await caller.up(door, { ...args, ...wanting(module) })).to.equal("updated");
    expect(await carried("Line lagging")).to.deep.equal(["2.0"]);
    expect(await caller.up(door, { ...args, ...wanting(module) })).to.equal("same");
  });

  describe("updated in the same run", () => {
    const addDivision = async (name: string): Promise<void> => {
      const somebody = await signIn(org);
      await somebody.call("POST", "/api/v2/authorization/divisions", { name, description: name });
    };

    for (const [title, before, after] of [
      ["switched off", { enabled: true }, { enabled: false }],
      ["switched on", { enabled: false }, { enabled: true }],
      ["moved", { division: "Sales" }, { division: "Support" }],
      ["both", { enabled: true, division: "Sales" }, { enabled: false, division: "Support" }],
    ] as const) {
      it(`get the new version too: ${title}`, async () => {
        await Promise.all(["Sales", "Support"].map(addDivision));
        const module = await moduleNamed(`Module ${title}`);
        const caller = callerOf(`caller ${title}`);
        const name = `Line ${title}`;
        const args = { name, document: invokes(stateOf(module).id) };
        await caller.up(door, { ...args, ...wanting(module), ...before });
        await changed(module, 2);
        await caller.up(door, { ...args, ...wanting(module), ...after });
        expect(await carried(name)).to.deep.equal(["2.0"]);
        const { division, active } = await flowNamed(org, name);
        expect({ division, enabled: active }).to.include(after);
        expect(await caller.up(door, { ...args, ...wanting(module), ...after })).to.equal("same");
      });
    }
  });

  describe("in other stacks", () => {
    it("are listed with their version after a module update", async () => {
      const module = await moduleNamed("Shared");
      const document = invokes(stateOf(module).id);
      await callerOf("ours").up(door, { name: "Our line", document, ...wanting(module) });
      const elsewhere = await startProvider(org);
      try {
        await callerOf("theirs", "prod").up(elsewhere, { name: "Their line", document, ...wanting(module) });
      } finally {
        await elsewhere.close();
      }
      await callerOf("nobody's").up(door, { name: "No line", document: speaks("Hello.") });

      linesOf(door);
      await changed(module, 2);
      const { id } = await flowNamed(org, "Their line");
      const said = linesOf(door);
      expect(said).to.match(/warning: Shared: .*older version than 2/);
      expect(said).to.include(`INBOUNDCALLFLOW "Their line" (${id}): version 1`);
      expect(said).to.not.include("Our line").and.not.include("No line");
    });

    it("exclude this stack's callers in a later process", async () => {
      const module = await moduleNamed("Spread");
      const document = invokes(stateOf(module).id);
      await callerOf("mine").up(door, { name: "Mine", document, ...wanting(module) });
      const later = await startProvider(org, { home: door.home });
      try {
        await module.up(later, { name: "Spread", document: collects(2) });
        expect(linesOf(later)).not.to.match(/warning/);
      } finally {
        await later.close();
      }
    });

    it("are listed if several versions behind", async () => {
      const module = await moduleNamed("Long");
      await signIn(org).then((somebody) => somebody.upload(callerYaml("Forgotten", "Long")));
      await new Promise((done) => setTimeout(done, 100));
      await changed(module, 2);
      linesOf(door);
      await changed(module, 3);
      expect(linesOf(door)).to.match(/"Forgotten" \([^)]*\): version 1/);
    });

    it("cost a constant number of calls if there are none", async () => {
      const module = await moduleNamed("Alone");
      for (const digits of [2, 3, 4]) await changed(module, digits);
      await org.control.clearJournal();
      await changed(module, 5);
      const asked = (await org.control.journal()).filter(({ path }) => path.includes("dependencytracking"));
      expect(asked).to.have.length(3);
      expect(linesOf(door)).to.equal("");
    });

    it("cause a warning without permission to find them", async () => {
      const permissions = ["architect:flow:view", "architect:flow:add", "architect:flow:edit"];
      permissions.push("architect:flow:publish", "architect:job:create", "architect:job:view");
      await org.control.client({ id: "humble", secret: "humble-secret", permissions });
      const env = { GENESYSCLOUD_OAUTHCLIENT_ID: "humble", GENESYSCLOUD_OAUTHCLIENT_SECRET: "humble-secret" };
      const humble = await startProvider(org, { env });
      try {
        const module = moduleOf("humble");
        await module.up(humble, { name: "Humble", document: collects() });
        await module.up(humble, { name: "Humble", document: collects(2) });
        expect(stateOf(module).outputs).to.include({ version: 2 });
        expect(linesOf(humble)).to.match(
          /warning: Humble: could not find out.*architect:dependencyTracking:view/s,
        );
      } finally {
        await humble.close();
      }
    });
  });

  it("do not include a flow that only depends on it", async () => {
    const module = await moduleNamed("Unused");
    const caller = callerOf("unused");
    const args = { name: "Plain", yaml: inboundYaml("Plain"), modules: [stateOf(module).id] };
    await caller.up(door, { ...args, ...wanting(module) });
    await changed(module, 2);
    expect(await caller.up(door, { ...args, ...wanting(module) })).to.equal("same");
  });
});
