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

/** One operation as the platform's own JavaScript SDK sends it. */
export interface SdkOperation {
  name: string;
  /** The SDK's class that has it. */
  api: string;
  method: string;
  /** With parameters as `{flowId}`. */
  path: string;
  queryNames: string[];
  /** The name of the parameter that is sent as the body. */
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
 * Asks the SDK itself what it would send: the method is called on a client that only writes down what it is given.
 * @returns undefined where the SDK has no such operation.
 */
export function sdkOperation(name: string): SdkOperation | undefined {
  for (const [api, Api] of Object.entries(apis)) {
    const recorder = new Recorder();
    // The SDK's types know its own client only; the recorder has the two methods that its generated code calls.
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

/** Each option has its own name as its value, so that the body gives away which one it is. */
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

/** The SDK is plain JavaScript: its methods name their parameters in their own text. */
function parameterNames(method: unknown): string[] {
  const list = /^\w+\(([^)]*)\)/.exec(String(method))?.[1] ?? "";
  return list
    .split(",")
    .map((parameter) => parameter.trim())
    .filter((parameter) => parameter !== "");
}
