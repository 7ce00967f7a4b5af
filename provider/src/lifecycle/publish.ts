import type { CloudFlow, CloudVersion, FlowApi, Principal } from "../genesys/flowApi";
import { nameKey } from "../genesys/flowNames";
import { PublishError } from "../genesys/http/platformErrors";
import { moduleReferences } from "../language/actions/moduleReferences";
import type { FlowKind } from "../language/kinds";
import { KINDS } from "../language/kinds";
import { contentFor } from "./content";
import type { ProviderContext } from "./context";
import { staleModules } from "./diff";
import { errors } from "./errors";
import { wantedHead } from "./metadata";
import { nameMissingObjects } from "./missingObjects";
import { secretValues } from "./secretProperties";
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
export function publishDeadline(session: ProviderContext, inputs: Pick<FlowInputs, "timeouts">): number {
  return session.runtime.now() + 1_000 * (inputs.timeouts?.publish ?? session.settings().publishTimeout);
}

/** A flow as published: what the platform now says of it, and which module versions it carries. */
export interface PublishedFlow {
  flow: CloudFlow & { published: CloudVersion };
  moduleVersions: Record<string, number>;
  /** Who has published over it in the same moment: what callers get is theirs. */
  overtakenBy?: Principal;
}

/** The key of the action by which every caller of a module names it: without it, nobody needs to be asked what a flow carries. */
const MODULE_CALL = "callCommonModule";

/** The waits between two publishes of a caller whose module the platform's name index does not show yet. */
const LAG_WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/**
 * Publishes a flow and checks what came of it. The platform finds modules by name in an index that lags behind
 * publishes: a caller that does not find its module, or was given an older version of it, is published again until
 * the publish time-out. `firstVersion` is the version that the first successful job made.
 */
export async function publish(
  kind: FlowKind,
  session: ProviderContext,
  order: Publish,
): Promise<PublishedFlow & { firstVersion: number }> {
  const { now, sleep, log } = session.runtime;
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
      await nameMissingObjects(session, order.inputs, content, error, shown, secretValues(order.inputs));
      throw shown;
    }
    firstVersion ??= result.flow.published.number;
    if (result.overtakenBy !== undefined) return { ...result, firstVersion };
    const stale = staleModules(result.moduleVersions, order.inputs.moduleVersions);
    if (stale.length > 0 && !mayWait) {
      log(
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
  session: ProviderContext,
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
  session: ProviderContext,
  order: Publish,
  deadline: number,
): Promise<PublishedFlow> {
  const api = session.api();
  const { id } = order;
  const { description } = wantedHead(kind, order.inputs);
  const blank = description === "" && (order.described ?? "") !== "";
  const inputs = blank ? { ...order.inputs, description } : order.inputs;
  const content = await contentFor(kind, session, inputs);
  const receipt = await api.publish({
    id,
    type: KINDS[kind].platformType,
    name: inputs.name,
    description,
    enabled: inputs.enabled,
    content,
    deadline,
    onJob: order.onJob,
    secrets: secretValues(inputs),
  });
  order.onPublished?.(receipt.flowId);
  const flow = await published(kind, api, receipt.flowId);
  if (order.from !== undefined && flow.published.number <= order.from) {
    throw errors.notAdvanced(kind, flow.id, flow.published.id);
  }
  const overtakenBy = await otherPublisher(session, flow.published);
  if (overtakenBy !== undefined) return { flow, moduleVersions: {}, overtakenBy };
  if (kind === "module") {
    session.rememberModule(flow.id, flow.name);
    // Modules cannot call modules.
    return { flow, moduleVersions: {} };
  }
  if (content.form === "yaml" && !content.yaml.includes(MODULE_CALL)) return { flow, moduleVersions: {} };
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

// The sentences of Architect's own publish log; the API gives no code for them.
const NO_SUCH_MODULE = /the flow named '(.*?)' of type 'commonmodule' does not exist/gi;
const FLOW_EXISTS =
  /flow .*\bnamed '.*' already exists|flow of the specified type with the specified name already exists/i;

/** The names of modules that a publish did not find. Empty for any other failure. */
export function modulesNotFound(error: unknown): string[] {
  if (!(error instanceof PublishError)) return [];
  return error.messages.flatMap(({ text }) =>
    [...text.matchAll(NO_SUCH_MODULE)].map(([, name = ""]) => name),
  );
}

/** Whether a publish was refused because it wanted to make a flow of a name that is taken. */
export function flowExists(error: unknown): error is PublishError {
  return error instanceof PublishError && error.messages.some(({ text }) => FLOW_EXISTS.test(text));
}

/**
 * Whether all these names are of modules that are known to exist. Then only the platform's name index, which lags behind
 * publishes, can be the reason that a publish did not find them, and waiting helps; a name that nobody knows is wrong.
 */
export async function areKnownModules(
  session: ProviderContext,
  inputs: FlowInputs,
  names: readonly string[],
): Promise<boolean> {
  const known = new Set([...session.moduleNames()].map(nameKey));
  const areKnown = (): boolean => names.every((name) => known.has(nameKey(name)));
  if (areKnown()) return true;
  const referred = inputs.document === undefined ? [] : moduleReferences(inputs.document);
  const ids = [...(inputs.modules ?? []), ...referred.map(({ moduleId }) => moduleId)];
  const given = [...new Set(ids)].filter((id) => id !== undefined);
  const flows = await Promise.all(given.map((id) => session.api().flow(id)));
  for (const flow of flows) if (flow !== undefined) known.add(nameKey(flow.name));
  return areKnown();
}

const LIMIT_MS = 90_000;
const EVERY_MS = 500;

/**
 * Waits until the platform finds a module by its name. Callers name modules by name, and the index that resolves
 * names lags behind publishes: without this, the first publish of a caller could fail or carry an older module.
 * Bounded, and then only a warning: callers retry on their own.
 */
export async function waitUntilSearchable(session: ProviderContext, flow: CloudFlow): Promise<void> {
  // Where flows are documents, callers name modules by id.
  if (session.api().form === "document") return;
  const { now, sleep, log } = session.runtime;
  const until = now() + LIMIT_MS;
  const isFound = async (): Promise<boolean> => {
    const found = await session.api().flowNamed(flow.type, flow.name);
    // Under its old name in another case it could be found, or not: the platform's rule for names is documented nowhere.
    return found?.id === flow.id && found.name === flow.name;
  };
  while (!(await isFound())) {
    if (now() >= until) {
      log(
        `warning: ${flow.name}: published, but the platform does not find it by name yet; flows that use it may take longer.`,
      );
      return;
    }
    await sleep(EVERY_MS);
  }
}

/**
 * Who has published a version in place of this client: somebody was at work at the same moment, and callers get their
 * content. Undefined where it was this client, and where nobody can tell: the document API names no publisher, and of a
 * version that a person published under an access token it is not known whether the token is theirs.
 */
export async function otherPublisher(
  session: ProviderContext,
  { by }: CloudVersion,
): Promise<Principal | undefined> {
  if (by === undefined) return undefined;
  if (by.kind === "user" && session.settings().credentials.kind === "accessToken") return undefined;
  // Of an access token this is asked once for a process; else it stands in the settings.
  const own = await session.api().ownClient();
  return own === undefined || (by.kind === "client" && by.id === own) ? undefined : by;
}

/**
 * Brings what a publish does not carry to where it should be: the division, and whether the flow is active. Returns the
 * flow as it is then: bringing it back may make a version of its own.
 */
export async function applySettings(
  kind: FlowKind,
  session: ProviderContext,
  inputs: FlowInputs,
  flow: PublishedFlow["flow"],
): Promise<PublishedFlow["flow"]> {
  const api = session.api();
  const { division } = wantedHead(kind, inputs);
  if (division !== undefined && flow.division !== undefined && flow.division.name !== division) {
    await api.moveTo(flow.id, division);
  }
  if (inputs.enabled === undefined || inputs.enabled === flow.active) return flow;
  await api.setActive(flow.id, inputs.enabled);
  // In the document API every change is a version of its own.
  if (!inputs.enabled && api.form !== "document") return flow;
  const settled = await published(kind, api, flow.id);
  // Bringing it back may make no version of its own: then the published one is what it was, whoever made it.
  const isNew = settled.published.number > flow.published.number;
  const overtakenBy = isNew ? await otherPublisher(session, settled.published) : undefined;
  if (overtakenBy !== undefined) throw errors.publishedConcurrently(kind, settled, overtakenBy);
  return settled;
}
