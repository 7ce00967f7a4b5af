import type { ActionDefinition } from "../document/action";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";

/** The builder of `disconnect` entries. */
export interface DisconnectBuilder {
  /**
   * Hangs up. It takes no parameters, and nothing follows.
   *
   * @example
   * bye: flow.disconnect()
   * @see https://help.mypurecloud.com/articles/disconnect-action/
   */
  disconnect(): EntryTo<never>;
}

const build: DisconnectBuilder["disconnect"] = () => entry("disconnect", {});

export const disconnect = {
  type: "disconnect",
  architect: { module: "disconnect", inboundCall: "disconnect" },
  parameters: {},
  paths: () => ({ names: [], rest: "none" }),
  write: () => ({}),
  read: () => ({ parameters: {}, branches: {} }),
  build,
} satisfies ActionDefinition<object> & { build: unknown };
