import { KINDS } from "../language/kinds";
import type { FlowSource } from "./source";

/** What a flow is called in a program. */
export interface ProgramNames {
  /** The variable that holds the resource. */
  variable: string;
  /** The resource's name in the stack. */
  logical: string;
  /** The file for content that stays YAML. */
  file: string;
  /** The namespace of the stack's configuration that holds the values of its keys. */
  namespace: string;
  /** The variable that holds that configuration, if the flow has keys. */
  config?: string;
}

/** Longer names help nobody; two that are equal so far are told apart by a number. */
const LONGEST_VARIABLE = 40;
const LONGEST_LOGICAL = 80;

/** Names for flows, each of them once. The same flows in the same order always get the same names. */
export function namesFor(flows: readonly FlowSource[]): Map<FlowSource, ProgramNames> {
  const variables = new Set(TAKEN);
  const logicals = new Set<string>();
  const files = new Set<string>();
  return new Map(
    flows.map((flow) => {
      const said = flow.name ?? (fileName(flow.origin) || KINDS[flow.kind].rootKey);
      const variable = free(variableName(said, flow), variables, "");
      const logical = free(logicalName(said) || KINDS[flow.kind].rootKey, logicals, "-");
      // Some file systems take "A.yaml" and "a.yaml" for one.
      const file = free(plainFileName(logical.toLowerCase()), files, "-");
      const hasKeys = flow.content.form === "yaml" && flow.content.keys.length > 0;
      const config = hasKeys ? free(`${variable}Config`, variables, "") : undefined;
      const namespace = logical.replace(RESERVED_NAMESPACE, "$&-flow");
      return [flow, { variable, logical, namespace, config, file: `flows/${file}.yaml` }] as const;
    }),
  );
}

/** Namespaces of configuration that are Pulumi's, or the settings of this package's provider. */
const RESERVED_NAMESPACE = /^(?:pulumi|genesyscloud)$/i;

/** The name of the file that a flow comes from, without its folder and its ending. */
function fileName(origin: string): string {
  const base = origin.split(/[\\/]/).at(-1) ?? "";
  return base.replace(/\.[^.]*$/, "");
}

/** A name that Windows takes for a file as well: `con`, `nul` and their like are devices there, whatever their ending. */
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

/** `AskDigit` becomes `askDigit`, `IVRMain` `ivrMain`, `MENU` `menu`. */
function lowerStart(word: string): string {
  return word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

function logicalName(name: string): string {
  return plainLetters(name)
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[-.]+|-+$/g, "")
    .slice(0, LONGEST_LOGICAL);
}

/** `Größe` is spelled `Große`: an accent is no reason for a hole in a name. */
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

/** Words of the language, names that a CommonJS module has, and what a generated program imports. */
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
  ..."Config flow FlowModule InboundFlow readFileSync".split(" "),
];
