import type { FlowKind } from "../document/kinds";
import { published, type PublishedFlow } from "./publish";
import type { Session } from "./session";
import type { FlowInputs } from "./state";

/**
 * Brings what a publish does not carry to where it should be: the division, and whether the flow is active. Returns the
 * flow as it is then: bringing it back may make a version of its own.
 */
export async function settle(
  kind: FlowKind,
  session: Session,
  inputs: FlowInputs,
  flow: PublishedFlow["flow"],
): Promise<PublishedFlow["flow"]> {
  const api = session.api();
  if (
    inputs.division !== undefined &&
    flow.division !== undefined &&
    flow.division.name !== inputs.division
  ) {
    await api.moveTo(flow.id, inputs.division);
  }
  if (inputs.enabled === undefined || inputs.enabled === flow.active) return flow;
  await api.setActive(flow.id, inputs.enabled);
  // In the document API every change is a version of its own.
  return inputs.enabled || api.form === "document" ? published(kind, api, flow.id) : flow;
}
