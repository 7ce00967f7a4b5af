import type { Directory } from "./directory";
import { NotFoundError, outcomeUnknown } from "./errors";
import type { Transport } from "./transport";
import { unconfirmed } from "./unconfirmed";

/**
 * Deletes a flow. One that is gone already is fine.
 *
 * @throws ConflictError when something uses it: `consumers` of the FlowApi says what
 */
export async function removeFlow(id: string, directory: Directory, transport: Transport): Promise<void> {
  try {
    const { fromPlatform } = await transport.call({
      method: "DELETE",
      path: "/api/v2/flows/{flowId}",
      pathParams: { flowId: id },
      permission: "architect:flow:delete",
      answers: "nothing",
    });
    if (fromPlatform) return;
    // An empty success without the API's mark may be anybody's: only the flow's own address tells.
    if ((await directory.flow(id)) !== undefined) {
      throw unconfirmed("delete", id, `DELETE /api/v2/flows/${id}`);
    }
  } catch (error) {
    if (error instanceof NotFoundError) return;
    // A time-out (408 too) says nothing: only the flow's own address tells whether it is gone.
    if (outcomeUnknown(error) && (await directory.flow(id)) === undefined) return;
    throw error;
  }
}
