import type { Clock } from "../clock";
import type { Organization } from "../organization/model";
import type { Faults } from "./faults";
import type { Journal } from "./journal";
import type { RateLimit } from "./rateLimit";

/** Server state outside the organizations' data. */
export interface Host {
  /** The first is the default for control calls. */
  organizations: Organization[];
  clock: Clock;
  rates: RateLimit;
  faults: Faults;
  journal: Journal;
  /** Set once the server listens. */
  baseUrl: string;
  /** Called after each response. */
  log?: (line: LogLine) => void;
  /** Receives each exchange, including faults. */
  witness?: (exchange: Exchange) => void;
}

/** What `--log` writes as JSON. */
export interface LogLine {
  time: string;
  method: string;
  path: string;
  status: number;
  /** Milliseconds of real time. */
  took: number;
  client: string | null;
  organization: string | null;
  correlationId: string;
}

/** A request as passed to the handlers. */
export interface Incoming {
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  params: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export interface Outcome {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  client?: string;
  organization?: string;
  /** The operation that responded, if the handler has several; null: one that Genesys Cloud does not describe. */
  operation?: string | null;
}

/** One request and its response, for validation. */
export interface Exchange {
  /** The operation in Genesys Cloud's API description; undefined outside the API. */
  operation?: string;
  request: Incoming;
  outcome: Outcome;
  /** A fault rule applied. */
  faulted: boolean;
}

export const header = (incoming: Incoming, name: string): string | undefined => {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

export const json = (value: unknown): Pick<Outcome, "headers" | "body"> => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
