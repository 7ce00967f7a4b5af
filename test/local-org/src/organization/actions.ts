import { remember } from "./flows";
import { needLock } from "./locks";
import type { Actor, Flow, Organization } from "./model";
import { noteInIndex } from "./nameIndex";
import { throwApiError } from "./apiError";
import { checkIn, publishVersion } from "./versions";

/** Releases the lock and discards the draft. @throws Refusal 409 unless `by` holds the lock. */
export function revert(flow: Flow, by: Actor, now: number): void {
  needLock(flow, by);
  flow.draft = undefined;
  flow.lock = undefined;
  remember(flow, { action: "REVERT", at: now, by });
}

/** Deactivates a flow without deleting it. @throws Refusal 409 if an IVR configuration uses it. */
export function deactivate(org: Organization, flow: Flow, by: Actor, now: number): void {
  if (org.objects.some(({ kind, of }) => kind === "ivr" && of === flow.name)) {
    throw throwApiError("architect.flow.cannot.deactivate.used.in.ivr.configs");
  }
  flow.active = false;
  remember(flow, { action: "DEACTIVATE", at: now, by });
  noteInIndex(org, flow, now);
}

/** Breaks any lock; see the setting `unlockDraft` for the draft. */
export function forceUnlock(org: Organization, flow: Flow, by: Actor, now: number): void {
  const { unlockDraft } = org.settings.guesses;
  if (flow.draft && unlockDraft !== "discard") {
    const version = checkIn(flow, by, now);
    if (unlockDraft === "publish") publishVersion(org, flow, version, by, now);
  }
  flow.draft = undefined;
  flow.lock = undefined;
}
