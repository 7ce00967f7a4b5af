import type { ApiClientClass } from "purecloud-platform-client-v2";
import type { Hosts } from "../settings/regions";
import { SettingsError } from "./platformErrors";

/** The platform's own SDK, as little of it as is used here. Calls never reject for what the network or the platform did. */
export interface Sdk {
  send(request: SdkRequest, accessToken: string): Promise<HttpResult>;
  /** A request outside the API: presigned uploads and downloads, sign-in. Bodies come back as text. */
  fetchRaw(request: PlainRequest): Promise<HttpResult>;
}

/** One call of the platform's API. */
export interface SdkRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{placeholders}`. */
  path: string;
  pathParams?: Record<string, string>;
  query?: Record<string, string | number | boolean | string[] | undefined>;
  body?: unknown;
}

/** One plain request; `headers` is all that is sent beside what HTTP itself needs. */
export interface PlainRequest {
  method: "GET" | "PUT" | "POST";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Follows redirects, as storages use them. Never with credentials of ours. Default: false. */
  followRedirects?: boolean;
}

/** Milliseconds to wait for one answer. The platform ends a request itself after 30 s (504), so that answer comes first. */
const ANSWER_TIMEOUT = 35_000;

/**
 * Loads `purecloud-platform-client-v2` and makes a client of our own: neither the SDK's singleton nor the file
 * `~/.genesyscloudjavascript/config` has a say in where calls go or what is logged. Loading takes some 200 ms, so it happens at the first
 * call only; a preview without changes makes none.
 *
 * @throws SettingsError when that file keeps the SDK from loading.
 */
export async function loadSdk(hosts: Hosts): Promise<Sdk> {
  const { default: sdk } = await importSdk();
  const client = ownClient(sdk.ApiClient, hosts);
  // Left alone, axios parses whatever looks like JSON; a file is to come back as it is.
  const plainClient = (more: object) => {
    const http = new sdk.DefaultHttpClient(ANSWER_TIMEOUT);
    http.setPreHook((config: object) =>
      Promise.resolve({ ...config, responseType: "text", transformResponse: [], ...more }),
    );
    return http;
  };
  const following = plainClient({});
  const staying = plainClient(NO_REDIRECTS);
  return {
    send: (request, accessToken) =>
      outcome(() => {
        // Read again before callApi returns, so that calls side by side never take each other's token.
        client.setAccessToken(accessToken);
        return callApi(client, request);
      }),
    fetchRaw: ({ method, url, headers, body, followRedirects = false }) =>
      // `false` keeps axios from adding a content type: a presigned URL wants exactly the headers that came with it.
      outcome(() =>
        (followRedirects ? following : staying).request(
          new sdk.HttpRequestOptions(
            url,
            method,
            { "content-type": false, ...headers },
            {},
            body === undefined ? undefined : Buffer.from(body),
          ),
        ),
      ),
  };
}

/** A redirect would take tokens, secrets and writes to an address that nobody has chosen; it comes back as the answer that it is. */
const NO_REDIRECTS = { maxRedirects: 0 };

async function importSdk() {
  try {
    return await import("purecloud-platform-client-v2");
  } catch (error) {
    // The SDK reads its configuration file while it loads, and throws when that is neither INI nor JSON.
    if (!(error instanceof SyntaxError)) throw error;
    throw new SettingsError({
      code: "invalid-sdk-config",
      settings: [],
      message:
        "The Genesys Cloud SDK cannot be loaded: its file ~/.genesyscloudjavascript/config is neither INI nor JSON. Correct or remove that file; nothing in it is used here.",
    });
  }
}

function ownClient(singleton: ApiClientClass, hosts: Hosts): ApiClientClass {
  // The class itself is not exported, only its singleton.
  const client = new (singleton.constructor as new () => ApiClientClass)();
  const { config } = client;
  // The constructor has read the file and watches it. First nothing may read it again, then what it said is undone.
  config.live_reload_config = false;
  config.setConfigPath("");
  config.logger.log_level = "none";
  config.logger.log_to_console = false;
  config.logger.log_file_path = "";
  config.logger.setLogger();
  config.gateway = undefined;
  if (hosts.gateway) config.setGateway(gatewayOf(hosts.api));
  else config.setEnvironment(hosts.domain ?? "");
  client.setReturnExtendedResponses(true);
  const http = client.getHttpClient();
  http.setTimeout(ANSWER_TIMEOUT);
  http.setPreHook((config: object) => Promise.resolve({ ...config, ...NO_REDIRECTS }));
  return client;
}

function gatewayOf(address: string) {
  const { protocol, hostname, port, pathname } = new URL(address);
  return {
    protocol: protocol.replace(":", ""),
    host: hostname,
    ...(port === "" ? {} : { port: Number(port) }),
    path_params_api: pathname,
    path_params_login: pathname,
  };
}

function callApi(client: ApiClientClass, request: SdkRequest): Promise<unknown> {
  return client.callApi(
    request.path,
    request.method,
    request.pathParams ?? {},
    // The SDK declares objects only, and turns scalars and arrays into text.
    (request.query ?? {}) as Record<string, object>,
    {},
    {},
    request.body,
    ["PureCloud OAuth"],
    ["application/json"],
    ["application/json"],
  );
}

/** The shapes in which the SDK and axios hand over an answer. */
interface RawAnswer {
  status: number;
  headers?: object;
  body?: unknown;
  data?: unknown;
}

/**
 * Turns what the SDK resolves or rejects with into plain values. Its rejections must not travel on: an AxiosError holds the request with
 * its Authorization header.
 */
async function outcome(request: () => Promise<unknown>): Promise<HttpResult> {
  try {
    return answer((await request()) as RawAnswer);
  } catch (rejection) {
    const failed = (rejection ?? {}) as Partial<RawAnswer> & { response?: RawAnswer; isAxiosError?: boolean };
    const answered = failed.response ?? (failed.isAxiosError === true ? undefined : failed);
    if (answered?.status !== undefined && answered.status >= 300) return answer(answered as RawAnswer);
    // No answer, or a success that was cut off on its way.
    const { error = failed } = failed as { error?: unknown };
    const { code, isAxiosError } = (error ?? {}) as { code?: unknown; isAxiosError?: boolean };
    if (typeof code === "string") return { kind: "none", cause: code };
    // Without a code, it is an exception from within the SDK, and its text is for the SDK's authors.
    return { kind: "none", cause: isAxiosError === true ? "no code" : UNREADABLE };
  }
}

function answer({ status, headers, body, data }: RawAnswer): HttpResult {
  const content = body ?? data;
  return {
    kind: "answer",
    status,
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: content === "" || content === null ? undefined : content,
  };
}

/** What became of a request: an answer, of whatever status, or none. It never carries what we sent. */
export type HttpResult = HttpAnswer | NetworkFailure;

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
export interface NetworkFailure {
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
export function isConnectFailure(failure: NetworkFailure): boolean {
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
export function parsedJson(outcome: HttpResult): HttpResult {
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
