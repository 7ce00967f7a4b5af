import type { ActionDefinition } from "./definition";
import type { Duration, PromptName, Value } from "../model";
import { isObject, put } from "../json";
import type { PlainObject } from "../json";
import { duration, mapOf, prompt, required, text, value, variable, withDefault } from "../validation/schema";
import { inputBindings, outputBindings, outputAssignments } from "./codecs";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import {
  ABSENT,
  onlyPair,
  propertiesOf,
  readAll,
  readDuration,
  readOutputs,
  readPrompt,
  writeDuration,
  writeOutputs,
  writePrompt,
} from "./codecs";
import type { Read } from "./codecs";

/** The parameters of `flow.callData`. */
export interface CallDataParameters {
  /** The integration's name, which Architect calls the category: "Web Services Data Actions". */
  integration: string;
  /** The data action's name. */
  dataAction: string;
  /** The inputs of the data action, by name. */
  inputs?: Record<string, Value>;
  /** The variables that receive the data action's outputs, by the names of the outputs. */
  outputs?: Record<string, string>;
  /** The variables that receive details of a failure: `errorCode`, `status`, `correlationId`, `userMessage`, ... */
  failureOutputs?: Record<string, string>;
  /** How long to wait for the data action, in milliseconds, 1,000 to 600,000. @default 60,000 */
  timeout?: Duration;
  /** A prompt that the caller hears while waiting; speech is not allowed. @default the flow's own setting */
  processingAudio?: { prompt: PromptName } | { exp: string };
}

/** The paths of `flow.callData`. */
export interface CallDataPaths<Target extends string = string> {
  /** The data action answered. */
  success?: Target;
  /** The data action failed. */
  failure?: Target;
  /** The data action did not answer in time. */
  timeout?: Target;
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `callData` entries. */
export interface CallDataBuilder {
  /**
   * Calls a data action of an integration. A variable that receives an output is declared as a string unless
   * `variables` declares it, because the types of the outputs are only defined in the organization.
   *
   * @param parameters `integration` and `dataAction` by name, `inputs`, `outputs` and `failureOutputs` by name,
   *   `timeout` in milliseconds (1,000 to 600,000; default 60,000), `processingAudio` (default none)
   * @param nexts `success`, `failure` and `timeout`; `default`: the fallback for paths that are not named
   * @example
   * order: flow.callData(
   *   {
   *     integration: "Web Services Data Actions",
   *     dataAction: "Get Order",
   *     inputs: { orderNo: flow.exp("Flow.OrderNo") },
   *     outputs: { status: "Flow.Status" },
   *   },
   *   { success: "read", failure: "sorry", timeout: "sorry" },
   * )
   * @see https://help.mypurecloud.com/articles/call-data-action/
   */
  callData<Target extends string = never>(
    parameters: Plain<CallDataParameters>,
    nexts?: CallDataPaths<Target>,
  ): EntryTo<Target>;
}

const build: CallDataBuilder["callData"] = (parameters, nexts) => entry("callData", parameters, nexts);

const PATHS = ["success", "failure", "timeout"] as const;
const inputs = inputBindings("a value for each input");
const outputs = outputBindings("a variable for each output");

/** The timeout in exports of actions for which no timeout was set. */
const TIMEOUT = 60_000;

export const callData = {
  type: "callData",
  actionKeys: { module: "callData", inboundCall: "callData" },
  yamlKeys: {
    integration: "category",
    dataAction: "category.*.dataAction",
    inputs: "category.*.dataAction.*.inputs",
    outputs: "category.*.dataAction.*.successOutputs",
    failureOutputs: "category.*.dataAction.*.failureOutputs",
    processingAudio: "processingPrompt",
  },
  parameters: {
    integration: required(text(200)),
    dataAction: required(text(200)),
    inputs: mapOf(value(), "a value for each input"),
    outputs: mapOf(variable(), "a variable for each output"),
    failureOutputs: mapOf(variable(), "a variable for each failure output"),
    timeout: withDefault(duration(1_000, 600_000), TIMEOUT),
    processingAudio: prompt(),
  },
  paths: () => ({ names: PATHS, defaultPath: "otherwise" }),
  assigns: (parameters) => [
    ...outputAssignments("outputs", parameters.outputs),
    ...outputAssignments("failureOutputs", parameters.failureOutputs),
  ],
  write(parameters, context) {
    const bound: PlainObject = {};
    for (const [key, written] of [
      ["inputs", inputs.write(parameters.inputs)],
      ["successOutputs", outputs.write(parameters.outputs)],
      ["failureOutputs", outputs.write(parameters.failureOutputs)],
    ] as const) {
      if (written !== undefined) put(bound, key, written);
    }
    return {
      processingPrompt: writePrompt(parameters.processingAudio),
      timeout: writeDuration(parameters.timeout ?? TIMEOUT),
      category: {
        [parameters.integration]: {
          dataAction: { [parameters.dataAction]: Object.keys(bound).length > 0 ? bound : { none: true } },
        },
      },
      ...writeOutputs(context, PATHS),
    };
  },
  read(body) {
    const branches = readOutputs(body, PATHS);
    const [integration, category] = onlyPair(body.category);
    const [dataAction, call] = onlyPair(isObject(category) ? category.dataAction : undefined);
    const bound = propertiesOf(call);
    if (!branches || integration === undefined || dataAction === undefined || !bound) return undefined;
    const timeout: Read<Duration> = readDuration(body.timeout);
    const parameters = readAll<CallDataParameters>({
      integration,
      dataAction,
      inputs: inputs.read(bound.inputs),
      outputs: outputs.read(bound.successOutputs),
      failureOutputs: outputs.read(bound.failureOutputs),
      // Older exports have no timeout.
      timeout: timeout === ABSENT ? TIMEOUT : timeout,
      processingAudio: readPrompt(body.processingPrompt),
    });
    return parameters && { parameters, branches };
  },
  build,
} satisfies ActionDefinition<CallDataParameters> & { build: unknown };
