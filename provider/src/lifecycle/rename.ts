import { ConflictError, PublishError } from "../genesys/http/platformErrors";
import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import { namesOf, type FlowKind } from "../language/kinds";
import { errors } from "./errors";
import { waitUntilSearchable } from "./publish";
import { isOurClient } from "./guards";
import { publish, type Publish, type PublishedFlow } from "./publish";
import type { ProviderContext } from "./context";

/**
 * Renames a flow in place, so that its id and history are kept, and then publishes it under the new name. If it is
 * certain that nothing was published, restores the old name and leaves the flow unlocked. If it is not certain (the
 * connection was lost, the job may still be running), leaves the flow as it is: the next update finds the new name and
 * continues.
 */
export async function publishRenamed(
  kind: FlowKind,
  session: ProviderContext,
  flow: CloudFlow,
  order: Publish,
): Promise<PublishedFlow & { firstVersion: number }> {
  const api = session.api();
  const { name } = order.inputs;
  const named = await api.flowsNamed(namesOf(kind).platformType, name);
  const other = named.find(({ id }) => id !== flow.id);
  if (other !== undefined) throw errors.renameTaken(kind, flow.name, name, other);
  // The document API writes name and content in one call.
  if (api.form === "document") {
    try {
      return await publish(kind, session, order);
    } catch (error) {
      // Version conflicts have been retried by now, so a remaining conflict is about the name.
      throw error instanceof ConflictError ? errors.renameTakenUnseen(kind, flow.name, name, error) : error;
    }
  }
  await api.rename(flow.id, { name });

  let jobs = 0;
  let result: PublishedFlow & { firstVersion: number };
  try {
    // The publish that follows finds the flow by this name. Before the index contains it, the publish could create a
    // second flow.
    await waitUntilSearchable(session, { ...flow, name });
    result = await publish(kind, session, {
      ...order,
      onJob: async (jobId) => {
        jobs += 1;
        await order.onJob?.(jobId);
      },
    });
  } catch (error) {
    const nothingPublished = jobs === 0 || error instanceof PublishError;
    if (!nothingPublished) throw error;
    throw await nameTakenBack(kind, api, flow, error);
  }
  // Whether a publish releases the lock that the rename took is not documented.
  if (flow.lockedBy === undefined && (await isOurClient(session, result.flow.lockedBy))) {
    await api.release(flow.id);
  }
  return result;
}

/** Undoes the rename and returns the error to report. */
async function nameTakenBack(
  kind: FlowKind,
  api: FlowApi,
  flow: CloudFlow,
  failure: unknown,
): Promise<Error> {
  try {
    await api.rename(flow.id, { name: flow.name });
    await api.release(flow.id);
  } catch (stuck) {
    return errors.renameHalfDone(kind, flow, failure, stuck);
  }
  return errors.renameRolledBack(flow, failure);
}
