import { candidateOf, checkCandidate, type Candidate } from "./candidate";
import { claimOld, claimUrn } from "./claims";
import {
  decide,
  differenceOf,
  replacedBecauseOf,
  unchanged,
  withReplaceOnChanges,
  type Difference,
} from "./decisions";
import type { Goal, ReadGoal } from "./goal";
import { Progress } from "./progress";
import { diffProperties, sameProperties } from "./propertyDiff";
import { DiffUnavailableError } from "./provider";
import { replacementSteps } from "./replacementSteps";
import type { RunContext } from "./runContext";
import { newState, type ResourceState } from "./state";
import type { Done, Step } from "./steps";
import { dependencySteps, refuseSkippedDependencies } from "./targeting";
import { isProviderType } from "./urn";

/** Turns what the program wants into the steps that lead there. Must be asked one thing at a time. */
export class StepGenerator {
  readonly progress = new Progress();

  constructor(private readonly context: RunContext) {}

  async register(goal: Goal, done: Done): Promise<Step[]> {
    const candidate = candidateOf(this.context, this.progress, goal, done);
    await checkCandidate(this.context, this.progress, candidate);
    const steps = await this.stepsFor(candidate);
    refuseSkippedDependencies(this.context, this.progress, steps);
    return steps;
  }

  read(goal: ReadGoal, done: Done): Step[] {
    const { type, id, parent, dependencies, provider, additionalSecretOutputs } = goal;
    const named = { ...goal, aliases: [] };
    const urn = claimUrn(this.context, this.progress, named);
    const old = claimOld(this.context, this.progress, urn, named);
    const state = newState({
      ...{ urn, type, id, parent, dependencies, provider, additionalSecretOutputs },
      ...{ inputs: goal.properties, custom: true, external: true },
    });
    const read = { kind: "read", new: state, readOtherThanBefore: false, done } as const;
    if (old && !old.external && old.id !== id) {
      this.progress.replaces.add(urn);
      return [
        { ...read, old, replacing: true },
        { kind: "replace", old, new: state },
      ];
    }
    this.progress.reads.add(urn);
    return [{ ...read, ...(old && { old }), replacing: false }];
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
        return replacementSteps(this.context, this.progress, candidate, old, difference);
    }
  }

  private async differenceOf(
    { goal, urn, new: state, provider }: Candidate,
    old: ResourceState,
  ): Promise<Difference> {
    const { replaces, currentUrn } = this.progress;
    if (this.context.replaceTargets.has(urn)) return replacedBecauseOf("id");
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
}
