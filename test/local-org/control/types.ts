import type { JobRule } from "../organization/jobModel";
import type { Client } from "../organization/model";
import type { FlowApis, Guesses, JobTime } from "../organization/settings";

/** A flow as the control interface shows it: from the inside, without what the API leaves out. */
export interface ControlFlow {
  id: string;
  name: string;
  /** INBOUNDCALL, COMMONMODULE. */
  type: string;
  description: string | null;
  /** Its name. */
  division: string;
  active: boolean;
  /** "3.0"; null where it was never published. */
  publishedVersion: string | null;
  /** The newest one, drafts included. */
  savedVersion: string | null;
  /** The published YAML as it was submitted; empty where it was never published. */
  content: string;
  /** What was published through the document API; null for what came otherwise. */
  document: unknown;
  /**
   * The snapshots of modules that the published version carries. What was published as a document carries none: these
   * are then the versions that its references lead to now.
   */
  modules: { id: string; name: string; version: string }[];
  /** Whose lock it is; null where nobody's. */
  lockedBy: string | null;
}

/** Names that flows may refer to. Adding one twice changes nothing. */
export interface SeededObjects {
  queues?: string[];
  /** With or without `Prompt.` before it. */
  prompts?: string[];
  /** A name alone is found under any integration. */
  dataActions?: (string | { integration: string; name: string })[];
  dataTables?: string[];
  schedules?: string[];
  scheduleGroups?: string[];
  emergencyGroups?: string[];
  scripts?: string[];
  users?: string[];
  groups?: string[];
  skills?: string[];
  languages?: string[];
  /** IVR configurations, each with the name of the flow that it leads to. */
  ivrs?: { name: string; flow: string }[];
}

/** What can be set while it runs. */
export interface SettingsChange {
  jobMs?: JobTime;
  ratePerMinute?: number;
  indexLagMs?: number;
  dependencyLagMs?: number;
  exportMs?: number;
  uploadMs?: number;
  flowApi?: FlowApis;
  guesses?: Partial<Guesses>;
}

/** A client to add or to change. */
export type NewClient = Pick<Client, "id" | "secret"> & Partial<Client>;

export type { JobRule };

/** Everything that an organization is, to be given back later. Nothing but this package's own version reads it. */
export interface Snapshot {
  organizations: unknown[];
}
