import { createHash } from "node:crypto";
import { outcomeUnknown, PublishError, TimeoutError } from "../genesys/http/platformErrors";
import type { CloudFlow } from "../genesys/flowApi";
import { namesOf, type FlowKind } from "../language/kinds";
import { sameDescription, wantedHead } from "./metadata";
import type { PendingPublish, CreateKey } from "./pendingCreates";
import type { ProviderContext } from "./context";
import type { FlowInputs, FlowState } from "./state";

/**
 * The updates of this flow that started but were not recorded. Recording an update changes the flow's state, so the
 * entries of recorded updates no longer match it.
 */
export async function pendingUpdates(
  kind: FlowKind,
  context: ProviderContext,
  id: string,
  olds: Partial<FlowState>,
  news?: Partial<FlowInputs>,
): Promise<PendingPublish[]> {
  const pending = await Promise.all(keysOf(kind, olds, news).map((key) => context.pendingCreates.find(key)));
  if (pending.every((entries) => entries.length === 0)) return [];
  const recorded = recordOf(olds);
  return pending.flat().filter(({ update }) => update?.flowId === id && update.recorded === recorded);
}

/** Removes all pending entries of a resource, because its result is recorded in state or it had no effect. */
export async function forgetBegun(
  kind: FlowKind,
  context: ProviderContext,
  olds: Partial<FlowState>,
  news?: Partial<FlowInputs>,
): Promise<void> {
  await Promise.all(keysOf(kind, olds, news).map((key) => context.pendingCreates.finish(key)));
}

/** Records that an update of a flow starts. If the entry cannot be written, the update continues with a warning. */
export async function noteUpdate(
  kind: FlowKind,
  context: ProviderContext,
  id: string,
  recorded: FlowState,
  news: FlowInputs,
  jobId?: string,
): Promise<void> {
  const [key] = keysOf(kind, news.__owner === undefined ? recorded : { ...recorded, __owner: news.__owner });
  if (key === undefined) return;
  const update = { flowId: id, recorded: recordOf(recorded) };
  try {
    await context.pendingCreates.begin({ ...key, name: news.name, jobId, at: context.runtime.now(), update });
  } catch (error) {
    context.warnOnce(
      `warning: what updates begin cannot be written down, so one that is cut off is not noticed by the next run: ${messageOf(error)}`,
    );
  }
}

/** Whether a flow matches its state: an update that was interrupted or failed had no effect. */
export function isAsRecorded(kind: FlowKind, state: FlowState, flow: CloudFlow): boolean {
  const { description, division } = wantedHead(kind, state);
  return (
    flow.published?.id === state.publishedVersion &&
    flow.name === state.name &&
    sameDescription(flow.description, description) &&
    (state.enabled === undefined || flow.active === state.enabled) &&
    (division === undefined || (flow.division?.name ?? division) === division)
  );
}

/** Whether it is certain that a failed update changed nothing and that none of it is still running. */
export async function leftNothing(
  kind: FlowKind,
  context: ProviderContext,
  id: string,
  recorded: FlowState,
  failure: unknown,
): Promise<boolean> {
  const mayGoOn =
    failure instanceof TimeoutError ||
    outcomeUnknown(failure) ||
    (failure instanceof PublishError && failure.messages.length === 0);
  if (mayGoOn) return false;
  try {
    const flow = await context.api().flow(id);
    return flow !== undefined && isAsRecorded(kind, recorded, flow);
  } catch {
    // The next run checks the flow.
    return false;
  }
}

/** A hash of a flow's state. Every update that is recorded changes it. */
function recordOf(state: Partial<FlowState>): string {
  const { name, description, division, enabled, publishedVersion, version, moduleVersions = {} } = state;
  const modules = Object.entries(moduleVersions).sort(([one], [other]) => (one < other ? -1 : 1));
  const facts = [name, description, division, enabled, publishedVersion, version, modules];
  return createHash("sha256")
    .update(JSON.stringify(facts.map((fact) => fact ?? null)))
    .digest("hex");
}

function keysOf(
  kind: FlowKind,
  { __owner, organizationId }: Partial<FlowState>,
  news: Partial<FlowInputs> = {},
): CreateKey[] {
  if (organizationId === undefined) return [];
  const owners = new Set([__owner, news.__owner].filter((owner) => owner !== undefined));
  return [...owners].map((owner) => ({ owner, organizationId, type: namesOf(kind).platformType }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
