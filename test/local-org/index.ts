import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { systemClock } from "./clock";
import type { Clock } from "./clock";
import { controlClient } from "./control/client";
import type { ControlClient } from "./control/client";
import type { NewClient } from "./control/types";
import { Faults } from "./http/faults";
import type { Exchange, Host, LogLine } from "./http/host";
import { Journal } from "./http/journal";
import { RateLimit } from "./http/rateLimit";
import { buildServer } from "./http/server";
import { newClient } from "./organization/clients";
import { foundOrganization } from "./organization/organization";
import { defaultSettings } from "./organization/settings";
import type { FlowApis, Guesses, JobTime, Settings } from "./organization/settings";

export { manualClock, systemClock } from "./clock";
export type { Clock, MovableClock } from "./clock";
export { controlClient } from "./control/client";
export type { ControlClient } from "./control/client";
export type {
  ControlFlow,
  JobRule,
  NewClient,
  SeededObjects,
  SettingsChange,
  Snapshot,
} from "./control/types";
export type { FaultRule } from "./http/faults";
export type { Exchange, LogLine } from "./http/host";
export type { JournalEntry } from "./http/journal";
export type { FlowApis, Guesses, JobTime } from "./organization/settings";

/** The client that every organization has, unless it is founded with others. */
export const localClient = { id: "local", secret: "local-secret" } as const;

export interface LocalOrgOptions {
  /** Default 0: a free one. */
  port?: number;
  /** How long a publish job runs, in milliseconds. Default 100. */
  jobMs?: JobTime;
  /** Requests a minute for each token. Default 300. */
  ratePerMinute?: number;
  /** How long the name search lags behind, in milliseconds. Default 0. */
  indexLagMs?: number;
  /** How long dependency tracking lags behind. Default: as the name search. */
  dependencyLagMs?: number;
  /** Default: the machine's. */
  clock?: Clock;
  /** The same seed gives the same ids. Default: another one each time. */
  seed?: string;
  /** Default "Local Organization". */
  organizationName?: string;
  /** Default: `local` with `local-secret`, which may do everything. */
  clients?: NewClient[];
  /** Further organizations on the same server; a client's id decides whose token it gets. */
  others?: { name: string; clients: NewClient[] }[];
  /** Which APIs are offered: Genesys Cloud's own beside the document API, or the latter only. Default `"both"`. */
  flowApi?: FlowApis;
  /** Which way to take where nobody knows what the platform does. */
  guesses?: Partial<Guesses>;
  /** One call for each request. */
  log?: (line: LogLine) => void;
  /** Sees every exchange. Default: whoever `witnessExchanges` has set. */
  witness?: (exchange: Exchange) => void;
}

/** A running organization. */
export interface LocalOrg {
  /** `http://127.0.0.1:1234`, for login, API and uploads alike. */
  url: string;
  port: number;
  /** Of the first organization. */
  organizationId: string;
  control: ControlClient;
  stop(): Promise<void>;
}

let everyWitness: ((exchange: Exchange) => void) | undefined;

/** Lets `witness` see the exchanges of all organizations that start from now on in this process. */
export function witnessExchanges(witness: ((exchange: Exchange) => void) | undefined): void {
  everyWitness = witness;
}

/**
 * Starts an organization on 127.0.0.1.
 * @example
 * const org = await startLocalOrg({ jobMs: 0 });
 * // GENESYSCLOUD_GATEWAY_URL=org.url, client id "local", secret "local-secret"
 * await org.stop();
 */
export async function startLocalOrg(options: LocalOrgOptions = {}): Promise<LocalOrg> {
  const seed = options.seed ?? randomUUID();
  const first = {
    name: options.organizationName ?? "Local Organization",
    clients: options.clients ?? [localClient],
  };
  const host: Host = {
    organizations: [first, ...(options.others ?? [])].map(({ name, clients }) =>
      foundOrganization({ name, seed, settings: settingsOf(options), clients: clients.map(newClient) }),
    ),
    clock: options.clock ?? systemClock(),
    rates: new RateLimit(),
    faults: new Faults(),
    journal: new Journal(),
    baseUrl: "",
    log: options.log,
    witness: options.witness ?? everyWitness,
  };
  const organizationId = host.organizations[0]?.id ?? "";
  const app = buildServer(host);
  await app.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  // A TCP server's address is an AddressInfo; only a pipe's is a text.
  const { port } = app.server.address() as AddressInfo;
  host.baseUrl = `http://127.0.0.1:${port}`;
  return {
    url: host.baseUrl,
    port,
    organizationId,
    control: controlClient(host.baseUrl),
    stop: () => app.close(),
  };
}

function settingsOf(options: LocalOrgOptions): Settings {
  return {
    ...defaultSettings,
    jobTime: options.jobMs ?? defaultSettings.jobTime,
    ratePerMinute: options.ratePerMinute ?? defaultSettings.ratePerMinute,
    indexLag: options.indexLagMs ?? defaultSettings.indexLag,
    dependencyLag: options.dependencyLagMs,
    flowApi: options.flowApi ?? defaultSettings.flowApi,
    guesses: { ...defaultSettings.guesses, ...options.guesses },
  };
}
