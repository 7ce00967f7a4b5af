import {
  AuthenticationError,
  ConflictError,
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
} from "./errors";
import { jsonObject, neverSent, type HttpAnswer, type NoAnswer, type Outcome } from "./http";
import type { Redact } from "./redact";
import { allNames, asGiven } from "./settingNames";
import type { Settings } from "./settings";

/** What is needed to explain a failed call. */
export interface Explanation {
  settings: Settings;
  redact: Redact;
  /** `GET /api/v2/flows/…` */
  operation: string;
  /** The permission that the platform documents for the call. */
  permission?: string;
  /** The address that was called. Default: the API's. */
  address?: string;
}

/** The platform's words longer than this are cut: a log has its own place. */
const QUOTE_LIMIT = 600;

/** The error for an outcome that is no success: what happened, where, what to do. */
export function apiError(outcome: Outcome, about: Explanation): CloudError {
  if (outcome.kind === "none") return noAnswer(outcome, about);
  const facts = factsOf(outcome, about);
  const said = platformMessage(outcome, about.redact);
  const quoted = said === undefined ? "" : ` It says: ${said}`;
  const code = facts.code ?? "";
  if (LOCKED.has(code)) return new LockedError(`The flow is locked by somebody else.${quoted}`, facts);
  switch (outcome.status) {
    case 401:
      return new AuthenticationError(notAccepted(code, about.settings) + quoted, facts);
    case 403:
      return forbidden(outcome, about, facts, said);
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

const LOCKED = new Set([
  "architect.flow.locked.by.user",
  "architect.flow.cannot.delete.user.does.not.have.lock",
]);

function other(outcome: HttpAnswer, facts: CallFacts, quoted: string): CloudError {
  if (outcome.status === 501) {
    return new ServerError(
      `What answers there does not offer this call. Check ${allNames("gatewayUrl")} and ${allNames("flowApi")}.${quoted}`,
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
      "The answer is cut off or no JSON, also after several attempts: something between here and Genesys Cloud, a proxy or the gateway, changes it.",
      facts,
    );
  }
  // The words that such gateways use; a code of theirs is documented nowhere.
  if (/invalid flow document/i.test(quoted)) {
    return new InvalidRequestError(
      `The gateway does not take the flow's document, and has changed nothing. Correct the places in it that the gateway names; a moduleId ` +
        `is the id of a module that is published in this organisation, best taken from a FlowModule (module.id).${quoted}`,
      facts,
    );
  }
  return new InvalidRequestError(`Genesys Cloud refuses the request.${quoted}`, facts);
}

/** Which setting to look at when no connection comes about. */
function noAnswer(failure: NoAnswer, about: Explanation): NetworkError {
  const { hosts, origins } = about.settings;
  const setting = hosts.gateway ? "gatewayUrl" : "region";
  const happened = NO_ANSWER[failure.cause] ?? `gave no answer (${failure.cause})`;
  const reached = neverSent(failure)
    ? `Check ${asGiven(setting, origins)}, and that this machine may connect to it (proxy, firewall).`
    : "Whether the call was carried out is not known.";
  return new NetworkError(
    `${about.address ?? hosts.api} ${happened}. ${reached}`,
    { operation: about.operation },
    neverSent(failure),
  );
}

const NO_ANSWER: Readonly<Record<string, string>> = {
  ECONNREFUSED: "does not answer: nothing listens there (ECONNREFUSED)",
  ENOTFOUND: "cannot be found: no such host name (ENOTFOUND)",
  EAI_AGAIN: "cannot be found: this machine's name service does not answer (EAI_AGAIN)",
  ECONNABORTED: "did not answer in time (ECONNABORTED)",
  ETIMEDOUT: "did not answer in time (ETIMEDOUT)",
  ECONNRESET: "cut the connection (ECONNRESET)",
  ERR_BAD_RESPONSE: "cut its answer off (ERR_BAD_RESPONSE)",
  EPROTO: "speaks no TLS: is it http where the setting says https (EPROTO)",
};

function notAccepted(code: string, settings: Settings): string {
  if (code === "ip.not.authorized") {
    return "Genesys Cloud does not accept calls of this OAuth client from this machine's address; add the address to the client's allowed ranges.";
  }
  const { credentials, origins, hosts } = settings;
  if (credentials.kind !== "accessToken") {
    return "Genesys Cloud does not accept the token that it has just given to this client; check that the client is enabled.";
  }
  return `Genesys Cloud does not accept the access token: it has expired, has been revoked, or belongs to another ${hosts.gateway ? "gateway" : "region"}. Check ${asGiven("accessToken", origins)}, and ${asGiven(hosts.gateway ? "gatewayUrl" : "region", origins)}.`;
}

/** `[architect:flow:view, architect:flow:edit]`, or a scope such as `flow:module:write`. */
const PERMISSION = /\b[a-zA-Z]\w*(?::[\w-]+){1,2}\b/g;

function forbidden(
  outcome: HttpAnswer,
  about: Explanation,
  facts: CallFacts,
  said: string | undefined,
): PermissionError {
  const body = jsonObject(outcome);
  const words = `${said ?? ""} ${JSON.stringify(body?.messageParams ?? {})} ${JSON.stringify(body?.details ?? [])}`;
  const named = [...new Set(words.match(PERMISSION) ?? [])].filter((name) => name.split(":").length === 3);
  const missing = named.length > 0 || about.permission === undefined ? named : [about.permission];
  const what = missing.length === 0 ? "it has no right to do this" : `it lacks ${missing.join(", ")}`;
  const quoted = said === undefined ? "" : ` It says: ${said}`;
  // The document API knows scopes of a client; Genesys Cloud itself knows permissions of the client's roles.
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
    correlationId: outcome.headers["inin-correlation-id"] ?? text(body?.contextId),
  };
}

/** What the platform says, on one line and without secrets, details included; a page of HTML says nothing. */
function platformMessage(outcome: HttpAnswer, redact: Redact): string | undefined {
  const body = jsonObject(outcome);
  const parts = [body?.message, ...listOf(body?.errors).map((one) => one.message), ...detailsOf(body)];
  const said = [...new Set(parts.map(text).filter((part) => part !== undefined))];
  if (said.length === 0) return undefined;
  const line = redact(said.join("; ")).replaceAll(/\s+/g, " ");
  return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT)}…` : line;
}

/** `fieldName: errorCode` of each detail, or the sentence that a gateway puts there. */
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
