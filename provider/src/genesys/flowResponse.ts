import type { Models } from "purecloud-platform-client-v2";
import { ServerError } from "./http/platformErrors";
import type { CloudFlow, CloudVersion, Principal } from "./flowApi";

/** Converts a flow of the platform's API to a {@link CloudFlow}. */
export function flowFromWire(raw: Models.Flow): CloudFlow {
  const { id, name, type } = raw;
  // The API declares all of them optional, but a flow without them cannot be used.
  if (!id || !name || !type) {
    throw new ServerError("Genesys Cloud answered with a flow that has no id, name or type.");
  }
  return {
    id,
    name,
    type: type.toUpperCase(),
    description: raw.description,
    division: raw.division?.id ? { id: raw.division.id, name: raw.division.name ?? "" } : undefined,
    active: raw.active ?? false,
    published: versionFromWire(raw.publishedVersion, raw.publishedBy),
    lockedBy: holder(raw.lockedUser, raw.lockedClient),
    selfUri: raw.selfUri ?? `/api/v2/flows/${id}`,
  };
}

/** The version as an integer: 3 for "3.0". */
export function versionNumber(id: string): number {
  const number = parseInt(id, 10);
  return Number.isNaN(number) ? 0 : number;
}

/** Listings may leave out who created a version; the flow itself names the user who published it. */
function versionFromWire(
  raw: Models.FlowVersion | undefined,
  publishedBy: Models.User | undefined,
): CloudVersion | undefined {
  if (!raw?.id) return undefined;
  const by = holder(raw.createdBy, raw.createdByClient) ?? holder(publishedBy, undefined);
  return {
    id: raw.id,
    number: versionNumber(raw.id),
    by,
    ...(typeof raw.datePublished === "string" && { at: raw.datePublished }),
  };
}

function holder(
  user: Models.User | undefined,
  client: Models.DomainEntityRef | undefined,
): Principal | undefined {
  // A client sometimes acts through a shadow user. If both are present, the client made the change.
  if (client?.id) return { kind: "client", id: client.id, name: client.name };
  return user?.id ? { kind: "user", id: user.id, name: user.name } : undefined;
}
