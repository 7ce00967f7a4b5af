import type { ApiClientClass } from "purecloud-platform-client-v2";
import type { Hosts } from "../settings/regions";
import { SettingsError } from "./platformErrors";

/** The part of the platform's SDK that is used here. Calls do not reject because of network or platform failures. */
export interface Sdk {
  send(request: SdkRequest, accessToken: string): Promise<HttpResult>;
  /** A request outside the API: presigned uploads and downloads, and the sign-in. Bodies are returned as text. */
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

/** One plain request. Only `headers` and what HTTP itself requires are sent. */
export interface PlainRequest {
  method: "GET" | "PUT" | "POST";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Follows redirects, as storage servers use them. Never combined with our credentials. Default: false. */
  followRedirects?: boolean;
}

/**
 * The timeout of one request, in milliseconds. The platform ends a request itself after 30 s (504), so that answer
 * comes first.
 */
const ANSWER_TIMEOUT = 35_000;

/**
 * Loads `purecloud-platform-client-v2` and creates a separate client, so that neither the SDK's singleton nor the
 * file `~/.genesyscloudjavascript/config` can change where calls go or what is logged. Loading takes about 200 ms, so
 * it happens at the first call; a preview without changes makes none.
 *
 * @throws SettingsError if that file prevents the SDK from loading
 */
export async function loadSdk(hosts: Hosts): Promise<Sdk> {
  const { default: sdk } = await importSdk();
  const client = ownClient(sdk.ApiClient, hosts);
  // By default, axios parses anything that looks like JSON; files must be returned unchanged.
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
        // The token is read synchronously by callApi, so concurrent calls never use each other's token.
        client.setAccessToken(accessToken);
        return callApi(client, request);
      }),
    fetchRaw: ({ method, url, headers, body, followRedirects = false }) =>
      // `false` keeps axios from adding a content type: a presigned URL requires exactly the headers that came with
      // it.
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

/** A redirect could send tokens, secrets and writes to an unknown address, so it is returned as an answer instead. */
const NO_REDIRECTS = { maxRedirects: 0 };

async function importSdk() {
  try {
    return await import("purecloud-platform-client-v2");
  } catch (error) {
    // The SDK reads its configuration file while it loads, and throws if that is neither INI nor JSON.
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
  // Only the class's singleton is exported, not the class itself.
  const client = new (singleton.constructor as new () => ApiClientClass)();
  const { config } = client;
  // The constructor has read the file and watches it. Stop the watcher first, then undo the file's settings.
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
    // The SDK's types only allow objects, but it converts scalars and arrays to text.
    (request.query ?? {}) as Record<string, object>,
    {},
    {},
    request.body,
    ["PureCloud OAuth"],
    ["application/json"],
    ["application/json"],
  );
}

/** The forms in which the SDK and axios return an answer. */
interface RawAnswer {
  status: number;
  headers?: object;
  body?: unknown;
  data?: unknown;
}

/**
 * Converts what the SDK resolves or rejects with to plain values. Its rejections must not be passed on, because an
 * AxiosError contains the request with its Authorization header.
 */
async function outcome(request: () => Promise<unknown>): Promise<HttpResult> {
  try {
    return answer((await request()) as RawAnswer);
  } catch (rejection) {
    const failed = (rejection ?? {}) as Partial<RawAnswer> & { response?: RawAnswer; isAxiosError?: boolean };
    const answered = failed.response ?? (failed.isAxiosError === true ? undefined : failed);
    if (answered?.status !== undefined && answered.status >= 300) return answer(answered as RawAnswer);
    // No answer, or a success that was cut off.
    const { error = failed } = failed as { error?: unknown };
    const { code, isAxiosError } = (error ?? {}) as { code?: unknown; isAxiosError?: boolean };
    if (typeof code === "string") return { kind: "none", cause: code };
    // Without a code, it is an internal exception of the SDK, and its text does not help users.
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

/** The result of a request: an answer of any status, or none. Never contains what was sent. */
export type HttpResult = HttpAnswer | NetworkFailure;

/** An answer of the server. */
export interface HttpAnswer {
  kind: "answer";
  status: number;
  /** Headers by lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON, text if the answer is not JSON, or undefined for an empty body. */
  body: unknown;
}

/** No usable answer. */
export interface NetworkFailure {
  kind: "none";
  /** The system's error code: ECONNREFUSED, ECONNRESET, ECONNABORTED (timeout), ... */
  cause: string;
}

/** Error codes of requests that could not even be started, usually because a proxy setting is not a URL. */
export const UNSENDABLE: ReadonlySet<string> = new Set([
  "ERR_INVALID_CHAR",
  "ERR_INVALID_URL",
  "ERR_INVALID_PROTOCOL",
  "ERR_UNESCAPED_CHARACTERS",
  "ERR_ASSERTION",
]);

/** The cause if the SDK could not read the answer. */
export const UNREADABLE = "UNREADABLE_ANSWER";

/**
 * Error codes of failures before a request is sent: no address, no connection, or no trust. After any other error,
 * the platform may have carried out the call.
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

/** Whether a request without an answer certainly did not reach the server. */
export function isConnectFailure(failure: NetworkFailure): boolean {
  return NEVER_SENT.has(failure.cause);
}

/** The parsed JSON object of an answer. Undefined if the body is empty, text, a list, or truncated. */
export function jsonObject(answer: HttpAnswer): Record<string, unknown> | undefined {
  const { body } = answer;
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : undefined;
}

/** Parses the body of an answer that was returned as text, if it is JSON. */
export function parsedJson(outcome: HttpResult): HttpResult {
  if (outcome.kind === "none" || typeof outcome.body !== "string") return outcome;
  try {
    return { ...outcome, body: JSON.parse(outcome.body) as unknown };
  } catch {
    // An HTML page: callers see that the body is not an object.
    return outcome;
  }
}

/**
 * Whether the body is an HTML or XML page, which means that a proxy, a captive portal or a firewall answered in place
 * of the API.
 */
export function isPage(answer: HttpAnswer): boolean {
  return typeof answer.body === "string" && /^\s*</.test(answer.body);
}

/** The correlation id that Genesys Cloud adds to each answer of its API. */
export function correlationId(answer: HttpAnswer): string | undefined {
  return nonEmpty(answer.headers["inin-correlation-id"]);
}

/**
 * Whether the API itself answered: it has a correlation id, an error in the API's format (`code` and `contextId`), or
 * a code that only Architect uses. The statuses of other servers (a proxy, a gateway's router) say nothing about
 * flows.
 */
export function isFromPlatform(answer: HttpAnswer): boolean {
  if (isPage(answer)) return false;
  if (correlationId(answer) !== undefined) return true;
  const { code, contextId } = jsonObject(answer) ?? {};
  if (nonEmpty(code) === undefined) return false;
  return nonEmpty(contextId) !== undefined || String(code).startsWith("architect.");
}

/**
 * Statuses that mean that an object is gone for good. Resources are removed from the state because of them, so they
 * only count with the API's own correlation id, error format or code.
 */
const GONE: ReadonlySet<number> = new Set([404, 410]);

/** Statuses that lead to an action: signing in again, naming a permission or a conflict, waiting. */
const ACTED_UPON: ReadonlySet<number> = new Set([401, 403, 405, 409, 429]);

/**
 * Whether an unsuccessful answer comes from another server than the API. A gateway's own errors count as the API's if
 * they have a code; for requests rejected as invalid (400 and similar), any JSON object is enough.
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
