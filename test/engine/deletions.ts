import { DependencyGraph } from "./dependencyGraph";
import type { Progress } from "./progress";
import { ensureProvider, refuse, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { DeleteStep, RemovePendingReplaceStep, Step } from "./steps";
import { dependencySteps } from "./targeting";

/** What is left to do once the program has said everything: leave alone what is no target, delete what is not wanted. */
export function deletionSteps(
  context: RunContext,
  progress: Progress,
): { sames: Step[]; deletes: (DeleteStep | RemovePendingReplaceStep)[] } {
  const sames: Step[] = [];
  const deletes: (DeleteStep | RemovePendingReplaceStep)[] = [];
  for (const old of context.base.resources) {
    if (context.targets && !context.targets.has(old.urn)) {
      if (!progress.livesOn(old.urn)) sames.push(...dependencySteps(context, progress, old));
      continue;
    }
    if (old.delete) {
      if (progress.pendingDeletes.has(old)) continue;
      deletes.push({ kind: "delete", old, replacing: true });
    } else if (progress.livesOn(old.urn)) {
      continue;
    } else if (old.pendingReplacement) {
      deletes.push({ kind: "remove-pending-replace", old });
    } else {
      deletes.push({ kind: "delete", old, replacing: false });
    }
    progress.deletes.add(old.urn);
    ensureProvider(context, old.provider);
  }
  refuseUntargetedDependents(context, progress, deletes);
  return { sames, deletes };
}

/** A delete takes with it whatever depends on the resource; refuse where that was not asked for. */
function refuseUntargetedDependents(
  context: RunContext,
  progress: Progress,
  deletes: { old: ResourceState }[],
): void {
  const { base, targets } = context;
  if (targets === undefined) return;
  const none = new Set<string>();
  const dependents = deletes.flatMap(({ old }) => base.graph.dependingOn(old, none, true));
  const left = dependents.find(({ urn }) => !targets.has(urn) && !progress.livesOn(urn));
  if (!left) return;
  refuse(
    context,
    left.urn,
    `Resource '${left.urn}' will be destroyed but was not specified in --target list.\n` +
      "Either include resource in --target list or pass --target-dependents to proceed.",
  );
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
