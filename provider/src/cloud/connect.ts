import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { architectFlowApi } from "./architectFlowApi";
import { documentFlowApi } from "./documentFlowApi";
import type { FlowApi } from "./flowApi";
import { silent, type Log } from "./log";
import { once } from "./once";
import type { ReadFile } from "./privateKey";
import { RateBudget } from "./rateBudget";
import { Secrets } from "./redact";
import { RequestGate, type Clock } from "./requestGate";
import { loadSdk } from "./sdk";
import type { Settings } from "./settings";
import { signInFor } from "./signInFor";
import { transportOf, type Transport } from "./transport";

/** Where time, chance and files come from; specs give their own. */
export interface Surroundings {
  clock: Clock;
  /** 0 to 1, as `Math.random`. */
  random: () => number;
  /** Reads the private key's file. */
  readFile: ReadFile;
  uuid: () => string;
  log: Log;
}

const REAL: Surroundings = {
  clock: { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
  random: Math.random,
  readFile: (path) => readFileSync(path, "utf8"),
  uuid: randomUUID,
  log: silent,
};

/**
 * The flow API that settings describe. Costs nothing: the SDK is loaded, and the client signs in, at the first call.
 *
 * @example
 * const api = connect(resolveSettings({ config: () => undefined, env: process.env, folder: process.cwd() }));
 * const flow = await api.flowNamed("COMMONMODULE", "SharedDTMFCollector");
 */
export function connect(settings: Settings, given: Partial<Surroundings> = {}): FlowApi {
  const around = { ...REAL, ...given };
  const transport = openTransport(settings, around);
  switch (settings.flowApi) {
    case "architect":
      return architectFlowApi(transport, settings, around);
    case "document":
      return documentFlowApi(transport, settings, around);
  }
}

function openTransport(settings: Settings, around: Surroundings): Transport {
  const sdk = once(() => loadSdk(settings.hosts));
  const secrets = new Secrets();
  const budget = new RateBudget();
  const signIn = signInFor({ ...around, settings, sdk, secrets });
  const gate = new RequestGate(budget, around.clock, around.log);
  return transportOf({ ...around, settings, sdk, signIn, budget, gate, redact: secrets.hide });
}
