import { readRawAction } from "../actions/raw";
import { actionTable } from "../actions/index";
import { checkMenus } from "../actions/menuChecks";
import { checkPromptSettings } from "../actions/promptSettings";
import { isAbsent } from "../actions/codecs";
import type { DocumentKind } from "../kinds";
import type { Entry, FlowContent, Variable } from "../model";
import { isObject, own, put } from "../json";
import type { PlainObject } from "../json";
import { Report } from "../issues";
import { quoted } from "../issues";
import type { Issue } from "../issues";
import { SETTINGS } from "../validation/structureRules";
import { checkParameters } from "../validation/document";
import { checkVariables } from "../validation/variables";
import { effectiveVariables, assignmentsOf } from "../validation/variables";
import { languagesOf } from "./checkTasksAndMenus";
import type { FileAction, FileActions } from "./fileActions";
import type { FileReport } from "./checkYaml";
import { readAction } from "./readAction";
import type { YamlPath } from "./readEntries";
import { readVariableItem } from "./variableItems";
import { yamlPathOf } from "./yamlPlace";

/**
 * Checks the actions of a file by the rules for documents, and the variables that they use. The rules check a
 * document of unconnected entries; the issues are then mapped to their places in the file.
 */
export function checkActions(
  kind: DocumentKind,
  root: PlainObject,
  file: FileActions,
  report: FileReport,
): void {
  const checked = new Report(kind, { languages: languagesOf(root), form: "yaml" });
  const entries = fileEntries(kind, root, file);
  for (const [key, { entry, action }] of entries) {
    const definition = actionTable.get(entry.action.actionType);
    // A menu that a document cannot fully represent is not an error.
    if (action === undefined || !definition || (action.type === "menu" && definition.type !== "menu"))
      continue;
    checkParameters(checked, definition, entry.action.parameters, checked.at(key), entry.nexts ?? {});
  }
  const groups = groupsOf(entries, root);
  const undeclared = groups.flatMap(({ entries: some, variables }) => {
    const content: FlowContent = { entries: some, variables };
    checkVariables(checked, { content }, actionTable);
    return undeclaredIn(kind, content, checked);
  });
  const whole = contentOf(entries, root);
  if (kind === "inboundCall") checkMenus(checked, whole, checked.languages);
  else checkPromptSettings(checked, whole, compatibleFlowTypes(root));
  for (const problem of [...checked.problems, ...undeclared]) {
    const { entry, property = "" } = problem;
    const found = entry === undefined ? undefined : entries.get(entry);
    if (found) report.add(problem, placeOf(problem, found));
    else if (property.startsWith("settings.")) report.add(problem, property.split(".").slice(1));
  }
  warnOfUnused(checked.problems, groups.length, root, report);
}

/** An action as an entry; without an action, the flow's own properties. */
interface FileEntry {
  entry: Entry;
  action?: FileAction;
  scope: PlainObject;
}

function fileEntries(
  kind: DocumentKind,
  root: PlainObject,
  { actions }: FileActions,
): Map<string, FileEntry> {
  const entries = new Map<string, FileEntry>();
  const types = variableTypes(root);
  const flow = { type: "settings", body: flowBody(kind, root) };
  entries.set("settings", { entry: entryOf("architect", flow, {}), scope: {} });
  const counts = new Map<string, number>();
  for (const action of actions) {
    const { type: actionType, reading } = hasNoVariable(action)
      ? { type: "architect", reading: readRawAction(action.type, action.body) }
      : readAction(kind, action.type, action.body, { variableTypes: types(action.scope), faults: [] });
    // Whether a path leads anywhere is checked with the lists of actions; here every path does.
    const paths = [...Object.keys(reading.branches), ...Object.keys(reading.references ?? {})];
    const nexts = Object.fromEntries(paths.map((path) => [path, path]));
    const key = freeKey(nameOf(action), entries, counts);
    entries.set(key, { entry: entryOf(actionType, reading.parameters, nexts), action, scope: action.scope });
  }
  return entries;
}

/** Everything besides actions that may contain expressions: greeting, settings, initial values. */
function flowBody(kind: DocumentKind, root: PlainObject): PlainObject {
  const keys = ["initialGreeting", "variables", ...SETTINGS[kind]];
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(root, key)).map((key) => [key, root[key]]));
}

function entryOf(actionType: string, parameters: object, nexts: Record<string, string>): Entry {
  return {
    entryType: "action",
    action: { action: actionType, actionType, parameters: { ...parameters } },
    nexts,
  };
}

function nameOf({ body, type }: FileAction): string {
  return typeof body.name === "string" && body.name.trim() !== "" ? body.name.trim() : type;
}

/** An unused entry key: the action's name, with a number appended if necessary. */
function freeKey(name: string, taken: ReadonlyMap<string, unknown>, counts: Map<string, number>): string {
  for (let count = counts.get(name) ?? 1; ; count++) {
    const key = count === 1 ? name : `${name} ${count}`;
    counts.set(name, count + 1);
    if (!taken.has(key)) return key;
  }
}

/** The declared types of the variables of a task. */
function variableTypes(root: PlainObject): (scope: PlainObject) => ReadonlyMap<string, string> {
  const flow = typesIn(root.variables);
  const tasks = new Map<PlainObject, ReadonlyMap<string, string>>();
  return (scope) => {
    const known = tasks.get(scope) ?? new ScopedTypes(typesIn(scope.variables), flow);
    tasks.set(scope, known);
    return known;
  };
}

class ScopedTypes extends Map<string, string> {
  constructor(
    own: Iterable<readonly [string, string]>,
    private readonly outer: ReadonlyMap<string, string>,
  ) {
    super(own);
  }

  override get(name: string): string | undefined {
    return super.get(name) ?? this.outer.get(name);
  }
}

function typesIn(list: unknown): Map<string, string> {
  return new Map(declared(list).map(({ name, variable }) => [name, variable.type]));
}

function declared(list: unknown): { name: string; variable: Variable }[] {
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((item) => readVariableItem(item) ?? []);
}

/** Entries that can be checked with the same set of variables. */
interface Group {
  entries: Record<string, Entry>;
  variables: Record<string, Variable>;
  /** The types of the tasks' variables, by lower-case name. */
  types: Map<string, string>;
}

/**
 * The maximum number of groups. If there are more, variables with the same name and different types are treated as
 * one.
 */
const MOST_GROUPS = 60;

/** Groups the entries so that no group has a task variable with several types. Names may be shared between tasks. */
function groupsOf(entries: ReadonlyMap<string, FileEntry>, root: PlainObject): Group[] {
  const flow = variablesOf(root.variables);
  const groups: Group[] = [];
  const chosen = new Map<PlainObject, Group>();
  const groupFor = (scope: PlainObject): Group => {
    const known = chosen.get(scope);
    if (known) return known;
    const variables = scope === root ? {} : variablesOf(scope.variables);
    const fits = ({ types }: Group) =>
      Object.entries(variables).every(([name, { type }]) => (types.get(name.toLowerCase()) ?? type) === type);
    let group = groups.find(fits) ?? (groups.length >= MOST_GROUPS ? groups[0] : undefined);
    if (!group) {
      group = { entries: {}, variables: { ...flow }, types: new Map() };
      groups.push(group);
    }
    for (const [name, variable] of Object.entries(variables)) {
      group.types.set(name.toLowerCase(), variable.type);
      put(group.variables, name, variable);
    }
    chosen.set(scope, group);
    return group;
  };
  for (const [key, { entry, scope }] of entries) put(groupFor(scope).entries, key, entry);
  return groups;
}

/** Variables by name, with what matters for their uses. The rest is checked at their declarations. */
function variablesOf(list: unknown): Record<string, Variable> {
  return Object.fromEntries(
    declared(list).map(({ name, variable: { type, input, output } }) => [name, { type, input, output }]),
  );
}

/**
 * Variables that an action sets but the file does not declare. In a document setting a variable declares it, in a
 * file it does not.
 */
function undeclaredIn(kind: DocumentKind, content: FlowContent, report: Report): Issue[] {
  const implied = [...effectiveVariables(kind, { content }, actionTable)].filter(
    ([, { declared: is }]) => !is,
  );
  const names = new Set(implied.map(([name]) => name.toLowerCase()));
  const problems: Issue[] = [];
  for (const [entry, value] of names.size > 0 ? Object.entries(content.entries) : []) {
    for (const { name, property } of assignmentsOf(kind, value, actionTable)) {
      if (report.hasFailed(entry) || !names.delete(name.toLowerCase())) continue;
      const message = `sets ${quoted(name)}, which the file does not declare; add it to "variables"`;
      problems.push({ severity: "error", code: "undeclared-variable", entry, property, message });
    }
  }
  return problems;
}

function compatibleFlowTypes({ settingsCommonModule: settings }: PlainObject): string[] | undefined {
  const list: unknown = isObject(settings) ? settings.compatibleFlowTypes : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((item: unknown) =>
    isObject(item) && typeof item.flowType === "string" ? [item.flowType] : [],
  );
}

/** The whole flow as one content. */
function contentOf(entries: ReadonlyMap<string, FileEntry>, root: PlainObject): FlowContent {
  const all = [...entries].map(([key, { entry }]) => [key, entry] as const);
  return { entries: Object.fromEntries(all), settings: root };
}

/** The path in the file that an issue of an entry refers to. */
function placeOf({ entry, property = "" }: Issue, { action, entry: value }: FileEntry): YamlPath {
  if (!action) return yamlPathOf(property, flowRoot(value), actionTable.get("architect")?.yamlKeys);
  const keys = actionTable.get(value.action.actionType)?.yamlKeys;
  return entry === undefined ? [] : [...action.path, ...yamlPathOf(property, action.body, keys)];
}

function flowRoot({ action }: Entry): PlainObject {
  const body = own(action.parameters ?? {}, "body");
  return isObject(body) ? body : {};
}

/** A variable of the flow is unused only if no group uses it. */
function warnOfUnused(
  problems: readonly Issue[],
  groups: number,
  root: PlainObject,
  report: FileReport,
): void {
  if (report.hasErrors) return;
  const counts = new Map<string, number>();
  for (const { code, property = "" } of problems) {
    if (code === "unused-variable") counts.set(property, (counts.get(property) ?? 0) + 1);
  }
  const list: unknown[] = Array.isArray(root.variables) ? root.variables : [];
  for (const [at, item] of list.entries()) {
    const name = readVariableItem(item)?.name;
    if (name === undefined || counts.get(`variables.${name}`) !== groups) continue;
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    report.warning("unused-variable", `the variable ${quoted(name)} is not used`, ["variables", at, key]);
  }
}

/** Whether digits are not stored: a document has a default variable for them, a file does not. */
function hasNoVariable({ type, body }: FileAction): boolean {
  return type === "collectInput" && isAbsent(body.inputData);
}
