import type { CloudVersion, Organization } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import type { PublishedFlow } from "./publish";
import type { Session } from "./session";
import type { FlowInputs, FlowState } from "./state";

/** What stands in state after a publish: the inputs as they are, and what the platform said. */
export function stateOf(
  kind: FlowKind,
  session: Session,
  organization: Organization,
  inputs: FlowInputs,
  {
    flow,
    moduleVersions,
  }: { flow: Pick<PublishedFlow["flow"], "published" | "selfUri"> } & Pick<PublishedFlow, "moduleVersions">,
): FlowState {
  return {
    ...inputs,
    publishedVersion: flow.published.id,
    version: flow.published.number,
    type: KINDS[kind].documentType,
    selfUri: flow.selfUri,
    ...(kind === "inboundCall" && { moduleVersions }),
    organizationId: organization.id,
    organizationName: organization.name,
    provider: session.provider(),
    fingerprint: session.fingerprint(),
  };
}

/** The same state with the version that the flow has now. */
export function atVersion(state: FlowState, published: CloudVersion): FlowState {
  return { ...state, publishedVersion: published.id, version: published.number };
}
