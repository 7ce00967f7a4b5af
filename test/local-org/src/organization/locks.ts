import { remember } from "./flows";
import type { Actor, Flow } from "./model";
import { throwApiError } from "./apiError";

export const isHeldBy = (flow: Flow, actor: Actor): boolean =>
  flow.lock?.kind === actor.kind && flow.lock.id === actor.id;

export const isHeldByAnother = (flow: Flow, actor: Actor): boolean =>
  flow.lock !== undefined && !isHeldBy(flow, actor);

/** @throws Refusal 409 if another user or client holds it. */
export function checkOut(flow: Flow, by: Actor, now: number): void {
  if (isHeldByAnother(flow, by)) throw throwApiError("architect.flow.locked.by.user");
  flow.lock = by;
  remember(flow, { action: "CHECKOUT", at: now, by });
}

/** @throws Refusal 409 unless `by` holds the lock. */
export function needLock(flow: Flow, by: Actor): void {
  if (!isHeldBy(flow, by)) throw throwApiError("architect.flow.not.locked.by.user");
}
