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

/**
 * The codes of failures that come before a request leaves this machine: no address, no connection, no trust. After any other one the
 * platform may have acted.
 */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPROTO",
  "ERR_INVALID_CHAR",
  "CERT_HAS_EXPIRED",
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

/** The parsed JSON object of an answer; undefined where the body is empty, a text, or cut off. */
export function jsonObject(answer: HttpAnswer): Record<string, unknown> | undefined {
  return typeof answer.body === "object" && answer.body !== null
    ? (answer.body as Record<string, unknown>)
    : undefined;
}

/** Whether a page stands in the answer's place: a proxy, a captive portal or a firewall spoke, and the other side has seen nothing. */
export function isForeignPage(answer: HttpAnswer): boolean {
  return typeof answer.body === "string" && /^\s*</.test(answer.body);
}
