import { CATALOG_ACTIONS, catalogAction, misspellings } from "../actions/catalog";
import { nearest, quoted } from "../issues";
import { isObject, isUnknown, kindOf } from "../json";
import type { PlainObject } from "../json";
import type { Kind } from "../kinds";
import { expressionIssue, expressionsIn, variablesIn } from "../validation/variables";
import { checkCalls, checkReferences } from "./checkReferences";
import { checkFlowName } from "./checkTasksAndMenus";
import type { FileReport } from "./checkYaml";
import type { FileAction } from "./fileActions";
import type { YamlPath } from "./readEntries";
import { readVariableItem } from "./variableItems";

/**
 * Checks a flow of a type without documents: its name, the references inside it, its actions by the catalog, and its
 * variables. Only what no flow type accepts is an error.
 */
export function checkOtherFlow(kind: Kind, root: PlainObject, report: FileReport): void {
  checkFlowName(root.name, report);
  checkReferences(kind, root, report);
  const actions = actionsIn(root, [], report);
  checkCalls(actions, report);
  for (const action of actions) checkByCatalog(action, report);
  checkExpressions(root, report);
  checkVariables(root, report);
}

/** The keys whose value is a list of actions. */
const ACTION_LISTS: ReadonlySet<string> = new Set(["actions", "startUpTaskActions"]);

/** Every action of the flow, at any depth. */
function actionsIn(root: PlainObject, path: YamlPath, report: FileReport): FileAction[] {
  const found: FileAction[] = [];
  const visit = (value: unknown, at: YamlPath): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const below = [...at, Array.isArray(value) ? Number(key) : key];
      if (ACTION_LISTS.has(key) && Array.isArray(item)) list(item, below);
      visit(item, below);
    }
  };
  const list = (items: readonly unknown[], at: YamlPath): void => {
    for (const [index, item] of items.entries()) {
      const [type, ...more] = isObject(item) ? Object.keys(item) : [];
      if (isUnknown(item)) continue;
      if (!isObject(item) || type === undefined || more.length > 0) {
        const message = `must be a mapping with one key, the action's type, not ${kindOf(item)}`;
        report.error("invalid-file", message, [...at, index]);
        continue;
      }
      const body = item[type];
      found.push({ type, body: isObject(body) ? body : {}, path: [...at, index, type], scope: root });
    }
  };
  visit(root, path);
  return found;
}

/** Warns about unknown actions, and about outputs and properties that resemble known ones. */
function checkByCatalog({ type, body, path }: FileAction, report: FileReport): void {
  if (catalogAction(type) === undefined) {
    const near = nearest(type, CATALOG_ACTIONS);
    const fix = near === undefined ? "" : `; did you mean "${near}"?`;
    report.warning("unknown-action", `unknown action ${quoted(type)}${fix}`, path);
  }
  for (const { what, key, near } of misspellings(type, body)) {
    const at = what === "output" ? [...path, "outputs", key] : [...path, key];
    report.warning("unknown-property", `unknown ${what} ${quoted(key)}; did you mean "${near}"?`, at);
  }
}

function checkExpressions(root: PlainObject, report: FileReport): void {
  for (const [key, value] of Object.entries(root)) {
    for (const { exp, path } of expressionsIn(value)) {
      const fault = isUnknown(exp) ? undefined : expressionIssue(exp);
      if (fault !== undefined)
        report.error("invalid-expression", `the expression ${fault}`, pathOf(key, path));
    }
  }
}

/** Scopes whose variables a file declares itself. */
const SCOPES = ["Flow", "Task", "State", "Slot"];

/** Warns about variables that are used and never declared. Every flow has variables of the platform's besides its own. */
function checkVariables(root: PlainObject, report: FileReport): void {
  const declared = new Map<string, string>();
  const uses = new Map<string, YamlPath>();
  const visit = (value: unknown, at: YamlPath): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const below = [...at, Array.isArray(value) ? Number(key) : key];
      if (DECLARATIONS.has(key) && Array.isArray(item)) {
        for (const one of item) {
          const name = readVariableItem(one)?.name;
          if (name !== undefined) declared.set(name.toLowerCase(), name);
        }
      }
      if (typeof item === "string" && key === "var" && variablesIn(item, SCOPES).length === 1)
        note(item, below);
      if (typeof item === "string" && key === "exp")
        for (const name of variablesIn(item, SCOPES)) note(name, below);
      visit(item, below);
    }
  };
  const note = (name: string, at: YamlPath): void => {
    if (!uses.has(name)) uses.set(name, at);
  };
  visit(root, []);
  for (const [name, at] of uses) {
    if (isUnknown(name) || declared.has(name.toLowerCase()) || PLATFORM_VARIABLES.has(name.toLowerCase()))
      continue;
    const near = nearest(name, declared.values());
    const fix = near === undefined ? '; add it to "variables"' : `; did you mean "${near}"?`;
    report.warning("undeclared-variable", `uses ${quoted(name)}, which the file does not declare${fix}`, at);
  }
}

const DECLARATIONS: ReadonlySet<string> = new Set(["variables", "startUpTaskVariables"]);

/** Variables that the platform sets in every flow of a type. */
const PLATFORM_VARIABLES: ReadonlySet<string> = new Set(
  [
    "Flow.IsTest",
    "Flow.StartDateTimeUtc",
    "Flow.InvocationData",
    "Flow.JsonData",
    "Flow.Version",
    "Flow.HoldPrompt",
  ].map((name) => name.toLowerCase()),
);

function pathOf(key: string, path: string): YamlPath {
  return [key, ...path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part))].filter(
    (part) => part !== "",
  );
}
