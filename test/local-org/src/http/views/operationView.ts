import type { Actor } from "../../organization/model";
import { actorFields } from "./flowView";

/** The operation that was started. Here it is always complete when the response is sent. */
export const operationView = (id: string, actionName: string, by: Actor) => ({
  id,
  complete: true,
  ...actorFields(by, "user", "client"),
  errorDetails: [],
  errorMessageParams: {},
  actionName,
  actionStatus: "SUCCESS",
});
