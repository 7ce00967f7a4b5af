import { CloudError, ConflictError, LockedError } from "./errors";
import type { Directory } from "./directory";
import type { Holder } from "./flowApi";
import type { Transport } from "./transport";

/** Does something that a lock may stand in the way of; when one does, the error says whose lock it is. */
export async function namingHolder<T>(id: string, directory: Directory, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof LockedError) || error.holder !== undefined) throw error;
    const holder = (await directory.flow(id))?.lockedBy;
    if (holder === undefined) throw error;
    const { operation, status, code, correlationId } = error;
    throw new LockedError(
      `Flow ${id} is locked by ${describeHolder(holder)}, who is editing it or has left it open.`,
      { operation, status, code, correlationId },
      holder,
    );
  }
}

/** `user "Jane Doe" (id)` */
export function describeHolder({ kind, id, name }: Holder): string {
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
    });
  } catch (error) {
    if (error instanceof ConflictError && error.code === "architect.flow.not.locked.by.user") return;
    throw error;
  }
}

/** Gives this client's own lock back. A flow that it does not hold is fine. */
export async function release(id: string, directory: Directory, transport: Transport): Promise<void> {
  directory.wrote(id);
  try {
    await transport.call({
      method: "POST",
      path: "/api/v2/flows/actions/revert",
      query: { flow: id },
      permission: "architect:flow:edit",
    });
  } catch (error) {
    if (error instanceof ConflictError && error.code === "architect.flow.not.locked.by.user") return;
    throw error;
  }
  // Whether a revert ends the lock where there was no draft is documented nowhere. Unlocking a flow that is free asks
  // for one more permission, and could hit somebody who has just opened it.
  const holder = (await directory.flow(id))?.lockedBy;
  if (holder?.kind === "client") await unlock(id, transport);
}

/** Gives this client's own lock back after a failure, and reports that failure: with what to do when the lock stays. */
export async function releaseAfter(
  failure: unknown,
  id: string,
  directory: Directory,
  transport: Transport,
): Promise<never> {
  try {
    await release(id, directory, transport);
  } catch (stuck) {
    if (!(failure instanceof CloudError) || !(stuck instanceof CloudError)) throw failure;
    failure.message += ` Flow ${id} stays locked by this client, since releasing it failed too: ${stuck.message}`;
  }
  throw failure;
}
