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

/** One call of the platform's API, and what is known about it. */
export interface ApiCall extends SdkRequest {
  /** The permission that the platform documents for it: named when the platform answers 403 without a name. */
  permission?: string;
  /** See {@link Repeatability}. Default: true. */
  repeatable?: boolean;
  /** What a success looks like; anything else with a status of success is not an answer. "nothing": without a body. */
  answers: Shape | "nothing";
  /** Milliseconds since the epoch after which there is no further attempt. */
  deadline?: number;
  /** Hides what is secret in this call only. */
  redact?: Redact;
}

/** A successful answer. */
export interface Answer<Body> {
  status: number;
  body: Body;
  /** Whether the API's own mark is on it. A success without a body and without the mark may be anybody's. */
  fromPlatform: boolean;
}

/** The only way to the platform: signs in, keeps to the rate limit, repeats what passes, and explains what does not. */
export interface Transport {
  /** Rejects with a CloudError; retries have been done by then. */
  call<Body>(call: ApiCall): Promise<Answer<Body>>;
  /** One attempt without credentials, outside the rate limit: presigned URLs. Never rejects for what the other side did. */
  fetchRaw(request: PlainRequest): Promise<HttpResult>;
  /** Hides secrets in texts that come from the platform by other ways than a failed call: job messages. */
  redact: Redact;
  log: Log;
  /** What the token may still do, as far as it is known. */
  budget: Pick<RateBudget, "perMinute" | "remaining">;
}

/** What a transport is made of. */
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

/** Puts a {@link Transport} together. Nothing is sent before the first call. */
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
    // Tokens are revoked and expire in mid-run. Once is enough: a token that has just been given and is refused will be again.
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

/** Only a token that the API itself refuses, or that somebody asks for in the words of RFC 6750, is worth another sign-in. */
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
    // The call's shape has been checked.
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
