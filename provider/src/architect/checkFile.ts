import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import { MAX_NAME } from "../document/names";
import { nearest } from "../document/nearest";
import { isObject, kindOf } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { SETTINGS } from "../document/settings";
import type { ReadFault } from "./readAction";
import type { YamlPath } from "./readEntries";
import { readVariableItem } from "./variables";

/** Something wrong, or doubtful, in a file, and where it stands below the root key. */
export interface FileFault extends Omit<ReadFault, "wrong"> {
  severity: "error" | "warning";
}

/** What is wrong with a file beside what its actions do: its keys, lists and names, and what it refers to within itself. */
export function fileFaults(kind: FlowKind, root: PlainObject): FileFault[] {
  const faults: FileFault[] = [];
  const error = (message: string, path: YamlPath) => faults.push({ severity: "error", message, path });
  const warning = (message: string, path: YamlPath) => faults.push({ severity: "warning", message, path });

  for (const key of Object.keys(root)) {
    if (ROOT_KEYS[kind].includes(key)) continue;
    const meant = nearest(key, ROOT_KEYS[kind]);
    const fix = meant === undefined ? "" : `; did you mean "${meant}"?`;
    // Architect grows: a key that is not known here may be known there.
    warning(`"${key}" is no property that a file of ${article(kind)} is known to have${fix}`, [key]);
  }
  for (const key of LISTS[kind]) {
    if (root[key] !== undefined && root[key] !== null && !Array.isArray(root[key]))
      error(`"${key}" must be a list; it is ${kindOf(root[key])}`, [key]);
  }
  for (const [at, item] of listOf(root.variables).entries()) {
    if (readVariableItem(item) === undefined)
      error("must be a mapping of a variable's type to its settings: stringVariable: { name: ... }", [
        "variables",
        at,
      ]);
  }
  if (kind === "inboundCall" && root.initialGreeting === undefined)
    warning("the main sequence for 'Initial Greeting' has no audio set", []);
  for (const key of ["tasks", "menus"] as const) checkContainers(root, key, error);
  checkNames(root, [], error);
  return faults;
}

const HEAD = ["name", "description", "division", "defaultLanguage", "variables", "referencedObjects"];

const ROOT_KEYS: Readonly<Record<FlowKind, readonly string[]>> = {
  module: [...HEAD, ...SETTINGS.module, "settingsCommonModule", "startUpTaskActions"],
  inboundCall: [...HEAD, ...SETTINGS.inboundCall, "startUpRef", "initialGreeting", "menus", "tasks"],
};

const LISTS: Readonly<Record<FlowKind, readonly string[]>> = {
  module: ["variables", "startUpTaskActions"],
  inboundCall: ["variables", "menus", "tasks"],
};

type Report = (message: string, path: YamlPath) => void;

/** Tasks and menus: each has a name of its own; what they refer to by name is there. */
function checkContainers(root: PlainObject, key: "tasks" | "menus", error: Report): void {
  const what = key === "tasks" ? "task" : "menu";
  const seen = new Set<string>();
  for (const [at, item] of listOf(root[key]).entries()) {
    const body = isObject(item) ? item[what] : undefined;
    // What is no task or menu at all is told when the actions are read.
    if (!isObject(body)) continue;
    const { name } = body;
    if (typeof name !== "string" || name.trim() === "")
      error("name can not be empty", [key, at, what, "name"]);
    else if (seen.has(name)) error(`another ${what} has the same name`, [key, at]);
    else seen.add(name);
    if (what === "menu") checkDefaultChoice(body, [key, at, what], error);
    else checkOutputPaths(body, [key, at, what], error);
  }
}

function checkDefaultChoice(
  { choices, defaultChildMenuRef }: PlainObject,
  path: YamlPath,
  error: Report,
): void {
  if (typeof defaultChildMenuRef !== "string") return;
  const [, wanted] = /\[(.*)\]$/s.exec(defaultChildMenuRef) ?? [];
  const ids = listOf(choices).flatMap((item) => {
    const body: unknown = isObject(item) ? Object.values(item)[0] : undefined;
    return isObject(body) ? [body.refId ?? body.name] : [];
  });
  if (!ids.includes(wanted))
    error("the default menu choice is not valid: it is none of the choices", [
      ...path,
      "defaultChildMenuRef",
    ]);
}

/** The ways out of a task that its `endTask` actions name; the default one needs no declaration. */
function checkOutputPaths(task: PlainObject, path: YamlPath, error: Report): void {
  const declared = new Set(
    listOf(task.outputPaths).map((item) => {
      const body = isObject(item) ? item.outputPath : undefined;
      return isObject(body) ? body.name : undefined;
    }),
  );
  const visit = (value: unknown, at: YamlPath): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      const here = [...at, Array.isArray(value) ? Number(key) : key];
      const out =
        key === "endTask" && isObject(item) && isObject(item.outputPath) ? item.outputPath.name : undefined;
      if (typeof out === "string" && out.toLowerCase() !== "default" && !declared.has(out))
        error('names a way out that the task does not declare in "outputPaths"', here);
      visit(item, here);
    }
  };
  visit(task.actions, [...path, "actions"]);
}

/** The names of actions, however deep: exports give every action one, people need not. */
function checkNames(value: unknown, path: YamlPath, error: Report): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === "actions" || key === "startUpTaskActions") {
      for (const [at, action] of listOf(item).entries()) {
        const [type = "", body] = isObject(action) ? (Object.entries(action)[0] ?? []) : [];
        const name = isObject(body) ? body.name : undefined;
        if (typeof name !== "string") continue;
        if (name.trim() === "")
          error("name can not be empty; leave it out, or give one", [...here, at, type, "name"]);
        if (name.length > MAX_NAME)
          error(`an action's name must have at most ${MAX_NAME} characters`, [...here, at, type, "name"]);
      }
    }
    checkNames(item, here, error);
  }
}

function article(kind: FlowKind): string {
  return `${kind === "module" ? "a" : "an"} ${KINDS[kind].title}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
