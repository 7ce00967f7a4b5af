import type { ActionDefinition } from "../document/action";
import type { Entry } from "../document/model";
import { entry } from "./entry";

/**
 * Ends the flow: a module returns to its caller, an inbound flow hangs up (Architect has nothing else there, so it is
 * written as `disconnect`). Nothing follows.
 *
 * @example
 * done: flow.end()
 * @see https://help.mypurecloud.com/articles/end-task-action/
 */
function build(): Entry {
  return entry("end", {});
}

export const end = {
  type: "end",
  architect: { module: "endTask", inboundCall: "disconnect" },
  parameters: {},
  paths: () => ({ names: [], rest: "none" }),
  write: () => ({}),
  read: () => ({ parameters: {}, branches: {} }),
  build,
} satisfies ActionDefinition<object> & { build: unknown };
