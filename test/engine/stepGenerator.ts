import { formerUrns } from "./aliases";
import { reportCheckFailures } from "./checkFailures";
import {
  decide,
  differenceOf,
  replacedBecauseOf,
  unchanged,
  withReplaceOnChanges,
  type Difference,
} from "./decisions";
import { dependentReplacements } from "./dependentReplacements";
import type { Goal, ReadGoal } from "./goal";
import { Progress } from "./progress";
import { diffProperties, sameProperties } from "./propertyDiff";
import { withIgnoredChanges } from "./propertyPath";
import { DiffUnavailableError, type Provider } from "./provider";
import { bail, BailError, refuse, type RunContext } from "./runContext";
import { newState, type ResourceState } from "./state";
import type { DeleteStep, Done, Step } from "./steps";
import { dependencySteps, isTargeted, refuseSkippedDependencies } from "./targeting";
import { isProviderType, makeUrn } from "./urn";
import type { PropertyMap } from "./values";

/** What is decided about one resource. */
interface Candidate {
  goal: Goal;
  urn: string;
  old: ResourceState | undefined;
  new: ResourceState;
  /** undefined for components and for provider resources. */
  provider: Provider | undefined;
  targeted: boolean;
  done: Done;
}

/** Turns what the program wants into the steps that lead there. Must be asked one thing at a time. */
export class StepGenerator {
  readonly progress = new Progress();

  constructor(private readonly context: RunContext) {}

  async register(goal: Goal, done: Done): Promise<Step[]> {
    const candidate = this.candidateOf(goal, done);
    await this.check(candidate);
    const steps = await this.stepsFor(candidate);
    refuseSkippedDependencies(this.context, this.progress, steps);
    return steps;
  }

  read(goal: ReadGoal, done: Done): Step[] {
    const { name, id, properties, ...rest } = goal;
    const urn = this.claimUrn(goal.parent, goal.type, name);
    const old = this.findOld(urn, { ...goal, aliases: [] });
    const state = newState({ ...rest, urn, id, inputs: properties, custom: true, external: true });
    if (old && !old.external && old.id !== id) {
      this.progress.replaces.add(urn);
      return [
        { kind: "read", old, new: state, replacing: true, readOtherThanBefore: false, done },
        { kind: "replace", old, new: state },
      ];
    }
    this.progress.reads.add(urn);
    return [
      { kind: "read", ...(old && { old }), new: state, replacing: false, readOtherThanBefore: false, done },
    ];
  }

  private candidateOf(goal: Goal, done: Done): Candidate {
    const urn = this.claimUrn(goal.parent, goal.type, goal.name);
    const old = this.findOld(urn, goal);
    const former = this.progress.formerUrn.get(urn);
    const state = newState({
      urn,
      type: goal.type,
      custom: goal.custom,
      inputs: goal.properties,
      parent: goal.parent,
      protect: goal.protect ?? false,
      retainOnDelete: goal.retainOnDelete ?? false,
      provider: goal.provider,
      deletedWith: goal.deletedWith,
      replaceWith: goal.replaceWith,
      dependencies: goal.dependencies,
      propertyDependencies: goal.propertyDependencies,
      additionalSecretOutputs: goal.additionalSecretOutputs,
      aliases: former === undefined ? [] : [former],
      ignoreChanges: goal.ignoreChanges,
      replaceOnChanges: goal.replaceOnChanges,
      ...(old?.created && { created: old.created }),
      ...(old?.modified && { modified: old.modified }),
    });
    const targeted = isTargeted(this.context, urn);
    return { goal, urn, old, new: state, provider: this.providerOf(urn, goal), targeted, done };
  }

  private claimUrn(parent: string, type: string, name: string): string {
    const { seen } = this.progress;
    if (parent !== "" && !seen.has(parent)) throw new Error(`could not find parent resource ${parent}`);
    const urn = makeUrn(this.context.stack, this.context.project, parent, type, name);
    if (seen.has(urn)) {
      throw bail(this.context, urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    seen.add(urn);
    return urn;
  }

  /** The resource in state under this URN, else under a former one; whoever takes it keeps others from taking it. */
  private findOld(
    urn: string,
    named: Pick<Goal, "name" | "type" | "parent" | "aliases">,
  ): ResourceState | undefined {
    const { base, stack, project, providers } = this.context;
    const { currentUrn, formerUrn, seen } = this.progress;
    const claimant = currentUrn.get(urn);
    if (claimant !== undefined) {
      const text = `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${claimant}'`;
      throw bail(this.context, urn, text);
    }
    const own = base.find(urn);
    if (own) return own;
    const candidates = formerUrns(named, stack, project, (of) => formerUrn.get(of));
    const former = candidates.find((candidate) => base.find(candidate));
    if (former === undefined) return undefined;
    const taken = seen.has(former) ? urn : currentUrn.get(former);
    if (taken !== undefined) {
      const text = `Duplicate resource alias '${former}' applied to resource with URN '${urn}' conflicting with resource with URN '${taken}'`;
      throw bail(this.context, urn, text);
    }
    currentUrn.set(former, urn);
    formerUrn.set(urn, former);
    providers.registerAlias(urn, former);
    return base.find(former);
  }

  private providerOf(urn: string, goal: Goal): Provider | undefined {
    if (!goal.custom || isProviderType(goal.type)) return undefined;
    const provider = this.context.providers.get(goal.provider);
    if (!provider) throw bail(this.context, urn, `unknown provider '${goal.provider}' for resource '${urn}'`);
    return provider;
  }

  /** Lets the provider validate and complete the inputs. */
  private async check(candidate: Candidate): Promise<void> {
    const { goal, urn, old, provider } = candidate;
    if (isProviderType(goal.type)) this.context.providers.check(urn);
    if (old) candidate.new.inputs = this.withIgnoredChanges(urn, goal, old);
    if (!provider) return;
    if (!candidate.targeted) {
      candidate.new.inputs = old?.inputs ?? {};
      return;
    }
    const fresh = !old || old.external || this.progress.deletes.has(urn) || this.isTargetedReplace(urn);
    const news = fresh ? goal.properties : candidate.new.inputs;
    await this.checkInputs(candidate, provider, fresh ? {} : old.inputs, news);
  }

  private async checkInputs(
    { urn, new: state }: Candidate,
    provider: Provider,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<void> {
    const { inputs, failures } = await provider.check(urn, olds, news, this.context.dryRun);
    state.inputs = inputs;
    if (failures.length === 0) return;
    reportCheckFailures(this.context, urn, inputs, failures);
    throw new BailError(`resource ${urn} is invalid`);
  }

  private withIgnoredChanges(urn: string, goal: Goal, old: ResourceState): PropertyMap {
    if (goal.ignoreChanges.length === 0) return goal.properties;
    const { inputs, impossible } = withIgnoredChanges(goal.properties, old.inputs, goal.ignoreChanges);
    if (impossible.length > 0) {
      const paths = JSON.stringify(impossible.join(", "));
      const text = `cannot ignore changes in added or removed elements of the path: ${paths}`;
      this.context.events.said("info", text, urn);
    }
    return inputs;
  }

  private async stepsFor(candidate: Candidate): Promise<Step[]> {
    const { urn, old, new: state, done } = candidate;
    const { deletes, replaces, creates, sames, skippedCreates, dependentReplaceKeys } = this.progress;
    if (old && deletes.delete(urn)) {
      // Deleted earlier in this run, because something that it needs is deleted before it is replaced.
      replaces.add(urn);
      return [
        { kind: "replace", old, new: state },
        { kind: "create", old, new: state, keys: dependentReplaceKeys.get(urn) ?? [], done },
      ];
    }
    if (old?.external) {
      // What was only read until now becomes ours: a new one is made, and the old one is let go.
      creates.add(urn);
      return [
        { kind: "create", old, new: state, pendingDelete: true, done },
        { kind: "replace", old, new: state },
      ];
    }
    if (old && !candidate.targeted) return dependencySteps(this.context, this.progress, old, done);
    if (old) return this.stepsFromDifference(candidate, old);
    if (candidate.targeted) {
      creates.add(urn);
      return [{ kind: "create", new: state, done }];
    }
    sames.add(urn);
    skippedCreates.add(urn);
    return [{ kind: "same", old: state, new: state, skippedCreate: true, done }];
  }

  private async stepsFromDifference(candidate: Candidate, old: ResourceState): Promise<Step[]> {
    const { goal, urn, new: state, done } = candidate;
    const difference = withReplaceOnChanges(
      await this.differenceOf(candidate, old),
      goal.replaceOnChanges,
      old.initErrors.length > 0,
    );
    switch (decide(difference, old)) {
      case "same":
        this.progress.sames.add(urn);
        return [{ kind: "same", old, new: state, done }];
      case "update":
        this.progress.updates.add(urn);
        return [
          {
            kind: "update",
            old,
            new: state,
            diffs: difference.changedKeys,
            ignoreChanges: goal.ignoreChanges,
            done,
          },
        ];
      case "replace":
        return this.replacementSteps(candidate, old, difference);
    }
  }

  private async differenceOf(
    { goal, urn, new: state, provider }: Candidate,
    old: ResourceState,
  ): Promise<Difference> {
    const { replaces, currentUrn } = this.progress;
    if (this.isTargetedReplace(urn)) return replacedBecauseOf("id");
    if (state.replaceWith.some((other) => replaces.has(other))) return replacedBecauseOf("replaceWith");
    if (replaces.has(state.deletedWith)) return replacedBecauseOf("deletedWith");
    // From component to custom resource or back. A change from one provider to another is no reason by itself.
    if ((old.provider === "") !== (state.provider === "")) return replacedBecauseOf("provider");
    if (isProviderType(goal.type)) {
      return { ...unchanged, changed: this.context.providers.changed(old, state.inputs) };
    }
    if (!provider) return { ...unchanged, changed: !sameProperties(old.inputs, state.inputs) };
    try {
      const formerOrOwn = currentUrn.has(old.urn) ? urn : old.urn;
      const answer = await provider.diff(formerOrOwn, old.id, old, state.inputs, goal.ignoreChanges);
      return differenceOf(answer, () => diffProperties(old.inputs, state.inputs));
    } catch (error) {
      if (!(error instanceof DiffUnavailableError)) throw error;
      this.context.events.said("warning", error.message, urn);
      return { ...unchanged, changed: true };
    }
  }

  private async replacementSteps(
    candidate: Candidate,
    old: ResourceState,
    difference: Difference,
  ): Promise<Step[]> {
    const { goal, urn, new: state, provider, done } = candidate;
    this.refuseReplacingProtected(candidate, old);
    this.progress.replaces.add(urn);
    // Defaults must not be carried over from a resource that is about to go.
    if (provider && !this.isTargetedReplace(urn))
      await this.checkInputs(candidate, provider, {}, goal.properties);
    const reasons = { keys: difference.replaceKeys, diffs: difference.changedKeys };
    if (!(goal.deleteBeforeReplace ?? difference.deleteBeforeReplace)) {
      return [
        { kind: "create", old, new: state, pendingDelete: true, ...reasons, done },
        { kind: "replace", old, new: state, ...reasons },
      ];
    }
    const dependents = await this.deleteDependents(urn, old);
    const own: DeleteStep[] = old.pendingReplacement
      ? []
      : [{ kind: "delete", old, replacing: true, pendingReplacement: true }];
    return [
      ...dependents,
      ...own,
      { kind: "replace", old, new: state, ...reasons },
      { kind: "create", old, new: state, ...reasons, done },
    ];
  }

  private async deleteDependents(urn: string, old: ResourceState): Promise<DeleteStep[]> {
    const { deletes, pendingDeletes, dependentReplaceKeys } = this.progress;
    const dependents = await dependentReplacements(this.context, this.progress, old);
    const steps: DeleteStep[] = [];
    for (const { state, keys } of dependents.reverse()) {
      if (pendingDeletes.has(state)) continue;
      if (state.protect) {
        throw bail(
          this.context,
          state.urn,
          `unable to replace resource "${state.urn}" as part of replacing "${urn}" as it is currently marked for protection. ` +
            "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`",
        );
      }
      dependentReplaceKeys.set(state.urn, keys);
      steps.push({ kind: "delete", old: state, replacing: true, pendingReplacement: true });
      deletes.add(state.urn);
      pendingDeletes.add(state);
    }
    return steps;
  }

  private refuseReplacingProtected({ urn, new: state }: Candidate, old: ResourceState): void {
    if (!state.protect || !old.protect) return;
    refuse(
      this.context,
      urn,
      `unable to replace resource "${urn}"\nas it is currently marked for protection. To unprotect the resource, ` +
        "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`",
    );
  }

  private isTargetedReplace(urn: string): boolean {
    return this.context.replaceTargets.has(urn);
  }
}
