import type { ActionDefinition } from "./definition";
import type { Value } from "../model";
import { mapOf, required, text, value } from "../validation/schema";
import { inputBindings } from "./codecs";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { onlyPair, propertiesOf, readAll } from "./codecs";

/** The parameters of `flow.setScreenPop`. */
export interface SetScreenPopParameters {
  /** The name of the published script to open for the agent. */
  script: string;
  /** The values of the script's inputs, by name. */
  inputs?: Record<string, Value>;
}

/** The paths of `flow.setScreenPop`. */
export interface SetScreenPopPaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `setScreenPop` entries. */
export interface SetScreenPopBuilder {
  /**
   * Sets the script that opens when an agent takes the call. Its YAML is known from message flows and assumed to be the
   * same in call flows.
   *
   * @param parameters `script`: the name of the published script, `inputs`: the values of its inputs by name
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * pop: flow.setScreenPop(
   *   { script: "Order desk", inputs: { orderNo: flow.exp("Flow.OrderNo") } },
   *   { default: "toSales" },
   * )
   * @see https://help.mypurecloud.com/articles/set-screen-pop-action/
   */
  setScreenPop<Target extends string = never>(
    parameters: Plain<SetScreenPopParameters>,
    nexts?: SetScreenPopPaths<Target>,
  ): EntryTo<Target>;
}

const build: SetScreenPopBuilder["setScreenPop"] = (parameters, nexts) =>
  entry("setScreenPop", parameters, nexts);

const inputs = inputBindings("a value for each input of the script");

export const setScreenPop = {
  type: "setScreenPop",
  pace: "instant",
  actionKeys: { module: "setScreenPop", inboundCall: "setScreenPop" },
  yamlKeys: { script: "screenPopScript", inputs: "screenPopScript.*.inputs" },
  parameters: {
    script: required(text(200)),
    inputs: mapOf(value(), "a value for each input of the script"),
  },
  paths: () => ({ names: [], defaultPath: "next" }),
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
