import type { Principal } from "../flowApi";
import type { SettingsProblem } from "../settings/settingsIssues";

/** The call that an error came from, and the platform's answer. */
export interface CallFacts {
  /** Method and path, including the ids: `GET /api/v2/flows/{flowId}`. */
  operation?: string;
  /** The HTTP status, if there was an answer. */
  status?: number;
  /** The platform's error code, such as `architect.flow.locked.by.user`. */
  code?: string;
  /** The correlation id, which Genesys Cloud support asks for. */
  correlationId?: string;
}

/** A line of a publish or export job's log, as the platform wrote it. */
export interface JobMessage {
  severity: "error" | "warning";
  text: string;
}

/**
 * Base class of all errors of calls to the platform. The message says what happened, where, and what to do; it ends
 * with the facts of the call. It never contains a secret.
 */
export class CloudError extends Error {
  readonly operation: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly correlationId: string | undefined;

  constructor(text: string, facts: CallFacts = {}) {
    super(withFacts(text, facts));
    this.name = new.target.name;
    this.operation = facts.operation;
    this.status = facts.status;
    this.code = facts.code;
    this.correlationId = facts.correlationId;
  }
}

/** A setting is missing or invalid. Thrown before anything is sent. The message has one line for each problem. */
export class SettingsError extends CloudError {
  readonly problems: readonly SettingsProblem[];

  constructor(...problems: SettingsProblem[]) {
    super(problems.map(({ message }) => message).join("\n"));
    this.problems = problems;
  }
}

/** The platform rejects the credentials (400 from the sign-in, or 401). */
export class AuthenticationError extends CloudError {}

/** The credentials are valid, but lack a permission (403). */
export class PermissionError extends CloudError {
  /** The missing permissions or scopes, as far as the platform or its documentation names them. */
  readonly missing: readonly string[];

  constructor(text: string, facts: CallFacts, missing: readonly string[]) {
    super(text, facts);
    this.missing = missing;
  }
}

/** The requested object does not exist (404). */
export class NotFoundError extends CloudError {}

/** The requested object has been deleted (410). */
export class GoneError extends NotFoundError {}

/** Conflict with another object (409): the name is taken, or the object is in use. */
export class ConflictError extends CloudError {}

/** Someone else holds the flow's lock. */
export class LockedError extends CloudError {
  /** The lock holder, if the platform returns it. */
  readonly holder: Principal | undefined;

  constructor(text: string, facts: CallFacts, holder?: Principal) {
    super(text, facts);
    this.holder = holder;
  }
}

/** The platform rejects the request itself (400 and similar): an invalid name or an invalid document. */
export class InvalidRequestError extends CloudError {}

/** Too many requests, for longer than it makes sense to wait (429). */
export class RateLimitError extends CloudError {}

/** The platform failed (5xx), or its answer could not be understood. The call may have been carried out. */
export class ServerError extends CloudError {}

/**
 * The answer does not come from the API but from a proxy, a firewall, a gateway's router or another server. Its
 * status says nothing about flows, and the call may have been carried out.
 */
export class ForeignAnswerError extends ServerError {}

/** There was no answer. */
export class NetworkError extends CloudError {
  /** True if the request cannot have reached the platform. False if the call may have been carried out. */
  readonly unsent: boolean;

  constructor(text: string, facts: CallFacts, unsent: boolean) {
    super(text, facts);
    this.unsent = unsent;
  }
}

/** The facts of a job's error. */
export interface JobFacts extends CallFacts {
  jobId: string;
  /** The flow that the job names, if any. It may have been created or changed. */
  flowId?: string;
}

/** A publish or export job failed, or returned another flow than expected. */
export class PublishError extends CloudError {
  readonly jobId: string;
  readonly flowId: string | undefined;
  /** The job's log messages, errors first. */
  readonly messages: readonly JobMessage[];

  constructor(text: string, facts: JobFacts, messages: readonly JobMessage[]) {
    super(text, facts);
    this.jobId = facts.jobId;
    this.flowId = facts.flowId;
    this.messages = messages;
  }
}

/** A job did not finish in time. It may still succeed. */
export class TimeoutError extends CloudError {
  readonly jobId: string | undefined;
  readonly flowId: string | undefined;

  constructor(text: string, facts: CallFacts & Partial<JobFacts> = {}) {
    super(text, facts);
    this.jobId = facts.jobId;
    this.flowId = facts.flowId;
  }
}

/** Whether a failed call may have been carried out anyway. */
export function outcomeUnknown(error: unknown): boolean {
  return error instanceof ServerError || (error instanceof NetworkError && !error.unsent);
}

function withFacts(text: string, facts: CallFacts): string {
  const known = [
    facts.operation,
    facts.status === undefined ? undefined : `HTTP ${facts.status}`,
    facts.code,
    facts.correlationId === undefined ? undefined : `correlation id ${facts.correlationId}`,
  ].filter((fact) => fact !== undefined);
  return known.length === 0 ? text : `${text} [${known.join(", ")}]`;
}
