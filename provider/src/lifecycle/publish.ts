import type { CloudFlow, CloudVersion, FlowApi, Holder } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import { staleModules } from "./compare";
import { contentFor } from "./content";
import { errors } from "./errors";
import { wantedHead } from "./head";
import { areKnownModules, flowExists, modulesNotFound } from "./lag";
import { nameMissingObjects } from "./missingObjects";
import { otherPublisher } from "./publisher";
import type { Session } from "./session";
import type { FlowInputs } from "./state";

/** A publish to be done. */
export interface Publish {
  /** The flow's id, where there is one already. */
  id?: string;
  inputs: FlowInputs;
  /** The version before, where there is one: the publish must lead to a higher one. */
  from?: number;
  /** The description that the flow has now: a file that says nothing of it would leave it as it is. */
  described?: string;
  /** Called with the job's id before the job can run. */
  onJob?: (jobId: string) => Promise<void>;
  /** Called with the flow's id when a publish has succeeded, before anything is asked about it. */
  onPublished?: (flowId: string) => void;
}

/** When to give up waiting for a publish that begins now, in milliseconds since the epoch. */
export function publishDeadline(session: Session, inputs: Pick<FlowInputs, "timeouts">): number {
  return session.surroundings.now() + 1_000 * (inputs.timeouts?.publish ?? session.settings().publishTimeout);
}

/** A flow as published: what the platform now says of it, and which module versions it carries. */
export interface PublishedFlow {
  flow: CloudFlow & { published: CloudVersion };
  moduleVersions: Record<string, number>;
  /** Who has published over it in the same moment: what callers get is theirs. */
  overtakenBy?: Holder;
}

/** The waits between two publishes of a caller whose module the platform's name index does not show yet. */
const LAG_WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/**
 * Publishes a flow and checks what came of it. The platform finds modules by name in an index that lags behind
 * publishes: a caller that does not find its module, or was given an older version of it, is published again until
 * the publish time-out. `firstVersion` is the version that the first successful job made.
 */
export async function publish(
  kind: FlowKind,
  session: Session,
  order: Publish,
): Promise<PublishedFlow & { firstVersion: number }> {
  const { now, sleep, say } = session.surroundings;
  const deadline = publishDeadline(session, order.inputs);
  let { id, from } = order;
  let firstVersion: number | undefined;

  for (let attempt = 0; ; attempt++) {
    const wait = LAG_WAITS_MS[Math.min(attempt, LAG_WAITS_MS.length - 1)] ?? 0;
    const mayWait = now() + wait < deadline;
    let result: PublishedFlow;
    try {
      result = await publishOnce(kind, session, { ...order, id, from }, deadline);
    } catch (error) {
      const failure = await finalFailure(kind, session, { ...order, id }, error);
      if (failure === undefined && mayWait) {
        await sleep(wait);
        continue;
      }
      const shown = failure ?? error;
      const content = await contentFor(kind, session, order.inputs);
      await nameMissingObjects(session, order.inputs, content, error, shown);
      throw shown;
    }
    firstVersion ??= result.flow.published.number;
    if (result.overtakenBy !== undefined) return { ...result, firstVersion };
    const stale = staleModules(result.moduleVersions, order.inputs.moduleVersions);
    if (stale.length > 0 && !mayWait) {
      say(
        `warning: ${order.inputs.name}: published, but with an older version of a module than this stack has (module ` +
          `${stale.join(", ")}): the platform does not find the new one yet. The next "pulumi up" publishes the flow again.`,
      );
    }
    if (stale.length === 0 || !mayWait) return { ...result, firstVersion };
    id = result.flow.id;
    from = result.flow.published.number;
    await sleep(wait);
  }
}

/**
 * What a failed publish ends with; undefined where it failed only because the platform's name index lags behind: it does not
 * show a module that is there, or the very flow that is to get a new version.
 */
async function finalFailure(
  kind: FlowKind,
  session: Session,
  order: Publish,
  error: unknown,
): Promise<unknown> {
  if (flowExists(error)) {
    return order.id !== undefined || order.inputs.onConflict === "adopt" ? undefined : error;
  }
  const missing = modulesNotFound(error);
  if (missing.length === 0) return error;
  if (await areKnownModules(session, order.inputs, missing)) return undefined;
  if (order.inputs.yaml === undefined || !(error instanceof Error)) return error;
  return errors.noModuleNamed(kind, order.inputs.name, error);
}

/**
 * Publishes, and looks at the signs that it is this publish that callers get: the flow's published version is a new one and
 * this client's (that the job's flow is the one in state, the API has seen to). They cost no call of their own.
 */
async function publishOnce(
  kind: FlowKind,
  session: Session,
  order: Publish,
  deadline: number,
): Promise<PublishedFlow> {
  const api = session.api();
  const { id } = order;
  const { description } = wantedHead(kind, order.inputs);
  const blank = description === "" && (order.described ?? "") !== "";
  const inputs = blank ? { ...order.inputs, description } : order.inputs;
  const receipt = await api.publish({
    id,
    type: KINDS[kind].platformType,
    name: inputs.name,
    description,
    enabled: inputs.enabled,
    content: await contentFor(kind, session, inputs),
    deadline,
    onJob: order.onJob,
  });
  order.onPublished?.(receipt.flowId);
  const flow = await published(kind, api, receipt.flowId);
  if (order.from !== undefined && flow.published.number <= order.from) {
    throw errors.notAdvanced(kind, flow.id, flow.published.id);
  }
  const overtakenBy = await otherPublisher(session, flow.published);
  if (overtakenBy !== undefined) return { flow, moduleVersions: {}, overtakenBy };
  if (kind === "module") {
    session.noteModule(flow.id, flow.name);
    // Modules cannot call modules.
    return { flow, moduleVersions: {} };
  }
  // Where nobody tells, they are the ones that were asked for.
  const moduleVersions = (await api.modulesCarried(flow, flow.published.id)) ?? inputs.moduleVersions ?? {};
  return { flow, moduleVersions };
}

/** A flow that must be there and published. */
export async function published(kind: FlowKind, api: FlowApi, id: string): Promise<PublishedFlow["flow"]> {
  const flow = await api.flow(id);
  if (flow === undefined) throw errors.gone(kind, id);
  if (flow.published === undefined) throw errors.neverPublished(kind, id);
  return { ...flow, published: flow.published };
}
