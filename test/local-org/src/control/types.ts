import type { JobRule } from "../organization/jobModel";
import type { Client } from "../organization/model";
import type { FlowApis, Guesses, JobTime } from "../organization/settings";

/** A flow as the control interface shows it, including internal data. */
export interface ControlFlow {
  id: string;
  name: string;
  /** INBOUNDCALL, COMMONMODULE. */
  type: string;
  description: string | null;
  /** The division's name. */
  division: string;
  active: boolean;
  /** "3.0"; null if never published. */
  publishedVersion: string | null;
  /** The newest version, including drafts. */
  savedVersion: string | null;
  /** The published YAML as submitted; empty if never published. */
  content: string;
  /** The document as published through the document API; otherwise null. */
  document: unknown;
  /**
   * The module snapshots of the published version. A version published as a document has none: these are then the
   * versions that its references resolve to now.
   */
  modules: { id: string; name: string; version: string }[];
  /** The owner of the lock; null without a lock. */
  lockedBy: string | null;
}

/** Names that flows may refer to. Adding one twice has no effect. */
export interface SeededObjects {
  queues?: string[];
  /** With or without the prefix `Prompt.`. */
  prompts?: string[];
  /** A plain name is found under any integration. */
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
  /** IVR configurations, each with the name of its flow. */
  ivrs?: { name: string; flow: string }[];
}

/** Settings that can be changed at run time. */
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

/** The complete state of an organization, to be restored later. Only this version of the package can read it. */
export interface Snapshot {
  organizations: unknown[];
}
