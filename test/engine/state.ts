import type { PropertyMap } from "./values";
import { parseProviderReference } from "./urn";

/**
 * One resource of the stack, with the names of Pulumi's deployment format (version 3).
 * Steps share these objects and change them in place; their identity tells two resources of one URN apart.
 */
export interface ResourceState {
  urn: string;
  type: string;
  custom: boolean;
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  parent: string;
  /** Replaced, and still to be deleted. */
  delete: boolean;
  protect: boolean;
  /** Read with `.get()`: not ours to change. */
  external: boolean;
  retainOnDelete: boolean;
  /** Deleted for a replacement whose create has not yet succeeded. */
  pendingReplacement: boolean;
  provider: string;
  deletedWith: string;
  replaceWith: string[];
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  initErrors: string[];
  additionalSecretOutputs: string[];
  aliases: string[];
  ignoreChanges: string[];
  replaceOnChanges: string[];
  created?: string;
  modified?: string;
}

export type OperationType = "creating" | "updating" | "deleting" | "reading";

/** An operation that had begun when the engine was killed. */
export interface PendingOperation {
  resource: ResourceState;
  type: OperationType;
}

/** What a stack consists of, each resource after those on which it depends. */
export interface Snapshot {
  resources: ResourceState[];
  pendingOperations: PendingOperation[];
}

export function newState(given: Partial<ResourceState> & Pick<ResourceState, "urn" | "type">): ResourceState {
  return {
    custom: false,
    id: "",
    inputs: {},
    outputs: {},
    parent: "",
    delete: false,
    protect: false,
    external: false,
    retainOnDelete: false,
    pendingReplacement: false,
    provider: "",
    deletedWith: "",
    replaceWith: [],
    dependencies: [],
    propertyDependencies: {},
    initErrors: [],
    additionalSecretOutputs: [],
    aliases: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    ...given,
  };
}

/** Every resource that this one needs, but for its parent: dependencies, provider, deletedWith, replaceWith. */
export function dependencyUrns(state: ResourceState): string[] {
  return [
    ...state.dependencies,
    ...Object.values(state.propertyDependencies).flat(),
    ...(state.deletedWith === "" ? [] : [state.deletedWith]),
    ...state.replaceWith,
    ...(state.provider === "" ? [] : [parseProviderReference(state.provider).urn]),
  ];
}
