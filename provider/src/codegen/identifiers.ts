import { namesOf } from "../language/kinds";
import type { FlowSource } from "./source";

/** The names of a flow in a program. */
export interface ProgramNames {
  /** The variable that holds the resource. */
  variable: string;
  /** The resource's logical name in the stack. */
  logical: string;
  /** The name of the file, for content that stays YAML. */
  file: string;
  /** The namespace of the stack configuration that holds the values of the flow's keys. */
  namespace: string;
  /** The variable that holds this configuration, if the flow has keys. */
  config?: string;
}

/** Longer names are not useful. Names that are equal up to this length get a number. */
const LONGEST_VARIABLE = 40;
const LONGEST_LOGICAL = 80;

/** Unique names for flows. The same flows in the same order always get the same names. */
export function namesFor(flows: readonly FlowSource[]): Map<FlowSource, ProgramNames> {
  const variables = new Set(TAKEN);
  const logicals = new Set<string>();
  const files = new Set<string>();
  return new Map(
    flows.map((flow) => {
      const name = flow.name ?? (fileName(flow.origin) || namesOf(flow.kind).rootKey);
      const variable = free(variableName(name, flow), variables, "");
      const logical = free(logicalName(name) || namesOf(flow.kind).rootKey, logicals, "-");
      // Some file systems treat "A.yaml" and "a.yaml" as the same file.
      const file = free(plainFileName(logical.toLowerCase()), files, "-");
      const hasKeys = flow.content.form === "yaml" && flow.content.keys.length > 0;
      const config = hasKeys ? free(`${variable}Config`, variables, "") : undefined;
      const namespace = logical.replace(RESERVED_NAMESPACE, "$&-flow");
      return [flow, { variable, logical, namespace, config, file: `flows/${file}.yaml` }] as const;
    }),
  );
}

/** Configuration namespaces that are reserved for Pulumi and for this package's provider settings. */
const RESERVED_NAMESPACE = /^(?:pulumi|genesyscloud)$/i;

/** The name of a flow's source file, without its folder and extension. */
function fileName(origin: string): string {
  const base = origin.split(/[\\/]/).at(-1) ?? "";
  return base.replace(/\.[^.]*$/, "");
}

/**
 * A name that is also a valid file name on Windows, where `con`, `nul` and similar names are devices, whatever their
 * extension.
 */
function plainFileName(name: string): string {
  return name.replace(/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?=\.|$)/, "$&-flow");
}

function variableName(name: string, { kind }: FlowSource): string {
  const words = plainLetters(name).match(/[A-Za-z0-9]+/g) ?? [];
  const [first = "", ...rest] = words;
  const camel = [lowerStart(first), ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    "",
  );
  const prefix = kind === "module" ? "module" : "flow";
  const whole = camel === "" ? prefix : /^\d/.test(camel) ? `${prefix}${camel}` : camel;
  return whole.slice(0, LONGEST_VARIABLE);
}

/** `AskDigit` becomes `askDigit`, `IVRMain` becomes `ivrMain`, `MENU` becomes `menu`. */
function lowerStart(word: string): string {
  return word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

function logicalName(name: string): string {
  return plainLetters(name)
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[-.]+|-+$/g, "")
    .slice(0, LONGEST_LOGICAL);
}

/** Replaces letters with ASCII letters, so that `Größe` becomes `Grosse` instead of losing letters. */
function plainLetters(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll("ß", "ss");
}

function free(name: string, taken: Set<string>, separator: string): string {
  let result = name;
  for (let count = 2; taken.has(result); count++) result = `${name}${separator}${count}`;
  taken.add(result);
  return result;
}

/** Reserved words, the variables of a CommonJS module, and the imports of a generated program. */
const TAKEN: readonly string[] = [
  ..."arguments async await break case catch class const continue debugger default delete do else enum eval".split(
    " ",
  ),
  ..."export extends false finally for function if implements import in instanceof interface let new null".split(
    " ",
  ),
  ..."package private protected public return static super switch this throw true try typeof undefined".split(
    " ",
  ),
  ..."var void while with yield".split(" "),
  ..."exports global globalThis module process require".split(" "),
  ..."Config Flow flow FlowModule InboundFlow readFileSync".split(" "),
];
