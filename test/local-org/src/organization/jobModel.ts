import type { Actor } from "./model";

export interface JobMessage {
  at: number;
  type: "Error" | "Warning";
  text: string;
}

export type JobStatus = "Registered" | "Started" | "Success" | "Failure";

export interface PublishJob {
  id: string;
  client: Actor;
  registeredAt: number;
  /** When the upload URL expires. */
  uploadUntil: number;
  uploadHeaders: Record<string, string>;
  signature: string;
  upload?: string;
  /** Type and name of the flow in the upload; absent if it is not a flow file. */
  about?: { type: string; name: string };
  /** It fails with these messages, as set by a spec. */
  ordered?: string[];
  endsAt?: number;
  status: JobStatus;
  flowId?: string;
  messages: JobMessage[];
}

export interface ExportJob {
  id: string;
  clientId: string;
  endsAt: number;
  status: JobStatus;
  flow: FlowReference;
  fileName?: string;
  messages: JobMessage[];
  signature: string;
  /** Present on success. */
  file?: { name: string; text: string };
}

export interface ValidateJob {
  id: string;
  clientId: string;
  endsAt: number;
  status: JobStatus;
  flow: FlowReference;
  messages: JobMessage[];
}

/** A flow as a request names it: by id, or by name and type. */
export interface FlowReference {
  id?: string;
  name?: string;
  type?: string;
  version?: string;
}

/** Settings of a spec for future jobs. */
export interface JobRule {
  /** Name of the flow; absent: any. */
  flow?: string;
  /** How many jobs it applies to. Default 1. */
  times?: number;
  /** The messages they fail with. */
  fail?: string[];
  /** How many milliseconds they take. */
  jobMs?: number;
}
