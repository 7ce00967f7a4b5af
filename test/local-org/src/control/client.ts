import type { FaultRule } from "../http/faults";
import type { JournalEntry } from "../http/journal";
import type { ControlFlow, JobRule, NewClient, SeededObjects, SettingsChange, Snapshot } from "./types";

/** The control interface of a running local organization, over HTTP, for specs in this process and for others. */
export interface ControlClient {
  health(): Promise<{ status: string; organizations: string[] }>;
  /** All API, login and upload requests so far. */
  journal(): Promise<JournalEntry[]>;
  clearJournal(): Promise<void>;
  flows(): Promise<ControlFlow[]>;
  /** Publishes this YAML as an Architect user, or leaves it as a locked draft. */
  edit(id: string, yaml: string, how?: { user?: string; draft?: boolean }): Promise<ControlFlow>;
  /** Publishes this document at the gateway. */
  editDocument(id: string, document: unknown, user?: string): Promise<ControlFlow>;
  /** Locks the flow as this user; null removes any lock. */
  lock(id: string, user: string | null): Promise<ControlFlow>;
  /** Deletes the flow even if it is in use. */
  deleteFlow(id: string): Promise<void>;
  faults(...rules: FaultRule[]): Promise<void>;
  clearFaults(): Promise<void>;
  /** Resets to the initial state: no flows, objects or faults, and an empty journal. Clients and tokens stay. */
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
  objects(seeds: SeededObjects): Promise<void>;
  /** Sets the outcome or duration of future jobs. */
  jobs(rule: JobRule): Promise<void>;
  /** Adds a client, or replaces the one with that id. */
  client(client: NewClient): Promise<void>;
  /** Revokes all access tokens. */
  expireTokens(): Promise<void>;
  settings(change: SettingsChange): Promise<void>;
  /** Moves the clock forward. */
  advance(ms: number): Promise<void>;
  /** The control interface of another organization on the same server. */
  of(organization: string): ControlClient;
}

/** @param url the URL of the organization: `http://127.0.0.1:1234`. */
export function controlClient(url: string, organization?: string): ControlClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const query = organization === undefined ? "" : `?organization=${encodeURIComponent(organization)}`;
    const response = await fetch(`${url}/_control/${path}${query}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control/${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const order = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body);
  };
  return {
    health: () => call("GET", "health"),
    journal: async () => (await call<{ entries: JournalEntry[] }>("GET", "journal")).entries,
    clearJournal: () => order("DELETE", "journal"),
    flows: async () => (await call<{ flows: ControlFlow[] }>("GET", "flows")).flows,
    edit: async (id, yaml, how = {}) =>
      (await call<{ flow: ControlFlow }>("POST", `flows/${id}/edit`, { yaml, ...how })).flow,
    editDocument: async (id, document, user) =>
      (await call<{ flow: ControlFlow }>("POST", `flows/${id}/edit`, { document, user })).flow,
    lock: async (id, user) => (await call<{ flow: ControlFlow }>("POST", `flows/${id}/lock`, { user })).flow,
    deleteFlow: (id) => order("DELETE", `flows/${id}`),
    faults: (...rules) => order("POST", "faults", rules),
    clearFaults: () => order("DELETE", "faults"),
    reset: () => order("POST", "reset"),
    snapshot: () => call("GET", "snapshot"),
    restore: (snapshot) => order("PUT", "snapshot", snapshot),
    objects: (seeds) => order("POST", "objects", seeds),
    jobs: (rule) => order("POST", "jobs", rule),
    client: (client) => order("POST", "clients", client),
    expireTokens: () => order("DELETE", "tokens"),
    settings: (change) => order("PATCH", "settings", change),
    advance: (ms) => order("POST", "clock", { advanceMs: ms }),
    of: (name) => controlClient(url, name),
  };
}
