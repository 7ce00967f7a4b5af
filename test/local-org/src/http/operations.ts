import type { Client, Organization } from "../organization/model";
import { throwApiError } from "../organization/apiError";
import type { Incoming } from "./host";
import { header } from "./host";
import type { Offer } from "./route";
import { routes } from "./routes";
import { documentRoutes } from "./routes/documentFlows";

/** One path of the API, and which of the two APIs serve it. */
export interface Address {
  method: Offer["method"];
  path: string;
  /** Genesys Cloud's own operation. */
  own?: Offer;
  /** The document API's operation. */
  document?: Offer;
}

/** All paths. Creating, listing, reading, changing and deleting inbound flows exists in both APIs. */
export const addresses: readonly Address[] = [
  ...routes.map((own): Address => ({
    ...placeOf(own),
    own,
    document: documentRoutes.find((other) => same(own, other)),
  })),
  ...documentRoutes
    .filter((document) => !routes.some((own) => same(own, document)))
    .map((document): Address => ({ ...placeOf(document), document })),
];

function placeOf({ method, path }: Offer): Pick<Address, "method" | "path"> {
  return { method, path };
}

function same(one: Offer, other: Offer): boolean {
  return one.method === other.method && one.path === other.path;
}

/**
 * Which of the two APIs a request is for. A gateway with documents only serves the document API and
 * `organizations/me`. Otherwise both are served. On shared paths a request is for the document API if it sends or
 * requests a document, has that API's flow type, or comes from a client with scopes, which only that API has.
 * @throws Refusal 404 for an operation that a gateway lacks.
 */
export function operationFor(org: Organization, client: Client, incoming: Incoming, address: Address): Offer {
  const { own, document } = address;
  if (org.settings.flowApi === "document") {
    const offered = document ?? (own?.path === "/api/v2/organizations/me" ? own : undefined);
    if (!offered) throw throwApiError("not.found");
    return offered;
  }
  const offered = own && document ? (isForDocuments(client, incoming) ? document : own) : (own ?? document);
  if (!offered) throw throwApiError("not.found");
  return offered;
}

function isForDocuments(client: Client, incoming: Incoming): boolean {
  if (client.permissions !== "*" && client.permissions.some((one) => one.startsWith("flow:"))) return true;
  if (new URLSearchParams(incoming.query).get("expand")?.split(",").includes("document") === true)
    return true;
  if (!(header(incoming, "content-type") ?? "").includes("json") || incoming.body.length === 0) return false;
  const body = parsed(incoming.body.toString("utf8"));
  return body !== undefined && ("document" in body || body.type === "voice" || body.type === "module");
}

/** Undefined unless it is a JSON object; the operation reports the error. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
