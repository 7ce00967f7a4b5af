import type { DocumentKind } from "../kinds";
import { flowNameIssue, MAX_NAME, variableNameIssue } from "../names";
import { nearest } from "../issues";
import { isObject, kindOf } from "../json";
import type { PlainObject } from "../json";
import { Report } from "../issues";
import { quoted } from "../issues";
import { audio, checkFields, checkValue, scopesOf } from "../validation/schema";
import { SETTINGS } from "../validation/structureRules";
import { isUnknown } from "../json";
import { variableTable } from "../validation/variables";
import { readAudio } from "../actions/codecs";
import type { FileActions } from "./fileActions";
import type { FileReport } from "./checkYaml";
import type { YamlPath } from "./readEntries";
import { scalarBelow } from "./yamlPlace";
import { readVariableItem } from "./variableItems";

/** Checks everything in a file other than its actions: keys, lists and names, the greeting and the variables. */
export function checkFile(
  kind: DocumentKind,
  root: PlainObject,
  { actions, scopes }: FileActions,
  report: FileReport,
): void {
  checkFlowName(root.name, report);
  checkRootKeys(kind, root, report);
  if (kind === "inboundCall") checkGreeting(root, report);
  checkVariables(kind, root.variables, ["variables"], kind === "module", report);
  if (kind === "inboundCall") {
    checkContainers(root, "tasks", "task", report);
    checkContainers(root, "menus", "menu", report);
    for (const { task, path } of scopes) {
      checkVariables(kind, task.variables, [...path, "variables"], true, report);
      checkOutputPaths(task, actions, report);
    }
  }
  for (const { type, body, path } of actions) {
    if (type === "menu") checkDefaultChoice(body, path, report);
    else checkActionName(body.name, [...path, "name"], report);
  }
}

/** The languages that the flow supports. */
export function languagesOf(root: PlainObject): string[] {
  const { supportedLanguages, defaultLanguage } = root;
  const languages = isObject(supportedLanguages) ? Object.keys(supportedLanguages) : [];
  if (languages.length === 0 && typeof defaultLanguage === "string") languages.push(defaultLanguage);
  return languages;
}

/** Checks the name of a flow in its file. */
export function checkFlowName(name: unknown, report: FileReport): void {
  if (isUnknown(name)) return;
  if (typeof name === "string") {
    const fault = flowNameIssue(name);
    if (fault !== undefined) report.error("invalid-name", fault, ["name"]);
  } else {
    const hint = name === null ? '; put "null" or "~" in quotes if it is the name' : "";
    report.error("invalid-name", `must be the flow's name, not ${kindOf(name)}${hint}`, ["name"]);
  }
}

const HEAD = ["name", "description", "division", "defaultLanguage", "variables", "referencedObjects"];

const ROOT_KEYS: Readonly<Record<DocumentKind, readonly string[]>> = {
  module: [...HEAD, ...SETTINGS.module, "settingsCommonModule", "startUpTaskActions"],
  inboundCall: [...HEAD, ...SETTINGS.inboundCall, "startUpRef", "initialGreeting", "menus", "tasks"],
};

const LISTS: Readonly<Record<DocumentKind, readonly string[]>> = {
  // `startUpTaskActions` is checked with the actions.
  module: ["variables"],
  inboundCall: ["variables", "menus", "tasks"],
};

const MAPPINGS = ["supportedLanguages", "initialGreeting", "settingsCommonModule"];

function checkRootKeys(kind: DocumentKind, root: PlainObject, report: FileReport): void {
  for (const key of Object.keys(root)) {
    if (ROOT_KEYS[kind].includes(key)) continue;
    const suggestion = nearest(key, ROOT_KEYS[kind]);
    const fix = suggestion === undefined ? "" : `; did you mean "${suggestion}"?`;
    // Newer versions of Architect may know keys that are unknown here.
    report.warning("unknown-property", `unknown property ${quoted(key)}${fix}`, [key]);
  }
  for (const key of LISTS[kind]) {
    const value = root[key];
    if (value !== undefined && value !== null && !Array.isArray(value))
      report.error("invalid-file", `must be a list, not ${kindOf(value)}`, [key]);
  }
  for (const key of [...MAPPINGS, ...SETTINGS[kind].filter((block) => !MAPPINGS.includes(block))]) {
    const value = root[key];
    if (value !== undefined && value !== null && !isObject(value) && !isUnknown(value))
      report.error("invalid-file", `must be a mapping, not ${kindOf(value)}`, [key]);
  }
}

function checkGreeting(root: PlainObject, report: FileReport): void {
  const greeting = root.initialGreeting;
  if (greeting === undefined || greeting === null) {
    report.warning("missing-property", "the main sequence for 'Initial Greeting' has no audio set", []);
    return;
  }
  const read = readAudio(greeting);
  if (typeof read === "symbol" || read === undefined) return;
  const found = new Report("inboundCall", { languages: languagesOf(root), form: "yaml" });
  checkValue(audio(), read, found.at());
  for (const problem of found.problems) report.add(problem, ["initialGreeting"]);
}

/** @param passed whether the variables may be inputs and outputs, as those of modules and tasks */
function checkVariables(
  kind: DocumentKind,
  list: unknown,
  path: YamlPath,
  passed: boolean,
  report: FileReport,
): void {
  const seen = new Set<string>();
  for (const [at, item] of listOf(list).entries()) {
    const read = readVariableItem(item);
    if (read === undefined) {
      const message = "must be a mapping of a variable's type to its settings: stringVariable: { name: ... }";
      report.error("invalid-variable", message, [...path, at]);
      continue;
    }
    const { name, variable } = read;
    if (isUnknown(name)) continue;
    const [key = ""] = Object.keys(item as PlainObject);
    const below = [...path, at, key];
    const fault = variableNameIssue(name, scopesOf(kind));
    if (fault !== undefined) report.error("invalid-variable", fault, [...below, "name"]);
    else if (seen.has(name.toLowerCase())) {
      const message = `another variable is named ${quoted(name)}; Architect ignores case in names`;
      report.error("duplicate-variable", message, [...below, "name"]);
    }
    seen.add(name.toLowerCase());
    const { input, output, ...rest } = variable;
    for (const [flag, fields] of [
      ["isInput", input],
      ["isOutput", output],
    ] as const) {
      if (fields && !passed) {
        const what = flag === "isInput" ? "an input" : "an output";
        report.error("invalid-variable", `a variable of an inbound flow cannot be ${what}`, [...below, flag]);
      }
    }
    const found = new Report(kind, { form: "yaml" });
    checkFields(variableTable(kind, name, variable.type), { ...rest }, found.at(), "property");
    for (const problem of found.problems) {
      const [property = ""] = (problem.property ?? "").split(".");
      const body: unknown = (item as PlainObject)[key];
      const value = isObject(body) ? scalarBelow(body[property]) : [];
      report.add(problem, property === "type" ? below : [...below, property, ...value]);
    }
  }
}

/** Tasks and menus, whose names must be unique. */
function checkContainers(
  root: PlainObject,
  list: "tasks" | "menus",
  what: "task" | "menu",
  report: FileReport,
): void {
  const names = new Set<string>();
  const ids = new Set<string>();
  for (const [at, item] of listOf(root[list]).entries()) {
    const body: unknown = isObject(item) ? item[what] : undefined;
    // Anything that is not a task or menu is reported with the actions.
    if (!isObject(body)) continue;
    const { name, refId } = body;
    const path = [list, at, what];
    if (typeof name !== "string" || name.trim() === "")
      report.error("invalid-name", "name cannot be empty", [...path, "name"]);
    else if (names.has(name)) report.error("duplicate-name", `another ${what} has the same name`, path);
    else names.add(name);
    if (typeof refId !== "string") continue;
    if (ids.has(refId))
      report.warning("duplicate-name", `another ${what} has the same refId`, [...path, "refId"]);
    ids.add(refId);
  }
}

function checkDefaultChoice(
  { choices, defaultChildMenuRef }: PlainObject,
  path: YamlPath,
  report: FileReport,
): void {
  if (typeof defaultChildMenuRef !== "string" || isUnknown(defaultChildMenuRef)) return;
  const [, expected] = /\[(.*)\]$/s.exec(defaultChildMenuRef) ?? [];
  const ids = listOf(choices).flatMap((item) => {
    const body: unknown = isObject(item) ? Object.values(item)[0] : undefined;
    return isObject(body) ? [body.refId ?? body.name] : [];
  });
  if (ids.includes(expected)) return;
  const message = "the default menu choice is not valid: it is none of the choices";
  report.error("unknown-choice", message, [...path, "defaultChildMenuRef"]);
}

/** The output paths that a task's `endTask` actions use. The default path needs no declaration. */
function checkOutputPaths(task: PlainObject, actions: FileActions["actions"], report: FileReport): void {
  const declared = new Set(
    listOf(task.outputPaths).map((item) => {
      const body = isObject(item) ? item.outputPath : undefined;
      return isObject(body) ? body.name : undefined;
    }),
  );
  for (const { type, body, path, scope } of actions) {
    if (type !== "endTask" || scope !== task || !isObject(body.outputPath)) continue;
    const { name } = body.outputPath;
    if (typeof name !== "string" || isUnknown(name) || name.toLowerCase() === "default" || declared.has(name))
      continue;
    const message = 'names an output path that the task does not declare in "outputPaths"';
    report.error("unknown-path", message, [...path, "outputPath", "name"]);
  }
}

/** Exports name every action, but authors need not. */
function checkActionName(name: unknown, path: YamlPath, report: FileReport): void {
  if (typeof name !== "string") return;
  if (name.trim() === "")
    report.error("invalid-name", "name cannot be empty; leave it out, or give one", path);
  if (name.length > MAX_NAME)
    report.error("invalid-name", `an action's name must have at most ${MAX_NAME} characters`, path);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
