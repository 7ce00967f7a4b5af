import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, EarlierPublish, FlowApi, Organization } from "../genesys/flowApi";
import { CloudError, ConflictError, TimeoutError } from "../genesys/http/platformErrors";
import type { FlowKind } from "../language/kinds";
import { KINDS } from "../language/kinds";
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
 * Publishes a new flow. A flow of that name and type that exists already is taken over only where the user said so,
 * or where it is this resource's own: an earlier create of it that was cut off before its result was recorded.
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
  const type = KINDS[kind].platformType;
  const key: CreateKey = { owner: inputs.__owner ?? "", organizationId: organization.id, type };

  const own = await recoverPendingCreate(kind, session, key, inputs);
  // It was published a moment ago: a publish that does not find it by its name would make a second one.
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
  // A publish that was to make a flow and made a version of one, or nothing: somebody else was faster.
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
    // No version of the flow is this stack's content: the next refresh reads what is there, the next update publishes.
    throw new InitError(flow.id, { ...state, publishedVersion: "", version: 0 }, reason);
  }
  return finish(kind, session, inputs, result, state);
}

/** What has to happen after the publish; whatever fails here, the flow is there and must stand in state. */
async function finish(
  kind: FlowKind,
  session: ProviderContext,
  inputs: FlowInputs,
  { flow, firstVersion, moduleVersions }: PublishedFlow & { firstVersion: number },
  state: FlowState,
): Promise<dynamic.CreateResult> {
  try {
    const settled = await applySettings(kind, session, inputs, flow);
    if (kind === "module") {
      await waitUntilSearchable(session, flow);
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
    // An own flow from a run in which the program had another name, or one to adopt whose name differs in case.
    return existing === undefined || existing.name === inputs.name
      ? await publish(kind, session, order)
      : await publishRenamed(kind, session, existing, order);
  } catch (error) {
    const [id] = made;
    if (existing === undefined && id !== undefined && error instanceof CloudError) {
      if (session.claims.isClaimed(id)) throw errors.publishedIntoAnotherResource(kind, inputs.name, id);
      throw new InitError(id, unverifiedState(kind, session, organization, inputs, id, made.length), error);
    }
    // The document API refuses the call itself, for nothing else than the name.
    const refused = session.api().form === "document" && error instanceof ConflictError;
    if (existing === undefined && (refused || flowExists(error)))
      throw errors.nameTakenNotIndexed(kind, inputs.name, error);
    throw error;
  }
}

/** What stands in state of a flow that was published, so many times, when the platform could not be asked about it afterwards. */
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

/** The flow that has the name already, where the user wants it to be taken over; else an error. */
async function flowToAdopt(
  kind: FlowKind,
  session: ProviderContext,
  api: FlowApi,
  inputs: FlowInputs,
): Promise<CloudFlow | undefined> {
  const named = await api.flowsNamed(KINDS[kind].platformType, inputs.name);
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

/** The platform ends its jobs after a quarter of an hour or so; one that shows no end after this time has died. */
const LONGEST_JOB_MS = 30 * 60_000;

/**
 * The flow that an earlier create of the same resource has made and nobody has recorded: the engine or this process was
 * killed, or the time was over. A publish that still runs is waited for. Never somebody else's flow: a job may have found
 * one under the name, or have failed because of one.
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
  // A flow with more versions than we have begun to publish was there before, or somebody has worked on it since.
  const ours = flow.published.number <= begun.length && (await isOurClient(session, flow.published.by));
  return ours ? flow : undefined;
}

/** How publishes of an earlier run have ended, in their order; one that still runs is waited for. */
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
