import type { ExportJob, JobRule, PublishJob, ValidateJob } from "./jobModel";
import type { Settings } from "./settings";

/**
 * An organization as plain data: the content of a snapshot, used by all rules in this folder. All times are
 * milliseconds since the epoch.
 */
export interface Organization {
  id: string;
  name: string;
  /** The source of all pseudo-random values. */
  seed: string;
  /** How many ids of each kind were drawn. */
  drawn: Record<string, number>;
  settings: Settings;
  clients: Record<string, Client>;
  tokens: Record<string, Token>;
  /** The ids (jti) of used sign-in assertions, and until when each must be remembered. */
  usedAssertions: Record<string, number>;
  divisions: Division[];
  objects: NamedObject[];
  flows: Record<string, Flow>;
  /** The entries of the name search for each flow, oldest first. */
  index: Record<string, IndexEntry[]>;
  jobs: Record<string, PublishJob>;
  /** Ids of the publish jobs that have their upload but have not ended. */
  running: string[];
  exportJobs: Record<string, ExportJob>;
  validateJobs: Record<string, ValidateJob>;
  histories: Record<string, { flowId: string; by: Actor; at: number }>;
  jobRules: JobRule[];
  /** The last rebuild of dependency tracking. */
  dependencyBuild?: { startedAt: number; by: Actor };
}

export interface Client {
  id: string;
  secret: string;
  name: string;
  /** Permissions such as `architect:flow:view`; `"*"` for all. */
  permissions: "*" | string[];
  /** Names of the divisions in which it holds them; `"*"` for all. */
  divisions: "*" | string[];
  /** The lifetime of its tokens, in seconds. */
  tokenSeconds: number;
  /** The public keys for signing in without the secret. */
  keys: ClientKey[];
}

export interface ClientKey {
  /** The key's `kid` in assertions. */
  id: string;
  /** PEM (SPKI), RSA or EC. */
  publicKey: string;
}

export interface Token {
  clientId: string;
  expiresAt: number;
}

export interface Division {
  id: string;
  name: string;
  description: string;
  home: boolean;
}

/** Types of objects that flows name and this organization knows only by name. */
export type ObjectKind =
  | "queue"
  | "prompt"
  | "dataAction"
  | "dataTable"
  | "schedule"
  | "scheduleGroup"
  | "emergencyGroup"
  | "script"
  | "user"
  | "group"
  | "skill"
  | "language"
  | "ivr";

export interface NamedObject {
  kind: ObjectKind;
  id: string;
  name: string;
  /** A data action's integration; an IVR configuration's flow (by name). */
  of?: string;
}

/** A user or an OAuth client. */
export interface Actor {
  kind: "user" | "client";
  id: string;
  name: string;
}

export interface Flow {
  id: string;
  /** As `Flow.type` of the API: INBOUNDCALL. */
  type: string;
  name: string;
  description?: string;
  divisionId: string;
  active: boolean;
  deleted: boolean;
  lock?: Actor;
  /** Committed versions, oldest first. */
  versions: Version[];
  /** Saved but not checked in. */
  draft?: Version;
  /** Of `versions`. */
  publishedVersion?: string;
  history: HistoryEntry[];
}

export interface Version {
  /** "1.0", "2.0"; a draft has "1.1". */
  id: string;
  type: "PUBLISH" | "CHECKIN" | "SAVE";
  by: Actor;
  created: number;
  saved?: number;
  checkedIn?: number;
  published?: number;
  publishedEnd?: number;
  /** The Architect YAML. */
  content: string;
  /** The document, if submitted through the document API. */
  document?: unknown;
  /** The JSON submitted by `POST /flows/{id}/versions`, if any. */
  configuration?: Record<string, unknown>;
  defaultLanguage?: string;
  supportedLanguages: string[];
  /** Of a module, in the API's spelling: INBOUNDCALL. */
  compatibleFlowTypes: string[];
  variables: FlowVariable[];
  /** The module snapshots that it contains. */
  modules: ModuleSnapshot[];
  /** All other objects that it names. */
  uses: Use[];
}

export interface FlowVariable {
  name: string;
  /** As in YAML without "Variable": string, integer, stringCollection. */
  type: string;
  description?: string;
  input: boolean;
  output: boolean;
}

export interface ModuleSnapshot {
  id: string;
  name: string;
  version: string;
  /** The module's YAML as of the caller's publish. */
  content: string;
}

/** `type` in dependency tracking's spelling: QUEUE, USERPROMPT, INBOUNDCALLFLOW. */
export interface Use {
  type: string;
  id: string;
  name: string;
  version?: string;
}

export interface HistoryEntry {
  action:
    "CHECKIN" | "CHECKOUT" | "CREATE" | "DEACTIVATE" | "DELETE" | "PUBLISH" | "REVERT" | "SAVE" | "UPDATE";
  at: number;
  by: Actor;
  version?: string;
}

export interface IndexEntry {
  visibleAt: number;
  name: string;
  /** Absent: the search does not list the flow (any longer). */
  listed: boolean;
  publishedVersion?: string;
}
