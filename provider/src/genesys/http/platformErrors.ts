import type { Principal } from "../flowApi";
import type { SettingsProblem } from "../settings/settingsIssues";

/** Which call an error came from, and what the platform answered. */
export interface CallFacts {
  /** Method and path: `GET /api/v2/flows/{flowId}` with the ids filled in. */
  operation?: string;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** The platform's error code, such as `architect.flow.locked.by.user`. */
  code?: string;
  /** What Genesys Cloud support asks for. */
  correlationId?: string;
}

/** A line of a publish or export job's log, in the platform's words. */
export interface JobMessage {
  severity: "error" | "warning";
  text: string;
}

/**
 * Whatever goes wrong between us and the platform. The message is one that a user can act on: what happened, where, what to do;
 * the facts of the call stand at its end. It never holds a secret.
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

/** A setting is missing or cannot be used; found before anything is sent. The message has a line for each problem. */
export class SettingsError extends CloudError {
  readonly problems: readonly SettingsProblem[];

  constructor(...problems: SettingsProblem[]) {
    super(problems.map(({ message }) => message).join("\n"));
    this.problems = problems;
  }
}

/** The platform does not accept the credentials (400 of the sign-in, 401). */
export class AuthenticationError extends CloudError {}

/** The credentials are accepted, but may not do this (403). */
export class PermissionError extends CloudError {
  /** The permissions or scopes that are missing, as far as the platform or its documentation names them. */
  readonly missing: readonly string[];

  constructor(text: string, facts: CallFacts, missing: readonly string[]) {
    super(text, facts);
    this.missing = missing;
  }
}

/** What was asked for does not exist (404). */
export class NotFoundError extends CloudError {}

/** What was asked for has been deleted (410). */
export class GoneError extends NotFoundError {}

/** The platform refuses because of another object (409): a name that is taken, something that is in use. */
export class ConflictError extends CloudError {}

/** Somebody else holds the flow for editing. */
export class LockedError extends CloudError {
  /** Who it is, where the platform tells. */
  readonly holder: Principal | undefined;

  constructor(text: string, facts: CallFacts, holder?: Principal) {
    super(text, facts);
    this.holder = holder;
  }
}

/** The platform refuses the request itself (400 and the like): an invalid name, an invalid document. */
export class InvalidRequestError extends CloudError {}

/** Too many requests, for longer than it makes sense to wait (429). */
export class RateLimitError extends CloudError {}

/** The platform failed (5xx), or answered what cannot be understood. What the call was to do may have been done. */
export class ServerError extends CloudError {}

/**
 * Something else than the API answered: a proxy, a firewall, a gateway's router, another server. Its status says nothing about flows, and
 * what the call was to do may have been done.
 */
export class ForeignAnswerError extends ServerError {}

/** There was no answer. */
export class NetworkError extends CloudError {
  /** True when the request cannot have reached the platform; false when what it was to do may have been done. */
  readonly unsent: boolean;

  constructor(text: string, facts: CallFacts, unsent: boolean) {
    super(text, facts);
    this.unsent = unsent;
  }
}

/** Facts of an error that is about a job. */
export interface JobFacts extends CallFacts {
  jobId: string;
  /** The flow that the job names, if it names one: it may have been created or changed. */
  flowId?: string;
}

/** A publish or export job ended in failure, or with another flow than the one it was for. */
export class PublishError extends CloudError {
  readonly jobId: string;
  readonly flowId: string | undefined;
  /** What the platform's log says, errors first. */
  readonly messages: readonly JobMessage[];

  constructor(text: string, facts: JobFacts, messages: readonly JobMessage[]) {
    super(text, facts);
    this.jobId = facts.jobId;
    this.flowId = facts.flowId;
    this.messages = messages;
  }
}

/** A job did not end in the time that it was given. What it is to do may still happen. */
export class TimeoutError extends CloudError {
  readonly jobId: string | undefined;
  readonly flowId: string | undefined;

  constructor(text: string, facts: CallFacts & Partial<JobFacts> = {}) {
    super(text, facts);
    this.jobId = facts.jobId;
    this.flowId = facts.flowId;
  }
}

/** Whether what a failed call was to do may have been done all the same. */
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
