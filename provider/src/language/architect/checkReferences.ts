import { isObject, onlyKey } from "../json";
import type { PlainObject } from "../json";
import { quoted } from "../issues";
import { isUnknown } from "../json";
import type { Kind } from "../kinds";
import type { FileAction } from "./fileActions";
import type { FileReport } from "./checkYaml";
import type { YamlPath } from "./readEntries";
import { readRef } from "./references";

/** The lists of containers that a file may have, with the key of their items. */
export const CONTAINER_LISTS = [
  ["tasks", "task"],
  ["menus", "menu"],
  ["states", "state"],
  ["bots", "bot"],
] as const;

/**
 * Checks all references of a flow to its own tasks, menus, states and bots.
 *
 * @param kind where it starts with one of them: the list in which that is
 */
export function checkReferences(
  { rootKey, startsIn }: Pick<Kind, "rootKey" | "startsIn">,
  root: PlainObject,
  report: FileReport,
): void {
  // Call flows have neither states nor bots.
  const lists = startsIn === "tasks" ? CONTAINER_LISTS.slice(0, 2) : CONTAINER_LISTS;
  const containers = containersOf(root, lists);
  const owners = new Map([...containers].map(([id, path]) => [path.join(" "), id]));
  const start = root.startUpRef;
  let broken = startsIn !== undefined && (start === undefined || start === null);
  if (broken) {
    const message = `required: a reference to the ${startsIn === "tasks" ? "task or menu" : (startsIn ?? "").slice(0, -1)} where the flow starts, such as ./${startsIn ?? ""}/${(startsIn ?? "").slice(0, -1)}[main]`;
    report.error("missing-property", message, ["startUpRef"]);
  }
  const leads: Leads = new Map();
  const missing = new Map<string, { path: YamlPath; count: number }>();
  for (const { value, path } of referencesIn(root, [])) {
    const id = isUnknown(value) ? undefined : referredBy(rootKey, value, path, report);
    if (id === undefined || !containers.has(id)) broken = true;
    if (id === undefined) continue;
    if (containers.has(id)) {
      const inside = CONTAINER_LISTS.some(([list]) => list === path[0]);
      const from = inside ? owners.get(path.slice(0, 2).join(" ")) : FLOW;
      leads.set(from, (leads.get(from) ?? new Set()).add(id));
    } else {
      const before = missing.get(id);
      if (before) before.count++;
      else missing.set(id, { path, count: 1 });
    }
  }
  for (const [id, { path, count }] of missing) reportMissing(id, path, count, containers, report);
  // If a reference is broken, the task that it was meant for may be wrongly reported as unreferenced.
  if (!broken) warnOfUnreferenced(containers, leads, report);
}

/** The key for the flow's own settings, whose references count like those of a task. */
const FLOW = "";

/** The tasks and menus that each task or menu refers to. */
type Leads = Map<string | undefined, Set<string>>;

interface Reference {
  value: unknown;
  path: YamlPath;
}

/** Paths of tasks and menus by id, such as `task main`. */
type Containers = ReadonlyMap<string, YamlPath>;

const KEYS: ReadonlySet<string> = new Set(["startUpRef", "targetTaskRef", "targetMenuRef", "targetStateRef"]);

function* referencesIn(value: unknown, path: YamlPath): Generator<Reference> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const below = [...path, Array.isArray(value) ? Number(key) : key];
    // A reference that is explicitly not set is reported with its action.
    if (!KEYS.has(key)) yield* referencesIn(item, below);
    else if (item !== null && !(isObject(item) && onlyKey(item, "noValue")))
      yield { value: item, path: below };
  }
}

function containersOf(root: PlainObject, lists: readonly (typeof CONTAINER_LISTS)[number][]): Containers {
  const containers = new Map<string, YamlPath>();
  for (const [list, what] of lists) {
    const items: unknown = root[list];
    for (const [at, item] of Array.isArray(items) ? items.entries() : []) {
      const body: unknown = isObject(item) ? item[what] : undefined;
      if (!isObject(body)) continue;
      const id = [body.refId, body.name].find((candidate) => typeof candidate === "string");
      if (id !== undefined) containers.set(`${what} ${id}`, [list, at]);
    }
  }
  return containers;
}

/** The id of the task or menu that a reference names. Reports invalid references and returns undefined for them. */
function referredBy(rootKey: string, value: unknown, path: YamlPath, report: FileReport): string | undefined {
  if (typeof value === "string" && /\.ya?ml\s*#/i.test(value)) {
    const message = "references into other files are not supported; put the task or menu into this file";
    report.error("invalid-file", message, path);
    return undefined;
  }
  const ref = readRef(value);
  if (ref) return `${ref.container} ${ref.refId}`;
  const example = `/${rootKey}/tasks/task[<refId>]`;
  report.error(
    "invalid-file",
    `must refer to a task, menu, state or bot of the flow, such as ${example}`,
    path,
  );
  return undefined;
}

/** Reports a missing task only once, however many references name it. */
function reportMissing(
  id: string,
  path: YamlPath,
  count: number,
  containers: Containers,
  report: FileReport,
): void {
  const [container = ""] = id.split(" ");
  const fix = report.suggestion(id.slice(container.length + 1), refIdsOf(container, containers));
  const often = count > 1 ? ` (${count} references)` : "";
  const message = `no ${container} has the refId ${quoted(id.slice(container.length + 1))}${fix}${often}`;
  report.error("unknown-entry", message, path);
}

function* refIdsOf(container: string, containers: Containers): Generator<string> {
  for (const id of containers.keys())
    if (id.startsWith(`${container} `)) yield id.slice(container.length + 1);
}

/**
 * Warns about tasks that nothing refers to; of several that only refer to each other, the first. Menus are skipped,
 * because Architect itself adds an unreferenced one.
 */
function warnOfUnreferenced(containers: Containers, leads: Leads, report: FileReport): void {
  const reached = new Set<string>();
  const reach = (from: string): void => {
    const stack = [from];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const id of leads.get(at) ?? []) {
        if (reached.has(id)) continue;
        reached.add(id);
        stack.push(id);
      }
    }
  };
  reach(FLOW);
  const referred = new Set<string>();
  for (const [from, ids] of leads) for (const id of ids) if (id !== from) referred.add(id);
  const first = [...containers.keys()].filter((id) => !referred.has(id));
  for (const id of [...first, ...containers.keys()]) {
    if (reached.has(id)) continue;
    reached.add(id);
    reach(id);
    if (!id.startsWith("menu ")) {
      const path = containers.get(id) ?? [];
      report.warning("unreachable-action", `nothing leads to this ${id.split(" ")[0] ?? ""}`, path);
    }
  }
}

/** Checks that each call of a module or bot names exactly one, with exactly one version. */
export function checkCalls(actions: readonly FileAction[], report: FileReport): void {
  for (const { type, body, path } of actions) {
    const key = CALLS[type];
    const called = key === undefined ? undefined : body[key];
    // A missing module or bot is reported by another check.
    if (key === undefined || called === undefined || called === null || isUnknown(called)) continue;
    const what = key === "commonModule" ? "module" : "bot";
    if (isObject(called) && onlyKey(called, "noValue")) continue;
    const names = isObject(called) ? Object.keys(called) : [];
    const [name] = names;
    if (!isObject(called) || name === undefined || names.length !== 1) {
      const message = `must be a mapping of the name of one ${what} to its version: { <name>: { ver_latestPublished: ... } }`;
      report.error("invalid-value", message, [...path, key]);
      continue;
    }
    checkVersion(called[name], what, [...path, key, name], report);
  }
}

const CALLS: Readonly<Record<string, string | undefined>> = {
  callBotFlow: "botFlow",
  callCommonModule: "commonModule",
  callDigitalBotFlow: "digitalBotFlow",
};

function checkVersion(version: unknown, what: string, path: YamlPath, report: FileReport): void {
  if (isUnknown(version)) return;
  const keys = isObject(version) ? Object.keys(version) : [];
  const [key] = keys;
  if (keys.length === 1 && key?.startsWith("ver_")) {
    if (key === "ver_latestPublished") return;
    const message = `unknown version key ${quoted(key)}; known: ver_latestPublished`;
    report.warning("unknown-property", message, [...path, key]);
    return;
  }
  const message = `the ${what} needs a version key: ver_latestPublished: { inputs: ..., outputs: ... }`;
  report.error("missing-property", message, path);
}
