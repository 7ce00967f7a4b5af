import { existingFlow, remember } from "./flows";
import { isHeldByAnother } from "./locks";
import type { Actor, Flow, Organization } from "./model";
import { noteInIndex } from "./nameIndex";
import { ApiError, throwApiError } from "./apiError";

/**
 * Soft-deletes a flow: it stays readable with `deleted=true`.
 * @throws Refusal 404 or 410, 405 if another holds the lock, 409 if a published flow or an IVR uses it.
 */
export function deleteFlow(org: Organization, id: string, by: Actor, now: number): void {
  const flow = existingFlow(org, id, org.settings.guesses.deleteDeleted);
  if (isHeldByAnother(flow, by)) throw throwApiError("architect.flow.cannot.delete.user.does.not.have.lock");
  if (org.objects.some(({ kind, of }) => kind === "ivr" && of === flow.name)) {
    throw throwApiError("architect.flow.cannot.delete.used.in.ivr.configs");
  }
  if (publishedUsers(org, flow).length > 0) throw throwApiError(org.settings.guesses.deleteInUseCode);
  removeFlow(org, flow, by, now);
}

/**
 * Deletes as many of the flows as possible, consumers first, in any given order.
 * @throws Refusal 400 if one could not be deleted; the others are deleted (assumed).
 */
export function deleteFlows(org: Organization, ids: readonly string[], by: Actor, now: number): void {
  let left = ids;
  for (;;) {
    const refused = left.filter((id) => !couldDelete(org, id, by, now));
    if (refused.length === 0) return;
    if (refused.length === left.length) throw throwApiError("architect.batch.delete.failed");
    left = refused;
  }
}

function couldDelete(org: Organization, id: string, by: Actor, now: number): boolean {
  try {
    deleteFlow(org, id, by, now);
    return true;
  } catch (failure) {
    if (failure instanceof ApiError) return false;
    throw failure;
  }
}

/** Deletes the flow without any checks. */
export function removeFlow(org: Organization, flow: Flow, by: Actor, now: number): void {
  flow.deleted = true;
  flow.active = false;
  flow.lock = undefined;
  remember(flow, { action: "DELETE", at: now, by });
  noteInIndex(org, flow, now);
}

/** The flows whose published version uses `flow`, as a module or otherwise. */
export function publishedUsers(org: Organization, flow: Flow): Flow[] {
  return Object.values(org.flows).filter((other) => {
    const published = other.versions.find(({ id }) => id === other.publishedVersion);
    return (
      !other.deleted &&
      other.id !== flow.id &&
      published !== undefined &&
      [...published.modules, ...published.uses].some(({ id }) => id === flow.id)
    );
  });
}
