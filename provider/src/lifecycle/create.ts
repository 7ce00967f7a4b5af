import type { dynamic } from "@pulumi/pulumi";
import { CloudError, ConflictError } from "../cloud/errors";
import type { CloudFlow, FlowApi, Organization } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import { errors } from "./errors";
import { findable } from "./findable";
import { InitError } from "./initError";
import type { CreateKey } from "./journal";
import { flowExists } from "./lag";
import { clearLock, isOurClient } from "./locks";
import { warnOfOtherCallers } from "./otherCallers";
import { atVersion, stateOf } from "./outputs";
import { publish, type Publish, type PublishedFlow } from "./publish";
import { publishRenamed } from "./rename";
import type { Session } from "./session";
import { settle } from "./settle";
import { unfinished } from "./unfinished";
import { verifyContent } from "./verifyContent";
import type { FlowInputs, FlowState } from "./state";

/**
 * Publishes a new flow. A flow of that name and type that exists already is taken over only where the user said so,
 * or where it is this resource's own: an earlier create of it that was cut off before its result was recorded.
 */
export async function create(
  kind: FlowKind,
  session: Session,
  inputs: FlowInputs,
): Promise<dynamic.CreateResult> {
  const kept = inputs.__owner === undefined ? undefined : session.holdings.keptBy(inputs.__owner);
  if (kept !== undefined) throw errors.cannotBeReplaced(kind, inputs.name, kept);
  const api = session.api();
  const organization = await api.organization();
  const type = KINDS[kind].platformType;
  const key: CreateKey = { owner: inputs.__owner ?? "", organizationId: organization.id, type };

  const own = await unfinished(kind, session, key, inputs);
  // It was published a moment ago: a publish that does not find it by its name would make a second one.
  if (own?.name === inputs.name) await findable(session, own);
  const existing = own ?? (await toAdopt(kind, session, api, inputs));
  if (existing !== undefined) {
    await clearLock(kind, session, existing, { to: "publish", forceUnlock: inputs.forceUnlock });
  }

  const result = await publishNew(kind, session, organization, key, inputs, existing);
  const { flow, overtakenBy } = result;
  if (session.holdings.holds(flow.id)) throw errors.landedInSibling(kind, inputs.name, flow.id);
  session.holdings.hold(flow.id, key.owner);
  const state = stateOf(kind, session, organization, inputs, result);
  // A publish that was to make a flow and made a version of one, or nothing: somebody else was faster.
  const notFirst = result.firstVersion > 1 || (overtakenBy !== undefined && flow.published.number === 1);
  const contested = existing === undefined && notFirst;
  if (contested && inputs.onConflict !== "adopt") {
    throw new InitError(
      flow.id,
      { ...state, keep: "contested" },
      errors.contested(kind, inputs.name, flow.id),
    );
  }
  if (contested || (existing !== undefined && own === undefined)) {
    session.surroundings.say(
      `${inputs.name}: took over the existing flow ${flow.id} (onConflict: "adopt"); its id and history stay.`,
    );
    if (existing?.published?.by?.kind !== "user") state.keep = "adopted";
  }
  if (overtakenBy !== undefined) {
    const reason = errors.overtaken(kind, flow, overtakenBy);
    // No version of the flow is this stack's content: the next refresh reads what is there, the next update publishes.
    throw new InitError(flow.id, { ...state, publishedVersion: "", version: 0 }, reason);
  }
  return finish(kind, session, inputs, result, state);
}

/** What has to happen after the publish; whatever fails here, the flow is there and must stand in state. */
async function finish(
  kind: FlowKind,
  session: Session,
  inputs: FlowInputs,
  { flow, firstVersion, moduleVersions }: PublishedFlow & { firstVersion: number },
  state: FlowState,
): Promise<dynamic.CreateResult> {
  try {
    const settled = await settle(kind, session, inputs, flow);
    if (kind === "module") {
      await findable(session, flow);
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
  session: Session,
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
      session.journal.begin({ ...key, name: inputs.name, jobId, at: session.surroundings.now() }),
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
      if (session.holdings.holds(id)) throw errors.landedInSibling(kind, inputs.name, id);
      throw new InitError(id, unseen(kind, session, organization, inputs, id, made.length), error);
    }
    // The document API refuses the call itself, for nothing else than the name.
    const refused = session.api().form === "document" && error instanceof ConflictError;
    if (existing === undefined && (refused || flowExists(error)))
      throw errors.nameTakenUnseen(kind, inputs.name, error);
    throw error;
  }
}

/** What stands in state of a flow that was published, so many times, when the platform could not be asked about it afterwards. */
function unseen(
  kind: FlowKind,
  session: Session,
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
async function toAdopt(
  kind: FlowKind,
  session: Session,
  api: FlowApi,
  inputs: FlowInputs,
): Promise<CloudFlow | undefined> {
  const named = await api.flowsNamed(KINDS[kind].platformType, inputs.name);
  const [existing] = named;
  if (existing === undefined) return undefined;
  if (session.holdings.holds(existing.id)) throw errors.heldBySibling(kind, inputs.name, existing.id);
  if (inputs.onConflict === "adopt") {
    if (named.length > 1) throw errors.severalNamed(kind, inputs.name, named);
    return existing;
  }
  throw errors.nameTaken(kind, inputs.name, existing, await isOurClient(session, existing.published?.by));
}
