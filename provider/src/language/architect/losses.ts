import { actionTable } from "../actions/index";
import { pathsOf } from "../validation/paths";
import type { DocumentKind } from "../kinds";
import { KINDS } from "../kinds";
import type { Entry, FlowDocument } from "../model";
import { isObject, isScalar, own, equalJson } from "../json";
import type { PlainObject } from "../json";
import type { Step } from "./tree";
import { passedVariablesOf, taskVariablesOf } from "../validation/taskVariables";
import { canonicalDocument } from "./equality";
import { canonicalRoot, OPTIONAL_KEYS } from "./canonicalYaml";
import { architectTree } from "./write";
import { treesOf } from "./containers";
import { withoutErrorHandlingRef } from "./errorHandling";
import { isOwnMenu, referencedIn } from "./generatedMenus";
import { readFlow } from "./readFlow";
import type { ReadFlow } from "./readFlow";
import type { ReadOptions } from "./readAction";
import { ReadError } from "./readEntries";
import type { YamlPath } from "./readEntries";
import { readRef } from "./references";
import { differences, firstDifference, isEmptyNode } from "./equalYaml";
import { writeVariable } from "./variableItems";

/** Something in a file that is missing from the document read from it. */
export interface Loss {
  /** What is lost and why a document cannot represent it: `nothing leads to the task "Two"`. */
  message: string;
  /** The path in the file, below the root key. */
  path: YamlPath;
}

/** The result of {@link readWhole}. */
export interface WholeRead {
  /** The flow. Undefined if the file cannot be converted to a document. */
  read?: ReadFlow;
  /** What the file contains and the document does not. */
  losses: readonly Loss[];
}

/**
 * Reads a file into a document, and reports what the file contains and the document does not.
 *
 * @throws Error with a message for the user, if it is not a file of a supported flow kind
 */
export function readWhole(file: unknown, options: ReadOptions = {}): WholeRead {
  try {
    const read = readFlow(file, options);
    return { read, losses: lossesOf(file, read, options) };
  } catch (error) {
    if (error instanceof ReadError) return { losses: [error] };
    throw error;
  }
}

/** The maximum number of losses to list in a message. */
const MOST_NAMED = 3;

/** Losses as the end of a sentence, each with its line in the file if known. */
export function describeLosses(
  losses: readonly Loss[],
  lineOf?: (path: YamlPath) => number | undefined,
): string {
  const named = losses.slice(0, MOST_NAMED).map(({ message, path }) => {
    const line = lineOf?.(path);
    return line === undefined ? message : `line ${line}: ${message}`;
  });
  const more = losses.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/**
 * What would be lost if the document replaced the file it was read from. The document is compiled again and compared
 * with the file.
 */
function lossesOf(file: unknown, read: ReadFlow, options: ReadOptions = {}): Loss[] {
  const { kind } = read;
  const root = isObject(file) ? file[KINDS[kind].rootKey] : undefined;
  if (!isObject(root)) return [];
  const found = [...unreachableParts(root, read), ...unknownTaskParts(root), ...referencesLeft(read)];
  const moduleNames = Object.fromEntries(
    Object.entries(options.moduleIds ?? {}).map(([name, id]) => [id, name]),
  );
  let again: PlainObject;
  try {
    again = architectTree({ ...read, moduleNames });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [...found, { message: `the document could not be written again: ${why}`, path: [] }];
  }
  const rootAgain = again[KINDS[kind].rootKey];
  found.push(...rootParts(kind, root, isObject(rootAgain) ? rootAgain : {}));
  if (kind !== "module") found.push(...taskVariableParts(root, read));
  return found.length > 0 ? found : changedByWriting(read, again, options);
}

/** Tasks, menus and actions that nothing leads to. A document cannot contain them. */
function unreachableParts(root: PlainObject, { unreferenced, unreachable }: ReadFlow): Loss[] {
  const referenced = referencedIn(root);
  const listed = new Set<string>();
  const inContainers = unreferenced.flatMap(({ places }) => {
    const [list = "", at = 0] = places.get("start") ?? [];
    for (const place of places.values()) listed.add(place.join(" "));
    const item: unknown = listOf(root[list])[Number(at)];
    if (list === "menus" && isOwnMenu(item, referenced)) return [];
    const kind = list === "menus" ? "menu" : "task";
    const body = isObject(item) ? item[kind] : undefined;
    return [{ message: `nothing leads to the ${kind} ${nameOf(body)}`, path: [list, at] }];
  });
  const actions = unreachable
    .filter((place) => !listed.has(place.join(" ")))
    .map((place) => ({ message: `nothing leads to the action ${nameOf(at(root, place))}`, path: place }));
  return [...inContainers, ...actions];
}

const TASK_KEYS: ReadonlySet<string> = new Set([
  "name",
  "refId",
  "trackingId",
  "variables",
  "actions",
  "outputPaths",
]);

/** Properties of tasks that a document cannot represent, and output paths that none of the task's actions uses. */
function unknownTaskParts(root: PlainObject): Loss[] {
  return tasksIn(root).flatMap(({ task, path }) => {
    const unknown = Object.entries(task)
      .filter(([key, value]) => !TASK_KEYS.has(key) && !isEmptyNode({ [key]: value }))
      .map(([key]) => ({
        message: `"${key}" of the task ${nameOf(task)} has no form in a document`,
        path: [...path, key],
      }));
    const taken = JSON.stringify(task.actions ?? []).toLowerCase();
    const unused = listOf(task.outputPaths).flatMap((item, index) => {
      const body = isObject(item) ? item.outputPath : undefined;
      const name = isObject(body) && isScalar(body.name) ? String(body.name) : undefined;
      const isTaken = name !== undefined && taken.includes(JSON.stringify(name).toLowerCase());
      if (isTaken || name?.toLowerCase() === "default") return [];
      return [
        {
          message: `no action of the task ${nameOf(task)} takes the output path "${name ?? ""}"`,
          path: [...path, "outputPaths", index],
        },
      ];
    });
    return [...unknown, ...unused];
  });
}

/**
 * References to tasks and menus that are still text in the document: their targets get new ids when the document is
 * compiled.
 */
function referencesLeft({ document, places }: ReadFlow): Loss[] {
  const { entries, settings } = document.content;
  const inEntries = Object.entries(entries).flatMap(([key, { action }]) =>
    referencesIn(action.parameters).map((name): Loss => ({
      message: `"${name}" of the action "${key}" refers to a task or menu, which a document cannot do there`,
      path: places.get(key) ?? [],
    })),
  );
  const inSettings = Object.entries(settings ?? {}).flatMap(([block, value]) =>
    referencesIn(value).map((name): Loss => ({
      message: `"${name}" of "${block}" refers to a task or menu, which a document cannot do there`,
      path: [block],
    })),
  );
  return [...inEntries, ...inSettings];
}

function referencesIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") return key.endsWith("Ref") && readRef(value) ? [key] : [];
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item, key));
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, item]) => referencesIn(item, name));
}

/** Differences in the flow's own properties, variables, greeting and settings. */
function rootParts(kind: DocumentKind, before: PlainObject, after: PlainObject): Loss[] {
  const [was, is] = [before, after].map((root) =>
    canonicalRoot(kind, withoutErrorHandlingRef(withLanguage(kind, root))),
  );
  return differences(was, is, OPTIONAL_KEYS).map((place): Loss => {
    const [key = "", ...below] = place.map(String);
    const about = (path: readonly string[]) => `"${path.join(".")}" has no form in a document`;
    if (key === "variables") {
      const [name = ""] = below;
      const index = listOf(before.variables).findIndex(
        (item) =>
          isObject(item) && Object.values(item).some((body) => isObject(body) && String(body.name) === name),
      );
      return {
        message: about(["variables", ...below]),
        path: index < 0 ? ["variables"] : ["variables", index],
      };
    }
    const path = key === "settings" ? below : [key, ...below];
    return { message: about(path), path };
  });
}

/** Removes a module's default language if it is the only supported one, because exports of modules omit it. */
function withLanguage(kind: DocumentKind, root: PlainObject): PlainObject {
  if (kind !== "module" || typeof root.defaultLanguage !== "string") return root;
  const { defaultLanguage, ...rest } = root;
  const supported = isObject(root.supportedLanguages)
    ? Object.keys(root.supportedLanguages)
    : [defaultLanguage];
  return supported.length === 1 && supported[0]?.toLowerCase() === defaultLanguage.toLowerCase()
    ? rest
    : root;
}

/**
 * The variables of tasks. In a document a task variable is the same in all tasks, and the tasks are only formed when
 * the document is compiled. So each variable must be compiled to exactly its original declaration, in a single task
 * with all actions that use it.
 */
function taskVariableParts(root: PlainObject, { kind, document, places }: ReadFlow): Loss[] {
  const declared = tasksIn(root).flatMap(({ task, path }) =>
    listOf(task.variables).map((item, index) => ({ task, path, item, at: [...path, "variables", index] })),
  );
  if (declared.length === 0) return [];
  const { entries, variables = {} } = document.content;
  const compiled = compiledTasks(kind, document);
  const first = [...compiled.keys()].find((name) => !isMenu(own(entries, name)));
  const passed = passedByTask(entries);
  /** The original task of each variable of a compiled task. */
  const origins = new Map<string, string>();
  return declared.flatMap(({ task, path, item, at }): Loss[] => {
    const body: unknown = isObject(item) ? Object.values(item)[0] : undefined;
    const name = isObject(body) && isScalar(body.name) ? String(body.name) : "";
    const variableOf = `the variable "${name}" of the task ${nameOf(task)}`;
    const loss = (why: string): Loss[] => [{ message: `${variableOf} ${why}`, path: at }];
    const [known, variable] =
      Object.entries(variables).find(([other]) => other.toLowerCase() === name.toLowerCase()) ?? [];
    const same =
      known !== undefined &&
      variable !== undefined &&
      firstDifference(withFlags(item), writeVariable(kind, name, variable)) === undefined;
    if (!same) return loss("is declared otherwise than in another task, or in a form that no document has");
    const prefix = path.join(" ");
    const own = [...places].filter(([, place]) => taskOf(place) === prefix).map(([key]) => key);
    const users = new Set(own.filter((key) => uses(entries[key], name)));
    const into = [...compiled]
      .filter(([, keys]) => [...users].some((key) => keys.has(key)))
      .map(([task]) => task);
    if (users.size === 0) {
      const begins = [...compiled.keys()].find((key) => own.includes(key));
      const isPassed = begins !== undefined && passed.get(begins)?.has(name.toLowerCase());
      if (isPassed) into.push(begins);
      else if (begins !== undefined && begins === first && !usedAnywhere(entries, name)) into.push(begins);
      else return loss("is used by nothing");
    }
    const [only = ""] = into;
    const key = `${only} ${name.toLowerCase()}`;
    const origin = origins.get(key) ?? prefix;
    origins.set(key, origin);
    if (into.length === 1 && origin === prefix) return [];
    return loss("would be in another task: a document has no tasks, and its entries make up others");
  });
}

function withFlags(item: unknown): unknown {
  if (!isObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([type, body]) => [
      type,
      isObject(body)
        ? {
            ...body,
            description: body.description === "" ? undefined : body.description,
            isInput: body.isInput === true,
            isOutput: body.isOutput === true,
          }
        : body,
    ]),
  );
}

function uses(entry: Entry | undefined, name: string): boolean {
  return entry !== undefined && taskVariablesOf(entry, actionTable).has(name.toLowerCase());
}

function usedAnywhere(entries: Readonly<Record<string, Entry>>, name: string): boolean {
  return Object.values(entries).some(
    (entry) => uses(entry, name) || passedVariablesOf(entry).has(name.toLowerCase()),
  );
}

/** The variables that other tasks pass to each task, or receive from it, by the task's first entry. */
function passedByTask(entries: Readonly<Record<string, Entry>>): Map<string, Set<string>> {
  const passed = new Map<string, Set<string>>();
  for (const entry of Object.values(entries)) {
    const { references = [] } = pathsOf(entry, actionTable);
    for (const path of references) {
      const to = own(entry.nexts ?? {}, path);
      if (to === undefined) continue;
      passed.set(to, new Set([...(passed.get(to) ?? []), ...passedVariablesOf(entry)]));
    }
  }
  return passed;
}

/** The entries of each task that a document is compiled to. Each choice of a menu has its own task. */
function compiledTasks(kind: DocumentKind, document: FlowDocument): Map<string, Set<string>> {
  const { entries } = document.content;
  const tasks = new Map<string, Set<string>>();
  const visit = (steps: readonly Step[], task: string): void => {
    for (const step of steps) {
      if (step.step !== "entry") continue;
      const keys = tasks.get(task) ?? new Set<string>();
      keys.add(step.key);
      tasks.set(task, keys);
      const menu = isMenu(own(entries, step.key));
      for (const [path, list] of step.branches) visit(list, menu ? `${step.key} ${path}` : task);
    }
  };
  for (const [task, steps] of treesOf(kind, document)) visit(steps, task);
  return tasks;
}

function isMenu(entry: Entry | undefined): boolean {
  return entry?.action.actionType === "menu";
}

/** A final check: the document read from the compiled file differs from the original document. */
function changedByWriting(read: ReadFlow, again: PlainObject, options: ReadOptions): Loss[] {
  const before = canonicalDocument(read.kind, read.document);
  let after: PlainObject;
  try {
    after = canonicalDocument(read.kind, readFlow(again, options).document);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ message: `the document could not be read again: ${why}`, path: [] }];
  }
  if (equalJson(before, after)) return [];
  const [part, key] = (firstDifference(before, after) ?? []).map(String);
  const place = part === "entries" && key !== undefined ? read.places.get(key) : undefined;
  const what = place === undefined ? "the flow" : `the action "${key}"`;
  return [{ message: `${what} does not come back from its document as it is`, path: place ?? [] }];
}

/** All tasks of a flow, including those of menu choices. */
function tasksIn(root: PlainObject): { task: PlainObject; path: YamlPath }[] {
  const tasks = listOf(root.tasks).flatMap((item, index) =>
    isObject(item) && isObject(item.task) ? [{ task: item.task, path: ["tasks", index, "task"] }] : [],
  );
  const inline = listOf(root.menus).flatMap((item, index) => {
    const menu = isObject(item) ? item.menu : undefined;
    return listOf(isObject(menu) ? menu.choices : undefined).flatMap((choice, at) => {
      const [key = "", body] = isObject(choice) ? (Object.entries(choice)[0] ?? []) : [];
      const path = ["menus", index, "menu", "choices", at, key, "task"];
      return isObject(body) && isObject(body.task) ? [{ task: body.task, path }] : [];
    });
  });
  return [...tasks, ...inline];
}

/** The path of the task that contains an action. */
function taskOf(place: YamlPath): string {
  return place.slice(0, place[0] === "menus" ? 7 : 3).join(" ");
}

function at(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isObject(inner) ? own(inner, String(key)) : undefined;
  }, value);
}

function nameOf(body: unknown): string {
  return isObject(body) && isScalar(body.name) ? `"${body.name}"` : "without a name";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
