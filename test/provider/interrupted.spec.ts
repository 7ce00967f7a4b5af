import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "../local-org";
import { collects } from "./documents";
import { openDoor, type Door } from "./door";
import { StoppingClock } from "./faults/stoppingClock";
import { failureOf, flowNamed, kept, moduleOf } from "./play";

/** The request at which the provider's process is killed. */
const AT = {
  "after the upload": { method: "PUT", path: "^/_storage/flows/" },
  "after the publish, before it is recorded": { method: "GET", path: "/api/v2/flows/[0-9a-f-]{36}$" },
} as const;
type Moment = keyof typeof AT;

describe("a run that is cut off", () => {
  const clock = new StoppingClock();
  let org: LocalOrg;
  /** The next run, on the same machine. */
  let door: Door;
  /** A run after that, which destroys. */
  let destroyer: Door;
  before(async () => {
    org = await startLocalOrg({ jobMs: 5, clock });
    door = await openDoor(org);
    destroyer = await openDoor(org, { home: door.home });
  });
  after(async () => {
    await Promise.all([door.close(), destroyer.close()]);
    await org.stop();
  });
  // A reset would make another organization of it.
  afterEach(async () => {
    for (const { id } of await org.control.flows()) await org.control.deleteFlow(id);
  });

  /** Kills the provider's process in an act; nobody records what came of it. */
  const cutOff = async (moment: Moment, act: (victim: Door) => Promise<unknown>): Promise<void> => {
    const victim = await openDoor(org, { home: door.home });
    try {
      const stop = clock.stopNext();
      await org.control.faults({ ...AT[moment], nth: 1, delayMs: 1 });
      const over = act(victim).catch(() => undefined);
      await stop.reached;
      await victim.kill();
      stop.release();
      await over;
      await org.control.clearFaults();
    } finally {
      await victim.close();
    }
  };

  describe("in a create, after which the program gets another name", () => {
    for (const moment of Object.keys(AT) as Moment[]) {
      it(`ends with one flow of the new name: ${moment}`, async () => {
        const module = moduleOf(moment);
        const name = `Right ${moment}`;
        await cutOff(moment, (victim) => module.up(victim, { name: "Wrong", document: collects() }));
        const { id } = await flowNamed(org, "Wrong");
        await module.up(door, { name, document: collects(2) });
        const flows = await org.control.flows();
        expect(flows.map(({ id, name, lockedBy }) => ({ id, name, lockedBy }))).to.deep.equal([
          { id, name, lockedBy: null },
        ]);
        expect(kept(module)).to.deep.include({ id });
        expect(kept(module).outputs).to.deep.include({ version: 2, document: collects(2) });
        expect(flows[0]?.content).to.include(name);
        // It is this stack's own: it goes with the stack.
        await module.destroy(destroyer);
        expect(await org.control.flows()).to.deep.equal([]);
      });
    }

    it("that another flow has: nothing is changed, and the sentence names that one", async () => {
      const other = moduleOf("other");
      await other.up(door, { name: "Taken", document: collects() });
      const module = moduleOf("late");
      await cutOff("after the upload", (victim) => module.up(victim, { name: "Free", document: collects() }));
      const later = await openDoor(org, { home: door.home });
      try {
        const message = await failureOf(module.up(later, { name: "Taken", document: collects() }));
        expect(message).to.include(kept(other).id).and.include("Nothing was changed");
        expect(await flowNamed(org, "Free")).to.include({ publishedVersion: "1.0", lockedBy: null });
        await module.up(later, { name: "Untaken", document: collects() });
        expect((await org.control.flows()).map(({ name }) => name)).to.have.members(["Taken", "Untaken"]);
      } finally {
        await later.close();
      }
    });
  });
});
