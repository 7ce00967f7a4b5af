import type { CloudVersion, Organization } from "../genesys/flowApi";
import type { FlowKind } from "../language/kinds";
import { KINDS } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import type { ProviderContext } from "./context";
import type { PublishedFlow } from "./publish";

/** What a resource is asked to be: the engine's inputs after `check`. Anything may be the unknown sentinel at preview. */
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
  /** Modules only. */
  compatibleFlowTypes?: string[];
  supportedLanguages?: string[];
  /** Inbound flows only, and always there after check. */
  enabled?: boolean;
  defaultLanguage?: string;
  modules?: string[];
  /** The version of each module that the flow should carry at least, by module id. */
  moduleVersions?: Record<string, number>;
  /** The resource's URN: whose unfinished work a journal entry is. */
  __owner?: string;
  /** The name to take where nothing else gives one. */
  __defaultName?: string;
  /** The properties of which the program gave any part as a secret. */
  __secrets?: string[];
}

/** What stands in state: the inputs as the program gave them, and what the platform said. */
export interface FlowState extends Omit<FlowInputs, "moduleVersions"> {
  /** "3.0" */
  publishedVersion: string;
  version: number;
  type: "module" | "voice";
  selfUri: string;
  /** The version of each module that the published flow carries, by module id. */
  moduleVersions?: Record<string, number>;
  organizationId: string;
  organizationName: string;
  /** The name of the explicit `Provider` resource, "" for the default one. */
  provider: string;
  /** Tells settings that may open another organization from settings that cannot; no secret can be read from it. */
  fingerprint: string;
  /**
   * Why a delete must leave the flow in the organization: `contested`, the publish of a new flow landed in someone
   * else's; `adopted`, the flow was taken over from another client, whose stack may still count on it; `unseen`, the
   * publish of a new flow succeeded, `version` times, and the platform could not be asked what came of it: a flow with
   * more versions than these turns out as `contested`.
   */
  keep?: "contested" | "adopted" | "unseen";
}

/** The inputs that only steer how things are done; none of them alone makes an update. */
export const OPERATION_INPUTS = [
  "onConflict",
  "forceUnlock",
  "timeouts",
  "verifyContent",
  "modules",
  "__owner",
  "__defaultName",
  "__secrets",
] as const;

/** The inputs that say what the flow is; each of them is compared, in this order. */
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

/** Every input that stands in state. */
export const ALL_INPUTS: readonly string[] = [...CONTENT_INPUTS, ...OPERATION_INPUTS, "moduleVersions"];

/** The inputs that stand in a state, without what the platform added. */
export function inputsIn(state: Partial<FlowState>): Partial<FlowInputs> {
  return Object.fromEntries(Object.entries(state).filter(([key]) => ALL_INPUTS.includes(key)));
}

/** What stands in state after a publish: the inputs as they are, and what the platform said. */
export function stateOf(
  kind: FlowKind,
  session: ProviderContext,
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
    type: KINDS[kind].documentType,
    selfUri: flow.selfUri,
    ...(kind === "inboundCall" && { moduleVersions }),
    organizationId: organization.id,
    organizationName: organization.name,
    provider: session.provider(),
    fingerprint: session.fingerprint(),
  };
}

/** The same state with the version that the flow has now. */
export function atVersion(state: FlowState, published: CloudVersion): FlowState {
  return { ...state, publishedVersion: published.id, version: published.number };
}

/**
 * The flow exists, but something after its publish failed. The engine keeps id and properties in state, marks the
 * update as failed, and calls update on the next run. (`id`, `properties` and `reasons` are the names that the
 * dynamic provider looks for on an error.)
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
