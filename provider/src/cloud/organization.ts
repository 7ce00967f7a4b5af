import type { Models } from "purecloud-platform-client-v2";
import {
  AuthenticationError,
  CloudError,
  ForeignAnswerError,
  NotFoundError,
  PermissionError,
  ServerError,
} from "./errors";
import type { Organization } from "./flowApi";
import { allNames } from "./settingNames";
import type { Settings } from "./settings";
import { allOf, optionalText, withTexts } from "./shapes";
import type { Transport } from "./transport";

/**
 * The organisation that the credentials open. A gateway may not offer that question; then the id of the settings counts.
 *
 * @throws AuthenticationError when the settings name another organisation than the one that the credentials open
 */
export async function ownOrganization(transport: Transport, settings: Settings): Promise<Organization> {
  const named = settings.orgId;
  const answer = await openedOrganization(transport, settings);
  if (answer instanceof CloudError) {
    if (named !== undefined) return { id: named, name: "" };
    if (!settings.hosts.gateway) throw answer;
    throw new NotFoundError(
      `The gateway does not tell which organisation the credentials open: set ${allNames("orgId")}. It says: ${answer.message}`,
    );
  }
  if (named !== undefined && named !== answer.id) {
    throw new AuthenticationError(
      `The credentials open the organisation "${answer.name}" (${answer.id}), and not the one that ${allNames("orgId")} names.`,
      { operation: OPERATION },
    );
  }
  return answer;
}

const OPERATION = "GET /api/v2/organizations/me";

/** The organisation, or the error that tells that the question is not offered. */
async function openedOrganization(
  transport: Transport,
  settings: Settings,
): Promise<Organization | CloudError> {
  try {
    const { body } = await transport.call<Models.Organization>({
      method: "GET",
      path: "/api/v2/organizations/me",
      answers: allOf(withTexts("id"), optionalText("name")),
    });
    return { id: body.id ?? "", name: body.name ?? "" };
  } catch (error) {
    // Before the question comes the sign-in: its refusals are another matter.
    if (error instanceof CloudError && error.operation === OPERATION && isNotOffered(error, settings))
      return error;
    throw error;
  }
}

const NOT_OFFERED: readonly number[] = [403, 404, 405];

function isNotOffered(error: CloudError, { hosts }: Settings): boolean {
  // A gateway's router answers in its own way for what the gateway does not offer; only the id of the settings is concluded from it.
  if (error instanceof ForeignAnswerError) return hosts.gateway && NOT_OFFERED.includes(error.status ?? 0);
  if (error instanceof ServerError) return error.status === 501;
  return error instanceof NotFoundError || error instanceof PermissionError;
}
