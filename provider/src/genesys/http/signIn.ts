import type { Credentials } from "../settings/credentials";
import { recordedSettings } from "../settings/recordedSettings";
import type { SettingName } from "../settings/settingNames";
import { describeSource } from "../settings/settingNames";
import type { Settings } from "../settings/settings";
import { apiError, foreignAnswer } from "./apiErrors";
import type { CloudError } from "./platformErrors";
import { AuthenticationError } from "./platformErrors";
import type { Clock } from "./rateLimiter";
import type { Secrets } from "./redaction";
import { retryDelay } from "./retry";
import type { HttpAnswer, HttpResult, Sdk } from "./sdk";
import { correlationId, isFromPlatform, jsonObject, parsedJson } from "./sdk";

/** Provides the access token of one client. */
export interface SignIn {
  /** The current token. Signs in if there is none or if it is about to expire. Concurrent calls share one sign-in. */
  token(): Promise<string>;
  /**
   * Reports that the platform rejected a token. Returns whether the next call of {@link token} can return a different
   * one.
   */
  refused(token: string): boolean;
}

/** The result of a sign-in. */
export interface Token {
  value: string;
  /**
   * When to renew the token, in milliseconds since the epoch: shortly before it expires, so that it cannot expire
   * during a request.
   */
  renewAt: number;
}

/** A configured access token, which cannot be renewed. */
export function givenToken(accessToken: string): SignIn {
  return { token: () => Promise.resolve(accessToken), refused: () => false };
}

/**
 * A sign-in that can be repeated.
 *
 * @param request requests a new token. If it rejects, all waiting callers get the error, and the next call tries
 * again.
 */
export function renewableSignIn(request: () => Promise<Token>, clock: Pick<Clock, "now">): SignIn {
  let current: Promise<Token> | undefined;
  let inUse: string | undefined;

  const signIn = (): Promise<Token> => {
    const pending = request();
    current = pending;
    pending.catch(() => forget(pending));
    return pending;
  };
  // A late report about an old token must not discard its successor.
  const forget = (pending: Promise<Token>): void => {
    if (current === pending) current = undefined;
  };

  return {
    async token() {
      const pending = current ?? signIn();
      let token = await pending;
      if (token.renewAt <= clock.now()) {
        forget(pending);
        token = await (current ?? signIn());
      }
      inUse = token.value;
      return token.value;
    },
    refused(token) {
      if (token === inUse && current !== undefined) forget(current);
      return true;
    },
  };
}

/** The parts in which the sign-in methods differ. */
export interface TokenExchange {
  /** Sends the request once. */
  send: () => Promise<HttpResult>;
  /** The name of the credentials: "the client id and secret". */
  title: string;
  /** The settings that may be wrong if the credentials are rejected, the most likely one first. */
  likelyCauses: readonly SettingName[];
  /** Another possible reason for the rejection, derived from the answer. */
  hint?: (answer: HttpAnswer) => string | undefined;
}

/** Dependencies of a token request, in addition to the exchange. */
export interface TokenDependencies {
  settings: Settings;
  secrets: Secrets;
  clock: Clock;
  random: () => number;
}

/**
 * Exchanges credentials for a token. Retries temporary failures.
 *
 * @throws AuthenticationError naming the settings to check, if the platform rejects the credentials. Never the SDK's
 * own error, which contains the secret.
 */
export async function requestToken(exchange: TokenExchange, dependencies: TokenDependencies): Promise<Token> {
  const { clock, random, secrets } = dependencies;
  for (let attempt = 1; ; attempt++) {
    const outcome = await exchange.send();
    const token = tokenOf(outcome, clock.now());
    if (token !== undefined) {
      secrets.add(token.value);
      return token;
    }
    const delay = retryDelay(attempt, asRateLimit(outcome), { repeatable: true }, random());
    if (delay === undefined) throw refusal(outcome, exchange, dependencies);
    await clock.sleep(delay);
  }
}

/**
 * How long before its expiry a token is renewed, in milliseconds. Tokens that live less than five minutes are renewed
 * after nine tenths of that time.
 */
const RENEW_BEFORE = 30_000;

function tokenOf(outcome: HttpResult, now: number): Token | undefined {
  if (outcome.kind === "none" || outcome.status !== 200) return undefined;
  const { access_token: value, expires_in: seconds } = jsonObject(outcome) ?? {};
  // An Authorization header allows no other characters.
  if (typeof value !== "string" || !/^[\x21-\x7e]+$/.test(value)) return undefined;
  const life = typeof seconds === "number" && seconds > 0 ? seconds * 1000 : Infinity;
  return { value, renewAt: now + Math.max(life * 0.9, life - RENEW_BEFORE) };
}

/** Too many sign-ins are answered with 400 `invalid_request` "rate limit exceeded; …", not with 429. */
function asRateLimit(outcome: HttpResult): HttpResult {
  const limited =
    outcome.kind === "answer" && outcome.status === 400 && /rate limit exceeded/i.test(describe(outcome));
  return limited ? { ...outcome, status: 429 } : outcome;
}

function refusal(outcome: HttpResult, exchange: TokenExchange, dependencies: TokenDependencies): CloudError {
  const { settings, secrets } = dependencies;
  const operation = "POST /oauth/token";
  const about = { settings, redact: secrets.hide, operation, address: settings.hosts.login };
  if (outcome.kind === "none" || !isRefusal(outcome)) {
    const foreign = outcome.kind === "answer" && outcome.status < 500 && !isFromPlatform(outcome);
    return foreign ? foreignAnswer(outcome, about) : apiError(outcome, about);
  }
  // Hide secrets before cutting the text, because part of a secret is sensitive too.
  const answer = secrets.hide(describe(outcome)).slice(0, 300);
  const hint = exchange.hint?.(outcome);
  const places = exchange.likelyCauses.map((name) => describeSource(name, settings.sources));
  return new AuthenticationError(
    `${settings.hosts.login} refuses ${exchange.title}. ${hint === undefined ? "" : `${hint} `}Check ${places.join("; ")}. A client of another region or organization is refused in the same words.${recordedSettings(exchange.likelyCauses, settings)}${answer === "" ? "" : ` It says: ${answer}`}`,
    {
      operation,
      status: outcome.status,
      code: codeOf(outcome),
      correlationId: correlationId(outcome),
    },
  );
}

/**
 * Only the sign-in's own answer shows that credentials are wrong: its error has the format of RFC 6749, or the API's
 * correlation id.
 */
function isRefusal(outcome: HttpAnswer): boolean {
  if (outcome.status !== 400 && outcome.status !== 401) return false;
  return isFromPlatform(outcome) || /^[a-z]+(_[a-z]+)*$/.test(codeOf(outcome) ?? "");
}

function codeOf(outcome: HttpAnswer): string | undefined {
  const code = jsonObject(outcome)?.error;
  return typeof code === "string" ? code : undefined;
}

function describe(outcome: HttpAnswer): string {
  const { error_description: long, description } = jsonObject(outcome) ?? {};
  const text = long ?? description;
  return typeof text === "string" ? text : "";
}

/**
 * Requests a token by the client credentials grant (RFC 6749, section 4.4), once. Redirects are not followed, because
 * they would send the credentials to another address.
 */
export async function requestGrant(
  sdk: Sdk,
  endpoint: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpResult> {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  const outcome = await sdk.fetchRaw({
    method: "POST",
    url: endpoint,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      ...headers,
    },
    body: body.toString(),
  });
  return parsedJson(outcome);
}

/** The sign-in by client id and secret as Genesys Cloud documents it: both in a Basic header. */
export function clientSecretExchange(
  { clientId, clientSecret }: Credentials & { kind: "clientSecret" },
  { settings, sdk, secrets }: { settings: Settings; sdk: () => Promise<Sdk>; secrets: Secrets },
): TokenExchange {
  secrets.add(clientSecret, clientId);
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  return {
    title: "the client id and secret",
    likelyCauses: ["clientId", "clientSecret", settings.hosts.gateway ? "gatewayUrl" : "region"],
    send: async () => requestGrant(await sdk(), `${settings.hosts.login}/oauth/token`, {}, { authorization }),
  };
}
