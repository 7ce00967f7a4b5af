import type { Blow, Strike } from "./strike";

/** A fault that passes: a step under it ends well, with state and organisation as if nothing had happened. */
export const passing = (title: string, blow: Blow): Strike => ({
  title: `${title}, on any one call,`,
  blow: { ...blow, times: 1 },
  judge: async ({ error, scene }, lane, story) => [
    ...(error === undefined ? [] : [`it failed: ${error}`]),
    ...(await lane.disagreements(story, scene)),
  ],
});
