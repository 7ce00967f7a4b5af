import type { Organization } from "../cloud/flowApi";
import { errors } from "./errors";
import type { Session } from "./session";
import type { FlowState } from "./state";

/** Where the flow in state stands to the organisation that this process's credentials open. */
export type Belonging = { here: true } | { here: false; organization: Organization; sameProvider: boolean };

/** Finds out whether a flow lives in the organisation of this process. Asks the platform only where the settings differ. */
export async function belonging(session: Session, state: Partial<FlowState>): Promise<Belonging> {
  if (state.organizationId === undefined || state.fingerprint === session.fingerprint())
    return { here: true };
  const organization = await session.organization();
  if (organization.id === state.organizationId) return { here: true };
  return { here: false, organization, sameProvider: (state.provider ?? "") === session.provider() };
}

/** Stops before a flow of another organisation is read, changed or deleted. */
export async function stayHome(session: Session, state: Partial<FlowState>): Promise<Organization> {
  const organization = await session.organization();
  if (state.organizationId !== undefined && state.organizationId !== organization.id) {
    throw errors.otherOrganization(
      { organizationId: state.organizationId, organizationName: state.organizationName ?? "?" },
      organization,
    );
  }
  return organization;
}
