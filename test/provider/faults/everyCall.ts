import { expect } from "chai";
import type { FaultRule } from "genesyscloud-local-org";
import { FaultRunner, type FaultResult } from "./faultRunner";
import { OPERATIONS, type Operation } from "./operations";

/** A fault for one request, or for all from one on. Without a path, it applies to any. */
export type Fault = Omit<FaultRule, "path" | "nth"> & { path?: string };

/** A fault, and the problems of a trial under it; an empty list if there are none. */
export interface FaultCase {
  title: string;
  fault: Fault;
  judge: (trial: FaultResult, lane: FaultRunner, story: Operation) => Promise<string[]>;
}

const LANES = 5;

/**
 * Runs operations, by default all, once for each of their requests, with the fault at that request. The
 * requests are not listed anywhere, so none can be forgotten.
 */
export function faultAtEveryCall(strikes: FaultCase[], stories: readonly Operation[] = OPERATIONS): void {
  let lanes: FaultRunner[];
  before(async () => {
    lanes = await Promise.all(Array.from({ length: LANES }, () => FaultRunner.open()));
  });
  after(() => Promise.all(lanes.map((lane) => lane.close())));

  for (const strike of strikes) {
    describe(strike.title, () => {
      let wrong: Map<Operation, string[]>;
      before(async () => {
        wrong = await strikeEachCall(lanes, strike, stories);
      });
      for (const story of stories) {
        it(`does no harm to ${story.title}`, () => {
          expect(wrong.get(story)).to.deep.equal([]);
        });
      }
      it("leaks no secret", async () => {
        const all = await Promise.all(lanes.map((lane) => lane.leaks()));
        expect(all.flatMap(({ found }) => found)).to.deep.equal([]);
        const looked = all.reduce((sum, one) => sum + one.looked, 0);
        expect(looked, "something was left behind to look through").to.be.above(10_000);
      });
    });
  }
}

/** What went wrong in each operation. Trials run in parallel lanes. */
async function strikeEachCall(
  lanes: FaultRunner[],
  { fault, judge }: FaultCase,
  stories: readonly Operation[],
): Promise<Map<Operation, string[]>> {
  const wrong = new Map(stories.map((story): [Operation, string[]] => [story, []]));
  const queue = stories.map((story) => ({ story, next: 1, done: false }));
  const work = async (lane: FaultRunner): Promise<void> => {
    for (let at = queue[0]; at !== undefined; at = queue.find(({ done }) => !done)) {
      const { story } = at;
      const nth = at.next++;
      const trial = await lane.play(story, {
        rules: [{ path: "^/(api|oauth|_storage)/", ...fault, nth }],
        nth,
      });
      // The operation ended before its nth request: all have been tried.
      if (trial.struck === undefined) at.done = true;
      const where = trial.struck === undefined ? "undisturbed" : `call ${nth}, ${trial.struck}`;
      const found = await judge(trial, lane, story);
      wrong.get(story)?.push(...found.map((one) => `${where}: ${one}`));
      await lane.clear(trial.scene);
    }
  };
  await Promise.all(lanes.map(work));
  return wrong;
}
