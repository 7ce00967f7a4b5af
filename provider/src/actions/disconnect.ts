import type { ActionDefinition } from "../document/action";
import type { Entry } from "../document/model";
import { entry } from "./entry";

/**
 * Hangs up. Nothing follows.
 *
 * @example
 * bye: flow.disconnect()
 * @see https://help.mypurecloud.com/articles/disconnect-action/
 */
function build(): Entry {
  return entry("disconnect", {});
}

export const disconnect = {
  type: "disconnect",
  architect: { module: "disconnect", inboundCall: "disconnect" },
  parameters: {},
  paths: () => ({ names: [], rest: "none" }),
  write: () => ({}),
  read: () => ({ parameters: {}, branches: {} }),
  build,
} satisfies ActionDefinition<object> & { build: unknown };
