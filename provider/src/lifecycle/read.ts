import type { dynamic } from "@pulumi/pulumi";
import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import { callsModules, canBeDeactivated, namesOf, type FlowKind } from "../language/kinds";
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
 * Reads a flow from the platform. Its content is read only if the published version is not the one in state. It is
 * converted back to the document, so that the next preview shows exactly the field that somebody changed.
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
  // Only resources that this package recorded have an organization id. For others (`.get()`), a missing flow must be an
  // error.
  const known = state.organizationId !== undefined;
  if (flow === undefined) {
    if (known) return {};
    throw errors.flowNotFound(kind, id);
  }
  if (flow.type !== namesOf(kind).platformType) throw errors.wrongType(kind, id, flow.type);
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
  const withVersions = callsModules(kind) && known ? { ...inputs, moduleVersions } : inputs;
  return {
    id,
    props: { ...props, ...(keep !== undefined && { keep }) },
    inputs: { ...withVersions },
  };
}

/**
 * Handles a recorded flow without a published version. That is fine for one that was deactivated on purpose (whether
 * the platform lists its version is not documented). Any other flow has to be republished.
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

/** Logs where somebody changed the flow. The engine's own refresh output only names the whole document. */
function logDrift(
  session: ProviderContext,
  state: Partial<FlowState>,
  inputs: Partial<FlowInputs>,
  flow: CloudFlow,
): void {
  const places = driftPlaces(inputsIn(state), inputs, state.__secrets);
  if (places.length === 0) return;
  const { by, at } = flow.published ?? {};
  const when = at === undefined || Number.isNaN(Date.parse(at)) ? "" : ` on ${new Date(at).toISOString()}`;
  const who =
    by === undefined ? "" : ` by ${by.kind === "client" ? "the OAuth client " : ""}${by.name ?? by.id}`;
  const published = who === "" && when === "" ? "" : `, published${who}${when}`;
  session.runtime.log(
    `${state.name ?? flow.name}: changed in the organization (now ${flow.published === undefined ? "not published" : `version ${flow.published.id}`}` +
      `${published}): ${places.join("; ")}.`,
  );
}

/** The inputs that `.get()` shows for an existing flow. */
function inputsForGet(kind: FlowKind, flow: CloudFlow): FlowInputs {
  return {
    name: flow.name,
    description: flow.description,
    division: flow.division?.name,
    ...(canBeDeactivated(kind) && { enabled: flow.active }),
  };
}

async function carried(
  kind: FlowKind,
  api: FlowApi,
  state: Partial<FlowState>,
  flow: CloudFlow & { published: { id: string } },
): Promise<Record<string, number>> {
  if (!callsModules(kind)) return {};
  const before = state.moduleVersions ?? {};
  if (flow.published.id === state.publishedVersion) return before;
  return (await api.modulesCarried(flow, flow.published.id)) ?? before;
}

/** The inputs in state, updated with changes that were made in the organization. */
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

/** The metadata fields of a flow (everything except its content) that differ from what they should be. */
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
