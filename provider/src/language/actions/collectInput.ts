import type { Input } from "@pulumi/pulumi";
import type { ActionDefinition } from "./definition";
import { KINDS } from "../kinds";
import type { DocumentKind } from "../kinds";
import type { Audio, Duration, Value } from "../model";
import { isObject } from "../json";
import type { PlainObject } from "../json";
import {
  audio,
  duration,
  flag,
  oneOf,
  value,
  variable,
  wholeNumber,
  withDefault,
} from "../validation/schema";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { CollectsInto, EntryTo } from "../typedDocument";
import type { Digit } from "./menuChoices";
import { silentAudio } from "./codecs";
import {
  plain,
  readAll,
  readAudio,
  readDuration,
  readOutputs,
  readValue,
  readVariable,
  writeAudio,
  writeDuration,
  writeOutputs,
  writeValue,
  writeVariable,
} from "./codecs";

/** The parameters of `flow.collectInput`. */
export interface CollectInputParameters {
  /** The kind of input: keys pressed on the phone. @default "DTMF" */
  inputType?: "DTMF";
  /** The maximum number of digits, 1 to 40. @default 1 */
  maxDigits?: number;
  /** The minimum number of digits, 1 to 40; with a `terminator`, must be less than `maxDigits`. @default 1 */
  minDigits?: number;
  /** How long to wait for the first digit, in milliseconds, 1,000 to 99,000. @default the flow's own setting, 5,000 */
  timeout?: Duration;
  /** How long to wait between digits, in milliseconds, 1,000 to 99,000. @default the platform's, 3,000 */
  interDigitTimeout?: Duration;
  /** The audio that the caller hears while entering digits. @default a moment of silence */
  audio?: Audio;
  /**
   * The string variable that receives the digits. In a module, a variable that is not declared becomes an output of the
   * module.
   * @default "Flow.Input", in a module "Common.Input"
   */
  variable?: string;
  /** The key that ends the input before `maxDigits` is reached: `0` to `9`, `*` or `#`. @default none */
  terminator?: Digit;
  /** Whether the terminator is included in the digits. @default false */
  includeTerminator?: boolean;
  /** Whether a single star (`*`) counts as input. @default false */
  acceptJustStar?: Value;
  /** Whether a single pound (`#`) counts as input. @default false */
  acceptJustPound?: Value;
  /** How the input is read back to the caller for confirmation. @default "none" */
  verification?: "none" | "individualDigits" | "numeric";
}

/** The paths of `flow.collectInput`. */
export interface CollectInputPaths<Target extends string = string> {
  /** Digits were entered. */
  success?: Target;
  /** No digits, or not enough, were entered in time. */
  failure?: Target;
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `collectInput` entries. */
export interface CollectInputBuilder {
  /**
   * Asks the caller for digits and stores them in a variable.
   *
   * @param parameters `maxDigits` and `minDigits` (1 to 40; default 1), `timeout` to the first digit and
   *   `interDigitTimeout` in milliseconds (1,000 to 99,000; default 5,000 and 3,000), `audio` (default: a moment of
   *   silence), `variable` (default `Flow.Input`, in a module `Common.Input`), `terminator` (default none), and more
   * @param nexts `success`: digits were entered; `failure`: no digits, or not enough, in time; `default`: the fallback
   *   for paths that are not named
   * @example
   * ask: flow.collectInput(
   *   { maxDigits: 1, timeout: 5000, audio: "Press 1 for sales.", variable: "Flow.Digit" },
   *   { success: "route", failure: "bye" },
   * )
   * @see https://help.mypurecloud.com/articles/collect-input-action/
   */
  collectInput<Target extends string = never, Name extends string = "Common.Input">(
    parameters?: Plain<CollectInputParameters> & { variable?: Input<Name> },
    nexts?: CollectInputPaths<Target>,
  ): EntryTo<Target> & CollectsInto<Name>;
}

const build: CollectInputBuilder["collectInput"] = (parameters = {}, nexts) =>
  entry("collectInput", parameters, nexts);

const PATHS = ["success", "failure"] as const;

/** The variable that receives the digits by default. */
const defaultVariable = (kind: DocumentKind) => `${KINDS[kind].variableScope}.Input`;

export const collectInput = {
  type: "collectInput",
  actionKeys: { module: "collectInput", inboundCall: "collectInput" },
  yamlKeys: {
    maxDigits: "digits",
    minDigits: "digits",
    timeout: "noEntryTimeout",
    audio: "inputAudio",
    variable: "inputData.var",
    terminator: "digits.range.terminatingDtmf",
    includeTerminator: "includeTerminatingDtmfInResultData",
    verification: "verificationType",
  },
  parameters: {
    inputType: withDefault(oneOf("DTMF"), "DTMF"),
    maxDigits: withDefault(wholeNumber(1, 40), 1),
    minDigits: withDefault(wholeNumber(1, 40), 1),
    timeout: duration(1_000, 99_000),
    interDigitTimeout: duration(1_000, 99_000),
    audio: withDefault(audio(), silentAudio()),
    variable: variable(),
    terminator: oneOf("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"),
    includeTerminator: withDefault(flag(), false),
    acceptJustStar: withDefault(value("boolean"), false),
    acceptJustPound: withDefault(value("boolean"), false),
    verification: withDefault(oneOf("none", "individualDigits", "numeric"), "none"),
  },
  paths: () => ({ names: PATHS, defaultPath: "otherwise" }),
  check(parameters, place) {
    const { maxDigits = 1, minDigits = 1 } = parameters;
    if (typeof minDigits === "number" && typeof maxDigits === "number" && minDigits > maxDigits) {
      const max = place.form === "yaml" ? "max" : "maxDigits";
      place.error("conflicting-parameters", `must not be greater than "${max}"`, "minDigits");
    } else if (parameters.terminator !== undefined && minDigits === maxDigits) {
      const max = place.form === "yaml" ? "max" : "maxDigits";
      const message = `must be less than "${max}" if there is a terminating digit`;
      place.limit("conflicting-parameters", message, "minDigits");
    }
    if (parameters.includeTerminator === true && parameters.terminator === undefined) {
      const terminator = place.form === "yaml" ? "digits.range.terminatingDtmf" : "terminator";
      place.limit("conflicting-parameters", `requires "${terminator}"`, "includeTerminator");
    }
  },
  assigns: (parameters, kind) => [
    {
      name: parameters.variable ?? defaultVariable(kind),
      type: "string",
      property: "parameters.variable",
      output: true,
    },
  ],
  write(parameters, context) {
    const { maxDigits = 1, minDigits = 1, terminator } = parameters;
    const includeTerminator = terminator !== undefined && parameters.includeTerminator === true;
    return {
      inputData: writeVariable(parameters.variable ?? defaultVariable(context.kind)),
      digits:
        minDigits === maxDigits && terminator === undefined
          ? { exact: maxDigits }
          : {
              range: {
                ...(terminator !== undefined && { terminatingDtmf: `digit_${terminator}` }),
                ...(includeTerminator && { includeTerminatingDtmfInResultData: true }),
                min: minDigits,
                max: maxDigits,
              },
            },
      interDigitTimeout: writeDuration(parameters.interDigitTimeout),
      noEntryTimeout: writeDuration(parameters.timeout),
      inputAudio: writeAudio(parameters.audio ?? silentAudio()),
      // In exports, this is true inside the range, and false here.
      ...(terminator !== undefined && !includeTerminator && { includeTerminatingDtmfInResultData: false }),
      acceptJustStar: writeValue(parameters.acceptJustStar ?? false),
      acceptJustPound: writeValue(parameters.acceptJustPound ?? false),
      verificationType: parameters.verification ?? "none",
      ...writeOutputs(context, PATHS),
    };
  },
  read(body, { kind }) {
    const branches = readOutputs(body, PATHS);
    const digits = readDigits(body.digits);
    const parameters =
      digits &&
      readAll<CollectInputParameters>({
        ...digits,
        timeout: readDuration(body.noEntryTimeout),
        interDigitTimeout: readDuration(body.interDigitTimeout),
        audio: readAudio(body.inputAudio),
        variable: readVariable(body.inputData),
        includeTerminator: plain(
          digits.includeTerminator ?? (body.includeTerminatingDtmfInResultData as boolean | undefined),
        ),
        acceptJustStar: readValue(body.acceptJustStar),
        acceptJustPound: readValue(body.acceptJustPound),
        verification: plain(body.verificationType as CollectInputParameters["verification"]),
      });
    if (!parameters || !branches) return undefined;
    if (parameters.variable === defaultVariable(kind)) delete parameters.variable;
    return { parameters, branches };
  },
  build,
} satisfies ActionDefinition<CollectInputParameters> & { build: unknown };

function readDigits(
  digits: unknown,
): Pick<CollectInputParameters, "maxDigits" | "minDigits" | "terminator" | "includeTerminator"> | undefined {
  if (!isObject(digits)) return undefined;
  if (typeof digits.exact === "number") return { maxDigits: digits.exact, minDigits: digits.exact };
  const range: PlainObject = isObject(digits.range) ? digits.range : {};
  if (typeof range.min !== "number" || typeof range.max !== "number") return undefined;
  const terminator = typeof range.terminatingDtmf === "string" ? range.terminatingDtmf : undefined;
  return {
    maxDigits: range.max,
    minDigits: range.min,
    ...(terminator !== undefined && {
      terminator: terminator.replace(/^digit_/, "") as CollectInputParameters["terminator"],
    }),
    ...(range.includeTerminatingDtmfInResultData === true && { includeTerminator: true }),
  };
}
