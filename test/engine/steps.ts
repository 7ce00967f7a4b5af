import type { ResourceState } from "./state";

/** The operations as Pulumi names them in its events. */
export type Operation =
  | "same"
  | "create"
  | "create-replacement"
  | "update"
  | "delete"
  | "delete-replaced"
  | "discard"
  | "discard-replaced"
  | "replace"
  | "read"
  | "read-replacement"
  | "refresh"
  | "remove-pending-replace";

/** Tells the program what became of a resource that it registered. */
export type Done = (state: ResourceState) => void;

/** Why a resource changes: the keys that differ, and those of them that force a replacement. */
export interface Reasons {
  diffs?: string[];
  keys?: string[];
}

export interface SameStep {
  kind: "same";
  old: ResourceState;
  new: ResourceState;
  /** Would be created, but is not among the targets: neither made nor recorded. */
  skippedCreate?: boolean;
  /** Not among the targets: stands as it is, and its provider is not configured for it. */
  untargeted?: boolean;
  done?: Done;
}

export interface CreateStep extends Reasons {
  kind: "create";
  new: ResourceState;
  /** Set where this create replaces. */
  old?: ResourceState;
  /** Create before delete: the old one is deleted at the end of the run. */
  pendingDelete?: boolean;
  done: Done;
}

export interface UpdateStep extends Reasons {
  kind: "update";
  old: ResourceState;
  new: ResourceState;
  ignoreChanges: string[];
  done: Done;
}

export interface DeleteStep {
  kind: "delete";
  old: ResourceState;
  replacing: boolean;
  /** Delete before create: the old one stays in state until the new one exists. */
  pendingReplacement?: boolean;
}

/** The logical half of a replacement: nothing is called, the two physical steps do the work. */
export interface ReplaceStep extends Reasons {
  kind: "replace";
  old: ResourceState;
  new: ResourceState;
}

export interface ReadStep {
  kind: "read";
  new: ResourceState;
  old?: ResourceState;
  /** What was read takes the place of a resource that was ours. */
  replacing: boolean;
  /** Known once the step was applied. */
  readOtherThanBefore: boolean;
  done: Done;
}

export interface RefreshStep {
  kind: "refresh";
  old: ResourceState;
  /** The state after the refresh, undefined where the resource is gone. */
  new: ResourceState | undefined;
  /** What the refresh found; known once the step was applied. */
  found: "same" | "update" | "delete";
}

/** Forgets what was deleted for a replacement that nobody wants any more. */
export interface RemovePendingReplaceStep {
  kind: "remove-pending-replace";
  old: ResourceState;
}

export type Step =
  | SameStep
  | CreateStep
  | UpdateStep
  | DeleteStep
  | ReplaceStep
  | ReadStep
  | RefreshStep
  | RemovePendingReplaceStep;

export function operationOf(step: Step): Operation {
  switch (step.kind) {
    case "create":
      return step.old ? "create-replacement" : "create";
    case "delete":
      if (step.old.external) return step.replacing ? "discard-replaced" : "discard";
      return step.replacing ? "delete-replaced" : "delete";
    case "read":
      return step.replacing ? "read-replacement" : "read";
    case "same":
    case "update":
    case "replace":
    case "refresh":
    case "remove-pending-replace":
      return step.kind;
  }
}

/** The state that a step is about. */
export const subjectOf = (step: Step): ResourceState =>
  "new" in step && step.new !== undefined ? step.new : (step as { old: ResourceState }).old;

/** Is this what the user asked for, rather than a physical part of it? Only such steps are counted. */
export function isLogical(step: Step): boolean {
  if (step.kind === "delete" || step.kind === "read") return !step.replacing;
  if (step.kind === "create") return step.old === undefined;
  return step.kind !== "refresh" && step.kind !== "remove-pending-replace";
}
