import { ConflictError, PublishError } from "../genesys/http/platformErrors";
import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import { KINDS, type FlowKind } from "../language/kinds";
import { errors } from "./errors";
import { waitUntilSearchable } from "./publish";
import { isOurClient } from "./guards";
import { publish, type Publish, type PublishedFlow } from "./publish";
import type { ProviderContext } from "./context";

/**
 * Gives a flow its new name in place, so that id and history stay, and then publishes it under that name. When it is
 * certain that nothing was published, the flow gets its old name back and is left unlocked; when it is not (the
 * connection was cut, the job may still run), it is left as it is: the next update finds the new name there and goes on.
 */
export async function publishRenamed(
  kind: FlowKind,
  session: ProviderContext,
  flow: CloudFlow,
  order: Publish,
): Promise<PublishedFlow & { firstVersion: number }> {
  const api = session.api();
  const { name } = order.inputs;
  const named = await api.flowsNamed(KINDS[kind].platformType, name);
  const other = named.find(({ id }) => id !== flow.id);
  if (other !== undefined) throw errors.renameTaken(kind, flow.name, name, other);
  // There one write carries name and content.
  if (api.form === "document") {
    try {
      return await publish(kind, session, order);
    } catch (error) {
      // A conflict about the version has been tried again by then: what is left is the name.
      throw error instanceof ConflictError ? errors.renameTakenUnseen(kind, flow.name, name, error) : error;
    }
  }
  await api.rename(flow.id, { name });

  let jobs = 0;
  let result: PublishedFlow & { firstVersion: number };
  try {
    // The publish that follows finds the flow by this name; before the index shows it, it could make a second flow.
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
  // Whether a publish ends the lock that the rename took is documented nowhere.
  if (flow.lockedBy === undefined && (await isOurClient(session, result.flow.lockedBy))) {
    await api.release(flow.id);
  }
  return result;
}

/** Undoes the rename, and gives the error to report. */
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
