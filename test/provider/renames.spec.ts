import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { hasRequest, callerOf, expectFailure, flowNamed, stateOf, moduleOf, waitFor } from "./providerSteps";

onBothFlowApis("a renamed flow", (flowApi, notInDocuments) => {
  let org: LocalOrg;
  let door: ProviderClient;
  /** A later run of the program, in which the resources have other names from the start. */
  let later: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20, ...orgFor(flowApi) });
    const open = (): Promise<ProviderClient> => startProvider(org, { env: envFor(flowApi) });
    [door, later] = await Promise.all([open(), open()]);
  });
  after(async () => {
    await Promise.all([door.close(), later.close()]);
    await org.stop();
  });
  afterEach(() => org.control.reset());

  const created = async (name: string): Promise<ReturnType<typeof moduleOf>> => {
    const module = moduleOf(name);
    await module.up(door, { name, document: collects() });
    return module;
  };

  it("keeps its id and history, and no lock or old name", async () => {
    const module = await created("Before");
    const { id } = stateOf(module);
    await module.up(door, { name: "After", document: collects() });
    const [flow, ...others] = await org.control.flows();
    expect(others).to.deep.equal([]);
    expect(flow).to.include({ id, name: "After", publishedVersion: "2.0", lockedBy: null });
    expect(flow?.content).to.include("name: After");
  });

  notInDocuments("locks", () => {
    it("is unlocked even if the platform keeps locks", async () => {
      await org.control.settings({ guesses: { publishKeepsLock: true } });
      try {
        const module = await created("Sticky");
        await org.control.lock(stateOf(module).id, null);
        await module.up(door, { name: "Loose", document: collects() });
        expect(await flowNamed(org, "Loose")).to.include({ lockedBy: null });
      } finally {
        await org.control.settings({ guesses: { publishKeepsLock: false } });
      }
    });
  });

  it("is found by its new name before the publish, despite lag", async () => {
    const module = await created("Slow");
    await org.control.settings({ indexLagMs: 1500 });
    try {
      await module.up(door, { name: "Slower", document: collects(2) });
    } finally {
      await org.control.settings({ indexLagMs: 0 });
    }
    expect((await org.control.flows()).map(({ id, name }) => ({ id, name }))).to.deep.equal([
      { id: stateOf(module).id, name: "Slower" },
    ]);
  });

  notInDocuments("snapshots", () => {
    it("gets a new version, and its callers are republished", async () => {
      const module = await created("Collector");
      const { id } = stateOf(module);
      const caller = callerOf("line");
      const args = (version: number) => ({
        name: "Line",
        document: invokes(id),
        moduleVersions: { [id]: version },
      });
      await caller.up(door, args(1));
      await module.up(door, { name: "Digits", document: collects() });
      expect(stateOf(module).outputs).to.include({ version: 2 });
      expect(await caller.up(door, args(2))).to.equal("updated");
      const line = await flowNamed(org, "Line");
      expect(line.modules).to.deep.equal([{ id, name: "Digits", version: "2.0" }]);
      expect(line.content).to.include("Digits").and.not.include("Collector");
    });
  });

  describe("to a taken name", () => {
    it("is unchanged; the error names the other", async () => {
      const module = await created("Mine");
      const other = await created("Other");
      const message = await expectFailure(module.up(later, { name: "Other", document: collects() }));
      expect(message).to.include(stateOf(other).id).and.include("Nothing was changed");
      expect(await flowNamed(org, "Mine")).to.include({ publishedVersion: "1.0", lockedBy: null });
    });

    it("fails in a swap, and works with a temporary name", async () => {
      const [left, right] = [await created("Left"), await created("Right")];
      const swapped = [
        left.up(later, { name: "Right", document: collects() }),
        right.up(later, { name: "Left", document: collects() }),
      ];
      for (const message of await Promise.all(swapped.map(expectFailure)))
        expect(message).to.include("third name");
      expect((await flowNamed(org, "Left")).id).to.equal(stateOf(left).id);

      await left.up(later, { name: "Between", document: collects() });
      await right.up(later, { name: "Left", document: collects() });
      await left.up(later, { name: "Right", document: collects() });
      expect((await flowNamed(org, "Left")).id).to.equal(stateOf(right).id);
      expect((await flowNamed(org, "Right")).id).to.equal(stateOf(left).id);
    });
  });

  notInDocuments("jobs", () => {
    describe("in a failed run", () => {
      it("gets its old name back until the next update", async () => {
        const module = await created("Old");
        await org.control.jobs({ flow: "New", fail: ["Something is wrong."] });
        const args = { name: "New", document: collects(2) };
        const message = await expectFailure(module.up(door, args));
        expect(message).to.include("Something is wrong.").and.include('old name "Old" again');
        expect(await flowNamed(org, "Old")).to.include({ publishedVersion: "1.0", lockedBy: null });

        await module.up(door, args);
        expect(await flowNamed(org, "New")).to.include({ id: stateOf(module).id, publishedVersion: "2.0" });
        expect(await org.control.flows()).to.have.length(1);
      });

      it("stays unlocked if the platform refuses the name", async () => {
        const module = await created("Fixed");
        await org.control.faults({ method: "PUT", path: "^/api/v2/flows/[^/]+$", status: 403 });
        await expectFailure(module.up(door, { name: "Moved", document: collects() }));
        await org.control.clearFaults();
        expect(await flowNamed(org, "Fixed")).to.include({ publishedVersion: "1.0", lockedBy: null });
      });

      it("explains what to do if the name is not restored", async () => {
        const module = await created("Stuck");
        await org.control.jobs({ flow: "Freed", fail: ["Something is wrong."] });
        await org.control.faults({ method: "PUT", path: "^/api/v2/flows/[^/]+$", nth: 2, status: 403 });
        const args = { name: "Freed", document: collects(2) };
        const message = await expectFailure(module.up(door, args));
        await org.control.clearFaults();
        expect(message).to.match(/Something is wrong.*new name already.*next "pulumi up" goes on/s);
        await module.up(door, args);
        expect(await flowNamed(org, "Freed")).to.include({ id: stateOf(module).id, lockedBy: null });
        expect(await org.control.flows()).to.have.length(1);
      });

      it("is completed after a kill before the publish", async () => {
        const module = await created("Alive");
        const args = { name: "Reborn", document: collects(2) };
        const victim = await startProvider(org);
        try {
          await org.control.clearJournal();
          await org.control.faults({ method: "POST", path: "^/api/v2/flows/jobs$", drop: "before" });
          const up = expectFailure(module.up(victim, args));
          await waitFor(() => hasRequest(org, "PUT", /^\/api\/v2\/flows\//));
          await victim.kill();
          await up;
        } finally {
          await victim.close();
          await org.control.clearFaults();
        }
        expect(await flowNamed(org, "Reborn")).to.include({ publishedVersion: "1.0", lockedBy: "local" });

        await module.up(door, args);
        const [flow, ...others] = await org.control.flows();
        expect(others).to.deep.equal([]);
        expect(flow).to.include({
          id: stateOf(module).id,
          name: "Reborn",
          publishedVersion: "2.0",
          lockedBy: null,
        });
      });
    });
  });
});
