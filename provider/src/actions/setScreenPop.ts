import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { mapOf, required, text, value } from "../document/schema";
import { inputsOf } from "./bindings";
import { entry } from "./entry";
import type { GivenFields } from "./given";
import { onlyPair, propertiesOf, readAll } from "./yaml";

/** What {@link setScreenPop} takes. */
export interface SetScreenPopParameters {
  /** The name of the published script that opens for the agent. */
  script: string;
  /** What the script takes, by the names of its inputs. */
  inputs?: Record<string, Value>;
}

/**
 * Chooses the script that opens when an agent takes the call. Its shape is known from message flows; that a call flow writes
 * it alike is a guess.
 *
 * @example
 * pop: flow.setScreenPop({ script: "Order desk", inputs: { orderNo: flow.exp("Flow.OrderNo") } }, { default: "toSales" })
 * @see https://help.mypurecloud.com/articles/set-screen-pop-action/
 */
function build(parameters: GivenFields<SetScreenPopParameters>, nexts?: { default?: string }): Entry {
  return entry("setScreenPop", parameters, nexts);
}

const inputs = inputsOf("a value for each input of the script");

export const setScreenPop = {
  type: "setScreenPop",
  pace: "instant",
  architect: { module: "setScreenPop", inboundCall: "setScreenPop" },
  parameters: {
    script: required(text(200)),
    inputs: mapOf(value(), "a value for each input of the script"),
  },
  paths: () => ({ names: [], rest: "next" }),
  write(parameters) {
    const written = inputs.write(parameters.inputs);
    return {
      screenPopScript: { [parameters.script]: written === undefined ? { none: true } : { inputs: written } },
    };
  },
  read(body) {
    const [script, pop] = onlyPair(body.screenPopScript);
    const bound = propertiesOf(pop);
    if (script === undefined || !bound) return undefined;
    const parameters = readAll<SetScreenPopParameters>({ script, inputs: inputs.read(bound.inputs) });
    return parameters && { parameters, branches: {} };
  },
  build,
} satisfies ActionDefinition<SetScreenPopParameters> & { build: unknown };
