import {
  AuthenticationError,
  ConflictError,
  ForeignAnswerError,
  GoneError,
  InvalidRequestError,
  LockedError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  type CallFacts,
  type CloudError,
} from "./platformErrors";
import {
  UNREADABLE,
  UNSENDABLE,
  correlationId,
  isForeign,
  isFromPlatform,
  isPage,
  jsonObject,
  isConnectFailure,
  type HttpAnswer,
  type NetworkFailure,
  type HttpResult,
} from "./sdk";
import { recordedSettings } from "../settings/recordedSettings";
import type { Redact } from "./redaction";
import { describeSetting, describeSource } from "../settings/settingNames";
import type { Settings } from "../settings/settings";

/** What is needed to explain a failed call. */
export interface Explanation {
  settings: Settings;
  redact: Redact;
  /** Method and path: `GET /api/v2/flows/…` */
  operation: string;
  /** The permission that the platform documents for the call. */
  permission?: string;
  /** The called address. Default: the API's. */
  address?: string;
}

/** The maximum number of characters to quote from the platform's message. */
const QUOTE_LIMIT = 600;

/** The error for an outcome that is not a success: what happened, where, and what to do. */
export function apiError(outcome: HttpResult, about: Explanation): CloudError {
  if (outcome.kind === "none") return noAnswer(outcome, about);
  const facts = factsOf(outcome, about);
  if (isSomebodyElses(outcome)) return foreignAnswer(outcome, about);
  const message = platformMessage(outcome, about.redact);
  const quoted = message === undefined ? "" : ` It says: ${message}`;
  const code = facts.code ?? "";
  if (LOCKED.has(code)) return new LockedError(`The flow is locked by somebody else.${quoted}`, facts);
  switch (outcome.status) {
    case 401:
      return new AuthenticationError(notAccepted(code, about.settings) + quoted, facts);
    case 403:
      return forbidden(outcome, about, facts, message);
    case 404:
      return new NotFoundError(`Genesys Cloud does not know what the call asked for.${quoted}`, facts);
    case 409:
      return new ConflictError(
        `Genesys Cloud refuses because of another object or operation.${quoted}`,
        facts,
      );
    case 410:
      return new GoneError(`What the call asked for has been deleted.${quoted}`, facts);
    case 429:
      return new RateLimitError(
        `Genesys Cloud refuses further requests for longer than it makes sense to wait. Run again later, or with a lower --parallel.${quoted}`,
        facts,
      );
    default:
      return other(outcome, facts, quoted);
  }
}

/** Server failures (5xx, 408) mean the same from any server: try again later. */
function isSomebodyElses(outcome: HttpAnswer): boolean {
  const { status } = outcome;
  if (status >= 500 || status === 408) return false;
  return status < 300 ? !isFromPlatform(outcome) : isForeign(outcome);
}

const LOCKED = new Set([
  "architect.flow.locked.by.user",
  "architect.flow.cannot.delete.user.does.not.have.lock",
]);

function other(outcome: HttpAnswer, facts: CallFacts, quoted: string): CloudError {
  if (outcome.status === 501) {
    return new ServerError(
      `What answers there does not offer this call. Check ${describeSetting("gatewayUrl")} and ${describeSetting("flowApi")}.${quoted}`,
      facts,
    );
  }
  if (outcome.status >= 500 || outcome.status === 408) {
    return new ServerError(
      `Genesys Cloud failed to answer, also after several attempts. Try again later; if it stays, give the correlation id to Genesys Cloud support.${quoted}`,
      facts,
    );
  }
  if (outcome.status < 300) {
    return new ServerError(
      "Genesys Cloud's answer is cut off or has another shape than its API documents, also after several attempts. Try again later; if it stays, give the correlation id to Genesys Cloud support.",
      facts,
    );
  }
  // The wording of such gateways; they have no documented error code.
  if (/invalid flow document/i.test(quoted)) {
    return new InvalidRequestError(
      `The gateway does not take the flow's document, and has changed nothing. Correct the places in it that the gateway names; a moduleId ` +
        `is the id of a module that is published in this organization, best taken from a FlowModule (module.id).${quoted}`,
      facts,
    );
  }
  return new InvalidRequestError(`Genesys Cloud refuses the request.${quoted}`, facts);
}

/** The error for an answer that does not come from the API: its status says nothing about flows. */
export function foreignAnswer(outcome: HttpAnswer, about: Explanation): ForeignAnswerError {
  const facts = factsOf(outcome, about);
  const { status } = outcome;
  const address = about.address ?? about.settings.hosts.api;
  const explain = (what: string): ForeignAnswerError => new ForeignAnswerError(`${address} ${what}`, facts);
  if (status >= 300 && status < 400) {
    return explain(
      `redirects to ${redirectTarget(outcome)} (HTTP ${status}). Redirects are not followed, since they would take credentials and changes to another address. Check ${addressSetting(about)}.`,
    );
  }
  if (status === 407) {
    return explain(
      "cannot be reached: a proxy on the way asks for a sign-in of its own (HTTP 407). Check the proxy in HTTPS_PROXY or HTTP_PROXY, and the hosts in NO_PROXY.",
    );
  }
  const message = platformMessage(outcome, about.redact);
  return explain(
    `answered HTTP ${status} with ${bodyKind(outcome)}, which is not an answer of Genesys Cloud: it has neither the API's error code and context id nor a correlation id, so a gateway, a proxy or another server answered. Nothing was concluded from it. Check ${addressSetting(about)}, and the proxies and firewalls between this machine and that address (HTTPS_PROXY, NO_PROXY).${message === undefined ? "" : ` It says: ${message}`}`,
  );
}

function bodyKind(outcome: HttpAnswer): string {
  if (outcome.body === undefined) return "an empty body";
  if (isPage(outcome)) return "an HTML page";
  return typeof outcome.body === "string" ? "plain text" : "JSON of another shape";
}

/** Host and path of a redirect, without its query, which may be signed. */
function redirectTarget({ headers }: HttpAnswer): string {
  const { location = "" } = headers;
  if (!URL.canParse(location)) return location === "" ? "nowhere" : "another path";
  const { origin, pathname } = new URL(location);
  return `${origin}${pathname}`;
}

/** The setting that the called address comes from. */
function addressSetting({ settings: { hosts, sources } }: Explanation): string {
  return describeSource(hosts.gateway ? "gatewayUrl" : "region", sources);
}

/** The error for a failed connection, with the setting to check. */
function noAnswer(failure: NetworkFailure, about: Explanation): NetworkError {
  const address = about.address ?? about.settings.hosts.api;
  const advice = isConnectFailure(failure)
    ? `Check ${addressSetting(about)}, and that this machine may connect to it (proxy, firewall).`
    : "Whether the call was carried out is not known.";
  return new NetworkError(
    `${address} ${describeNoAnswer(failure)}. ${advice}`,
    { operation: about.operation },
    isConnectFailure(failure),
  );
}

/** Why there was no answer, as the end of a sentence about the address. */
export function describeNoAnswer({ cause }: NetworkFailure): string {
  const known = NO_ANSWER[cause];
  if (known !== undefined) return `${known} (${cause})`;
  if (UNSENDABLE.has(cause)) {
    return `was not called: the request could not be sent; is the proxy in HTTPS_PROXY or HTTP_PROXY an http:// URL? (${cause})`;
  }
  if (cause.startsWith("HPE_"))
    return `does not answer in HTTP: is it https where the address says http? (${cause})`;
  if (cause.startsWith("Z_")) return `answered with content that cannot be unpacked (${cause})`;
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(cause)) {
    return `has a certificate that this machine does not trust; is a company's certificate missing in NODE_EXTRA_CA_CERTS? (${cause})`;
  }
  return `gave no answer (${cause})`;
}

const NO_ANSWER: Readonly<Record<string, string>> = {
  ECONNREFUSED: "does not answer: nothing listens there",
  ENOTFOUND: "cannot be found: no such host name",
  EAI_AGAIN: "cannot be found: this machine's name service does not answer",
  EHOSTUNREACH: "cannot be reached: there is no route to that host",
  ENETUNREACH: "cannot be reached: there is no network",
  ENETDOWN: "cannot be reached: there is no network",
  ECONNABORTED: "did not answer in time",
  ETIMEDOUT: "did not answer in time",
  ECONNRESET: "cut the connection",
  EPIPE: "cut the connection",
  ERR_BAD_RESPONSE: "cut its answer off",
  EPROTO: "does not answer in TLS: is it http where the address says https?",
  [UNREADABLE]: "answered with something that cannot be read",
};

function notAccepted(code: string, settings: Settings): string {
  if (code === "ip.not.authorized") {
    return "Genesys Cloud does not accept calls of this OAuth client from this machine's address; add the address to the client's allowed ranges.";
  }
  const { credentials, sources, hosts } = settings;
  if (credentials.kind !== "accessToken") {
    return "Genesys Cloud does not accept the token that it has just given to this client; check that the client is enabled.";
  }
  return `Genesys Cloud does not accept the access token: it has expired, has been revoked, or belongs to another ${hosts.gateway ? "gateway" : "region"}. Check ${describeSource("accessToken", sources)}, and ${describeSource(hosts.gateway ? "gatewayUrl" : "region", sources)}.${recordedSettings(["accessToken"], settings)}`;
}

/** `[architect:flow:view, architect:flow:edit]`, or a scope such as `flow:module:write`. */
const PERMISSION = /\b[a-zA-Z]\w*(?::[\w-]+){1,2}\b/g;

function forbidden(
  outcome: HttpAnswer,
  about: Explanation,
  facts: CallFacts,
  message: string | undefined,
): PermissionError {
  const body = jsonObject(outcome);
  const words = `${message ?? ""} ${JSON.stringify(body?.messageParams ?? {})} ${JSON.stringify(body?.details ?? [])}`;
  const named = [...new Set(words.match(PERMISSION) ?? [])].filter((name) => name.split(":").length === 3);
  const missing = named.length > 0 || about.permission === undefined ? named : [about.permission];
  const what = missing.length === 0 ? "it has no right to do this" : `it lacks ${missing.join(", ")}`;
  const quoted = message === undefined ? "" : ` It says: ${message}`;
  // Gateways check the client's scopes; Genesys Cloud itself checks the permissions of the client's roles.
  const remedy =
    about.settings.flowApi === "document"
      ? "Give the client that scope, where the gateway registers its clients."
      : "Give the client a role with that permission in the flow's division.";
  return new PermissionError(
    `Genesys Cloud does not let this client do this: ${what}. ${remedy}${quoted}`,
    facts,
    missing,
  );
}

function factsOf(outcome: HttpAnswer, about: Explanation): CallFacts {
  const body = jsonObject(outcome);
  const code = text(body?.code);
  return {
    operation: about.operation,
    status: outcome.status,
    code: code === undefined ? undefined : about.redact(code),
    correlationId: correlationId(outcome) ?? text(body?.contextId),
  };
}

/** The answer's own message with its details, on one line and without secrets. HTML pages are not quoted. */
function platformMessage(outcome: HttpAnswer, redact: Redact): string | undefined {
  const body = jsonObject(outcome);
  const parts = [
    body?.message ?? body?.error,
    ...listOf(body?.errors).map((one) => one.message),
    ...detailsOf(body),
  ];
  const message = [...new Set(parts.map(text).filter((part) => part !== undefined))];
  if (message.length === 0) return undefined;
  const line = redact(message.join("; ")).replaceAll(/\s+/g, " ");
  return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT)}…` : line;
}

/** `fieldName: errorCode` of each detail, or the sentence that a gateway returns there. */
function detailsOf(body: Record<string, unknown> | undefined): (string | undefined)[] {
  return listOf(body?.details).map(({ fieldName, errorCode, message }) => {
    const what = text(message) ?? text(errorCode);
    return text(fieldName) === undefined ? what : `${text(fieldName)}: ${what ?? "invalid"}`;
  });
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null)
    : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
