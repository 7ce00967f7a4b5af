import type { CloudFlow, Holder } from "../cloud/flowApi";
import type { FlowKind } from "../document/kinds";
import { errors } from "./errors";
import type { Session } from "./session";

/** Makes sure that nobody holds the flow, or says who does; takes a lock away only where the user said so. */
export async function clearLock(
  kind: FlowKind,
  session: Session,
  flow: CloudFlow,
  forceUnlock: boolean | undefined,
): Promise<void> {
  const holder = flow.lockedBy;
  if (holder === undefined || isOurClient(session, holder)) return;
  if (forceUnlock !== true) throw errors.locked(kind, flow, holder);
  session.surroundings.say(
    `${flow.name}: took the lock from the ${holder.kind} ${holder.name ?? holder.id} (forceUnlock).`,
  );
  await session.api().unlock(flow.id);
}

/** Whether a holder or publisher is this very client: a lock that an earlier run left behind is not in its way. */
export function isOurClient(session: Session, holder: Holder | undefined): boolean {
  const { credentials } = session.settings();
  return (
    holder?.kind === "client" && credentials.kind !== "accessToken" && holder.id === credentials.clientId
  );
}
