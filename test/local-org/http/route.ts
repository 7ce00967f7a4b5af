import type { Client, Organization } from "../organization/model";
import type { Needed } from "../organization/permissions";
import type { Query } from "./query";

/** What is offered at one address. */
export interface Offer {
  /** The name that the platform's own description gives it; undefined where it knows nothing of it. */
  operation?: string;
  method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  /** With parameters as `:flowId`. */
  path: string;
  /** Absent: any token will do. */
  permissions?: Needed;
  answer(call: Call): Answer;
}

/** One operation of the platform's API, under the name that the platform's own description gives it. */
export interface Route extends Offer {
  operation: string;
}

/** One authorized request. */
export interface Call {
  org: Organization;
  client: Client;
  /** The permissions that the operation asks for. */
  permissions: readonly string[];
  /** The access token that it came with. */
  token: string;
  now: number;
  params: Readonly<Record<string, string>>;
  query: Query;
  /** Parsed JSON; undefined where the body is empty. */
  body: unknown;
  /** Where the client reached this server: `http://127.0.0.1:1234`. */
  baseUrl: string;
}

export interface Answer {
  /** Default 200. */
  status?: number;
  /** Absent: no body. */
  body?: unknown;
}

export const any = (...of: string[]): Needed => ({ need: "any", of });
export const all = (...of: string[]): Needed => ({ need: "all", of });
