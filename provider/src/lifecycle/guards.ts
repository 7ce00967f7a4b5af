import type { CloudFlow, Principal, Organization } from "../genesys/flowApi";
import type { FlowKind } from "../language/kinds";
import type { ProviderContext } from "./context";
import { errors } from "./errors";
import type { FlowState } from "./state";

/**
 * Checks that nobody else has locked the flow. Breaks another user's lock only with `forceUnlock`; otherwise throws an
 * error that names the lock holder.
 */
export async function ensureUnlocked(
  kind: FlowKind,
  context: ProviderContext,
  flow: CloudFlow,
  { to, forceUnlock }: { to: "publish" | "delete"; forceUnlock: boolean | undefined },
): Promise<void> {
  const holder = flow.lockedBy;
  // Our own lock, left by a run that was interrupted, does not block anything.
  if (holder === undefined || (await isOurClient(context, holder))) return;
  if (forceUnlock !== true) throw errors.locked(kind, flow, holder, to);
  context.runtime.log(
    `${flow.name}: took the lock from the ${holder.kind} ${holder.name ?? holder.id} (forceUnlock).`,
  );
  await context.api().unlock(flow.id);
}

/**
 * Whether a lock holder or publisher is this OAuth client. With an access token, the platform is asked which client
 * owns it.
 */
export async function isOurClient(context: ProviderContext, holder: Principal | undefined): Promise<boolean> {
  return holder?.kind === "client" && holder.id === (await context.api().ownClient());
}

/** How a flow's recorded organization compares with the organization that this process's credentials open. */
export type OrganizationComparison =
  { here: true } | { here: false; organization: Organization; sameProvider: boolean };

/** Compares a flow's organization with that of this process. Calls the platform only if the settings differ. */
export async function compareOrganization(
  context: ProviderContext,
  state: Partial<FlowState>,
): Promise<OrganizationComparison> {
  if (state.organizationId === undefined || state.fingerprint === context.fingerprint())
    return { here: true };
  const organization = await context.organization();
  if (organization.id === state.organizationId) return { here: true };
  return { here: false, organization, sameProvider: (state.provider ?? "") === context.provider() };
}

/** Throws before a flow of another organization is read, changed or deleted. */
export async function assertSameOrganization(
  context: ProviderContext,
  state: Partial<FlowState>,
): Promise<Organization> {
  const organization = await context.organization();
  if (state.organizationId !== undefined && state.organizationId !== organization.id) {
    throw errors.otherOrganization(
      { organizationId: state.organizationId, organizationName: state.organizationName ?? "?" },
      organization,
    );
  }
  return organization;
}
