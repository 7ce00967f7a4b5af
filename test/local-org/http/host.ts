import type { Clock } from "../clock";
import type { Organization } from "../organization/model";
import type { Faults } from "./faults";
import type { Journal } from "./journal";
import type { RateLimit } from "./rateLimit";

/** Everything that one server holds beside the organizations' own data. */
export interface Host {
  /** The first is the one that control calls mean when they name none. */
  organizations: Organization[];
  clock: Clock;
  rates: RateLimit;
  faults: Faults;
  journal: Journal;
  /** Known once the server listens. */
  baseUrl: string;
  /** One call for each request, after its answer. */
  log?: (line: LogLine) => void;
  /** Sees each exchange, faults included. */
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

/** A request as the doors see it. */
export interface Incoming {
  method: string;
  /** Without its query. */
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
  /** The operation that answered, where the door has several; null: one that the platform does not describe. */
  operation?: string | null;
}

/** One request and its answer, for whoever validates them. */
export interface Exchange {
  /** The operation of the platform's description; undefined outside the API. */
  operation?: string;
  request: Incoming;
  outcome: Outcome;
  /** A fault rule had its hand in it. */
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
