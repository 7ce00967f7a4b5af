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
  /** Until when the upload URL is good. */
  uploadUntil: number;
  uploadHeaders: Record<string, string>;
  signature: string;
  upload?: string;
  /** Type and name of the flow in the upload; absent where it is no flow file. */
  about?: { type: string; name: string };
  /** It fails with these words, because a spec ordered it. */
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
  /** There at success. */
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

/** What a spec orders for jobs to come. */
export interface JobRule {
  /** Name of the flow; absent: any. */
  flow?: string;
  /** How many jobs it is for. Default 1. */
  times?: number;
  /** They fail with these words. */
  fail?: string[];
  /** They take so many milliseconds. */
  jobMs?: number;
}
