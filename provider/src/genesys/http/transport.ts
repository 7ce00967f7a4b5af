import { apiError } from "./apiErrors";
import type { CloudError } from "./platformErrors";
import { isForeign, isFromPlatform, isPage, jsonObject, type HttpAnswer, type HttpResult } from "./sdk";
import type { Log } from "../log";
import type { RateBudget } from "./rateLimiter";
import type { Redact } from "./redaction";
import type { Clock, RequestGate } from "./rateLimiter";
import { retryDelay } from "./retry";
import type { PlainRequest, Sdk, SdkRequest } from "./sdk";
import type { Settings } from "../settings/settings";
import type { Shape } from "./responseShapes";
import type { SignIn } from "./signIn";

/** One call of the platform's API, with what is known about it. */
export interface ApiCall extends SdkRequest {
  /**
   * The permission that the platform documents for this call. Used in the message if a 403 answer does not name one.
   */
  permission?: string;
  /** See {@link Repeatability}. Default: true. */
  repeatable?: boolean;
  /**
   * The form of a successful answer; an answer with a success status but a different form is a failure. "nothing": no
   * body is expected.
   */
  answers: Shape | "nothing";
  /** When retries stop, in milliseconds since the epoch. */
  deadline?: number;
  /** Hides the secrets of this call only. */
  redact?: Redact;
}

/** A successful answer. */
export interface Answer<Body> {
  status: number;
  body: Body;
  /**
   * Whether the answer has the API's correlation id. Without it, a success without a body may come from another
   * server.
   */
  fromPlatform: boolean;
}

/**
 * Makes all calls to the platform: signs in, respects the rate limit, retries temporary failures, and explains the
 * others.
 */
export interface Transport {
  /** Rejects with a CloudError, after retries. */
  call<Body>(call: ApiCall): Promise<Answer<Body>>;
  /**
   * Sends one request without credentials, retries or rate limit, for presigned URLs. Does not reject because of the
   * server's answer.
   */
  fetchRaw(request: PlainRequest): Promise<HttpResult>;
  /** Hides secrets in texts of the platform other than failed calls, such as job messages. */
  redact: Redact;
  log: Log;
  /** The requests that the token has left, as far as known. */
  budget: Pick<RateBudget, "perMinute" | "remaining">;
}

/** The parts of a transport. */
export interface TransportParts {
  settings: Settings;
  sdk: () => Promise<Sdk>;
  signIn: SignIn;
  budget: RateBudget;
  gate: RequestGate;
  redact: Redact;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** Creates a {@link Transport}. Nothing is sent before the first call. */
export function transportOf(parts: TransportParts): Transport {
  return {
    call: (call) => callWithRetries(call, parts),
    fetchRaw: async (request) => (await parts.sdk()).fetchRaw(request),
    redact: parts.redact,
    log: parts.log,
    budget: parts.budget,
  };
}

async function callWithRetries<Body>(call: ApiCall, parts: TransportParts): Promise<Answer<Body>> {
  const { clock, signIn } = parts;
  let renewed = false;
  let attempt = 0;
  for (;;) {
    const token = await signIn.token();
    const outcome = await sendOnce(call, token, parts);
    const success = successOf(outcome, call);
    if (success !== undefined) return answerOf<Body>(success);
    // Tokens can be revoked or expire during a run. Sign in again only once: a new token that is rejected will be
    // rejected again.
    if (!renewed && refusesToken(outcome) && signIn.refused(token)) {
      renewed = true;
      continue;
    }
    const request = { repeatable: call.repeatable ?? true, ofApi: true };
    const delay = retryDelay(++attempt, outcome, request, parts.random());
    if (delay === undefined || clock.now() + delay > (call.deadline ?? Infinity)) {
      throw failure(outcome, call, parts);
    }
    if (statusOf(outcome) === 429) {
      parts.budget.refused(clock.now(), delay);
      parts.gate.announce(delay);
    }
    await clock.sleep(delay);
  }
}

/**
 * Signing in again only helps if the API itself rejects the token, or if the server asks for one as specified in RFC
 * 6750.
 */
function refusesToken(outcome: HttpResult): boolean {
  if (outcome.kind === "none" || outcome.status !== 401) return false;
  return !isForeign(outcome) || /^bearer\b/i.test(outcome.headers["www-authenticate"] ?? "");
}

async function sendOnce(call: ApiCall, token: string, parts: TransportParts): Promise<HttpResult> {
  const sdk = await parts.sdk();
  await parts.gate.enter();
  let headers: HttpAnswer["headers"] | undefined;
  try {
    const outcome = await sdk.send(call, token);
    if (outcome.kind === "answer") headers = outcome.headers;
    return outcome;
  } finally {
    parts.gate.leave(headers);
  }
}

function successOf(outcome: HttpResult, call: ApiCall): HttpAnswer | undefined {
  if (outcome.kind === "none" || outcome.status < 200 || outcome.status > 299) return undefined;
  if (call.answers === "nothing") return isPage(outcome) ? undefined : outcome;
  const body = jsonObject(outcome);
  return body !== undefined && call.answers(body) ? outcome : undefined;
}

function statusOf(outcome: HttpResult): number | undefined {
  return outcome.kind === "answer" ? outcome.status : undefined;
}

function answerOf<Body>(outcome: HttpAnswer): Answer<Body> {
  return {
    status: outcome.status,
    // The body has been checked against the call's shape.
    body: outcome.body as Body,
    fromPlatform: isFromPlatform(outcome),
  };
}

function failure(outcome: HttpResult, call: ApiCall, { settings, redact }: TransportParts): CloudError {
  const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => call.pathParams?.[name] ?? name);
  return apiError(outcome, {
    settings,
    redact: (text) => redact(call.redact?.(text) ?? text),
    operation: `${call.method} ${path}`,
    permission: call.permission,
  });
}
