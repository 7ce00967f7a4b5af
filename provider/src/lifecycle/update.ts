import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, FlowApi } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import { changedInputs } from "./compare";
import { errors } from "./errors";
import { findable } from "./findable";
import { InitError } from "./initError";
import { clearLock } from "./locks";
import { stayHome } from "./organization";
import { stateOf } from "./outputs";
import { publish, published, type PublishedFlow } from "./publish";
import type { Session } from "./session";
import { settle } from "./settle";
import type { FlowInputs, FlowState } from "./state";

/** What can be changed without publishing the flow again. */
const WITHOUT_PUBLISH: ReadonlySet<string> = new Set(["division", "enabled"]);

/**
 * Brings a flow to what is asked for, in place: its id and history stay, also when its name changes. Where nothing
 * that is asked for differs (an earlier run failed half-way, or a caller's module moved on), it is published again.
 */
export async function update(
  kind: FlowKind,
  session: Session,
  id: string,
  olds: FlowState,
  news: FlowInputs,
): Promise<dynamic.UpdateResult> {
  const organization = await stayHome(session, olds);
  const api = session.api();
  if (news.__owner !== undefined) session.hold(id, news.__owner);
  const flow = await api.flow(id);
  if (flow === undefined) throw errors.gone(kind, id);

  const changed = changedInputs(kind, olds, news);
  const light =
    changed.length > 0 && changed.every((key) => WITHOUT_PUBLISH.has(key)) && flow.published !== undefined;
  let result: PublishedFlow;
  if (light) {
    result = { flow: await published(kind, api, id), moduleVersions: olds.moduleVersions ?? {} };
  } else {
    await clearLock(kind, session, flow, news.forceUnlock);
    if (flow.name !== news.name) await rename(kind, session, api, flow, news);
    result = await publish(kind, session, { id, inputs: news, from: flow.published?.number });
  }
  const state = { ...stateOf(kind, session, organization, news, result), ...kept(olds, news) };
  try {
    await settle(api, news, result.flow);
    if (kind === "module" && !light) await findable(session, result.flow);
  } catch (error) {
    throw new InitError(id, state, error);
  }
  return { outs: { ...state } };
}

/** A contested flow becomes this stack's too when the user says that it is to be taken over. */
function kept(olds: FlowState, news: FlowInputs): Pick<FlowState, "keep"> {
  if (olds.keep === undefined) return {};
  return { keep: news.onConflict === "adopt" ? "adopted" : olds.keep };
}

/** Gives the flow its new name in place, unless another flow has it. */
async function rename(
  kind: FlowKind,
  session: Session,
  api: FlowApi,
  flow: CloudFlow,
  news: FlowInputs,
): Promise<void> {
  const other = await api.flowNamed(KINDS[kind].platformType, news.name);
  if (other !== undefined && other.id !== flow.id) throw errors.nameTaken(kind, news.name, other);
  await api.rename(flow.id, { name: news.name, description: news.description });
  // The publish that follows finds the flow by this name; before the index shows it, it would make a second flow.
  await findable(session, { ...flow, name: news.name });
}
