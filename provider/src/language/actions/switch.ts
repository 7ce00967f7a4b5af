import type { Input } from "@pulumi/pulumi";
import type { ActionDefinition, WriteContext } from "./definition";
import type { Value } from "../model";
import { isObject, isScalar, own, put, equalJson } from "../json";
import type { PlainObject } from "../json";
import { anything, fields, listOf, mapOf, reportInvalid, required, text, value } from "../validation/schema";
import type { IssueReporter, Schema } from "../validation/schema";
import { isUnknown } from "../json";
import type { DeepInput } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo, Fixed, OnlyPaths, TargetsOf } from "../typedDocument";
import { ABSENT, onlyPair, readValue, writeValue } from "./codecs";

/** A case of `flow.switch` with its own condition. */
export interface SwitchCase {
  /** The name of the case, which is also its path in `nexts`. */
  path: string;
  /** An expression that is true or false. */
  when: Value;
}

/** The parameters of `flow.switch`: a value with its cases, or a list of conditions. */
export interface SwitchParameters {
  /** The value to compare with each case. If not set, each case has a condition. */
  value?: Value;
  /**
   * With `value`: the literal to compare with, by path name. Without `value`: the cases in the order in which they are
   * evaluated; the first case that is true is taken.
   */
  cases: Record<string, string | number | boolean> | SwitchCase[];
}

/** {@link SwitchParameters} as a program passes them; the names of the cases are part of the type. */
export interface SwitchInput<Case extends string = string> {
  /** The value to compare with each case. If not set, each case has a condition. */
  value?: DeepInput<Value>;
  /**
   * With `value`: the literal for each case by name. Without `value`: the cases in the order in which they are
   * evaluated.
   */
  cases:
    | Record<Case, DeepInput<string | number | boolean>>
    | DeepInput<Record<string, string | number | boolean>>
    | readonly SwitchCaseInput<Case>[];
}

/** {@link SwitchCase} as a program passes it. */
export interface SwitchCaseInput<Case extends string = string> {
  /** The name of the case, which is also its path in `nexts`. */
  path: Input<Case>;
  /** An expression that is true or false. */
  when: DeepInput<Value>;
}

/** The builder of `switch` entries. */
export interface SwitchBuilder {
  /**
   * Chooses one of several paths. Each case is a path of the entry, so `nexts` can only contain names of cases and
   * `default`.
   *
   * @param parameters `value` with `cases` by name: the literal to compare with; or, without `value`, `cases` as a list
   *   of `{ path, when }`: the first case whose condition is true is taken. 1 to 64 cases
   * @param nexts the entry for each case by its name; `default`: the entry if no case matches, and for cases that are
   *   not named
   * @example
   * route: flow.switch(
   *   { value: flow.exp("Flow.Digit"), cases: { sales: "1", support: "2" } },
   *   { sales: "toSales", support: "toSupport", default: "bye" },
   * )
   * @example
   * route: flow.switch(
   *   {
   *     cases: [
   *       { path: "vip", when: flow.exp("Flow.Level > 3") },
   *       { path: "known", when: flow.exp("Flow.Level > 0") },
   *     ],
   *   },
   *   { vip: "toVip", known: "toSales", default: "bye" },
   * )
   * @see https://help.mypurecloud.com/articles/switch-action/
   */
  switch<
    Case extends string,
    Target extends string,
    Nexts extends Record<string, Target> = Record<never, never>,
  >(
    parameters: SwitchInput<Case>,
    nexts?: Nexts & OnlyPaths<Nexts, Fixed<Case> | "default">,
  ): EntryTo<TargetsOf<Nexts>>;
}

const build: SwitchBuilder["switch"] = (parameters, nexts) => entry("switch", parameters, nexts);

const RESERVED = '"default" is the path for everything else; give the case another name';

/** The maximum number of cases in Architect. */
const MAX_CASES = 64;

export const switchAction = {
  type: "switch",
  pace: "instant",
  actionKeys: { module: "switch", inboundCall: "switch" },
  yamlKeys: { value: "evaluate.firstMatch.*.value", cases: "evaluate.*" },
  parameters: { value: value(), cases: required(cases()) },
  paths(parameters) {
    const names = caseNames(parameters.cases);
    return { names: names ?? [], open: names === undefined, defaultPath: "branch" };
  },
  check(parameters, place) {
    const { value: compared, cases: values } = parameters;
    if (Array.isArray(values)) {
      if (compared !== undefined)
        place.error(
          "conflicting-parameters",
          "must not be given with a list of cases: these have conditions",
          "value",
        );
      checkPaths(values, place);
      return;
    }
    if (compared === undefined) {
      place.error("missing-parameter", "required: what is compared with the cases", "value");
    }
    const literals = Object.values(values);
    if (new Set(literals.map((literal) => typeof literal)).size > 1) {
      place.error("mismatched-type", "must all be of one type: text, numbers or booleans", "cases");
    }
    const duplicate = Object.keys(values).find((name, at) => literals.indexOf(own(values, name) ?? "") < at);
    if (duplicate !== undefined)
      place.limit("duplicate-value", "duplicates the value of an earlier case", `cases.${duplicate}`);
  },
  write(parameters, context) {
    const byDefault = outputOf(context, "default");
    const rest = byDefault && { default: byDefault };
    if (Array.isArray(parameters.cases)) {
      const list = parameters.cases.map(({ path, when }) => caseOf(writeValue(when), path, context));
      return { evaluate: { firstTrue: { ...rest, cases: list } } };
    }
    // Only seen in a workitem flow. The action is the same in call flows, so its YAML is assumed to be the same too.
    const entries = Object.entries(parameters.cases).sort(([, a], [, b]) => (a < b ? -1 : 1));
    const list = entries.map(([path, literal]) => caseOf({ lit: literal }, path, context));
    return {
      evaluate: {
        firstMatch: {
          [typeOf(entries.map(([, literal]) => literal))]: {
            value: writeValue(parameters.value),
            cases: list,
            ...rest,
          },
        },
      },
    };
  },
  read(body) {
    const [way, fields] = onlyPair(body.evaluate);
    if (way === "firstTrue" && isObject(fields)) return readFirstTrue(fields);
    const [, match] = onlyPair(fields);
    return way === "firstMatch" && isObject(match) ? readFirstMatch(match) : undefined;
  },
  restorePathNames({ parameters, nexts }, known) {
    const names: Record<string, string> = {};
    for (const [path, test] of tests(parameters)) {
      const same = tests(known).find(([, candidate]) => equalJson(test, candidate));
      if (same) put(names, path, same[0]);
    }
    const renamed = (path: string) => own(names, path) ?? path;
    return {
      parameters: {
        ...parameters,
        cases: Array.isArray(parameters.cases)
          ? parameters.cases.map(({ path, when }) => ({ path: renamed(path), when }))
          : renamedKeys(parameters.cases, renamed),
      },
      nexts: renamedKeys(nexts, renamed),
    };
  },
  build,
} satisfies ActionDefinition<SwitchParameters> & { build: unknown };

function renamedKeys<T>(
  object: Readonly<Record<string, T>>,
  renamed: (key: string) => string,
): Record<string, T> {
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [renamed(key), item]));
}

/** The path of each case, with its literal or condition. */
function tests({ cases: values }: SwitchParameters): [string, unknown][] {
  return Array.isArray(values)
    ? values.map(({ path, when }) => [path, value("boolean").canonical(when)])
    : Object.entries(values);
}

function cases(): Schema {
  const map = mapOf(anything(), "a literal for each case by the name of its path");
  const list = listOf(
    fields("path and when", { path: required(text(200)), when: required(value("boolean")) }),
    "one object with path and when for each case",
  );
  return {
    about: "an object (a literal for each case), or a list of objects with path and when",
    check(cases, place) {
      const count = isObject(cases)
        ? Object.keys(cases).length
        : Array.isArray(cases)
          ? cases.length
          : undefined;
      if (count === undefined) reportInvalid(this, cases, place);
      else if (count === 0) place.error("empty-list", "must not be empty");
      else if (count > MAX_CASES)
        place.limit("invalid-value", `must have at most ${MAX_CASES} cases; it has ${count}`);
      else if (Array.isArray(cases)) list.check(cases, place);
      else {
        for (const [name, literal] of Object.entries(cases as PlainObject)) {
          if (name === "default") place.error("reserved-name", RESERVED, name);
          if (!isUnknown(literal) && !isScalar(literal))
            reportInvalid({ about: "text, a number, true or false" }, literal, place.at(name));
        }
      }
    },
    canonical: (cases) => (Array.isArray(cases) ? list.canonical(cases) : map.canonical(cases)),
  };
}

function checkPaths(cases: readonly SwitchCase[], place: IssueReporter): void {
  const seen = new Set<string>();
  cases.forEach(({ path }, at) => {
    if (isUnknown(path)) return;
    if (path === "default") place.error("reserved-name", RESERVED, `cases.${at}.path`);
    else if (seen.has(path))
      place.error("duplicate-value", "is the path of an earlier case", `cases.${at}.path`);
    seen.add(path);
  });
}

/** The path names of the cases; undefined if they are not known, or not valid. */
function caseNames(cases: unknown): string[] | undefined {
  if (Array.isArray(cases)) {
    const names = cases.map((item: unknown) => (isObject(item) ? item.path : undefined));
    const known = names.filter((name) => typeof name === "string" && !isUnknown(name)) as string[];
    return known.length === names.length ? known : undefined;
  }
  // Sorted by value, as they are written, because the engine does not preserve the order of maps.
  return isObject(cases)
    ? Object.entries(cases)
        .sort(([, a], [, b]) => (sortKey(a) < sortKey(b) ? -1 : 1))
        .map(([name]) => name)
    : undefined;
}

function sortKey(literal: unknown): string {
  return isScalar(literal) ? String(literal) : "";
}

function caseOf(test: PlainObject, path: string, context: WriteContext): PlainObject {
  return { case: { value: test, ...outputOf(context, path) } };
}

function outputOf(context: WriteContext, path: string): PlainObject | undefined {
  const actions = context.branch(path);
  return actions && { actions };
}

function typeOf(literals: readonly (string | number | boolean)[]): string {
  if (literals.every((literal) => typeof literal === "boolean")) return "boolean";
  if (literals.every((literal) => typeof literal === "number")) {
    return literals.every(Number.isInteger) ? "integer" : "decimal";
  }
  return "string";
}

type Branches = Record<string, readonly unknown[]>;

function readFirstTrue(body: PlainObject) {
  const list = readCases(body.cases, body.default);
  if (!list) return undefined;
  return {
    parameters: { cases: list.cases.map(({ test }, at) => ({ path: `case ${at + 1}`, when: test })) },
    branches: named(list, (_, at) => `case ${at + 1}`),
  };
}

function readFirstMatch(match: PlainObject) {
  const list = readCases(match.cases, match.default);
  const compared = readValue(match.value);
  if (!list || compared === undefined || compared === ABSENT) return undefined;
  const literals = list.cases.map(({ test }) => test);
  const names = literals.map(String);
  // Case names are derived from the literals. Without literals, or with duplicates, the action is read as plain YAML.
  if (!literals.every(isScalar) || new Set(names).size < names.length || names.includes("default"))
    return undefined;
  const values: PlainObject = {};
  literals.forEach((literal) => {
    put(values, String(literal), literal);
  });
  return {
    parameters: { value: compared, cases: values as Record<string, string | number | boolean> },
    branches: named(list, (_, at) => names[at] ?? ""),
  };
}

interface ReadCases {
  cases: { test: Value; actions: readonly unknown[] | undefined }[];
  byDefault: readonly unknown[] | undefined;
}

function readCases(list: unknown, byDefault: unknown): ReadCases | undefined {
  if (!Array.isArray(list)) return undefined;
  const read: ReadCases["cases"] = [];
  for (const item of list as unknown[]) {
    const [key, body] = onlyPair(item);
    const test = key === "case" && isObject(body) ? readValue(body.value) : undefined;
    if (test === undefined || test === ABSENT || !isObject(body)) return undefined;
    read.push({ test, actions: Array.isArray(body.actions) ? body.actions : undefined });
  }
  const rest: unknown = isObject(byDefault) ? byDefault.actions : undefined;
  return { cases: read, byDefault: Array.isArray(rest) ? rest : undefined };
}

function named({ cases: list, byDefault }: ReadCases, name: (test: Value, at: number) => string): Branches {
  const branches: Branches = {};
  list.forEach(({ test, actions }, at) => {
    if (actions) put(branches, name(test, at), actions);
  });
  if (byDefault) branches.default = byDefault;
  return branches;
}
