import { checkInputs, type Candidate } from "./candidate";
import type { Difference } from "./decisions";
import { dependentReplacements } from "./dependentReplacements";
import type { Progress } from "./progress";
import { bail, refuse, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { DeleteStep, Step } from "./steps";

/** A new object in the place of an old one: made before the old one is deleted, or after where that cannot be. */
export async function replacementSteps(
  context: RunContext,
  progress: Progress,
  candidate: Candidate,
  old: ResourceState,
  difference: Difference,
): Promise<Step[]> {
  const { goal, urn, new: state, provider, done } = candidate;
  refuseReplacingProtected(context, candidate, old);
  progress.replaces.add(urn);
  // What was completed for the old object must not be carried over; a replacement on request was checked so already.
  if (provider && !context.replaceTargets.has(urn)) {
    await checkInputs(context, candidate, provider, {}, goal.properties);
  }
  const reasons = { keys: difference.replaceKeys, diffs: difference.changedKeys };
  if (!(goal.deleteBeforeReplace ?? difference.deleteBeforeReplace)) {
    return [
      { kind: "create", old, new: state, pendingDelete: true, ...reasons, done },
      { kind: "replace", old, new: state, ...reasons },
    ];
  }
  const dependents = await deleteDependents(context, progress, urn, old);
  // What is deleted with it needs no delete of its own.
  progress.deletes.add(old.urn);
  return [
    ...dependents,
    ...(old.pendingReplacement ? [] : [deleteFirst(old)]),
    { kind: "replace", old, new: state, ...reasons },
    { kind: "create", old, new: state, ...reasons, done },
  ];
}

async function deleteDependents(
  context: RunContext,
  progress: Progress,
  urn: string,
  old: ResourceState,
): Promise<DeleteStep[]> {
  const dependents = await dependentReplacements(context, progress, old);
  return dependents.reverse().flatMap(({ state, keys }) => {
    if (progress.pendingDeletes.has(state)) return [];
    if (state.protect)
      throw bail(context, state.urn, protectedText(state.urn, ` as part of replacing "${urn}" `));
    progress.dependentReplaceKeys.set(state.urn, keys);
    progress.pendingDeletes.add(state);
    progress.deletes.add(state.urn);
    return [deleteFirst(state)];
  });
}

const deleteFirst = (old: ResourceState): DeleteStep => ({
  kind: "delete",
  old,
  replacing: true,
  pendingReplacement: true,
});

function refuseReplacingProtected(
  context: RunContext,
  { urn, new: state }: Candidate,
  old: ResourceState,
): void {
  // Taking the protection away and replacing may happen in one run.
  if (state.protect && old.protect) refuse(context, urn, protectedText(urn, "\n"));
}

const protectedText = (urn: string, why: string): string =>
  `unable to replace resource "${urn}"${why}as it is currently marked for protection. To unprotect the resource, ` +
  "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`";
