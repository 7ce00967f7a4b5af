import { KINDS, type FlowKind } from "../document/kinds";
import { nearest } from "../document/nearest";
import type { Problem } from "../document/problems";
import { isUnknown } from "../document/unknown";
import { INPUTS } from "./state";

type Properties = Record<string, unknown>;
type Rule = (value: unknown) => string | undefined;

const text: Rule = (value) => (typeof value === "string" ? undefined : "must be a string");
const flag: Rule = (value) => (typeof value === "boolean" ? undefined : "must be true or false");
const language: Rule = (value) =>
  typeof value === "string" && (isUnknown(value) || /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(value))
    ? undefined
    : 'must be a language in lower case, such as "en-us"';
const seconds: Rule = (value) =>
  typeof value === "number" && value > 0 ? undefined : "must be a positive number of seconds";
const oneOf =
  (...allowed: string[]): Rule =>
  (value) =>
    typeof value === "string" && allowed.includes(value)
      ? undefined
      : `must be ${allowed.map((one) => `"${one}"`).join(" or ")}`;
const listOf =
  (rule: Rule): Rule =>
  (value) =>
    Array.isArray(value)
      ? firstProblem(
          value.map((one: unknown) => [undefined, one] as const),
          rule,
        )
      : "must be a list";
const mapOf =
  (rule: Rule): Rule =>
  (value) =>
    isObject(value) ? firstProblem(Object.entries(value), rule) : "must be an object";
const object =
  (rules: Record<string, Rule>): Rule =>
  (value) => {
    if (!isObject(value)) return "must be an object";
    for (const [key, one] of Object.entries(value)) {
      const rule = rules[key];
      if (rule === undefined) return `has no "${key}"; it takes ${Object.keys(rules).join(", ")}`;
      const problem = isUnknown(one) ? undefined : rule(one);
      if (problem !== undefined) return `${key} ${problem}`;
    }
    return undefined;
  };
/** Checked where it belongs: the document language has its own rules. */
const anything: Rule = () => undefined;

/** What each argument may be. A key that begins with two underscores is the package's own. */
const COMMON: Record<string, Rule> = {
  name: text,
  description: text,
  division: text,
  document: anything,
  yaml: text,
  substitutions: mapOf(text),
  onConflict: oneOf("fail", "adopt"),
  forceUnlock: flag,
  timeouts: object({ publish: seconds, delete: seconds }),
  verifyContent: flag,
  supportedLanguages: listOf(language),
};
const OF_KIND: Readonly<Record<FlowKind, Record<string, Rule>>> = {
  module: { ...COMMON, compatibleFlowTypes: listOf(text) },
  inboundCall: {
    ...COMMON,
    enabled: flag,
    defaultLanguage: language,
    modules: listOf(text),
    moduleVersions: anything,
  },
};

/** Problems of the arguments themselves: unknown ones, wrong types, and the choice between `document` and `yaml`. */
export function checkArguments(kind: FlowKind, news: Properties): Problem[] {
  const rules = OF_KIND[kind];
  const problems: Problem[] = [];
  const given = Object.entries(news).filter(([key, value]) => !key.startsWith("__") && value !== null);
  for (const [property, value] of given) {
    const rule = rules[property];
    const message =
      rule === undefined ? unknownArgument(kind, property, Object.keys(rules)) : ruleProblem(rule, value);
    if (message !== undefined) problems.push({ severity: "error", property, message });
  }
  const ways = ["document", "yaml"].filter((key) => news[key] !== undefined);
  if (ways.length !== 1) {
    const message = `give exactly one of document and yaml (${ways.length === 0 ? "there is neither" : "there are both"})`;
    problems.push({ severity: "error", message });
  }
  if (news.substitutions !== undefined && news.yaml === undefined) {
    problems.push({ severity: "error", property: "substitutions", message: "goes with yaml only" });
  }
  return problems;
}

function ruleProblem(rule: Rule, value: unknown): string | undefined {
  return isUnknown(value) ? undefined : rule(value);
}

function unknownArgument(kind: FlowKind, property: string, known: string[]): string {
  const own = known.filter((key) => INPUTS.includes(key) && key !== "moduleVersions");
  const near = nearest(property, own);
  return `is no argument of ${/^[aeiou]/.test(KINDS[kind].title) ? "an" : "a"} ${KINDS[kind].title}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function firstProblem(
  items: readonly (readonly [string | undefined, unknown])[],
  rule: Rule,
): string | undefined {
  for (const [index, [key, item]] of items.entries()) {
    const problem = ruleProblem(rule, item);
    if (problem !== undefined) return `${key ?? `item ${index + 1}`} ${problem}`;
  }
  return undefined;
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
