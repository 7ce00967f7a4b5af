import type { CloudFlow, CloudVersion, FlowApi, Principal } from "../genesys/flowApi";
import { nameKey } from "../genesys/flowNames";
import { PublishError } from "../genesys/http/platformErrors";
import { moduleReferences } from "../language/actions/moduleReferences";
import type { FlowKind } from "../language/kinds";
import { callsModules, namesOf } from "../language/kinds";
import { contentFor } from "./content";
import type { ProviderContext } from "./context";
import { staleModules } from "./diff";
import { errors } from "./errors";
import { wantedHead } from "./metadata";
import { nameMissingObjects } from "./missingObjects";
import { secretValues } from "./secretProperties";
import type { FlowInputs } from "./state";

/** A publish request. */
export interface Publish {
  /** The flow's id, if it exists. */
  id?: string;
  inputs: FlowInputs;
  /** The flow's current version, if it has one. The publish must produce a higher one. */
  from?: number;
  /** The flow's current description. YAML without a description would leave it unchanged. */
  described?: string;
  /** Called with the job's id before the job can run. */
  onJob?: (jobId: string) => Promise<void>;
  /** Called with the flow's id after a successful publish, before the flow is read back. */
  onPublished?: (flowId: string) => void;
}

/** The deadline of a publish that starts now, in milliseconds since the epoch. */
export function publishDeadline(context: ProviderContext, inputs: Pick<FlowInputs, "timeouts">): number {
  return context.runtime.now() + 1_000 * (inputs.timeouts?.publish ?? context.settings().publishTimeout);
}

/** A published flow as read back from the platform, and the module versions that it uses. */
export interface PublishedFlow {
  flow: CloudFlow & { published: CloudVersion };
  moduleVersions: Record<string, number>;
  /** Who published another version at the same moment. Callers get that version. */
  overtakenBy?: Principal;
}

/**
 * The key of the action that calls a module. A flow without it uses no modules, so its dependencies need not be read.
 */
const MODULE_CALL = "callCommonModule";

/** The delays between publishes of a caller whose module is not in the platform's name index yet. */
const LAG_WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/**
 * Publishes a flow and checks the result. The platform finds modules by name in an index that lags behind publishes. A
 * caller that does not find its module, or gets an older version of it, is republished until the publish timeout.
 * `firstVersion` is the version that the first successful job made.
 */
export async function publish(
  kind: FlowKind,
  context: ProviderContext,
  order: Publish,
): Promise<PublishedFlow & { firstVersion: number }> {
  const { now, sleep, log } = context.runtime;
  const deadline = publishDeadline(context, order.inputs);
  let { id, from } = order;
  let firstVersion: number | undefined;

  for (let attempt = 0; ; attempt++) {
    const wait = LAG_WAITS_MS[Math.min(attempt, LAG_WAITS_MS.length - 1)] ?? 0;
    const mayWait = now() + wait < deadline;
    let result: PublishedFlow;
    try {
      result = await publishOnce(kind, context, { ...order, id, from }, deadline);
    } catch (error) {
      const failure = await finalFailure(kind, context, { ...order, id }, error);
      if (failure === undefined && mayWait) {
        await sleep(wait);
        continue;
      }
      const shown = failure ?? error;
      const content = await contentFor(kind, context, order.inputs);
      await nameMissingObjects(context, order.inputs, content, error, shown, secretValues(order.inputs));
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
 * The error of a failed publish. Undefined if it failed only because the platform's name index lags: the index lacks a
 * module that exists, or the flow that is being updated.
 */
async function finalFailure(
  kind: FlowKind,
  context: ProviderContext,
  order: Publish,
  error: unknown,
): Promise<unknown> {
  if (flowExists(error)) {
    return order.id !== undefined || order.inputs.onConflict === "adopt" ? undefined : error;
  }
  const unfound = flowsNotFound(error);
  if (unfound.length === 0) return error;
  if (await areKnownFlows(context, order.inputs, unfound)) return undefined;
  if (modulesNotFound(error).length === 0) return error;
  if (order.inputs.yaml === undefined || !(error instanceof Error)) return error;
  return errors.noModuleNamed(kind, order.inputs.name, error);
}

/**
 * Publishes, and checks that callers get this publish: the flow's published version is new and was made by this client.
 * (The API already checks that the job's flow is the one in state.) These checks cost no extra calls.
 */
async function publishOnce(
  kind: FlowKind,
  context: ProviderContext,
  order: Publish,
  deadline: number,
): Promise<PublishedFlow> {
  const api = context.api();
  const { id } = order;
  const { description } = wantedHead(kind, order.inputs);
  const blank = description === "" && (order.described ?? "") !== "";
  const inputs = blank ? { ...order.inputs, description } : order.inputs;
  const content = await contentFor(kind, context, inputs);
  const receipt = await api.publish({
    id,
    type: namesOf(kind).platformType,
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
  const overtakenBy = await otherPublisher(context, flow.published);
  if (overtakenBy !== undefined) return { flow, moduleVersions: {}, overtakenBy };
  context.rememberFlow(flow.id, flow.name);
  if (!callsModules(kind)) return { flow, moduleVersions: {} };
  if (content.form === "yaml" && !content.yaml.includes(MODULE_CALL)) return { flow, moduleVersions: {} };
  // If the API does not report them, assume the requested versions.
  const moduleVersions = (await api.modulesCarried(flow, flow.published.id)) ?? inputs.moduleVersions ?? {};
  return { flow, moduleVersions };
}

/** The flow with its published version. Throws if it does not exist or is not published. */
export async function published(kind: FlowKind, api: FlowApi, id: string): Promise<PublishedFlow["flow"]> {
  const flow = await api.flow(id);
  if (flow === undefined) throw errors.gone(kind, id);
  if (flow.published === undefined) throw errors.neverPublished(kind, id);
  return { ...flow, published: flow.published };
}

// Messages from Architect's own publish log. The API returns no code for them.
const NO_SUCH_FLOW = /the flow named '(.*?)' of type '\w+' does not exist/gi;
const NO_SUCH_MODULE = /the flow named '(.*?)' of type 'commonmodule' does not exist/gi;
const FLOW_EXISTS =
  /flow .*\bnamed '.*' already exists|flow of the specified type with the specified name already exists/i;

/** The names of the flows that a publish did not find. Empty for any other failure. */
export function flowsNotFound(error: unknown): string[] {
  return namesIn(error, NO_SUCH_FLOW);
}

/** The names of the modules that a publish did not find. Empty for any other failure. */
export function modulesNotFound(error: unknown): string[] {
  return namesIn(error, NO_SUCH_MODULE);
}

function namesIn(error: unknown, pattern: RegExp): string[] {
  if (!(error instanceof PublishError)) return [];
  return error.messages.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
}

/** Whether a publish was rejected because it would have created a flow with a name that is taken. */
export function flowExists(error: unknown): error is PublishError {
  return error instanceof PublishError && error.messages.some(({ text }) => FLOW_EXISTS.test(text));
}

/**
 * Whether all these names belong to flows that are known to exist. If so, the publish did not find them only because
 * the platform's name index lags, and waiting helps. An unknown name is an error.
 */
export async function areKnownFlows(
  context: ProviderContext,
  inputs: FlowInputs,
  names: readonly string[],
): Promise<boolean> {
  const known = new Set(
    [...context.flowNames(), ...(inputs.uses ?? []).map(({ name }) => name)].map(nameKey),
  );
  const areKnown = (): boolean => names.every((name) => known.has(nameKey(name)));
  if (areKnown()) return true;
  const referred = inputs.document === undefined ? [] : moduleReferences(inputs.document);
  const ids = [...(inputs.modules ?? []), ...referred.map(({ moduleId }) => moduleId)];
  const flowIds = [...new Set(ids)].filter((id) => id !== undefined);
  const flows = await Promise.all(flowIds.map((id) => context.api().flow(id)));
  for (const flow of flows) if (flow !== undefined) known.add(nameKey(flow.name));
  return areKnown();
}

const LIMIT_MS = 90_000;
const EVERY_MS = 500;

/**
 * Waits until the platform finds a module by its name. Callers name modules by name, and the index that resolves names
 * lags behind publishes: without this wait, the first publish of a caller could fail or use an older version of the
 * module. After 90 seconds it only warns, because callers retry on their own.
 */
export async function waitUntilSearchable(context: ProviderContext, flow: CloudFlow): Promise<void> {
  // In the document API, callers refer to modules by id.
  if (context.api().form === "document") return;
  const { now, sleep, log } = context.runtime;
  const until = now() + LIMIT_MS;
  const isFound = async (): Promise<boolean> => {
    const found = await context.api().flowNamed(flow.type, flow.name);
    // A module whose rename only changed the case may be found under its old name. The platform's rule is not
    // documented.
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
 * Who published a version instead of this client, so that callers get other content. Undefined if this client published
 * it, or if that is not known: the document API returns no publisher, and if a user published the version and this
 * process signs in with an access token, the token may be that user's.
 */
export async function otherPublisher(
  context: ProviderContext,
  { by }: CloudVersion,
): Promise<Principal | undefined> {
  if (by === undefined) return undefined;
  if (by.kind === "user" && context.settings().credentials.kind === "accessToken") return undefined;
  // With an access token this costs one call per process; otherwise the client id is in the settings.
  const own = await context.api().ownClient();
  return own === undefined || (by.kind === "client" && by.id === own) ? undefined : by;
}

/**
 * Applies the settings that a publish does not include: the division, and whether the flow is active. Returns the
 * resulting flow: reactivating it may create a new version.
 */
export async function applySettings(
  kind: FlowKind,
  context: ProviderContext,
  inputs: FlowInputs,
  flow: PublishedFlow["flow"],
): Promise<PublishedFlow["flow"]> {
  const api = context.api();
  const { division } = wantedHead(kind, inputs);
  if (division !== undefined && flow.division !== undefined && flow.division.name !== division) {
    await api.moveTo(flow.id, division);
  }
  if (inputs.enabled === undefined || inputs.enabled === flow.active) return flow;
  await api.setActive(flow.id, inputs.enabled);
  // In the document API every change creates a new version.
  if (!inputs.enabled && api.form !== "document") return flow;
  const applied = await published(kind, api, flow.id);
  // Reactivating may not create a version. Then the published version is unchanged, whoever published it.
  const isNew = applied.published.number > flow.published.number;
  const overtakenBy = isNew ? await otherPublisher(context, applied.published) : undefined;
  if (overtakenBy !== undefined) throw errors.publishedConcurrently(kind, applied, overtakenBy);
  return applied;
}
