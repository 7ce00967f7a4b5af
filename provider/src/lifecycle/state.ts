import type { CloudVersion, Organization } from "../genesys/flowApi";
import type { FlowKind } from "../language/kinds";
import { callsModules, isDocumentKind, KINDS, namesOf } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import type { ProviderContext } from "./context";
import type { PublishedFlow } from "./publish";

/** The inputs of a resource after `check`. At preview any value may be the unknown sentinel. */
export interface FlowInputs {
  name: string;
  description?: string;
  division?: string;
  document?: FlowDocument;
  yaml?: string;
  substitutions?: Record<string, string>;
  onConflict?: "fail" | "adopt";
  forceUnlock?: boolean;
  timeouts?: { publish?: number; delete?: number };
  verifyContent?: boolean;
  /** A `Flow` only: the platform type, where the root key is unknown to this package. */
  type?: string;
  /** Modules only. */
  compatibleFlowTypes?: string[];
  supportedLanguages?: string[];
  /** Inbound flows only. Always set after `check`. */
  enabled?: boolean;
  defaultLanguage?: string;
  modules?: string[];
  /** A `Flow` only: the flows that its file names. */
  uses?: { name: string; type: string }[];
  /** The minimum version of each module that the flow should use, by module id. */
  moduleVersions?: Record<string, number>;
  /** The resource's URN, which identifies its pending creates. */
  __owner?: string;
  /** The name to use if neither the arguments nor the YAML set one. */
  __defaultName?: string;
  /** The properties of which the program set any part as a secret. */
  __secrets?: string[];
  /** The flow type of a `Flow`, as `check` read it from the file. */
  __kind?: FlowKind;
}

/** The resource's state: the inputs from the program, and the platform's values. */
export interface FlowState extends Omit<FlowInputs, "moduleVersions" | "type"> {
  /** For example "3.0". */
  publishedVersion: string;
  version: number;
  /** "module", "voice", or the platform type of a `Flow`. */
  type: string;
  selfUri: string;
  /** The version of each module that the published flow uses, by module id. */
  moduleVersions?: Record<string, number>;
  organizationId: string;
  organizationName: string;
  /** The name of the explicit `Provider` resource, "" for the default one. */
  provider: string;
  /**
   * A hash of the settings that determine the organization. If it is equal, so is the organization. Secrets cannot be
   * derived from it.
   */
  fingerprint: string;
  /**
   * Why a delete must leave the flow in the organization:
   * - `contested`: the publish of a new flow made a version of someone else's.
   * - `adopted`: the flow was taken over from another client, whose stack may still rely on it.
   * - `unseen`: the publish of a new flow succeeded `version` times, but the flow could not be read back. If it turns
   *   out to have more versions than that, it becomes `contested`.
   */
  keep?: "contested" | "adopted" | "unseen";
}

/** Inputs that only control operations. A change to them alone does not cause an update. */
export const OPERATION_INPUTS = [
  "onConflict",
  "forceUnlock",
  "timeouts",
  "verifyContent",
  "modules",
  "uses",
  "__owner",
  "__defaultName",
  "__secrets",
  "__kind",
] as const;

/** Inputs that define the flow. They are compared in this order. */
export const CONTENT_INPUTS = [
  "name",
  "description",
  "division",
  "document",
  "yaml",
  "substitutions",
  "compatibleFlowTypes",
  "supportedLanguages",
  "defaultLanguage",
  "enabled",
] as const;

/** Every input that is recorded in state. */
export const ALL_INPUTS: readonly string[] = [...CONTENT_INPUTS, ...OPERATION_INPUTS, "moduleVersions"];

/** The inputs in a state, without the platform's values. */
export function inputsIn(state: Partial<FlowState>): Partial<FlowInputs> {
  return Object.fromEntries(Object.entries(state).filter(([key]) => ALL_INPUTS.includes(key)));
}

/** The state after a publish: the inputs and the platform's values. */
export function stateOf(
  kind: FlowKind,
  context: ProviderContext,
  organization: Organization,
  inputs: FlowInputs,
  {
    flow,
    moduleVersions,
  }: { flow: Pick<PublishedFlow["flow"], "published" | "selfUri"> } & Pick<PublishedFlow, "moduleVersions">,
): FlowState {
  return {
    ...inputs,
    publishedVersion: flow.published.id,
    version: flow.published.number,
    type: isDocumentKind(kind) ? KINDS[kind].documentType : namesOf(kind).platformType,
    selfUri: flow.selfUri,
    ...(callsModules(kind) && { moduleVersions }),
    organizationId: organization.id,
    organizationName: organization.name,
    provider: context.provider(),
    fingerprint: context.fingerprint(),
  };
}

/** The same state with the flow's current version. */
export function atVersion(state: FlowState, published: CloudVersion): FlowState {
  return { ...state, publishedVersion: published.id, version: published.number };
}

/**
 * The flow exists, but a step after its publish failed. The engine keeps id and properties in state, marks the update
 * as failed, and calls update on the next run. (The dynamic provider looks for the properties `id`, `properties` and
 * `reasons` on an error.)
 */
export class InitError extends Error {
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: FlowState,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(reason, { cause });
    this.reasons = [reason];
  }
}
