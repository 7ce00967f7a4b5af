import type { Progress } from "./progress";
import { InitError } from "./initError";
import type { Created, Provider } from "./provider";
import { diffProperties, sameProperties } from "./propertyDiff";
import { differenceOf } from "./decisions";
import type { RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { CreateStep, DeleteStep, ReadStep, RefreshStep, SameStep, Step, UpdateStep } from "./steps";
import { isProviderType } from "./urn";
import { secret, UNKNOWN, type PropertyMap } from "./values";

/** Does what a step says: calls the provider and puts the result into the step's states. In a preview, only that. */
export async function applyStep(context: RunContext, progress: Progress, step: Step): Promise<void> {
  switch (step.kind) {
    case "same":
      return applySame(context, step);
    case "create":
      return applyCreate(context, step);
    case "update":
      return applyUpdate(context, step);
    case "delete":
      return applyDelete(context, progress, step);
    case "read":
      return applyRead(context, step);
    case "refresh":
      return applyRefresh(context, step);
    case "replace":
    case "remove-pending-replace":
      return;
  }
}

/** A protected resource is not deleted; the run goes on, so that the user hears of every one of them. */
export class ProtectedError extends Error {
  constructor(urn: string) {
    super(
      `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the ` +
        "`protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the command:\n" +
        `\`pulumi state unprotect '${urn}'\``,
    );
  }
}

function applySame(
  { providers }: RunContext,
  { old, new: state, skippedCreate, untargeted }: SameStep,
): void {
  if (skippedCreate) return;
  state.id = old.id;
  state.outputs = old.outputs;
  if (isProviderType(state.type) && !untargeted) providers.same({ ...state, inputs: old.inputs });
  markSecrets(state);
}

async function applyCreate(
  context: RunContext,
  { old, new: state, pendingDelete }: CreateStep,
): Promise<void> {
  const now = new Date().toISOString();
  let created: Created = { id: "", outputs: {} };
  if (isProviderType(state.type)) {
    const id = context.providers.create(state.urn, state.inputs, context.dryRun);
    created = { id, outputs: state.inputs };
  } else if (state.custom) {
    created = await providerOf(context, state).create(state.urn, state.inputs, context.dryRun);
  }
  Object.assign(state, { id: created.id, outputs: created.outputs, created: now, modified: now });
  markSecrets(state);
  if (old && pendingDelete) old.delete = true;
  keepInitErrors(state, created);
}

async function applyUpdate(
  context: RunContext,
  { old, new: state, ignoreChanges }: UpdateStep,
): Promise<void> {
  state.id = old.id;
  if (isProviderType(state.type)) {
    context.providers.update(state.urn, state.id, state.inputs);
    state.outputs = state.inputs;
    return;
  }
  if (!state.custom) return;
  const provider = providerOf(context, state);
  const updated = await provider.update(old, state.urn, state.inputs, ignoreChanges, context.dryRun);
  Object.assign(state, { outputs: updated.outputs, modified: new Date().toISOString() });
  markSecrets(state);
  // The object is not what the new inputs say, so the next run must see a difference.
  if (updated.initErrors) state.inputs = old.inputs;
  keepInitErrors(state, updated);
}

async function applyDelete(
  context: RunContext,
  progress: Progress,
  { old, replacing, pendingReplacement }: DeleteStep,
): Promise<void> {
  if (!replacing && old.protect) throw new ProtectedError(old.urn);
  const goesByItself = old.external || old.retainOnDelete || progress.deletes.has(old.deletedWith);
  if (!context.dryRun && !goesByItself && old.custom && !isProviderType(old.type)) {
    await providerOf(context, old).delete(old);
  }
  // Only once it is gone: an interrupted delete must be tried again.
  if (pendingReplacement) old.pendingReplacement = true;
}

async function applyRead(context: RunContext, step: ReadStep): Promise<void> {
  const { old, new: state, replacing } = step;
  if (state.id !== UNKNOWN) {
    // There is no state yet, so the provider gets the inputs in its place.
    const read = await providerOf(context, state).read(state.urn, state.id, state.inputs, state.inputs);
    state.outputs = read.outputs;
    if (read.id !== "") state.id = read.id;
  }
  markSecrets(state);
  if (old && replacing) old.delete = true;
  step.readOtherThanBefore = old !== undefined && !sameProperties(old.outputs, state.outputs);
}

async function applyRefresh(context: RunContext, step: RefreshStep): Promise<void> {
  const { old } = step;
  if (!old.custom || isProviderType(old.type) || old.pendingReplacement) return;
  const provider = providerOf(context, old);
  const read = await provider.read(old.urn, old.id, old.inputs, old.outputs);
  if (read.id === "") {
    step.new = undefined;
    step.found = "delete";
    return;
  }
  const refreshed: ResourceState = {
    ...old,
    id: read.id,
    inputs: read.inputs ?? old.inputs,
    outputs: read.outputs,
    initErrors: [],
  };
  if (!sameProperties(old.inputs, refreshed.inputs) || !sameProperties(old.outputs, refreshed.outputs)) {
    refreshed.modified = new Date().toISOString();
  }
  markSecrets(refreshed);
  step.new = refreshed;
  step.found = (await hasDrifted(provider, old, refreshed)) ? "update" : "same";
}

/** Would an update of an unchanged program have something to do? Of what is not ours, only the outputs are compared. */
async function hasDrifted(
  provider: Provider,
  old: ResourceState,
  refreshed: ResourceState,
): Promise<boolean> {
  if (old.external) return !sameProperties(old.outputs, refreshed.outputs);
  const answer = await provider.diff(old.urn, refreshed.id, refreshed, old.inputs, old.ignoreChanges);
  return differenceOf(answer, () => diffProperties(refreshed.inputs, old.inputs)).changed;
}

function keepInitErrors(state: ResourceState, created: Created): void {
  if (!created.initErrors) return;
  state.initErrors = created.initErrors;
  throw new InitError({ ...created, initErrors: created.initErrors });
}

/** What the program names in `additionalSecretOutputs` is secret. */
function markSecrets(state: ResourceState): void {
  const named = state.additionalSecretOutputs.filter((key) => key in state.outputs);
  const marked: PropertyMap = { ...state.outputs };
  for (const key of named) marked[key] = secret(marked[key] ?? null);
  if (named.length > 0) state.outputs = marked;
}

function providerOf({ providers }: RunContext, state: ResourceState): Provider {
  const provider = providers.get(state.provider);
  if (!provider) throw new Error(`unknown provider '${state.provider}' for resource '${state.urn}'`);
  return provider;
}
