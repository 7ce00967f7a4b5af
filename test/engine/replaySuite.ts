import { expect } from "chai";
import type { Engine, StackOptions } from "./engine";
import { readRecording } from "./recordings";
import { replay } from "./replay";
import { comparable, isInDependencyOrder, type ComparableStep } from "./replayComparison";

/** Defines a suite that replays recordings on an engine and compares all that can be seen of it. */
export function describeReplays(
  title: string,
  names: string[],
  engineFor: (stack: StackOptions) => Engine,
): void {
  describe(title, () => {
    for (const name of names) {
      it(`in ${name}`, async () => {
        const recording = readRecording(name);
        const played = await replay(recording, engineFor);
        const [actual, expected] = [comparable(played), comparable(recording.steps)];
        expected.forEach((step, i) => expectSame(actual[i], step, `step ${i + 1} (${step.run})`));
        for (const { run, state } of played) {
          expect(isInDependencyOrder(state), `state after ${run} in dependency order`).to.be.true;
        }
      });
    }
  });
}

/** Aspect by aspect, so that a failure names what differs. */
function expectSame(actual: ComparableStep | undefined, expected: ComparableStep, where: string): void {
  for (const aspect of Object.keys(expected) as (keyof ComparableStep)[]) {
    expect(actual?.[aspect], `${aspect} of ${where}`).to.deep.equal(expected[aspect]);
  }
}
