import type { CloudFlow, Principal, Organization } from "../genesys/flowApi";
import type { FlowKind } from "../language/kinds";
import type { ProviderContext } from "./context";
import { errors } from "./errors";
import type { FlowState } from "./state";

/** Makes sure that nobody else holds the flow, or says who does; takes a lock away only where the user said so. */
export async function ensureUnlocked(
  kind: FlowKind,
  session: ProviderContext,
  flow: CloudFlow,
  { to, forceUnlock }: { to: "publish" | "delete"; forceUnlock: boolean | undefined },
): Promise<void> {
  const holder = flow.lockedBy;
  // A lock of our own, left by a run that was cut off, is in nobody's way.
  if (holder === undefined || (await isOurClient(session, holder))) return;
  if (forceUnlock !== true) throw errors.locked(kind, flow, holder, to);
  session.runtime.log(
    `${flow.name}: took the lock from the ${holder.kind} ${holder.name ?? holder.id} (forceUnlock).`,
  );
  await session.api().unlock(flow.id);
}

/** Whether a holder or publisher is this very client. Of an access token, the platform has to be asked whose it is. */
export async function isOurClient(session: ProviderContext, holder: Principal | undefined): Promise<boolean> {
  return holder?.kind === "client" && holder.id === (await session.api().ownClient());
}

/** Where the flow in state stands to the organization that this process's credentials open. */
export type OrganizationComparison =
  { here: true } | { here: false; organization: Organization; sameProvider: boolean };

/** Finds out whether a flow lives in the organization of this process. Asks the platform only where the settings differ. */
export async function compareOrganization(
  session: ProviderContext,
  state: Partial<FlowState>,
): Promise<OrganizationComparison> {
  if (state.organizationId === undefined || state.fingerprint === session.fingerprint())
    return { here: true };
  const organization = await session.organization();
  if (organization.id === state.organizationId) return { here: true };
  return { here: false, organization, sameProvider: (state.provider ?? "") === session.provider() };
}

/** Stops before a flow of another organization is read, changed or deleted. */
export async function assertSameOrganization(
  session: ProviderContext,
  state: Partial<FlowState>,
): Promise<Organization> {
  const organization = await session.organization();
  if (state.organizationId !== undefined && state.organizationId !== organization.id) {
    throw errors.otherOrganization(
      { organizationId: state.organizationId, organizationName: state.organizationName ?? "?" },
      organization,
    );
  }
  return organization;
}
