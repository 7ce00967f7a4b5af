import type { Fault, FaultCase } from "./everyCall";

/** A transient fault: a step under it succeeds, with state and organization as if nothing had happened. */
export const passingFault = (title: string, blow: Fault): FaultCase => ({
  title: `${title}, on any one call,`,
  fault: { ...blow, times: 1 },
  judge: async ({ error, scene }, lane, story) => [
    ...(error === undefined ? [] : [`it failed: ${error}`]),
    ...(await lane.disagreements(story, scene)),
  ],
});
