import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import { KINDS, type FlowKind } from "../language/kinds";
import { driftPlaces } from "./drift";
import { errors } from "./errors";
import { sameDescription, wantedHead } from "./metadata";
import { retainReason } from "./delete";
import { readContent } from "./content";
import { assertSameOrganization } from "./guards";
import { stateOf } from "./state";
import { pendingUpdates } from "./pendingUpdate";
import type { ProviderContext } from "./context";
import { inputsIn, type FlowInputs, type FlowState } from "./state";
import { endsOf } from "./create";

/**
 * What the platform says of a flow now. Content is read only where the published version is not the one in state, and
 * becomes the document again, so that the next preview shows the very field that somebody changed.
 */
export async function read(
  kind: FlowKind,
  session: ProviderContext,
  id: string,
  state: Partial<FlowState>,
): Promise<dynamic.ReadResult> {
  const organization = await assertSameOrganization(session, state);
  const api = session.api();
  const pending = await pendingUpdates(kind, session, id, state);
  await endsOf(kind, session, pending, state);
  session.noteRead(id);
  const flow = await api.flow(id);
  // Only what we once recorded has an organization; for the rest (`.get()`) "gone" must not pass for a success.
  const known = state.organizationId !== undefined;
  if (flow === undefined) {
    if (known) return {};
    throw errors.flowNotFound(kind, id);
  }
  if (flow.type !== KINDS[kind].platformType) throw errors.wrongType(kind, id, flow.type);
  if (flow.published === undefined) {
    if (known) return unpublished(kind, session, id, state as FlowState, flow);
    throw errors.neverPublished(kind, id);
  }

  const live = { ...flow, published: flow.published };
  const moduleVersions = await carried(kind, api, state, live);
  const inputs = known
    ? await inputsWithDrift(kind, api, state as FlowState, live)
    : inputsForGet(kind, flow);
  if (known) logDrift(session, state, inputs, live);
  const props = stateOf(kind, session, organization, inputs, { flow: live, moduleVersions });
  const keep = retainReason({ keep: state.keep, version: state.version ?? 0 }, flow);
  const withVersions = kind === "inboundCall" && known ? { ...inputs, moduleVersions } : inputs;
  return {
    id,
    props: { ...props, ...(keep !== undefined && { keep }) },
    inputs: { ...withVersions },
  };
}

/**
 * A flow of ours that shows no published version. One that is deactivated on purpose may be like that (the platform
 * does not say whether it is); any other has to be published again.
 */
function unpublished(
  kind: FlowKind,
  session: ProviderContext,
  id: string,
  state: FlowState,
  flow: CloudFlow,
): dynamic.ReadResult {
  const head = metadataDrift(kind, state, flow);
  const inputs = { ...inputsIn(state), ...head };
  logDrift(session, state, inputs, flow);
  const asWished = state.enabled === false && !flow.active;
  const version = asWished ? {} : { publishedVersion: "", version: 0 };
  return { id, props: { ...state, ...head, ...version }, inputs };
}

/** Says where somebody changed the flow: the engine's own display of a refresh only names the whole document. */
function logDrift(
  session: ProviderContext,
  state: Partial<FlowState>,
  inputs: Partial<FlowInputs>,
  flow: CloudFlow,
): void {
  const places = driftPlaces(inputsIn(state), inputs, state.__secrets);
  if (places.length === 0) return;
  const by = flow.published?.by?.name;
  session.runtime.log(
    `${state.name ?? flow.name}: changed in the organization (now ${flow.published === undefined ? "not published" : `version ${flow.published.id}`}` +
      `${by === undefined ? "" : `, published by ${by}`}): ${places.join("; ")}.`,
  );
}

/** What `.get()` shows of a flow that others manage. */
function inputsForGet(kind: FlowKind, flow: CloudFlow): FlowInputs {
  return {
    name: flow.name,
    description: flow.description,
    division: flow.division?.name,
    ...(kind === "inboundCall" && { enabled: flow.active }),
  };
}

async function carried(
  kind: FlowKind,
  api: FlowApi,
  state: Partial<FlowState>,
  flow: CloudFlow & { published: { id: string } },
): Promise<Record<string, number>> {
  if (kind === "module") return {};
  const before = state.moduleVersions ?? {};
  if (flow.published.id === state.publishedVersion) return before;
  return (await api.modulesCarried(flow, flow.published.id)) ?? before;
}

/** The inputs in state, with what somebody changed in the organization in its place. */
async function inputsWithDrift(
  kind: FlowKind,
  api: FlowApi,
  state: FlowState,
  flow: CloudFlow & { published: { id: string } },
): Promise<FlowInputs> {
  const inputs: FlowInputs = { ...(inputsIn(state) as FlowInputs), ...metadataDrift(kind, state, flow) };
  delete inputs.moduleVersions;
  if (flow.published.id === state.publishedVersion) return inputs;

  const content = await api.content(flow.id, flow.published.id);
  return { ...inputs, ...(await readContent(kind, api, state, content)) };
}

/** The fields of a flow that somebody may have changed beside its content, where they are not as they should be. */
function metadataDrift(kind: FlowKind, state: FlowState, flow: CloudFlow): Partial<FlowInputs> {
  const wanted = wantedHead(kind, state);
  const moved = wanted.division !== undefined && (flow.division?.name ?? wanted.division) !== wanted.division;
  return {
    name: flow.name,
    ...(!sameDescription(wanted.description, flow.description) && { description: flow.description ?? "" }),
    ...(moved && { division: flow.division?.name }),
    ...(state.enabled !== undefined && { enabled: flow.active }),
  };
}
