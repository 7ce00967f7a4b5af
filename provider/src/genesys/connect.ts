import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { AssertionDependencies } from "../gateway/assertion";
import { privateKeyExchange } from "../gateway/assertion";
import { documentFlowApi } from "../gateway/gatewayFlowApi";
import type { ReadFile } from "../gateway/privateKey";
import { architectFlowApi } from "./architectApi";
import type { FlowApi } from "./flowApi";
import type { Clock } from "./http/rateLimiter";
import { RateBudget, RequestGate } from "./http/rateLimiter";
import { Secrets } from "./http/redaction";
import { loadSdk } from "./http/sdk";
import type { SignIn, TokenExchange, TokenDependencies } from "./http/signIn";
import { clientSecretExchange, givenToken, renewableSignIn, requestToken } from "./http/signIn";
import type { Transport } from "./http/transport";
import { transportOf } from "./http/transport";
import { lazy } from "./lazy";
import type { Log } from "./log";
import { silent } from "./log";
import type { Settings } from "./settings/settings";

/** The sources of time, randomness and files. Tests replace them. */
export interface Runtime {
  clock: Clock;
  /** A number from 0 to 1, like `Math.random`. */
  random: () => number;
  /** Reads the private key file. */
  readFile: ReadFile;
  uuid: () => string;
  log: Log;
}

const REAL: Runtime = {
  clock: { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
  random: Math.random,
  readFile: (path) => readFileSync(path, "utf8"),
  uuid: randomUUID,
  log: silent,
};

/**
 * Creates the flow API for the settings. Cheap: the SDK is loaded, and the client signs in, at the first call.
 *
 * @example
 * const api = connect(resolveSettings({ config: () => undefined, env: process.env, folder: process.cwd() }));
 * const flow = await api.flowNamed("COMMONMODULE", "SharedDTMFCollector");
 */
export function connect(settings: Settings, overrides: Partial<Runtime> = {}): FlowApi {
  return flowApiOver(openTransport(settings, overrides), settings, overrides);
}

/** The flow API over a transport that is open already, whose sign-in and rate limit it shares. */
export function flowApiOver(
  transport: Transport,
  settings: Settings,
  overrides: Partial<Runtime> = {},
): FlowApi {
  const runtime = { ...REAL, ...overrides };
  switch (settings.flowApi) {
    case "architect":
      return architectFlowApi(transport, settings, runtime);
    case "document":
      return documentFlowApi(transport, settings, runtime);
  }
}

/** The calls of the platform themselves, for what is no part of the flow API. Cheap, as {@link connect} is. */
export function openTransport(settings: Settings, overrides: Partial<Runtime> = {}): Transport {
  const runtime = { ...REAL, ...overrides };
  const sdk = lazy(() => loadSdk(settings.hosts));
  const secrets = new Secrets();
  const budget = new RateBudget();
  const signIn = signInFor({ ...runtime, settings, sdk, secrets });
  const gate = new RequestGate(budget, runtime.clock, runtime.log);
  return transportOf({ ...runtime, settings, sdk, signIn, budget, gate, redact: secrets.hide });
}

/** The sign-in for the configured credentials. Sends nothing until a token is requested. */
export function signInFor(runtime: TokenDependencies & AssertionDependencies): SignIn {
  const { settings, secrets, clock } = runtime;
  const { credentials } = settings;
  const renewable = (exchange: TokenExchange): SignIn =>
    renewableSignIn(() => requestToken(exchange, runtime), clock);
  switch (credentials.kind) {
    case "accessToken":
      secrets.add(credentials.accessToken);
      return givenToken(credentials.accessToken);
    case "clientSecret":
      return renewable(clientSecretExchange(credentials, runtime));
    case "privateKey":
      return renewable(privateKeyExchange(credentials, runtime));
  }
}
