import { isForeign, isConnectFailure, type HttpResult } from "./sdk";

/** What the decision needs to know about a request. */
export interface Repeatability {
  /**
   * Whether the request may be sent again when nobody knows whether the platform has acted on it already. True for reads and for whatever
   * leads to the same state when done twice.
   */
  repeatable: boolean;
  /** Whether the answer has to be the API's own; others (storages, the sign-in) have no mark of their own. Default: false. */
  ofApi?: boolean;
}

/** Milliseconds: the longest pause that we take on ourselves, and the longest that a `Retry-After` may ask for. */
const LONGEST_BACKOFF = 15_000;
const LONGEST_RETRY_AFTER = 180_000;

/**
 * The one place that decides whether a request is sent again.
 *
 * @param attempt how many times it has been sent, from 1
 * @param outcome what came of the last time
 * @param chance 0 to 1, spreads the retries of many clients (`Math.random()`)
 * @returns milliseconds to wait before the next attempt, or undefined: the outcome stands
 */
export function retryDelay(
  attempt: number,
  outcome: HttpResult,
  request: Repeatability,
  chance: number,
): number | undefined {
  const backoff = Math.min(500 * 2 ** (attempt - 1), LONGEST_BACKOFF) * (0.75 + chance / 2);
  if (outcome.kind === "none") {
    // No such host, no trust: it will be the same in a second, and the user waits for the message.
    if (isConnectFailure(outcome) && !["ECONNREFUSED", "EAI_AGAIN"].includes(outcome.cause)) return undefined;
    // Nobody listens: a gateway that restarts is back in seconds, a wrong address never is.
    if (isConnectFailure(outcome)) return attempt < 4 ? backoff : undefined;
    // Cut off or timed out: it may have been done. Only what may be done twice is sent twice.
    return request.repeatable && attempt < 5 ? backoff : undefined;
  }
  const { status } = outcome;
  const foreign = request.ofApi === true && isForeign(outcome);
  // Who answered in the API's place may have passed the request on.
  if (foreign && !request.repeatable) return undefined;
  if (status === 429) {
    // Refused without acting, so anything may be repeated; who refuses knows best when.
    const wanted = retryAfter(outcome.headers["retry-after"], outcome.headers.date);
    if (wanted === undefined) return attempt < 8 ? backoff : undefined;
    // A pause of minutes is a quota, not a burst: better to say so. (The platform's Go SDK draws the same line.)
    return wanted <= LONGEST_RETRY_AFTER && attempt < 8 ? wanted + 250 * chance : undefined;
  }
  // Another operation on the same flow has not ended: refused without acting, and short-lived.
  if (status === 409 && codeOf(outcome.body) === "architect.operation.already.in.progress") {
    return attempt < 6 ? backoff * 2 : undefined;
  }
  // Not implemented stays not implemented; a redirect leads elsewhere each time.
  if (status === 501 || (status >= 300 && status < 400)) return undefined;
  // 408 (`client.timeout`) and every other 5xx pass, but what was asked for may have been done.
  if (status === 408 || status >= 500) return request.repeatable && attempt < 6 ? backoff : undefined;
  // An answer that was cut off or is no JSON although all went well: a proxy's page, a broken connection.
  if (status >= 200 && status < 300) return request.repeatable && attempt < 4 ? backoff : undefined;
  // A gateway that restarts, a captive portal: the platform itself has not been heard yet.
  if (foreign) return attempt < 4 ? backoff : undefined;
  // Everything else is the platform's last word.
  return undefined;
}

/**
 * `Retry-After` in milliseconds, given in seconds or as a date; undefined when it is neither.
 *
 * @param answeredAt the answer's own `Date`: a date counts from there, whatever this machine's clock says
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
