import { CloudError, ConflictError, LockedError } from "./http/platformErrors";
import type { Directory } from "./directory";
import type { Principal } from "./flowApi";
import { flowWithId } from "./http/responseShapes";
import type { Transport } from "./http/transport";

/** Does something that a lock may stand in the way of; when one does, the error says whose lock it is. */
export async function withLockHolder<T>(id: string, directory: Directory, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof LockedError) || error.holder !== undefined) throw error;
    const holder = (await directory.flow(id))?.lockedBy;
    if (holder === undefined) throw error;
    const { operation, status, code, correlationId } = error;
    throw new LockedError(
      `Flow ${id} is locked by ${describePrincipal(holder)}, who is editing it or has left it open.`,
      { operation, status, code, correlationId },
      holder,
    );
  }
}

/** `user "Jane Doe" (id)` */
export function describePrincipal({ kind, id, name }: Principal): string {
  const who = kind === "user" ? "user" : "OAuth client";
  return name ? `${who} "${name}" (${id})` : `${who} ${id}`;
}

/** Takes the lock for this client. Taking one's own lock again is fine. */
export async function checkout(id: string, transport: Transport): Promise<void> {
  await transport.call({
    method: "POST",
    path: "/api/v2/flows/actions/checkout",
    query: { flow: id },
    permission: "architect:flow:edit",
    answers: flowWithId(id),
  });
}

/** Takes the lock away from whoever has it; the platform checks the holder's draft in. A flow that is not locked is fine. */
export async function unlock(id: string, transport: Transport): Promise<void> {
  try {
    await transport.call({
      method: "POST",
      path: "/api/v2/flows/actions/unlock",
      query: { flow: id },
      permission: "architect:flow:unlock",
      answers: flowWithId(id),
    });
  } catch (error) {
    if (error instanceof ConflictError && error.code === "architect.flow.not.locked.by.user") return;
    throw error;
  }
}

/** What giving a lock back depends on. */
export interface LockDependencies {
  transport: Transport;
  directory: Directory;
  /** The id of the OAuth client that the credentials are of, where it is known. */
  ownClient: () => Promise<string | undefined>;
}

/** Gives this client's own lock back, without a new version. A flow that it does not hold is fine. */
export async function release(
  id: string,
  { transport, directory, ownClient }: LockDependencies,
): Promise<void> {
  try {
    await transport.call({
      method: "POST",
      path: "/api/v2/flows/actions/revert",
      query: { flow: id },
      permission: "architect:flow:edit",
      answers: flowWithId(id),
    });
  } catch (error) {
    const notOurs = error instanceof ConflictError && error.code === "architect.flow.not.locked.by.user";
    if (notOurs || error instanceof LockedError) return;
    throw error;
  }
  // Whether a revert ends the lock where there was no draft is documented nowhere. Unlocking checks a draft in, so it must not
  // hit anybody who has opened the flow since.
  const holder = (await directory.flow(id))?.lockedBy;
  const own = await ownClient();
  if (holder?.kind === "client" && holder.id === own) await unlock(id, transport);
}

/** Gives this client's own lock back after a failure, and reports that failure: with what to do when the lock stays. */
export async function releaseOnError(failure: unknown, id: string, around: LockDependencies): Promise<never> {
  try {
    await release(id, around);
  } catch (stuck) {
    if (!(failure instanceof CloudError) || !(stuck instanceof CloudError)) throw failure;
    failure.message += ` Flow ${id} stays locked by this client, since releasing it failed too: ${stuck.message}`;
  }
  throw failure;
}
