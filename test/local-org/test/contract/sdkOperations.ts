import {
  ArchitectApi,
  AuthorizationApi,
  GroupsApi,
  IntegrationsApi,
  OrganizationApi,
  RoutingApi,
  ScriptsApi,
  TokensApi,
  UsersApi,
} from "purecloud-platform-client-v2";

/** One operation as sent by Genesys Cloud's JavaScript SDK. */
export interface SdkOperation {
  name: string;
  /** The SDK class that has it. */
  api: string;
  method: string;
  /** With parameters as `{flowId}`. */
  path: string;
  queryNames: string[];
  /** The name of the parameter sent as the body. */
  bodyParameter?: string;
}

const apis = {
  ArchitectApi,
  AuthorizationApi,
  GroupsApi,
  IntegrationsApi,
  OrganizationApi,
  RoutingApi,
  ScriptsApi,
  TokensApi,
  UsersApi,
};

/**
 * Determines what the SDK would send by calling the method on a client that records its arguments.
 * @returns undefined if the SDK has no such operation.
 */
export function sdkOperation(name: string): SdkOperation | undefined {
  for (const [api, Api] of Object.entries(apis)) {
    const recorder = new Recorder();
    // The SDK's types accept only its own client; the recorder has the two methods that the generated code calls.
    const instance = new Api(recorder as unknown as ConstructorParameters<typeof Api>[0]);
    const method: unknown = (instance as unknown as Record<string, unknown>)[name];
    if (typeof method !== "function") continue;
    const names = parameterNames(method);
    method.apply(
      instance,
      names.map((parameter) => (parameter === "opts" ? everyOption : parameter)),
    );
    const { path, method: verb, queryNames, body } = recorder.told;
    return { name, api, method: verb, path, queryNames, bodyParameter: body };
  }
  return undefined;
}

/** Each option has its name as its value, so that the body shows which option it is. */
const everyOption: object = new Proxy({}, { get: (_target, property) => property });

class Recorder {
  told = { path: "", method: "", queryNames: [] as string[], body: undefined as string | undefined };

  callApi(
    path: string,
    method: string,
    _path: object,
    query: object,
    _headers: object,
    _form: object,
    body: unknown,
  ) {
    this.told = {
      path,
      method,
      queryNames: Object.keys(query),
      body: typeof body === "string" ? body : undefined,
    };
  }

  buildCollectionParam(value: unknown): unknown {
    return value;
  }
}

/** The SDK is plain JavaScript: parameter names are read from the methods' source. */
function parameterNames(method: unknown): string[] {
  const list = /^\w+\(([^)]*)\)/.exec(String(method))?.[1] ?? "";
  return list
    .split(",")
    .map((parameter) => parameter.trim())
    .filter((parameter) => parameter !== "");
}
