import type { Models } from "purecloud-platform-client-v2";
import { AuthenticationError, NotFoundError, PermissionError, ServerError } from "./errors";
import type { Organization } from "./flowApi";
import { allNames } from "./settingNames";
import type { Settings } from "./settings";
import type { Transport } from "./transport";

/**
 * The organisation that the credentials open. A gateway may not offer that question; then the id of the settings counts.
 *
 * @throws AuthenticationError when the settings name another organisation than the one that the credentials open
 */
export async function ownOrganization(transport: Transport, settings: Settings): Promise<Organization> {
  const named = settings.orgId;
  const opened = await openedOrganization(transport);
  if (opened === undefined) {
    if (named !== undefined) return { id: named, name: "" };
    throw new NotFoundError(
      `The gateway does not tell which organisation the credentials open: set ${allNames("orgId")}.`,
      { operation: "GET /api/v2/organizations/me" },
    );
  }
  if (named !== undefined && named !== opened.id) {
    throw new AuthenticationError(
      `The credentials open the organisation "${opened.name}" (${opened.id}), and not the one that ${allNames("orgId")} names.`,
      { operation: "GET /api/v2/organizations/me" },
    );
  }
  return opened;
}

async function openedOrganization(transport: Transport): Promise<Organization | undefined> {
  try {
    const { body } = await transport.call<Models.Organization>({
      method: "GET",
      path: "/api/v2/organizations/me",
    });
    return body.id ? { id: body.id, name: body.name ?? "" } : undefined;
  } catch (error) {
    const notOffered = error instanceof ServerError && error.status === 501;
    if (notOffered || error instanceof NotFoundError || error instanceof PermissionError) return undefined;
    throw error;
  }
}
