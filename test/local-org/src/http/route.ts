import type { Client, Organization } from "../organization/model";
import type { Needed } from "../organization/permissions";
import type { Query } from "./query";

/** The operation at one path. */
export interface Offer {
  /** Its name in Genesys Cloud's API description; undefined if it is not described there. */
  operation?: string;
  method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  /** With parameters as `:flowId`. */
  path: string;
  /** Absent: any token is accepted. */
  permissions?: Needed;
  answer(call: Call): Answer;
}

/** One operation of Genesys Cloud's API, by the name in its API description. */
export interface Route extends Offer {
  operation: string;
}

/** One authorized request. */
export interface Call {
  org: Organization;
  client: Client;
  /** The permissions that the operation requires. */
  permissions: readonly string[];
  /** The access token of the request. */
  token: string;
  now: number;
  params: Readonly<Record<string, string>>;
  query: Query;
  /** Parsed JSON; undefined if the body is empty. */
  body: unknown;
  /** The URL at which the client reached this server: `http://127.0.0.1:1234`. */
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
