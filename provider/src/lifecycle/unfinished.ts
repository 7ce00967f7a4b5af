import { TimeoutError } from "../cloud/errors";
import type { CloudFlow, EarlierPublish } from "../cloud/flowApi";
import type { FlowKind } from "../document/kinds";
import { errors } from "./errors";
import type { BegunPublish, CreateKey } from "./journal";
import { isOurClient } from "./locks";
import { publishDeadline } from "./publish";
import type { Session } from "./session";
import type { FlowInputs } from "./state";

/** The platform ends its jobs after a quarter of an hour or so; one that shows no end after this time has died. */
const LONGEST_JOB_MS = 30 * 60_000;

/**
 * The flow that an earlier create of the same resource has made and nobody has recorded: the engine or this process was
 * killed, or the time was over. A publish that still runs is waited for. Never somebody else's flow: a job may have found
 * one under the name, or have failed because of one.
 */
export async function unfinished(
  kind: FlowKind,
  session: Session,
  key: CreateKey,
  inputs: FlowInputs,
): Promise<CloudFlow | undefined> {
  const begun = (await session.journal.find(key)).filter(({ update }) => update === undefined);
  const ended = await endsOf(kind, session, begun, inputs);
  const id = ended.findLast((one) => one?.flowId !== undefined)?.flowId;
  if (id === undefined || session.holdings.holds(id)) return undefined;
  const flow = await session.api().flow(id);
  if (flow?.published === undefined) return flow;
  // A flow with more versions than we have begun to publish was there before, or somebody has worked on it since.
  const ours = flow.published.number <= begun.length && (await isOurClient(session, flow.published.by));
  return ours ? flow : undefined;
}

/** How publishes of an earlier run have ended, in their order; one that still runs is waited for. */
export function endsOf(
  kind: FlowKind,
  session: Session,
  begun: readonly BegunPublish[],
  inputs: Pick<FlowInputs, "timeouts">,
): Promise<(EarlierPublish | undefined)[]> {
  const deadline = publishDeadline(session, inputs);
  return Promise.all(begun.map((one) => endOf(kind, session, one, deadline)));
}

async function endOf(
  kind: FlowKind,
  session: Session,
  begun: BegunPublish,
  deadline: number,
): Promise<EarlierPublish | undefined> {
  if (begun.jobId === undefined) return undefined;
  const now = session.surroundings.now();
  const dead = now - begun.at > LONGEST_JOB_MS;
  try {
    return await session.api().earlierPublish(begun.jobId, dead ? now : deadline);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    if (dead) return undefined;
    throw errors.earlierStillRuns(kind, begun.name, error);
  }
}
