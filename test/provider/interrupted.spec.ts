import { expect } from "chai";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import type { Resource } from "./faults/resource";
import { StoppingClock } from "./faults/stoppingClock";
import { callerOf, expectFailure, flowNamed, stateOf, linesOf, moduleOf, waitFor } from "./providerSteps";

/** The request at which the provider process is killed. */
const AT = {
  "before the job": { method: "POST", path: "^/api/v2/flows/jobs$", drop: "before" },
  "before the new name": { method: "POST", path: "/actions/checkout$", drop: "before" },
  "while it is switched off": { method: "POST", path: "/actions/deactivate$" },
  "after the upload": { method: "PUT", path: "^/_storage/flows/" },
  "after the publish, before it is recorded": { method: "GET", path: "/api/v2/flows/[0-9a-f-]{36}$" },
} as const;
type Moment = keyof typeof AT;

describe("an interrupted run", () => {
  const clock = new StoppingClock();
  let org: LocalOrg;
  /** The next run, on the same machine. */
  let door: ProviderClient;
  /** A later run, which destroys. */
  let destroyer: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 5, clock });
    door = await startProvider(org);
    destroyer = await startProvider(org, { home: door.home });
  });
  after(async () => {
    await Promise.all([door.close(), destroyer.close()]);
    await org.stop();
  });
  // A reset would make it another organization.
  afterEach(async () => {
    for (const { id } of await org.control.flows()) await org.control.deleteFlow(id);
  });

  /** Kills the provider process in a step; no result is recorded. */
  const cutOff = async (moment: Moment, act: (victim: ProviderClient) => Promise<unknown>): Promise<void> => {
    const victim = await startProvider(org, { home: door.home });
    try {
      const stop = clock.stopNext();
      await org.control.faults({ ...AT[moment], nth: 1, delayMs: 1 });
      const over = act(victim).catch(() => undefined);
      await stop.reached;
      await victim.kill();
      stop.release();
      await over;
      // The organization still answers the request that was held back, and runs its job.
      await new Promise((done) => setTimeout(done, 100));
      await org.control.clearFaults();
    } finally {
      await victim.close();
    }
  };

  describe("in create, then renamed,", () => {
    for (const moment of ["after the upload", "after the publish, before it is recorded"] as const) {
      it(`ends with one flow of the new name: ${moment}`, async () => {
        const module = moduleOf(moment);
        const name = `Right ${moment}`;
        await cutOff(moment, (victim) => module.up(victim, { name: "Wrong", document: collects() }));
        // The job goes on after the process.
        await waitFor(async () => (await org.control.flows()).some((flow) => flow.name === "Wrong"));
        const { id } = await flowNamed(org, "Wrong");
        await module.up(door, { name, document: collects(2) });
        const flows = await org.control.flows();
        expect(flows.map(({ id, name, lockedBy }) => ({ id, name, lockedBy }))).to.deep.equal([
          { id, name, lockedBy: null },
        ]);
        expect(stateOf(module)).to.deep.include({ id });
        expect(stateOf(module).outputs).to.deep.include({ version: 2, document: collects(2) });
        expect(flows[0]?.content).to.include(name);
        // It is this stack's own flow, and is deleted with it.
        await module.destroy(destroyer);
        expect(await org.control.flows()).to.deep.equal([]);
      });
    }

    it("to a taken name changes nothing, and names the other flow", async () => {
      const other = moduleOf("other");
      await other.up(door, { name: "Taken", document: collects() });
      const module = moduleOf("late");
      await cutOff("after the upload", (victim) => module.up(victim, { name: "Free", document: collects() }));
      const later = await startProvider(org, { home: door.home });
      try {
        const message = await expectFailure(module.up(later, { name: "Taken", document: collects() }));
        expect(message).to.include(stateOf(other).id).and.include("Nothing was changed");
        expect(await flowNamed(org, "Free")).to.include({ publishedVersion: "1.0", lockedBy: null });
        await module.up(later, { name: "Untaken", document: collects() });
        expect((await org.control.flows()).map(({ name }) => name)).to.have.members(["Taken", "Untaken"]);
      } finally {
        await later.close();
      }
    });
  });

  describe("in update, then reverted,", () => {
    /** The next run of the unchanged program, and one more, which has nothing to do and makes no request. */
    const putBack = async (flow: Resource, args: PropertyMap): Promise<void> => {
      expect(await flow.up(door, args)).to.equal("updated");
      await org.control.clearJournal();
      expect(await flow.up(door, args)).to.equal("same");
      expect(await org.control.journal()).to.deep.equal([]);
    };

    it("publishes the program's content over the edit", async () => {
      const module = moduleOf("edited");
      const args = { name: "Edited", document: collects(1) };
      await module.up(door, args);
      await cutOff("after the upload", (victim) => module.up(victim, { ...args, document: collects(7) }));
      // The job goes on after the process.
      await waitFor(async () => (await flowNamed(org, "Edited")).content?.includes("max: 7") === true);
      linesOf(door);
      await putBack(module, args);
      expect(linesOf(door)).to.match(/Edited: an earlier update was cut off/);
      expect(await flowNamed(org, "Edited")).to.include({ publishedVersion: "3.0" });
      expect((await flowNamed(org, "Edited")).content).to.include("exact: 1");
      expect(stateOf(module).outputs).to.include({ version: 3 });
    });

    it("restores the old name of a renamed flow", async () => {
      const module = moduleOf("renamed");
      const args = { name: "Old name", document: collects() };
      await module.up(door, args);
      await cutOff("before the job", (victim) => module.up(victim, { ...args, name: "New name" }));
      expect(await flowNamed(org, "New name")).to.include({ publishedVersion: "1.0", lockedBy: "local" });
      await putBack(module, args);
      expect(await flowNamed(org, "Old name")).to.include({ id: stateOf(module).id, lockedBy: null });
      expect(await org.control.flows()).to.have.length(1);
    });

    it("reactivates a deactivated flow", async () => {
      const line = callerOf("switched");
      const args = { name: "Switched", document: speaks("Hello.") };
      await line.up(door, args);
      await cutOff("while it is switched off", (victim) => line.up(victim, { ...args, enabled: false }));
      expect(await flowNamed(org, "Switched")).to.include({ active: false });
      await putBack(line, args);
      expect(await flowNamed(org, "Switched")).to.include({ active: true });
    });

    it("publishes nothing if the update had no effect", async () => {
      const module = moduleOf("nothing");
      const args = { name: "Nothing", document: collects() };
      await module.up(door, args);
      await cutOff("before the job", (victim) => module.up(victim, { ...args, document: collects(2) }));
      await cutOff("before the new name", (victim) => module.up(victim, { ...args, name: "Something" }));
      await putBack(module, args);
      expect(await flowNamed(org, "Nothing")).to.include({ publishedVersion: "1.0", lockedBy: null });
      expect(stateOf(module).outputs).to.include({ version: 1 });
    });

    it("also publishes if the program deactivates the flow", async () => {
      const line = callerOf("both");
      const args = { name: "Both", document: speaks("Hello.") };
      await line.up(door, args);
      await cutOff("after the upload", (victim) =>
        line.up(victim, { ...args, document: speaks("Aborted.") }),
      );
      await line.up(door, { ...args, enabled: false });
      expect(await flowNamed(org, "Both")).to.include({ active: false });
      expect((await flowNamed(org, "Both")).content).to.include("Hello.");
    });

    it("is found by a refresh, which shows the edit", async () => {
      const module = moduleOf("refreshed");
      const args = { name: "Refreshed", document: collects() };
      await module.up(door, args);
      await cutOff("after the upload", (victim) => module.up(victim, { ...args, document: collects(2) }));
      await module.refresh(door);
      expect(stateOf(module).inputs).to.deep.include({ document: collects(2) });
      expect(await module.up(door, args)).to.equal("updated");
      expect((await flowNamed(org, "Refreshed")).content).to.include("exact: 1");
    });

    it("is still found after a preview-only refresh", async () => {
      const module = moduleOf("shown");
      const args = { name: "Shown", document: collects() };
      await module.up(door, args);
      await cutOff("after the upload", (victim) => module.up(victim, { ...args, document: collects(2) }));
      const preview = await startProvider(org, { home: door.home });
      try {
        const { id, inputs, outputs } = stateOf(module);
        const read = await preview.module.read(id, outputs);
        await preview.module.diff(id, read.outputs, inputs);
      } finally {
        await preview.close();
      }
      await putBack(module, args);
      expect((await flowNamed(org, "Shown")).content).to.include("exact: 1");
    });

    it("does not prevent the flow's deletion", async () => {
      const module = moduleOf("deleted");
      const args = { name: "Deleted", document: collects() };
      await module.up(door, args);
      await cutOff("after the upload", (victim) => module.up(victim, { ...args, document: collects(2) }));
      await module.destroy(destroyer);
      expect(await org.control.flows()).to.deep.equal([]);
    });

    it("needs nothing if the update failed permanently", async () => {
      const module = moduleOf("failed");
      const args = { name: "Failed", document: collects() };
      await module.up(door, args);
      await org.control.jobs({ flow: "Failed", fail: ["Something is wrong."] });
      await expectFailure(module.up(door, { ...args, document: collects(2) }));
      expect(await module.up(door, args)).to.equal("same");
    });
  });
});
