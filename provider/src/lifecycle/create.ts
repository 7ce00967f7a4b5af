import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, FlowApi } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import { errors } from "./errors";
import { findable } from "./findable";
import { InitError } from "./initError";
import type { CreateKey } from "./journal";
import { clearLock, isOurClient } from "./locks";
import { stateOf } from "./outputs";
import { publish, type PublishedFlow } from "./publish";
import type { Session } from "./session";
import { settle } from "./settle";
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
  const api = session.api();
  const organization = await api.organization();
  const type = KINDS[kind].platformType;
  const key: CreateKey = { owner: inputs.__owner ?? "", organizationId: organization.id, type };

  const own = await unfinished(session, api, key);
  const existing = own ?? (await toAdopt(kind, session, api, inputs));
  if (existing !== undefined) await clearLock(kind, session, existing, inputs.forceUnlock);

  const result = await publish(kind, session, {
    id: existing?.id,
    inputs,
    from: existing?.published?.number,
    onJob: (jobId) => session.journal.begin({ ...key, name: inputs.name, jobId }),
  });
  const state = stateOf(kind, session, organization, inputs, result);
  const { flow } = result;
  if (session.holds(flow.id)) throw errors.heldBySibling(kind, inputs.name, flow.id);
  session.hold(flow.id, key.owner);
  if (existing === undefined && result.firstVersion > 1) {
    throw new InitError(
      flow.id,
      { ...state, keep: "contested" },
      errors.contested(kind, inputs.name, flow.id),
    );
  }
  if (existing !== undefined && own === undefined) {
    session.surroundings.say(
      `${inputs.name}: took over the existing flow ${flow.id} (onConflict: "adopt"); its id and history stay.`,
    );
    if (existing.published?.by?.kind !== "user") state.keep = "adopted";
  }
  return finish(kind, session, inputs, result, state);
}

/** What has to happen after the publish; whatever fails here, the flow is there and must stand in state. */
async function finish(
  kind: FlowKind,
  session: Session,
  inputs: FlowInputs,
  { flow }: PublishedFlow,
  state: FlowState,
): Promise<dynamic.CreateResult> {
  try {
    await settle(session.api(), inputs, flow);
    if (kind === "module") await findable(session, flow);
  } catch (error) {
    throw new InitError(flow.id, state, error);
  }
  return { id: flow.id, outs: state };
}

/** The flow of an earlier create of the same resource that nobody recorded. */
async function unfinished(session: Session, api: FlowApi, key: CreateKey): Promise<CloudFlow | undefined> {
  const entry = await session.journal.find(key);
  if (entry === undefined) return undefined;
  const id = await api.flowOfJob(entry.jobId);
  if (id === undefined || session.holds(id)) return undefined;
  return api.flow(id);
}

/** The flow that has the name already, where the user wants it to be taken over; else an error. */
async function toAdopt(
  kind: FlowKind,
  session: Session,
  api: FlowApi,
  inputs: FlowInputs,
): Promise<CloudFlow | undefined> {
  const existing = await api.flowNamed(KINDS[kind].platformType, inputs.name);
  if (existing === undefined) return undefined;
  if (session.holds(existing.id)) throw errors.heldBySibling(kind, inputs.name, existing.id);
  if (inputs.onConflict === "adopt") return existing;
  throw errors.nameTaken(kind, inputs.name, existing, isOurClient(session, existing.published?.by));
}
