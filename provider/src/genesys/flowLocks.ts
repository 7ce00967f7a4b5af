import { CloudError, ConflictError, LockedError } from "./http/platformErrors";
import type { Directory } from "./directory";
import type { Principal } from "./flowApi";
import { flowWithId } from "./http/responseShapes";
import type { Transport } from "./http/transport";

/** Runs an action that a lock may block. If it does, the error names the lock holder. */
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

/** Acquires the lock for this client. Succeeds if this client already holds it. */
export async function checkout(id: string, transport: Transport): Promise<void> {
  await transport.call({
    method: "POST",
    path: "/api/v2/flows/actions/checkout",
    query: { flow: id },
    permission: "architect:flow:edit",
    answers: flowWithId(id),
  });
}

/**
 * Removes the lock, no matter who holds it. The platform checks in the holder's draft. Succeeds if the flow is not
 * locked.
 */
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

/** Dependencies for releasing a lock. */
export interface LockDependencies {
  transport: Transport;
  directory: Directory;
  /** The id of the OAuth client, if known. */
  ownClient: () => Promise<string | undefined>;
}

/** Releases this client's own lock without creating a version. Does nothing if this client does not hold the lock. */
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
  // It is undocumented whether a revert releases the lock if there was no draft. Unlocking checks in the draft, so it
  // must not hit a user who has opened the flow since.
  const holder = (await directory.flow(id))?.lockedBy;
  const own = await ownClient();
  if (holder?.kind === "client" && holder.id === own) await unlock(id, transport);
}

/** Releases this client's own lock after a failure, then throws that failure, with advice if the lock remains. */
export async function releaseOnError(
  failure: unknown,
  id: string,
  dependencies: LockDependencies,
): Promise<never> {
  try {
    await release(id, dependencies);
  } catch (stuck) {
    if (!(failure instanceof CloudError) || !(stuck instanceof CloudError)) throw failure;
    failure.message += ` Flow ${id} stays locked by this client, since releasing it failed too: ${stuck.message}`;
  }
  throw failure;
}
