import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import type { ActionDefinition } from "./definition";

/** The builder of `disconnect` entries. */
export interface DisconnectBuilder {
  /**
   * Hangs up. It has no parameters and no paths.
   *
   * @example
   * bye: flow.disconnect()
   * @see https://help.mypurecloud.com/articles/disconnect-action/
   */
  disconnect(): EntryTo<never>;
}

const buildDisconnect: DisconnectBuilder["disconnect"] = () => entry("disconnect", {});

export const disconnect = {
  type: "disconnect",
  actionKeys: { module: "disconnect", inboundCall: "disconnect" },
  parameters: {},
  paths: () => ({ names: [], defaultPath: "none" }),
  write: () => ({}),
  read: () => ({ parameters: {}, branches: {} }),
  build: buildDisconnect,
} satisfies ActionDefinition<object> & { build: unknown };

/** The builder of `end` entries. */
export interface EndBuilder {
  /**
   * Ends the flow: a module returns to its caller, an inbound flow hangs up (written as `disconnect`, because Architect
   * has no other action for this). It has no parameters and no paths.
   *
   * @example
   * done: flow.end()
   * @see https://help.mypurecloud.com/articles/end-task-action/
   */
  end(): EntryTo<never>;
}

const buildEnd: EndBuilder["end"] = () => entry("end", {});

export const end = {
  type: "end",
  actionKeys: { module: "endTask", inboundCall: "disconnect" },
  parameters: {},
  paths: () => ({ names: [], defaultPath: "none" }),
  write: () => ({}),
  read: () => ({ parameters: {}, branches: {} }),
  build: buildEnd,
} satisfies ActionDefinition<object> & { build: unknown };
