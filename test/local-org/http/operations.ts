import type { Client, Organization } from "../organization/model";
import { throwApiError } from "../organization/apiError";
import type { Incoming } from "./host";
import { header } from "./host";
import type { Offer } from "./route";
import { routes } from "./routes";
import { documentRoutes } from "./routes/documentFlows";

/** One address of the API, and which of the two APIs have something there. */
export interface Address {
  method: Offer["method"];
  path: string;
  /** Genesys Cloud's own operation. */
  own?: Offer;
  /** The document API's. */
  document?: Offer;
}

/** Every address that is offered. Creating, listing, reading, changing and deleting inbound flows is in both APIs. */
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
 * Which of the two APIs a request is for. Where an organization is a gateway that has documents only, nothing else is
 * answered, but who it is. Else both are there, and on the addresses that they share a request is for the document API
 * when it says so: it sends or asks for a document, has that API's type of flow, or comes from a client that holds
 * scopes, which only that API has.
 * @throws Refusal 404 for what a gateway has not.
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

/** Undefined for what is no JSON object: whoever answers says so. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
