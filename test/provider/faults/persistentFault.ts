import type { FaultResult } from "./faultRunner";
import type { Fault, FaultCase } from "./everyCall";

/**
 * A fault that lasts until the end of the run. The message says what happened, where, and what to do; the
 * next run, without the fault, ends as if nothing had happened.
 */
export const persistentFault = (title: string, blow: Fault, says: RegExp[]): FaultCase => ({
  title: `${title}, from any call on,`,
  fault: { ...blow, times: 1_000_000 },
  async judge(trial, lane, story) {
    const wrong = unclear(trial, says);
    if (trial.error !== undefined) {
      await story
        .act(trial.scene)
        .catch((error: unknown) => wrong.push(`the next run failed: ${String(error)}`));
    }
    return [...wrong, ...(await lane.disagreements(story, trial.scene))];
  },
});

function unclear({ error, struck }: FaultResult, says: RegExp[]): string[] {
  if (error === undefined) return [];
  if (struck === undefined) return [`it failed undisturbed: ${error}`];
  const missing = says.filter((one) => !one.test(error));
  return [
    ...missing.map((one) => `the message does not say ${String(one)}: ${error}`),
    ...(/<html|\n\s+at |undefined|\[object/.test(error)
      ? [`the message shows what says nothing: ${error}`]
      : []),
  ];
}

/** The message for a client whose role was removed. */
export const LOST_RIGHTS = persistentFault("403 of a client that loses its rights", { status: 403 }, [
  /lacks|has no right|could not be (up|down)loaded/,
  /role|settings|storage/,
  /HTTP 403/,
  /correlation id|storage/,
]);
