import { consumers } from "./dependencies";
import type { Directory } from "./directory";
import { ConflictError, NotFoundError, outcomeUnknown } from "./errors";
import type { Transport } from "./transport";

/**
 * Deletes a flow. One that is gone already is fine.
 *
 * @throws ConflictError with the list of its users when the platform refuses because of them
 */
export async function removeFlow(id: string, directory: Directory, transport: Transport): Promise<void> {
  try {
    await transport.call({
      method: "DELETE",
      path: "/api/v2/flows/{flowId}",
      pathParams: { flowId: id },
      permission: "architect:flow:delete",
      answers: "nothing",
    });
  } catch (error) {
    if (error instanceof NotFoundError) return;
    // A time-out (408 too) says nothing: only the flow's own address tells whether it is gone.
    if (outcomeUnknown(error) && (await directory.flow(id)) === undefined) return;
    throw error instanceof ConflictError ? await withUsers(error, id, directory, transport) : error;
  }
}

async function withUsers(
  error: ConflictError,
  id: string,
  directory: Directory,
  transport: Transport,
): Promise<ConflictError> {
  const inUse = /in\.use|used\.(in|by)/.test(error.code ?? "");
  const flow = inUse ? await directory.flow(id) : undefined;
  if (flow === undefined) return error;
  const users = await consumers(flow, transport);
  const list = users.map(({ type, name, id: user }) => `  ${type} "${name}" (${user})`).join("\n");
  const { operation, status, code, correlationId } = error;
  return new ConflictError(
    `Flow ${id} cannot be deleted because it is in use. ${users.length === 0 ? "Dependency tracking does not (yet) say by what." : `Used by:\n${list}\n`}`,
    { operation, status, code, correlationId },
  );
}
