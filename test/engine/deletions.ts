import { DependencyGraph } from "./dependencyGraph";
import type { Progress } from "./progress";
import { ensureProvider, refuse, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { DeleteStep, RemovePendingReplaceStep, Step } from "./steps";
import { dependencySteps } from "./targeting";

type Deletion = DeleteStep | RemovePendingReplaceStep;

/** What is left to do once the program has said everything: delete what is not wanted, leave alone what is no target. */
export function deletionSteps(
  context: RunContext,
  progress: Progress,
): { sames: Step[]; deletes: Deletion[] } {
  const doomed = doomedResources(context, progress);
  const deletes = context.base.resources.filter((state) => doomed.has(state)).map(deletion);
  for (const { old } of deletes) {
    progress.deletes.add(old.urn);
    ensureProvider(context, old.provider);
  }
  const others = context.base.resources.filter((state) => !doomed.has(state) && !state.delete);
  const sames = others
    .filter(({ urn }) => !progress.livesOn(urn))
    .flatMap((old) => dependencySteps(context, progress, old));
  return { sames, deletes };
}

function doomedResources(context: RunContext, progress: Progress): Set<ResourceState> {
  const { base, targets } = context;
  const unwanted = base.resources.filter((state) =>
    state.delete ? !progress.pendingDeletes.has(state) : !progress.livesOn(state.urn),
  );
  if (targets === undefined) return new Set(unwanted);
  const doomed = new Set(unwanted.filter(({ urn }) => targets.has(urn)));
  const none = new Set<string>();
  for (const target of [...doomed]) {
    // Whatever needs it would have to go as well, and nobody asked for that.
    for (const dependent of base.graph.dependingOn(target, none, true)) {
      if (doomed.has(dependent) || progress.livesOn(dependent.urn)) continue;
      doomed.add(dependent);
      const text =
        `Resource '${dependent.urn}' will be destroyed but was not specified in --target list.\n` +
        "Either include resource in --target list or pass --target-dependents to proceed.";
      refuse(context, dependent.urn, text);
    }
  }
  return doomed;
}

function deletion(old: ResourceState): Deletion {
  if (old.delete) return { kind: "delete", old, replacing: true };
  if (old.pendingReplacement) return { kind: "remove-pending-replace", old };
  return { kind: "delete", old, replacing: false };
}

/**
 * The order of deletes: lists whose steps may run side by side, each list only after the one before it. What others
 * need goes last.
 */
export function inDeletionOrder<T extends { old: ResourceState }>(
  base: readonly ResourceState[],
  steps: T[],
): T[][] {
  const graph = new DependencyGraph(base);
  const needs = new Map(steps.map((step) => [step, graph.dependenciesOf(step.old)]));
  const waiting = new Set(steps);
  const rounds: T[][] = [];
  while (waiting.size > 0) {
    const condemned = new Set([...waiting].map(({ old }) => old));
    const round = [...waiting].filter(
      (step) => ![...(needs.get(step) ?? [])].some((needed) => condemned.has(needed)),
    );
    round.forEach((step) => waiting.delete(step));
    rounds.push(round);
  }
  return rounds.reverse();
}
