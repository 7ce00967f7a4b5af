/** What became of a request: an answer, of whatever status, or none. It never carries what we sent. */
export type Outcome = HttpAnswer | NoAnswer;

/** An answer of the other side. */
export interface HttpAnswer {
  kind: "answer";
  status: number;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON, a text where the answer is none, or undefined for an empty body. */
  body: unknown;
}

/** Nothing that could be understood came back. */
export interface NoAnswer {
  kind: "none";
  /** The system's code: ECONNREFUSED, ECONNRESET, ECONNABORTED (time-out), ... */
  cause: string;
}

/** Codes of a request that this machine could not even begin: most often a proxy setting that is not a URL. */
export const UNSENDABLE: ReadonlySet<string> = new Set([
  "ERR_INVALID_CHAR",
  "ERR_INVALID_URL",
  "ERR_INVALID_PROTOCOL",
  "ERR_UNESCAPED_CHARACTERS",
  "ERR_ASSERTION",
]);

/** The cause of an answer that the SDK could not read. */
export const UNREADABLE = "UNREADABLE_ANSWER";

/**
 * The codes of failures that come before a request leaves this machine: no address, no connection, no trust. After any other one the
 * platform may have acted.
 */
const NEVER_SENT = new Set([
  ...UNSENDABLE,
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPROTO",
  "ENETDOWN",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Whether a request without an answer surely never reached the other side. */
export function neverSent(failure: NoAnswer): boolean {
  return NEVER_SENT.has(failure.cause);
}

/** The parsed JSON object of an answer; undefined where the body is empty, a text, a list, or cut off. */
export function jsonObject(answer: HttpAnswer): Record<string, unknown> | undefined {
  const { body } = answer;
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : undefined;
}

/** An answer whose body came as text, with its JSON parsed where it is JSON. */
export function parsedJson(outcome: Outcome): Outcome {
  if (outcome.kind === "none" || typeof outcome.body !== "string") return outcome;
  try {
    return { ...outcome, body: JSON.parse(outcome.body) as unknown };
  } catch {
    // An HTML page: whoever reads the answer sees that it is not an object.
    return outcome;
  }
}

/** Whether the body is an HTML or XML page: a proxy, a captive portal or a firewall answered in place of the API. */
export function isPage(answer: HttpAnswer): boolean {
  return typeof answer.body === "string" && /^\s*</.test(answer.body);
}

/** The id that Genesys Cloud gives to each answer of its API. */
export function correlationId(answer: HttpAnswer): string | undefined {
  return nonEmpty(answer.headers["inin-correlation-id"]);
}

/**
 * Whether the API itself answered: by its correlation id, by the shape of its errors (`code` and `contextId`), or by a code that only
 * Architect has. Statuses of anybody else (a proxy, a gateway's router, another server) say nothing about flows.
 */
export function isFromPlatform(answer: HttpAnswer): boolean {
  if (isPage(answer)) return false;
  if (correlationId(answer) !== undefined) return true;
  const { code, contextId } = jsonObject(answer) ?? {};
  if (nonEmpty(code) === undefined) return false;
  return nonEmpty(contextId) !== undefined || String(code).startsWith("architect.");
}

/** Statuses that mean that something is gone for good: state is given up over them, so only the API's own mark counts. */
const GONE: ReadonlySet<number> = new Set([404, 410]);

/** Statuses that something is done about: signing in again, naming a permission or a conflict, waiting. */
const ACTED_UPON: ReadonlySet<number> = new Set([401, 403, 405, 409, 429]);

/**
 * Whether an answer without success is somebody else's than the API's. A gateway's own errors count where they have a code; for a request
 * that is refused as it is (400 and the like), any JSON explains enough.
 */
export function isForeign(answer: HttpAnswer): boolean {
  if (isFromPlatform(answer)) return false;
  const body = jsonObject(answer);
  if (body === undefined || GONE.has(answer.status)) return true;
  return ACTED_UPON.has(answer.status) && nonEmpty(body.code) === undefined;
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
