import type { CloudFlow, Consumer, FlowApi } from "../genesys/flowApi";
import { ConflictError } from "../genesys/http/platformErrors";
import type { FlowKind } from "../language/kinds";
import type { ProviderContext } from "./context";
import { endsOf } from "./create";
import { errors } from "./errors";
import { ensureUnlocked, isOurClient, assertSameOrganization } from "./guards";
import { forgetBegun, pendingUpdates } from "./pendingUpdate";
import type { FlowState } from "./state";

const DEFAULT_TIMEOUT_S = 120;
const LAG_WAIT_MS = 2_000;

const WHY_KEPT: Readonly<Record<NonNullable<ReturnType<typeof retainReason>>, string>> = {
  contested: "Somebody else created it.",
  adopted:
    "It was taken over from another client or stack that may still count on it; if not, delete it in Architect.",
};

/**
 * Deletes a flow. A flow that no longer exists is not an error. Deletes nothing, and reports it, if another live
 * resource has the same flow (a logical rename without an alias, two resources of one name), or if the flow may belong
 * to somebody else.
 */
export async function remove(
  kind: FlowKind,
  session: ProviderContext,
  id: string,
  state: FlowState,
): Promise<void> {
  const { log } = session.runtime;
  if (state.__owner !== undefined && session.claims.flowOf(state.__owner) === id) {
    // Delete before replace: the create that follows would make a different flow.
    throw errors.cannotBeReplaced(kind, state.name, id);
  }
  if (session.claims.isClaimed(id)) {
    log(`${state.name}: kept the flow ${id}, because another resource of this stack manages it now.`);
    return;
  }
  await assertSameOrganization(session, state);
  const pending = await pendingUpdates(kind, session, id, state);
  // A job that ends after the delete would create the flow again.
  await endsOf(kind, session, pending, state);
  const flow = await session.api().flow(id);
  const keep = flow === undefined ? undefined : retainReason(state, flow);
  if (keep !== undefined) {
    log(`${state.name}: kept the flow ${id}; it only leaves this stack's state. ${WHY_KEPT[keep]}`);
  } else if (flow !== undefined) {
    await removeFlow(kind, session, flow, state, pending.filter(({ jobId }) => jobId !== undefined).length);
  }
  if (state.__owner === undefined) return;
  await session.ownCallers.forget(state.__owner, id);
  await forgetBegun(kind, session, state);
}

async function removeFlow(
  kind: FlowKind,
  session: ProviderContext,
  flow: CloudFlow,
  state: FlowState,
  /** How many publishes of this stack are not recorded in state. */
  unrecorded: number,
): Promise<void> {
  const api = session.api();
  const mayBeOurs = (flow.published?.number ?? 0) <= state.version + unrecorded;
  const ours = unrecorded > 0 && mayBeOurs && (await isOurClient(session, flow.published?.by));
  if (!ours && publishedElsewhere(flow, state))
    throw errors.publishedElsewhere(kind, flow, state.publishedVersion);
  await ensureUnlocked(kind, session, flow, { to: "delete", forceUnlock: state.forceUnlock });

  const { now, sleep } = session.runtime;
  const deadline = now() + 1_000 * (state.timeouts?.delete ?? DEFAULT_TIMEOUT_S);
  for (;;) {
    try {
      return await api.remove(flow.id);
    } catch (error) {
      if (!isInUse(error)) throw error;
      const consumers = await livingConsumers(api, flow);
      if (consumers.length > 0 || now() >= deadline) throw errors.inUse(kind, flow, consumers);
      await sleep(LAG_WAIT_MS);
    }
  }
}

/**
 * The platform itself rejects the delete before it changes anything. Asking it costs one call; asking its dependency
 * index costs one call per version.
 */
function isInUse(error: unknown): boolean {
  return error instanceof ConflictError && /in\.use|used\.(in|by)/.test(error.code ?? "");
}

/** The dependency index lags: it still lists callers that were deleted moments ago. */
async function livingConsumers(api: FlowApi, flow: CloudFlow): Promise<Consumer[]> {
  const consumers = await api.consumers(flow);
  const living = await Promise.all(
    consumers.map(async ({ id, type }) => !type.endsWith("FLOW") || (await api.flow(id)) !== undefined),
  );
  return consumers.filter((_, index) => living[index]);
}

/**
 * Whether another stack or tool may have published the flow after this stack's last publish, and so may rely on it.
 * What a person published in the UI is drift and is deleted with the flow. The document API does not return the
 * publisher.
 */
function publishedElsewhere({ published }: CloudFlow, state: FlowState): boolean {
  if (published === undefined || published.by?.kind === "user") return false;
  return state.keep === "unseen" ? published.number > state.version : published.id !== state.publishedVersion;
}

/** Why the recorded flow must survive a delete, evaluated against the flow as it is now. */
export function retainReason(
  { keep, version }: Pick<FlowState, "keep" | "version">,
  flow: CloudFlow,
): "contested" | "adopted" | undefined {
  if (keep !== "unseen") return keep;
  return (flow.published?.number ?? 0) > version ? "contested" : undefined;
}
