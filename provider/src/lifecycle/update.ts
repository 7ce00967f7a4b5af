import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, Organization } from "../genesys/flowApi";
import { isNamedByOthers, type FlowKind } from "../language/kinds";
import { changedInputs, changesSecrecy, isUnsettled, staleModules } from "./diff";
import { errors } from "./errors";
import { waitUntilSearchable } from "./publish";
import { InitError } from "./state";
import { retainReason } from "./delete";
import { ensureUnlocked } from "./guards";
import { assertSameOrganization } from "./guards";
import { warnOfOtherCallers } from "./callers";
import { atVersion, stateOf } from "./state";
import { forgetBegun, isAsRecorded, leftNothing, noteUpdate, pendingUpdates } from "./pendingUpdate";
import { publish, published, type Publish, type PublishedFlow } from "./publish";
import { publishRenamed } from "./rename";
import type { ProviderContext } from "./context";
import { applySettings } from "./publish";
import type { FlowInputs, FlowState } from "./state";
import { endsOf } from "./create";
import { verifyContent } from "./verifyContent";

/** Inputs that can be changed without republishing the flow. */
const WITHOUT_PUBLISH: ReadonlySet<string> = new Set(["division", "enabled"]);

/**
 * Updates a flow in place. Its id and history are kept, even if its name changes. If no input differs (an earlier run
 * failed halfway, or a module has a new version), the flow is republished.
 */
export async function update(
  kind: FlowKind,
  session: ProviderContext,
  id: string,
  recorded: FlowState,
  news: FlowInputs,
): Promise<dynamic.UpdateResult> {
  const organization = await assertSameOrganization(session, recorded);
  const pending = await pendingUpdates(kind, session, id, recorded, news);
  await endsOf(kind, session, pending, news);
  const flow = await session.api().flow(id);
  if (flow === undefined) throw errors.gone(kind, id);
  const keep = retainReason(recorded, flow);
  if (keep === "contested" && news.onConflict !== "adopt")
    throw errors.createdConcurrently(kind, recorded.name, id);
  if (news.__owner !== undefined) session.claims.markClaimed(id, news.__owner);

  const olds = { ...recorded, keep };
  const change: Change = { kind, session, organization, id, recorded, olds, news, before: flow };
  const landed = pending.length > 0 && !isAsRecorded(kind, recorded, flow);
  if (pending.length > 0 && !landed && !isWanted(change)) {
    const outs = await settleOnly(change);
    // The interrupted update had no effect and nothing was requested, so there is nothing to record.
    await forgetBegun(kind, session, recorded, news);
    return { outs: { ...outs } };
  }
  await noteUpdate(kind, session, id, recorded, news);
  try {
    const publishes = flow.published === undefined || landed || needsPublish(change);
    return { outs: { ...(await (publishes ? publishAgain(change) : settleOnly(change))) } };
  } catch (error) {
    const nothing = !(error instanceof InitError) && (await leftNothing(kind, session, id, recorded, error));
    if (nothing) await forgetBegun(kind, session, recorded, news);
    throw error;
  }
}

/** An update: the current flow and the requested one. */
interface Change {
  kind: FlowKind;
  session: ProviderContext;
  organization: Organization;
  id: string;
  /** The recorded state. */
  recorded: FlowState;
  /** The recorded state, with what was found out since. */
  olds: FlowState;
  news: FlowInputs;
  /** The flow as it is on the platform now. */
  before: CloudFlow;
}

/** Whether the program or the state requires a change. */
function isWanted({ kind, olds, news }: Change): boolean {
  return (
    changedInputs(kind, olds, news).length > 0 ||
    changesSecrecy(olds, news) ||
    isUnsettled(olds) ||
    staleModules(olds.moduleVersions, news.moduleVersions).length > 0
  );
}

/**
 * Whether an update has to publish. An update without differences follows one that failed after its publish started,
 * and publishes again.
 */
function needsPublish({ kind, olds, news }: Change): boolean {
  const changed = changedInputs(kind, olds, news);
  return (
    (changed.length === 0 && !changesSecrecy(olds, news)) ||
    changed.some((key) => !WITHOUT_PUBLISH.has(key)) ||
    isUnsettled(olds) ||
    staleModules(olds.moduleVersions, news.moduleVersions).length > 0
  );
}

/** Moves, deactivates or reactivates a flow without republishing it. */
async function settleOnly({ kind, session, organization, id, olds, news }: Change): Promise<FlowState> {
  const flow = await published(kind, session.api(), id);
  if (news.enabled === true && !flow.active) {
    await ensureUnlocked(kind, session, flow, { to: "publish", forceUnlock: news.forceUnlock });
  }
  const { moduleVersions = {}, publishedVersion, version } = olds;
  const state: FlowState = {
    ...stateOf(kind, session, organization, news, { flow, moduleVersions }),
    ...kept(olds, news),
    // A version that somebody published since is drift. The recorded version is kept, so that the next refresh detects
    // it.
    publishedVersion,
    version,
  };
  try {
    const settled = await applySettings(kind, session, news, flow);
    return flow.published.id === publishedVersion ? atVersion(state, settled.published) : state;
  } catch (error) {
    throw new InitError(id, state, error);
  }
}

async function publishAgain(change: Change): Promise<FlowState> {
  const { kind, session, organization, id, recorded, olds, news, before } = change;
  await ensureUnlocked(kind, session, before, { to: "publish", forceUnlock: news.forceUnlock });
  const order: Publish = {
    id,
    inputs: news,
    from: before.published?.number,
    described: before.description,
    onJob: (jobId) => noteUpdate(kind, session, id, recorded, news, jobId),
  };
  const result: PublishedFlow =
    before.name === news.name
      ? await publish(kind, session, order)
      : await publishRenamed(kind, session, before, order);
  const { flow, moduleVersions, overtakenBy } = result;
  // The earlier version stays in state, so the next refresh detects the other version and reads it.
  if (overtakenBy !== undefined) throw errors.publishedConcurrently(kind, flow, overtakenBy);
  const state: FlowState = {
    ...stateOf(kind, session, organization, news, result),
    ...kept(olds, news),
  };
  try {
    const settled = await applySettings(kind, session, news, flow);
    if (isNamedByOthers(kind)) await waitUntilSearchable(session, flow);
    if (kind === "module") {
      await warnOfOtherCallers(session, flow, news.__owner);
    } else if (news.__owner !== undefined && Object.keys(moduleVersions).length > 0) {
      await session.ownCallers.note(news.__owner, id);
    }
    await verifyContent(kind, session, news, settled);
    return atVersion(state, settled.published);
  } catch (error) {
    throw new InitError(id, state, error);
  }
}

/** The reason to retain the flow. `onConflict: "adopt"` turns a contested flow into an adopted one. */
function kept(olds: FlowState, news: FlowInputs): Pick<FlowState, "keep"> {
  if (olds.keep === undefined) return {};
  return { keep: news.onConflict === "adopt" ? "adopted" : olds.keep };
}
