import type { FlowKind } from "../document/kinds";
import { errors } from "./errors";
import { wantedHead } from "./head";
import { published, type PublishedFlow } from "./publish";
import { otherPublisher } from "./publisher";
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
  if (overtakenBy !== undefined) throw errors.overtaken(kind, settled, overtakenBy);
  return settled;
}
