import type { Input } from "@pulumi/pulumi";
import type { ActionDefinition } from "./definition";
import type { ModuleInterface, Value } from "../model";
import { isObject, own, put } from "../json";
import type { PlainObject } from "../json";
import {
  duration,
  fields,
  ignoredInDiff,
  mapOf,
  text,
  uuid,
  value,
  variable,
  wholeNumber,
} from "../validation/schema";
import type { IssueReporter } from "../validation/schema";
import { isUnknown } from "../json";
import { literalFits } from "../validation/variables";
import type { DeepInput, Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { Bindings, EntryTo, Fixed, ModuleSignature } from "../typedDocument";
import {
  ABSENT,
  isAbsent,
  NONE,
  onlyPair,
  propertiesOf,
  readValue,
  readVariable,
  writeValue,
} from "./codecs";

/** The parameters of an `invokeSubFlow` entry. */
export interface InvokeSubFlowParameters {
  /** The id of the module, preferably as an output: `collector.id`. Set either this or `moduleName`. */
  moduleId?: string;
  /** The name of a module for which the program has no resource. */
  moduleName?: string;
  /** The module's inputs, by the names of its input variables, with or without the prefix `Common.`. */
  inputs?: Record<string, Value>;
  /** The variables of this flow that receive the module's outputs, by the names of its output variables. */
  outputs?: Record<string, string>;
  /**
   * A timeout in milliseconds. Architect has no such setting: it is kept in the document, and sent if the API supports
   * it.
   */
  timeout?: number;
  /** For a module of another stack: the minimum version that this flow must use. */
  moduleVersion?: number;
  /** The inputs and outputs of the module. Set by the builder; only used for validation. */
  interface?: ModuleInterface;
}

/** The module that `flow.invokeSubFlow` accepts, such as a `FlowModule`. */
export interface Invokable<
  Inputs extends string = string,
  Outputs extends string = string,
> extends ModuleSignature<Inputs, Outputs> {
  readonly id: Input<string>;
  readonly interface?: Input<ModuleInterface | undefined>;
}

/** The parameters of `flow.invokeSubFlow`: the module, its inputs and its outputs. */
export type InvokeSubFlowOptions<
  Inputs extends string = string,
  Outputs extends string = string,
> = CalledModule<Inputs, Outputs> & Call<Inputs, Outputs>;

/** The module to call; set exactly one of the three. */
type CalledModule<Inputs extends string, Outputs extends string> =
  | {
      /** The module itself; `inputs` and `outputs` are checked against its declarations. */
      module: Invokable<Inputs, Outputs>;
      moduleId?: undefined;
      moduleName?: undefined;
    }
  | {
      module?: undefined;
      /** The id of the module, preferably as an output: `collector.id`. */
      moduleId: Input<string>;
      moduleName?: undefined;
    }
  | {
      module?: undefined;
      moduleId?: undefined;
      /** The name of a module for which the program has no resource. */
      moduleName: Input<string>;
    };

interface Call<Inputs extends string, Outputs extends string> extends Plain<
  Pick<InvokeSubFlowParameters, "timeout" | "moduleVersion">
> {
  /** The module's inputs, by the names of its input variables, with or without the prefix `Common.`. */
  inputs?: Input<Bindings<Fixed<Inputs>, DeepInput<Value>>>;
  /** The variables of this flow that receive the module's outputs, by the names of its output variables. */
  outputs?: Input<Bindings<Fixed<Outputs>, Input<string>>>;
}

/** The paths of `flow.invokeSubFlow`. */
export interface InvokeSubFlowPaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `invokeSubFlow` entries. */
export interface InvokeSubFlowBuilder {
  /**
   * Calls a flow module and continues when it returns. A published flow contains the version of the module from the
   * time of publishing; this package republishes the flow when the module changes.
   *
   * @param parameters `module` (a `FlowModule`: its inputs and outputs are checked), or `moduleId`, or `moduleName`;
   *   `inputs` and `outputs` by the names of the module's variables, with or without `Common.`; `moduleVersion` for a
   *   module that another stack manages; `timeout` in milliseconds (Architect has no such setting)
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * start: flow.invokeSubFlow({ module: collector, outputs: { Digit: "Flow.Digit" } }, { default: "route" })
   * @see https://help.mypurecloud.com/articles/call-common-module-action/
   */
  invokeSubFlow<
    Inputs extends string = string,
    Outputs extends string = string,
    Target extends string = never,
  >(
    parameters: InvokeSubFlowOptions<Inputs, Outputs>,
    nexts?: InvokeSubFlowPaths<Target>,
  ): EntryTo<Target>;
}

const build: InvokeSubFlowBuilder["invokeSubFlow"] = ({ module, ...parameters }, nexts) =>
  entry(
    "invokeSubFlow",
    module === undefined ? parameters : { moduleId: module.id, ...parameters, interface: module.interface },
    nexts,
  );

export const invokeSubFlow = {
  type: "invokeSubFlow",
  // "You cannot use a common module flow in another common module flow" (Genesys Cloud Resource Center).
  actionKeys: { inboundCall: "callCommonModule" },
  yamlKeys: {
    moduleId: "commonModule",
    moduleName: "commonModule",
    inputs: "commonModule.*.*.inputs",
    outputs: "commonModule.*.*.outputs",
  },
  parameters: {
    moduleId: uuid("module"),
    moduleName: text(200),
    inputs: mapOf(value(), "a value for each input of the module", shortName),
    outputs: mapOf(variable(), "a variable for each output of the module", shortName),
    timeout: duration(0, 86_400_000),
    moduleVersion: ignoredInDiff(wholeNumber(1, 1_000_000_000)),
    interface: ignoredInDiff(
      fields("the types of inputs and outputs", {
        inputs: mapOf(text(200), "a type for each input"),
        outputs: mapOf(text(200), "a type for each output"),
      }),
    ),
  },
  paths: () => ({ names: [], defaultPath: "next" }),
  check(parameters, place) {
    const { moduleId, moduleName } = parameters;
    if (moduleId === undefined && moduleName === undefined)
      place.error("missing-parameter", 'required: either "moduleId" or "moduleName"', "moduleId");
    if (moduleId !== undefined && moduleName !== undefined)
      place.error("conflicting-parameters", 'must not be given together with "moduleName"', "moduleId");
    const declared = declaredInterface(parameters.interface);
    if (declared) checkInterface(parameters, declared, place);
  },
  assigns: (parameters) => {
    const declared = declaredInterface(parameters.interface);
    const outputs: unknown = parameters.outputs;
    if (isUnknown(outputs)) return [{ name: outputs, property: "parameters.outputs" }];
    return Object.entries(isObject(outputs) ? outputs : {}).map(([output, name]) => ({
      name,
      type: declared && own(declared.outputs, fullName(output)),
      property: `parameters.outputs.${output}`,
    }));
  },
  write(parameters, context): PlainObject {
    const module =
      parameters.moduleId === undefined
        ? (parameters.moduleName ?? "")
        : context.moduleName(parameters.moduleId);
    const inputs = bindings(parameters.inputs, writeValue);
    const outputs = bindings(parameters.outputs, (name) => ({ var: name }));
    const bound = { ...(inputs && { inputs }), ...(outputs && { outputs }) };
    // The module's name is a mapping key; `ver_latestPublished` is the only version key seen in exports.
    return {
      commonModule: { [module]: { ver_latestPublished: Object.keys(bound).length === 0 ? NONE : bound } },
    };
  },
  read(body, context) {
    const [module, versions] = onlyPair(body.commonModule);
    const [version, call] = onlyPair(versions);
    const bound = propertiesOf(call);
    if (module === undefined || version !== "ver_latestPublished" || !bound) return undefined;
    const inputs = readBindings(bound.inputs, readValue);
    const outputs = readBindings(bound.outputs, readVariable);
    if (!inputs || !outputs) return undefined;
    const moduleId = context.moduleId(module);
    return {
      parameters: {
        ...(moduleId === undefined ? { moduleName: module } : { moduleId }),
        ...(Object.keys(inputs).length > 0 && { inputs }),
        ...(Object.keys(outputs).length > 0 && { outputs }),
      },
      branches: {},
    };
  },
  build,
} satisfies ActionDefinition<InvokeSubFlowParameters> & { build: unknown };

const fullName = (name: string) => (name.startsWith("Common.") ? name : `Common.${name}`);

function shortName(name: string): string {
  return name.startsWith("Common.") ? name.slice("Common.".length) : name;
}

/** The module's declared inputs and outputs, if both are known. */
function declaredInterface(value: unknown): ModuleInterface | undefined {
  if (!isObject(value) || !isObject(value.inputs) || !isObject(value.outputs)) return undefined;
  return value as unknown as ModuleInterface;
}

function checkInterface(
  parameters: InvokeSubFlowParameters,
  declared: ModuleInterface,
  place: IssueReporter,
): void {
  for (const [side, known] of [
    ["inputs", declared.inputs],
    ["outputs", declared.outputs],
  ] as const) {
    const value: unknown = parameters[side];
    if (!isObject(value)) continue;
    for (const [name, bound] of Object.entries(value)) {
      const type = own(known, fullName(name));
      if (type === undefined) {
        const fix = place.suggestion(shortName(name), Object.keys(known).map(shortName));
        const what = side === "inputs" ? "input" : "output";
        place.error(`unknown-module-${what}`, `the module has no such ${what}${fix}`, `${side}.${name}`);
      } else if (side === "inputs" && bound !== undefined && !isUnknown(bound) && !literalFits(type, bound)) {
        place.error("mismatched-type", `the module declares this input as ${type}`, `inputs.${name}`);
      }
    }
  }
}

/** Inputs or outputs by full name, sorted because their order has no meaning. */
function bindings<T>(
  input: Readonly<Record<string, T>> | undefined,
  write: (value: T) => PlainObject,
): PlainObject | undefined {
  const entries = Object.entries(input ?? {});
  if (entries.length === 0) return undefined;
  return Object.fromEntries(
    entries
      .map(([name, value]) => [fullName(name), write(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function readBindings<T>(
  input: unknown,
  read: (yaml: unknown) => T | typeof ABSENT | undefined,
): Record<string, T> | undefined {
  const bound: Record<string, T> = {};
  if (isAbsent(input)) return bound;
  if (!isObject(input)) return undefined;
  for (const [name, yaml] of Object.entries(input)) {
    const value = read(yaml);
    if (value === undefined) return undefined;
    // Skip inputs and outputs that are not bound.
    if (value !== ABSENT) put(bound, shortName(name), value);
  }
  return bound;
}
