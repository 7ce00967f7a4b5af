import type { CloudFlow, Holder } from "../cloud/flowApi";
import type { FlowKind } from "../document/kinds";
import { errors } from "./errors";
import type { Session } from "./session";

/** Makes sure that nobody else holds the flow, or says who does; takes a lock away only where the user said so. */
export async function clearLock(
  kind: FlowKind,
  session: Session,
  flow: CloudFlow,
  { to, forceUnlock }: { to: "publish" | "delete"; forceUnlock: boolean | undefined },
): Promise<void> {
  const holder = flow.lockedBy;
  // A lock of our own, left by a run that was cut off, is in nobody's way.
  if (holder === undefined || (await isOurClient(session, holder))) return;
  if (forceUnlock !== true) throw errors.locked(kind, flow, holder, to);
  session.surroundings.say(
    `${flow.name}: took the lock from the ${holder.kind} ${holder.name ?? holder.id} (forceUnlock).`,
  );
  await session.api().unlock(flow.id);
}

/** Whether a holder or publisher is this very client. Of an access token, the platform has to be asked whose it is. */
export async function isOurClient(session: Session, holder: Holder | undefined): Promise<boolean> {
  return holder?.kind === "client" && holder.id === (await session.api().ownClient());
}
