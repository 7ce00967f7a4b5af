import { apiError, foreignAnswer } from "./apiErrors";
import { AuthenticationError, type CloudError } from "./errors";
import { correlationId, isFromPlatform, jsonObject, type HttpAnswer, type Outcome } from "./http";
import { recordedSettings } from "./recordedSettings";
import type { Secrets } from "./redact";
import type { Clock } from "./requestGate";
import { retryDelay } from "./retry";
import { asGiven, type SettingName } from "./settingNames";
import type { Settings } from "./settings";
import type { Token } from "./signIn";

/** One kind of sign-in, as far as it differs from the others. */
export interface TokenExchange {
  /** Sends the request once. */
  send: () => Promise<Outcome>;
  /** What the credentials are called: "the client id and secret". */
  title: string;
  /** The settings that may be wrong when they are refused, the likeliest first. */
  suspects: readonly SettingName[];
  /** What else, seen in the answer, may be the reason of a refusal. */
  hint?: (answer: HttpAnswer) => string | undefined;
}

/** What a token request needs beside the exchange itself. */
export interface TokenSurroundings {
  settings: Settings;
  secrets: Secrets;
  clock: Clock;
  random: () => number;
}

/**
 * Exchanges credentials for a token, repeating what may pass.
 *
 * @throws AuthenticationError naming the settings to look at when the platform refuses the credentials; never what the SDK
 * rejected with, which holds the secret.
 */
export async function requestToken(exchange: TokenExchange, around: TokenSurroundings): Promise<Token> {
  const { clock, random, secrets } = around;
  for (let attempt = 1; ; attempt++) {
    const outcome = await exchange.send();
    const token = tokenOf(outcome, clock.now());
    if (token !== undefined) {
      secrets.add(token.value);
      return token;
    }
    const delay = retryDelay(attempt, asRateLimit(outcome), { repeatable: true }, random());
    if (delay === undefined) throw refusal(outcome, exchange, around);
    await clock.sleep(delay);
  }
}

/** Renewed this long before its end, or after nine tenths of its life when it lives for less than five minutes. */
const RENEW_BEFORE = 30_000;

function tokenOf(outcome: Outcome, now: number): Token | undefined {
  if (outcome.kind === "none" || outcome.status !== 200) return undefined;
  const { access_token: value, expires_in: seconds } = jsonObject(outcome) ?? {};
  // Nothing else can stand in an Authorization header.
  if (typeof value !== "string" || !/^[\x21-\x7e]+$/.test(value)) return undefined;
  const life = typeof seconds === "number" && seconds > 0 ? seconds * 1000 : Infinity;
  return { value, renewAt: now + Math.max(life * 0.9, life - RENEW_BEFORE) };
}

/** Too many sign-ins come as 400 `invalid_request` "rate limit exceeded; …", not as 429. */
function asRateLimit(outcome: Outcome): Outcome {
  const limited =
    outcome.kind === "answer" && outcome.status === 400 && /rate limit exceeded/i.test(describe(outcome));
  return limited ? { ...outcome, status: 429 } : outcome;
}

function refusal(outcome: Outcome, exchange: TokenExchange, around: TokenSurroundings): CloudError {
  const { settings, secrets } = around;
  const operation = "POST /oauth/token";
  const about = { settings, redact: secrets.hide, operation, address: settings.hosts.login };
  if (outcome.kind === "none" || !isRefusal(outcome)) {
    const foreign = outcome.kind === "answer" && outcome.status < 500 && !isFromPlatform(outcome);
    return foreign ? foreignAnswer(outcome, about) : apiError(outcome, about);
  }
  // Hidden before it is cut: half a secret is one too.
  const said = secrets.hide(describe(outcome)).slice(0, 300);
  const hint = exchange.hint?.(outcome);
  const places = exchange.suspects.map((name) => asGiven(name, settings.origins));
  return new AuthenticationError(
    `${settings.hosts.login} refuses ${exchange.title}. ${hint === undefined ? "" : `${hint} `}Check ${places.join("; ")}. A client of another region or organization is refused in the same words.${recordedSettings(exchange.suspects, settings)}${said === "" ? "" : ` It says: ${said}`}`,
    {
      operation,
      status: outcome.status,
      code: codeOf(outcome),
      correlationId: correlationId(outcome),
    },
  );
}

/** Only the sign-in's own answer says that credentials are wrong: its error has the form of RFC 6749, or the API's mark. */
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
