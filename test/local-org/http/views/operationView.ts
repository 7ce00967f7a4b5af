import type { Actor } from "../../organization/model";
import { actorFields } from "./flowView";

/** What was set in motion. Here it is done when it is answered, so the operation is complete. */
export const operationView = (id: string, actionName: string, by: Actor) => ({
  id,
  complete: true,
  ...actorFields(by, "user", "client"),
  errorDetails: [],
  errorMessageParams: {},
  actionName,
  actionStatus: "SUCCESS",
});
