import { differenceOf, withReplaceOnChanges } from "./decisions";
import { diffProperties } from "./propertyDiff";
import type { Progress } from "./progress";
import { ensureProvider, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import { isProviderType, parseProviderReference } from "./urn";
import { UNKNOWN } from "./values";

export interface DependentReplacement {
  state: ResourceState;
  /** The keys whose change forces it. */
  keys: string[];
}

/**
 * Which dependants of a resource must be deleted before it, when it is deleted before it is replaced: those that
 * their own providers would replace if the values that they take from it became unknown. In dependency order.
 */
export async function dependentReplacements(
  context: RunContext,
  progress: Progress,
  root: ResourceState,
): Promise<DependentReplacement[]> {
  const { base } = context;
  // A resource that was registered already cannot depend on one that is only being registered now.
  const impossible = new Set(
    [
      progress.reads,
      progress.creates,
      progress.sames,
      progress.updates,
      progress.deletes,
      progress.replaces,
    ].flatMap((set) => [...set]),
  );
  const replaced = new Set([root.urn]);
  const found: DependentReplacement[] = [];
  for (const dependent of base.graph.dependingOn(root, impossible, false)) {
    const keys = await replaceKeysOf(context, dependent, replaced);
    if (keys === undefined) continue;
    replaced.add(dependent.urn);
    found.push({ state: dependent, keys });
  }
  const cascading = base.resources.filter(
    (state) =>
      !state.delete &&
      !replaced.has(state.urn) &&
      (state.replaceWith.includes(root.urn) || state.deletedWith === root.urn),
  );
  return [...found, ...cascading.map((state) => ({ state, keys: [] }))];
}

/** undefined: the resource need not be replaced. */
async function replaceKeysOf(
  context: RunContext,
  state: ResourceState,
  replaced: ReadonlySet<string>,
): Promise<string[] | undefined> {
  if (!state.custom || state.external || isProviderType(state.type)) return undefined;
  ensureProvider(context, state.provider);
  if (replaced.has(parseProviderReference(state.provider).urn)) return [];
  if (replaced.has(state.deletedWith)) return [];
  const touched = Object.keys(state.inputs).filter((key) =>
    state.propertyDependencies[key]?.some((urn) => replaced.has(urn)),
  );
  if (touched.length === 0) return undefined;
  const inputs = { ...state.inputs, ...Object.fromEntries(touched.map((key) => [key, UNKNOWN])) };
  const provider = context.providers.get(state.provider);
  if (!provider) throw new Error(`resource ${state.urn} has no provider`);
  const answer = await provider.diff(state.urn, state.id, state, inputs, state.ignoreChanges);
  const difference = withReplaceOnChanges(
    differenceOf(answer, () => diffProperties(state.inputs, inputs)),
    state.replaceOnChanges,
    false,
  );
  return difference.replaceKeys.length > 0 ? difference.replaceKeys : undefined;
}
