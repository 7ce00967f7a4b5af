import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, EarlierPublish, FlowApi, Organization } from "../genesys/flowApi";
import { CloudError, ConflictError, TimeoutError } from "../genesys/http/platformErrors";
import { isNamedByOthers, type FlowKind } from "../language/kinds";
import { namesOf } from "../language/kinds";
import { warnOfOtherCallers } from "./callers";
import type { ProviderContext } from "./context";
import { errors } from "./errors";
import { ensureUnlocked, isOurClient } from "./guards";
import type { PendingPublish, CreateKey } from "./pendingCreates";
import type { Publish, PublishedFlow } from "./publish";
import { waitUntilSearchable, flowExists, publish, publishDeadline, applySettings } from "./publish";
import { publishRenamed } from "./rename";
import type { FlowInputs, FlowState } from "./state";
import { InitError, atVersion, stateOf } from "./state";
import { verifyContent } from "./verifyContent";

/**
 * Publishes a new flow. An existing flow of that name and type is taken over only if the user set `onConflict:
 * "adopt"`, or if it belongs to this resource: an earlier create of it was interrupted before its result was recorded.
 */
export async function create(
  kind: FlowKind,
  session: ProviderContext,
  inputs: FlowInputs,
): Promise<dynamic.CreateResult> {
  const kept = inputs.__owner === undefined ? undefined : session.claims.flowOf(inputs.__owner);
  if (kept !== undefined) throw errors.cannotBeReplaced(kind, inputs.name, kept);
  const api = session.api();
  const organization = await api.organization();
  const type = namesOf(kind).platformType;
  const key: CreateKey = { owner: inputs.__owner ?? "", organizationId: organization.id, type };

  const own = await recoverPendingCreate(kind, session, key, inputs);
  // It was published moments ago. A publish that does not find it by name yet would create a second flow.
  if (own?.name === inputs.name) await waitUntilSearchable(session, own);
  const existing = own ?? (await flowToAdopt(kind, session, api, inputs));
  if (existing !== undefined) {
    await ensureUnlocked(kind, session, existing, { to: "publish", forceUnlock: inputs.forceUnlock });
  }

  const result = await publishNew(kind, session, organization, key, inputs, existing);
  const { flow, overtakenBy } = result;
  if (session.claims.isClaimed(flow.id))
    throw errors.publishedIntoAnotherResource(kind, inputs.name, flow.id);
  session.claims.markClaimed(flow.id, key.owner);
  const state = stateOf(kind, session, organization, inputs, result);
  // The publish should have created a flow, but made a version of an existing one or none: somebody else was faster.
  const notFirst = result.firstVersion > 1 || (overtakenBy !== undefined && flow.published.number === 1);
  const contested = existing === undefined && notFirst;
  if (contested && inputs.onConflict !== "adopt") {
    throw new InitError(
      flow.id,
      { ...state, keep: "contested" },
      errors.createdConcurrently(kind, inputs.name, flow.id),
    );
  }
  if (contested || (existing !== undefined && own === undefined)) {
    session.runtime.log(
      `${inputs.name}: took over the existing flow ${flow.id} (onConflict: "adopt"); its id and history stay.`,
    );
    if (existing?.published?.by?.kind !== "user") state.keep = "adopted";
  }
  if (overtakenBy !== undefined) {
    const reason = errors.publishedConcurrently(kind, flow, overtakenBy);
    // No version of the flow has this stack's content. The next refresh reads the flow, and the next update publishes.
    throw new InitError(flow.id, { ...state, publishedVersion: "", version: 0 }, reason);
  }
  return finish(kind, session, inputs, result, state);
}

/** Runs the steps after the publish. If one fails, the flow exists and must still be recorded in state. */
async function finish(
  kind: FlowKind,
  session: ProviderContext,
  inputs: FlowInputs,
  { flow, firstVersion, moduleVersions }: PublishedFlow & { firstVersion: number },
  state: FlowState,
): Promise<dynamic.CreateResult> {
  try {
    const settled = await applySettings(kind, session, inputs, flow);
    if (isNamedByOthers(kind)) await waitUntilSearchable(session, flow);
    if (kind === "module") {
      if (firstVersion > 1) await warnOfOtherCallers(session, flow, inputs.__owner);
    } else if (inputs.__owner !== undefined && Object.keys(moduleVersions).length > 0) {
      await session.ownCallers.note(inputs.__owner, flow.id);
    }
    await verifyContent(kind, session, inputs, settled);
    return { id: flow.id, outs: atVersion(state, settled.published) };
  } catch (error) {
    throw new InitError(flow.id, state, error);
  }
}

async function publishNew(
  kind: FlowKind,
  session: ProviderContext,
  organization: Organization,
  key: CreateKey,
  inputs: FlowInputs,
  existing: CloudFlow | undefined,
): Promise<PublishedFlow & { firstVersion: number }> {
  const made: string[] = [];
  const order: Publish = {
    id: existing?.id,
    inputs,
    from: existing?.published?.number,
    described: existing?.description,
    onJob: (jobId) =>
      session.pendingCreates.begin({ ...key, name: inputs.name, jobId, at: session.runtime.now() }),
    onPublished: (id) => void made.push(id),
  };
  try {
    // `existing` differs in name if an earlier run used another name, or if the flow to adopt has other upper and lower
    // case.
    return existing === undefined || existing.name === inputs.name
      ? await publish(kind, session, order)
      : await publishRenamed(kind, session, existing, order);
  } catch (error) {
    const [id] = made;
    if (existing === undefined && id !== undefined && error instanceof CloudError) {
      if (session.claims.isClaimed(id)) throw errors.publishedIntoAnotherResource(kind, inputs.name, id);
      throw new InitError(id, unverifiedState(kind, session, organization, inputs, id, made.length), error);
    }
    // The document API rejects the call itself, and a taken name is the only possible reason.
    const refused = session.api().form === "document" && error instanceof ConflictError;
    if (existing === undefined && (refused || flowExists(error)))
      throw errors.nameTakenNotIndexed(kind, inputs.name, error);
    throw error;
  }
}

/** State for a flow whose publish succeeded (`versions` times) but whose read-back failed. */
function unverifiedState(
  kind: FlowKind,
  session: ProviderContext,
  organization: Organization,
  inputs: FlowInputs,
  id: string,
  versions: number,
): FlowState {
  const flow = { selfUri: `/api/v2/flows/${id}`, published: { id: "", number: versions } };
  const state = stateOf(kind, session, organization, inputs, { flow, moduleVersions: {} });
  return { ...state, keep: "unseen" };
}

/** The existing flow of that name, if the user wants to adopt it. Throws if there is one but it must not be adopted. */
async function flowToAdopt(
  kind: FlowKind,
  session: ProviderContext,
  api: FlowApi,
  inputs: FlowInputs,
): Promise<CloudFlow | undefined> {
  const named = await api.flowsNamed(namesOf(kind).platformType, inputs.name);
  const [existing] = named;
  if (existing === undefined) return undefined;
  if (session.claims.isClaimed(existing.id))
    throw errors.managedByAnotherResource(kind, inputs.name, existing.id);
  if (inputs.onConflict === "adopt") {
    if (named.length > 1) throw errors.severalNamed(kind, inputs.name, named);
    return existing;
  }
  throw errors.nameTaken(kind, inputs.name, existing, await isOurClient(session, existing.published?.by));
}

/** The platform ends its jobs after about 15 minutes. A job without a result after this time is dead. */
const LONGEST_JOB_MS = 30 * 60_000;

/**
 * The flow made by an earlier create of the same resource that was not recorded, because the engine or this process was
 * killed or the operation timed out. Waits for a publish that is still running. Never returns somebody else's flow: a
 * job may have found one under the name, or failed because of one.
 */
export async function recoverPendingCreate(
  kind: FlowKind,
  session: ProviderContext,
  key: CreateKey,
  inputs: FlowInputs,
): Promise<CloudFlow | undefined> {
  const begun = (await session.pendingCreates.find(key)).filter(({ update }) => update === undefined);
  const ended = await endsOf(kind, session, begun, inputs);
  const id = ended.findLast((one) => one?.flowId !== undefined)?.flowId;
  if (id === undefined || session.claims.isClaimed(id)) return undefined;
  const flow = await session.api().flow(id);
  if (flow?.published === undefined) return flow;
  // A flow with more versions than we started to publish existed before, or somebody has changed it since.
  const ours = flow.published.number <= begun.length && (await isOurClient(session, flow.published.by));
  return ours ? flow : undefined;
}

/** The results of an earlier run's publishes, in order. Waits for those that are still running. */
export function endsOf(
  kind: FlowKind,
  session: ProviderContext,
  begun: readonly PendingPublish[],
  inputs: Pick<FlowInputs, "timeouts">,
): Promise<(EarlierPublish | undefined)[]> {
  const deadline = publishDeadline(session, inputs);
  return Promise.all(begun.map((one) => endOf(kind, session, one, deadline)));
}

async function endOf(
  kind: FlowKind,
  session: ProviderContext,
  begun: PendingPublish,
  deadline: number,
): Promise<EarlierPublish | undefined> {
  if (begun.jobId === undefined) return undefined;
  const now = session.runtime.now();
  const dead = now - begun.at > LONGEST_JOB_MS;
  try {
    return await session.api().earlierPublish(begun.jobId, dead ? now : deadline);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    if (dead) return undefined;
    throw errors.earlierStillRuns(kind, begun.name, error);
  }
}
