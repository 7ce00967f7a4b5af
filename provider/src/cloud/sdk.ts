import type { ApiClientClass } from "purecloud-platform-client-v2";
import { SettingsError } from "./errors";
import type { Hosts } from "./hosts";
import type { Outcome } from "./http";

/** The platform's own SDK, as little of it as is used here. Calls never reject for what the network or the platform did. */
export interface Sdk {
  send(request: SdkRequest, accessToken: string): Promise<Outcome>;
  /** The client-credentials grant. The answer's body is the platform's: `{access_token, expires_in}`. */
  clientCredentials(clientId: string, clientSecret: string): Promise<Outcome>;
  /** Without credentials of ours: presigned uploads and downloads, sign-in by assertion. Bodies come back as text. */
  plain(request: PlainRequest): Promise<Outcome>;
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
  const files = new sdk.DefaultHttpClient(ANSWER_TIMEOUT);
  // Left alone, axios parses whatever looks like JSON; a file is to come back as it is.
  files.setPreHook((config: object) =>
    Promise.resolve({ ...config, responseType: "text", transformResponse: [] }),
  );
  return {
    send: (request, accessToken) => {
      // Read again before callApi returns, so that calls side by side never take each other's token.
      client.setAccessToken(accessToken);
      return outcome(callApi(client, request));
    },
    clientCredentials: (clientId, clientSecret) =>
      outcome(
        client.loginClientCredentialsGrant(clientId, clientSecret).then((authData) => ({
          status: 200,
          headers: {},
          body: {
            access_token: authData.accessToken,
            // The SDK has made a point in time of it.
            expires_in: (authData.tokenExpiryTime - Date.now()) / 1000,
          },
        })),
      ),
    plain: ({ method, url, headers, body }) =>
      // `false` keeps axios from adding a content type: a presigned URL wants exactly the headers that came with it.
      outcome(
        files.request(
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
  client.getHttpClient().setTimeout(ANSWER_TIMEOUT);
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
async function outcome(request: Promise<unknown>): Promise<Outcome> {
  try {
    return answer((await request) as RawAnswer);
  } catch (rejection) {
    const failed = rejection as Partial<RawAnswer> & { response?: RawAnswer; isAxiosError?: boolean };
    const answered = failed.response ?? (failed.isAxiosError === true ? undefined : failed);
    if (answered?.status !== undefined && answered.status >= 300) return answer(answered as RawAnswer);
    // No answer, or a success that was cut off on its way.
    const error = (rejection as { error?: unknown }).error ?? rejection;
    // Anything else than an AxiosError is a mistake of ours, and holds no header.
    if ((error as { isAxiosError?: boolean }).isAxiosError !== true) throw error;
    return { kind: "none", cause: (error as { code?: string }).code ?? "no code" };
  }
}

function answer({ status, headers, body, data }: RawAnswer): Outcome {
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
