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

/** The default client of every organization. */
export const localClient = { id: "local", secret: "local-secret" } as const;

export interface LocalOrgOptions {
  /** Default 0: any free port. */
  port?: number;
  /** How long a publish job runs, in milliseconds. Default 100. */
  jobMs?: JobTime;
  /** Requests per minute and token. Default 300. */
  ratePerMinute?: number;
  /** Delay of the name search, in milliseconds. Default 0. */
  indexLagMs?: number;
  /** Delay of dependency tracking, in milliseconds. Default: that of the name search. */
  dependencyLagMs?: number;
  /** Default: the system clock. */
  clock?: Clock;
  /** The same seed gives the same ids. Default: random. */
  seed?: string;
  /** Default "Local Organization". */
  organizationName?: string;
  /** Default: `local` with `local-secret` and all permissions. */
  clients?: NewClient[];
  /** Further organizations on the same server. The client id determines the organization of a token. */
  others?: { name: string; clients: NewClient[] }[];
  /** Which APIs are offered: Genesys Cloud's API and the document API, or only the latter. Default `"both"`. */
  flowApi?: FlowApis;
  /** Settings for undocumented behavior of Genesys Cloud. */
  guesses?: Partial<Guesses>;
  /** Called for each request. */
  log?: (line: LogLine) => void;
  /** Receives every exchange. Default: the function set by `witnessExchanges`. */
  witness?: (exchange: Exchange) => void;
}

/** A running organization. */
export interface LocalOrg {
  /** `http://127.0.0.1:1234`, for login, API and uploads. */
  url: string;
  port: number;
  /** Of the first organization. */
  organizationId: string;
  control: ControlClient;
  stop(): Promise<void>;
}

let everyWitness: ((exchange: Exchange) => void) | undefined;

/** Passes the exchanges of all organizations that start later in this process to `witness`. */
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
  // A TCP server's address is an AddressInfo; only that of a pipe is a string.
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
