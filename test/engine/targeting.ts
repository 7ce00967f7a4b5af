import type { Progress } from "./progress";
import { refuse, type RunContext } from "./runContext";
import { dependencyUrns, type ResourceState } from "./state";
import { subjectOf, type Done, type Step } from "./steps";
import { isProviderType, qualifiedType, STACK_TYPE, typeOf } from "./urn";

/** With `--target` only what is named takes part; the stack itself and providers always do. */
export const isTargeted = ({ targets }: RunContext, urn: string): boolean =>
  targets === undefined ||
  targets.has(urn) ||
  isProviderType(typeOf(urn)) ||
  qualifiedType(urn) === STACK_TYPE;

/**
 * Leaves a resource as it is that is not among the targets, and before it everything in state that it needs and that
 * the program no longer mentions, so that the state stays in dependency order.
 */
export function dependencySteps(
  context: RunContext,
  progress: Progress,
  old: ResourceState,
  done?: Done,
): Step[] {
  progress.seen.add(old.urn);
  progress.sames.add(old.urn);
  const needed = [...dependencyUrns(old), ...(old.parent === "" ? [] : [old.parent])];
  const before = needed
    .filter((urn) => !progress.hasStep(urn) && !progress.livesOn(urn))
    .flatMap((urn) => {
      const state = context.base.find(urn);
      return state ? dependencySteps(context, progress, state) : [];
    });
  return [...before, { kind: "same", old, new: { ...old }, untargeted: true, ...(done && { done }) }];
}

/** A target that needs something which is left out because it is no target cannot be made. */
export function refuseSkippedDependencies(context: RunContext, progress: Progress, steps: Step[]): void {
  if (context.targets === undefined) return;
  for (const step of steps) {
    if (step.kind === "same" && step.skippedCreate) continue;
    const state = subjectOf(step);
    const missing = dependencyUrns(state).find((urn) => progress.skippedCreates.has(urn));
    if (missing === undefined) continue;
    const text = `Resource '${state.urn}' depends on '${missing}' which was was not specified in --target list.`;
    refuse(context, state.urn, text);
  }
}
