import { ensureProvider, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { RefreshStep } from "./steps";
import type { StepExecutor } from "./stepExecutor";

/** Reads every resource (or every target) and makes what was found the base of the run. */
export async function refreshBase(context: RunContext, executor: StepExecutor): Promise<void> {
  const { base, targets } = context;
  const chosen = base.resources.filter(({ urn }) => targets === undefined || targets.has(urn));
  chosen.forEach(({ provider }) => ensureProvider(context, provider));
  const steps = chosen.map((old): RefreshStep => ({ kind: "refresh", old, new: old, found: "same" }));
  await executor.runSideBySide(steps);
  const refreshed = new Map(steps.map((step) => [step.old, step.new]));
  base.replace(withoutLostOnes(base.resources, refreshed));
}

/** The refreshed resources, none of which mentions one that is gone; a child of a lost parent goes to its parent. */
function withoutLostOnes(
  olds: readonly ResourceState[],
  refreshed: ReadonlyMap<ResourceState, ResourceState | undefined>,
): ResourceState[] {
  const left = olds.flatMap((old) => (refreshed.has(old) ? (refreshed.get(old) ?? []) : old));
  const parentOf = new Map(olds.map(({ urn, parent }) => [urn, parent]));
  const there = new Set<string>();
  return left.map((state) => {
    const exists = (urn: string) => there.has(urn);
    let { parent } = state;
    while (parent !== "" && !exists(parent)) parent = parentOf.get(parent) ?? "";
    // Keys without dependencies go as well: so does the engine.
    const propertyDependencies = Object.entries(state.propertyDependencies)
      .map(([key, urns]) => [key, urns.filter(exists)] as const)
      .filter(([, urns]) => urns.length > 0);
    Object.assign(state, {
      parent,
      dependencies: state.dependencies.filter(exists),
      propertyDependencies: Object.fromEntries(propertyDependencies),
      deletedWith: exists(state.deletedWith) ? state.deletedWith : "",
      replaceWith: state.replaceWith.filter(exists),
    });
    there.add(state.urn);
    return state;
  });
}
