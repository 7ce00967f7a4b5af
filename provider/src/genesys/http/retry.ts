import { isForeign, isConnectFailure, type HttpResult } from "./sdk";

/** What {@link retryDelay} needs to know about a request. */
export interface Repeatability {
  /**
   * Whether the request may be sent again if it is unknown whether the platform has already carried it out. True for
   * reads and for idempotent calls.
   */
  repeatable: boolean;
  /**
   * Whether the answer must come from the API itself. Other servers (storage, the sign-in) do not send a correlation
   * id. Default: false.
   */
  ofApi?: boolean;
}

/** The longest backoff, and the longest accepted `Retry-After`, in milliseconds. */
const LONGEST_BACKOFF = 15_000;
const LONGEST_RETRY_AFTER = 180_000;

/**
 * Decides whether a request is sent again. All retries are decided here.
 *
 * @param attempt how many times it has been sent, starting at 1
 * @param outcome the result of the last attempt
 * @param chance a number from 0 to 1 that spreads the retries of many clients (`Math.random()`)
 * @returns milliseconds to wait before the next attempt, or undefined if the outcome is final
 */
export function retryDelay(
  attempt: number,
  outcome: HttpResult,
  request: Repeatability,
  chance: number,
): number | undefined {
  const backoff = Math.min(500 * 2 ** (attempt - 1), LONGEST_BACKOFF) * (0.75 + chance / 2);
  if (outcome.kind === "none") {
    // Unknown host or untrusted certificate: retrying would not help and would only delay the error message.
    if (isConnectFailure(outcome) && !["ECONNREFUSED", "EAI_AGAIN"].includes(outcome.cause)) return undefined;
    // Connection refused: a gateway that restarts is back in seconds, a wrong address never answers.
    if (isConnectFailure(outcome)) return attempt < 4 ? backoff : undefined;
    // Connection lost or timed out: the call may have been carried out, so only repeatable requests are sent again.
    return request.repeatable && attempt < 5 ? backoff : undefined;
  }
  const { status } = outcome;
  const foreign = request.ofApi === true && isForeign(outcome);
  // A proxy that answered in place of the API may have forwarded the request.
  if (foreign && !request.repeatable) return undefined;
  if (status === 429) {
    // Refused without being carried out, so any request may be repeated. `Retry-After` has precedence.
    const requestedDelay = retryAfter(outcome.headers["retry-after"], outcome.headers.date);
    if (requestedDelay === undefined) return attempt < 8 ? backoff : undefined;
    // A pause of minutes is a quota, not a burst, so report it instead of waiting. (The platform's Go SDK does the
    // same.)
    return requestedDelay <= LONGEST_RETRY_AFTER && attempt < 8 ? requestedDelay + 250 * chance : undefined;
  }
  // Another operation on the same flow is in progress: refused without being carried out, and short-lived.
  if (status === 409 && codeOf(outcome.body) === "architect.operation.already.in.progress") {
    return attempt < 6 ? backoff * 2 : undefined;
  }
  // Not implemented is permanent, and so is a redirect.
  if (status === 501 || (status >= 300 && status < 400)) return undefined;
  // 408 (`client.timeout`) and all other 5xx are temporary, but the call may have been carried out.
  if (status === 408 || status >= 500) return request.repeatable && attempt < 6 ? backoff : undefined;
  // A successful answer that is truncated or not JSON: a proxy's page, or a broken connection.
  if (status >= 200 && status < 300) return request.repeatable && attempt < 4 ? backoff : undefined;
  // A gateway that restarts, or a captive portal: the request has not reached the platform.
  if (foreign) return attempt < 4 ? backoff : undefined;
  // Everything else is the platform's final answer.
  return undefined;
}

/**
 * Parses `Retry-After`, given in seconds or as a date, to milliseconds. Undefined if it is neither.
 *
 * @param answeredAt the answer's own `Date` header; a date is relative to it, so this machine's clock does not matter
 */
export function retryAfter(header: string | undefined, answeredAt?: string): number | undefined {
  if (header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const from = Date.parse(answeredAt ?? "");
  const wait = Date.parse(header) - (Number.isNaN(from) ? Date.now() : from);
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function codeOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
}
