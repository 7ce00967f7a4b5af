import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, Organization } from "../genesys/flowApi";
import type { FlowKind } from "../language/kinds";
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

/** What can be changed without publishing the flow again. */
const WITHOUT_PUBLISH: ReadonlySet<string> = new Set(["division", "enabled"]);

/**
 * Brings a flow to what is asked for, in place: its id and history stay, also when its name changes. Where nothing
 * that is asked for differs (an earlier run failed half-way, or a caller's module moved on), it is published again.
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
    // Nothing came of it, and nothing had to be done: there is nothing to record.
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

/** An update: what there is, and what is wanted. */
interface Change {
  kind: FlowKind;
  session: ProviderContext;
  organization: Organization;
  id: string;
  /** What stands in state. */
  recorded: FlowState;
  /** The same, with what has become clear of it since. */
  olds: FlowState;
  news: FlowInputs;
  /** The flow as the platform has it now. */
  before: CloudFlow;
}

/** Whether the program or state asks for anything. */
function isWanted({ kind, olds, news }: Change): boolean {
  return (
    changedInputs(kind, olds, news).length > 0 ||
    changesSecrecy(olds, news) ||
    isUnsettled(olds) ||
    staleModules(olds.moduleVersions, news.moduleVersions).length > 0
  );
}

/**
 * Whether an update has to publish. An update for which nothing differs follows one that failed after its publish began,
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

/** Moves, deactivates or brings back a flow; what is published stays as it is. */
async function settleOnly({ kind, session, organization, id, olds, news }: Change): Promise<FlowState> {
  const flow = await published(kind, session.api(), id);
  if (news.enabled === true && !flow.active) {
    await ensureUnlocked(kind, session, flow, { to: "publish", forceUnlock: news.forceUnlock });
  }
  const { moduleVersions = {}, publishedVersion, version } = olds;
  const state: FlowState = {
    ...stateOf(kind, session, organization, news, { flow, moduleVersions }),
    ...kept(olds, news),
    // What somebody has published since is drift: the next refresh has to find a version that is not the one in state.
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
  // The version before stays in state: the next refresh sees that another one is published, and reads it.
  if (overtakenBy !== undefined) throw errors.publishedConcurrently(kind, flow, overtakenBy);
  const state: FlowState = {
    ...stateOf(kind, session, organization, news, result),
    ...kept(olds, news),
  };
  try {
    const settled = await applySettings(kind, session, news, flow);
    if (kind === "module") {
      await waitUntilSearchable(session, flow);
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

/** A contested flow becomes this stack's too when the user says that it is to be taken over. */
function kept(olds: FlowState, news: FlowInputs): Pick<FlowState, "keep"> {
  if (olds.keep === undefined) return {};
  return { keep: news.onConflict === "adopt" ? "adopted" : olds.keep };
}
