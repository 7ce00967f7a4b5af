import type { ActionDefinition } from "../document/action";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";

/** The builder of `end` entries. */
export interface EndBuilder {
  /**
   * Ends the flow: a module returns to its caller, an inbound flow hangs up (Architect has nothing else there, so it is
   * written as `disconnect`). It takes no parameters, and nothing follows.
   *
   * @example
   * done: flow.end()
   * @see https://help.mypurecloud.com/articles/end-task-action/
   */
  end(): EntryTo<never>;
}

const build: EndBuilder["end"] = () => entry("end", {});

export const end = {
  type: "end",
  architect: { module: "endTask", inboundCall: "disconnect" },
  parameters: {},
  paths: () => ({ names: [], rest: "none" }),
  write: () => ({}),
  read: () => ({ parameters: {}, branches: {} }),
  build,
} satisfies ActionDefinition<object> & { build: unknown };
