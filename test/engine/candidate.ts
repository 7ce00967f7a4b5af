import { reportCheckFailures } from "./checkFailures";
import { claimOld, claimUrn } from "./claims";
import type { Goal } from "./goal";
import type { Progress } from "./progress";
import { withIgnoredChanges } from "./propertyPath";
import type { Provider } from "./provider";
import { bail, BailError, type RunContext } from "./runContext";
import { newState, type ResourceState } from "./state";
import type { Done } from "./steps";
import { isTargeted } from "./targeting";
import { isProviderType } from "./urn";
import type { PropertyMap } from "./values";

/** A resource that the program has registered, while it is being decided what becomes of it. */
export interface Candidate {
  goal: Goal;
  urn: string;
  /** What stands for it in state. */
  old: ResourceState | undefined;
  new: ResourceState;
  /** undefined for components and for provider resources. */
  provider: Provider | undefined;
  targeted: boolean;
  done: Done;
}

export function candidateOf(context: RunContext, progress: Progress, goal: Goal, done: Done): Candidate {
  const urn = claimUrn(context, progress, goal);
  const old = claimOld(context, progress, urn, goal);
  const former = progress.formerUrn.get(urn);
  const { type, custom, parent, provider, deletedWith, replaceWith, dependencies, propertyDependencies } =
    goal;
  const { additionalSecretOutputs, ignoreChanges, replaceOnChanges } = goal;
  const state = newState({
    ...{ urn, type, custom, parent, provider, deletedWith, replaceWith, dependencies, propertyDependencies },
    ...{ additionalSecretOutputs, ignoreChanges, replaceOnChanges },
    inputs: goal.properties,
    protect: goal.protect ?? false,
    retainOnDelete: goal.retainOnDelete ?? false,
    aliases: former === undefined ? [] : [former],
    ...(old?.created && { created: old.created }),
    ...(old?.modified && { modified: old.modified }),
  });
  const targeted = isTargeted(context, urn);
  return { goal, urn, old, new: state, provider: providerOf(context, urn, goal), targeted, done };
}

function providerOf(context: RunContext, urn: string, goal: Goal): Provider | undefined {
  if (!goal.custom || isProviderType(goal.type)) return undefined;
  const provider = context.providers.get(goal.provider);
  if (!provider) throw bail(context, urn, `unknown provider '${goal.provider}' for resource '${urn}'`);
  return provider;
}

/** Lets the provider validate and complete the inputs. */
export async function checkCandidate(
  context: RunContext,
  progress: Progress,
  candidate: Candidate,
): Promise<void> {
  const { goal, urn, old, provider } = candidate;
  if (isProviderType(goal.type)) context.providers.check(urn);
  if (old) candidate.new.inputs = inputsWithIgnoredChanges(context, candidate, old);
  if (!provider) return;
  if (!candidate.targeted) {
    candidate.new.inputs = old?.inputs ?? {};
    return;
  }
  // A new object must not inherit what was completed for an old one.
  const isNew = !old || old.external || progress.deletes.has(urn) || context.replaceTargets.has(urn);
  if (isNew) await checkInputs(context, candidate, provider, {}, goal.properties);
  else await checkInputs(context, candidate, provider, old.inputs, candidate.new.inputs);
}

/** @throws BailError where the provider refuses the inputs; the user was told why. */
export async function checkInputs(
  context: RunContext,
  { urn, new: state }: Candidate,
  provider: Provider,
  olds: PropertyMap,
  news: PropertyMap,
): Promise<void> {
  const { inputs, failures } = await provider.check(urn, olds, news, context.dryRun);
  state.inputs = inputs;
  if (failures.length === 0) return;
  reportCheckFailures(context, urn, inputs, failures);
  throw new BailError(`resource ${urn} is invalid`);
}

function inputsWithIgnoredChanges(
  { events }: RunContext,
  { urn, goal }: Candidate,
  old: ResourceState,
): PropertyMap {
  if (goal.ignoreChanges.length === 0) return goal.properties;
  const { inputs, impossible } = withIgnoredChanges(goal.properties, old.inputs, goal.ignoreChanges);
  if (impossible.length > 0) {
    const paths = JSON.stringify(impossible.join(", "));
    events.said("info", `cannot ignore changes in added or removed elements of the path: ${paths}`, urn);
  }
  return inputs;
}
