import { actionTable } from "../actions/index";
import { meaning } from "../actions/comparableYaml";
import { isAbsent } from "../actions/codecs";
import type { Reading } from "../actions/definition";
import { pathsOf } from "../validation/paths";
import type { DocumentKind } from "../kinds";
import type { Entry } from "../model";
import { GENERATED_END, MAX_NAME } from "../names";
import { isObject, isScalar, onlyKey, put, without } from "../json";
import type { PlainObject } from "../json";
import { readAction } from "./readAction";
import type { ReadActionOptions } from "./readAction";
import { errorHandlingRef } from "./errorHandling";
import { readRef } from "./references";

/** A path in a file: the keys and indexes that lead to a place. */
export type YamlPath = readonly (string | number)[];

/** The actions of a file as the entries of a document. */
export interface ReadEntries {
  entries: Record<string, Entry>;
  /** The path of each entry's action, below the root key. */
  places: Map<string, YamlPath>;
  /** The paths of actions that nothing leads to. */
  unreachable: YamlPath[];
  /** The containers with a path that ends without a terminating action. */
  openEnds: YamlPath[];
}

/** The graphs of a file: the flow's own, and those of tasks and menus that nothing leads to. */
export interface ReadGraphs extends ReadEntries {
  unreferenced: ReadEntries[];
  /** The entry that handles errors of the flow. */
  errorHandling?: string;
}

/** Something that cannot be read, with its path. */
export class ReadError extends Error {
  constructor(
    message: string,
    readonly path: YamlPath,
    /** False if the file may be valid but a document cannot represent it. */
    readonly wrong = true,
  ) {
    super(message);
  }
}

/**
 * Where a list continues: at a node, in a task or menu, past the end of a list without a terminating action (which a
 * file should not have), or nowhere.
 */
type Target = { node: number } | { container: string; place: YamlPath } | { open: YamlPath } | undefined;

interface Node {
  name: string;
  type: string;
  parameters: PlainObject;
  /** The target of each path. Undefined for a path that ends. */
  nexts: Map<string, Target>;
  place: YamlPath;
  /** True if the action is not in the file but implied by Architect. */
  implied?: boolean;
}

/** Converts lists, tasks, menus and jumps back to a graph of entries. Copies of the same actions are merged again. */
export function readEntries(kind: DocumentKind, root: PlainObject, options: ReadActionOptions): ReadGraphs {
  const reader = new ArchitectReader(kind, options);
  if (kind === "module") {
    const path = ["startUpTaskActions"];
    const first = reader.list(listOf(root.startUpTaskActions), { open: path }, path);
    return { ...reader.graph(new Map([[START, first]]), START), unreferenced: [] };
  }
  const containers = new Map<string, Target>();
  for (const [at, item] of listOf(root.tasks).entries()) {
    const task: unknown = isObject(item) ? item.task : undefined;
    const path = ["tasks", at, "task"];
    if (!isObject(task)) {
      reader.fault('must be a mapping with the one key "task"', ["tasks", at]);
      continue;
    }
    containers.set(
      idOf("task", task),
      reader.list(listOf(task.actions), { open: path }, [...path, "actions"]),
    );
  }
  for (const [at, item] of listOf(root.menus).entries()) {
    const menu: unknown = isObject(item) ? item.menu : undefined;
    if (!isObject(menu)) {
      reader.fault('must be a mapping with the one key "menu"', ["menus", at]);
      continue;
    }
    containers.set(idOf("menu", menu), reader.menu(menu, ["menus", at, "menu"]));
  }
  const start = readRef(root.startUpRef);
  if (!start) reader.fault("must refer to a task or menu of the flow, where it starts", ["startUpRef"]);
  const id = start ? containerId(start) : "";
  if (start && !containers.has(id)) reader.fault(missingContainer(id), ["startUpRef"]);
  return reader.graphs(containers, id, errorHandlingTarget(root));
}

/** The task or menu that a flow's settings name for error handling. */
function errorHandlingTarget(root: PlainObject): { container: string; place: YamlPath } | undefined {
  const ref = errorHandlingRef(root.settingsErrorHandling);
  return ref && { container: containerId(ref), place: ["settingsErrorHandling", "errorHandling"] };
}

const START = "task";

class ArchitectReader {
  private readonly nodes: Node[] = [];
  /** Nodes by their content, for merging copies. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly kind: DocumentKind,
    private readonly options: ReadActionOptions,
  ) {}

  /** Throws an error, or records it if faults are collected. */
  fault(message: string, path: YamlPath, wrong = true): undefined {
    const error = new ReadError(message, path, wrong);
    if (!this.options.faults) throw error;
    this.options.faults.push(error);
    return undefined;
  }

  /** The first target of a list of actions, whose open paths continue at `behind`. */
  list(actions: readonly unknown[], following: Target, path: YamlPath): Target {
    let next = following;
    for (let index = actions.length - 1; index >= 0; index--) {
      next = this.action(actions[index], next, [...path, index]);
    }
    return next;
  }

  menu(yaml: PlainObject, path: YamlPath): Target {
    const { type, reading } = readAction(this.kind, "menu", yaml, this.options);
    if (type !== "menu")
      return this.fault(
        `the menu "${textOf(yaml.name)}" has settings that a document cannot say`,
        path,
        false,
      );
    return this.node("menu", yaml, reading, undefined, path);
  }

  private action(item: unknown, following: Target, path: YamlPath): Target {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    // An action without settings may use any form of an empty value.
    const yaml: unknown = isObject(item) && isAbsent(item[key]) ? {} : isObject(item) ? item[key] : undefined;
    if (!isObject(item) || !isObject(yaml) || !onlyKey(item, key)) {
      this.fault("an action must be a mapping of its type to its settings", path);
      return following;
    }
    if (yaml.name === GENERATED_END && (key === "disconnect" || key === "endTask")) return undefined;
    const jump =
      key === "jumpToTask" ? yaml.targetTaskRef : key === "jumpToMenu" ? yaml.targetMenuRef : undefined;
    const ref = readRef(jump);
    // A jump that passes values is an action, not just an edge of the graph.
    if (ref && meaning(without(yaml, "name", "targetTaskRef", "targetMenuRef")) === undefined)
      return { container: containerId(ref), place: [...path, key] };
    const { type, reading } = readAction(this.kind, key, yaml, this.options);
    return this.node(type, yaml, reading, following, [...path, key]);
  }

  private node(
    type: string,
    yaml: PlainObject,
    reading: Reading<PlainObject>,
    following: Target,
    place: YamlPath,
  ): Target {
    const { parameters } = reading;
    const name = textOf(yaml.name).trim();
    const nexts = this.nexts(type, yaml, reading, following, place);
    return this.merged({ name: name || type, type, parameters, nexts, place });
  }

  private nexts(
    type: string,
    yaml: PlainObject,
    reading: Reading<PlainObject>,
    following: Target,
    place: YamlPath,
  ): Map<string, Target> {
    const paths = pathsOf(entryOf(type, reading.parameters), actionTable);
    const nexts = new Map<string, Target>();
    for (const [path, reference] of Object.entries(reading.references ?? {})) {
      const ref = readRef(reference);
      if (ref) nexts.set(path, { container: containerId(ref), place });
      else this.fault(`"${path}" must refer to a task or menu of the flow`, place);
    }
    for (const [path, list] of Object.entries(reading.branches)) {
      if (list.length === 0) continue;
      const onward = paths.loops?.includes(path)
        ? this.nextLoop(place)
        : paths.isContainer
          ? { open: place }
          : following;
      nexts.set(path, this.list(list, onward, [...place, ...(pathTo(yaml, list) ?? [])]));
    }
    if (paths.defaultPath === "none") return nexts;
    const rest =
      paths.defaultPath === "next"
        ? ["default"]
        : paths.defaultPath === "branch"
          ? [...paths.names, "default"]
          : paths.names;
    for (const path of rest) {
      // A transfer ends a task although it may fail: files leave its failure path empty.
      const transfer = path === "failure" && paths.names.length === 1 && following && "open" in following;
      if (!nexts.has(path)) nexts.set(path, transfer ? undefined : following);
    }
    return nexts;
  }

  /** The end of a loop's body: Architect implicitly starts the next round, a document needs an entry for it. */
  private nextLoop(place: YamlPath): Target {
    const parameters = { type: "loopNext" };
    return this.merged({
      name: "Next Loop",
      type: "architect",
      parameters,
      nexts: new Map(),
      place,
      implied: true,
    });
  }

  private merged(node: Node): Target {
    // The compiler copies the last actions of paths in a module. In an inbound flow, it only copies actions that end
    // the flow.
    if (this.kind === "module" || node.nexts.size === 0) {
      const identity = JSON.stringify([node.name, node.type, node.parameters, [...node.nexts]]);
      const equalEntry = this.known.get(identity);
      if (equalEntry !== undefined) return { node: equalEntry };
      this.known.set(identity, this.nodes.length);
    }
    this.nodes.push(node);
    return { node: this.nodes.length - 1 };
  }

  /** The flow's graph, and those of the tasks and menus that nothing in it leads to. */
  graphs(
    containers: ReadonlyMap<string, Target>,
    start: string,
    onError: { container: string; place: YamlPath } | undefined,
  ): ReadGraphs {
    const main = this.graph(containers, start, onError);
    const others: ReadEntries[] = [];
    const reached = new Set([...main.places.values()].map(topOf));
    for (const [id, target] of containers) {
      const node = target && "node" in target ? this.nodes[target.node] : undefined;
      if (node === undefined || reached.has(topOf(node.place))) continue;
      const other = this.graph(containers, id);
      others.push(other);
      for (const place of other.places.values()) reached.add(topOf(place));
    }
    return { ...main, unreferenced: others };
  }

  /** The document's entries: everything that can be reached from the start or from error handling. */
  graph(
    containers: ReadonlyMap<string, Target>,
    start: string,
    onError?: { container: string; place: YamlPath },
  ): ReadEntries & { errorHandling?: string } {
    const open = new Map<string, YamlPath>();
    const resolve = (target: Target): number | undefined => {
      const seen = new Set<string>();
      let at = target;
      while (at && "container" in at) {
        if (seen.has(at.container)) return undefined;
        seen.add(at.container);
        if (!containers.has(at.container)) return this.fault(missingContainer(at.container), at.place);
        at = containers.get(at.container);
      }
      if (at && "open" in at) open.set(JSON.stringify(at.open), at.open);
      return at && "node" in at ? at.node : undefined;
    };
    const first = containers.has(start) ? resolve(containers.get(start)) : undefined;
    const handler = onError && resolve(onError);
    const keys = new Map<number, string>();
    const taken = new Set<string>(["start"]);
    const onward = new Map<number, Map<string, number | undefined>>();
    const stack = [handler, first].filter((id) => id !== undefined);
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      const node = this.nodes[id];
      if (!node || keys.has(id)) continue;
      keys.set(id, id === first ? "start" : freeKey(node.name, taken));
      const targets = new Map([...node.nexts].map(([path, target]) => [path, resolve(target)]));
      onward.set(id, targets);
      stack.push(...[...targets.values()].filter((next) => next !== undefined).reverse());
    }
    const entries: Record<string, Entry> = {};
    const places = new Map<string, YamlPath>();
    for (const [id, key] of keys) {
      const node = this.nodes[id];
      if (!node) continue;
      const wired = new Map<string, string | undefined>();
      for (const [path, to] of onward.get(id) ?? [])
        wired.set(path, to === undefined ? undefined : keys.get(to));
      put(entries, key, wiredEntry(node, wired, entries, taken));
      places.set(key, node.place);
    }
    // An empty flow still needs a first entry.
    if (first === undefined)
      put(entries, "start", entryOf(this.kind === "module" ? "end" : "disconnect", {}));
    let errorHandling = handler === undefined ? undefined : keys.get(handler);
    if (onError && errorHandling === undefined) {
      errorHandling = freeKey("disconnect", taken);
      put(entries, errorHandling, entryOf("disconnect", {}));
    }
    const lost = this.nodes.filter(({ implied }, id) => !implied && !keys.has(id));
    return {
      entries,
      places,
      unreachable: lost.map(({ place }) => place),
      openEnds: [...open.values()],
      ...(errorHandling !== undefined && { errorHandling }),
    };
  }
}

/** The task or menu that contains a place. */
function topOf(place: YamlPath): string {
  return place.slice(0, 2).join(" ");
}

function wiredEntry(
  node: Node,
  wired: ReadonlyMap<string, string | undefined>,
  entries: Record<string, Entry>,
  taken: Set<string>,
): Entry {
  const entry = entryOf(node.type, node.parameters);
  const { defaultPath } = pathsOf(entry, actionTable);
  const nexts: PlainObject = {};
  for (const [path, key] of wired) {
    if (key !== undefined) put(nexts, path, key);
    // A path that just ends is omitted, unless it would then follow the default path.
    else if (
      (defaultPath === "next" || defaultPath === "branch") &&
      path !== "default" &&
      wired.get("default") !== undefined
    ) {
      const end = freeKey("end", taken);
      put(entries, end, entryOf("end", {}));
      put(nexts, path, end);
    }
  }
  return { ...entry, ...(Object.keys(nexts).length > 0 && { nexts: nexts as Record<string, string> }) };
}

function entryOf(type: string, parameters: PlainObject): Entry {
  return {
    entryType: "action",
    action: { action: type, actionType: type, ...(Object.keys(parameters).length > 0 && { parameters }) },
  };
}

/** The path from an action's settings to one of its lists of actions. */
function pathTo(value: unknown, list: unknown): YamlPath | undefined {
  if (value === list) return [];
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    // Other lists contain other actions, which have their own lists.
    if (key === "actions" && item !== list) continue;
    const rest = pathTo(item, list);
    if (rest) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return undefined;
}

/** An unused entry key: the action's name, with a number appended if necessary. */
function freeKey(name: string, taken: Set<string>): string {
  let key = name.slice(0, MAX_NAME);
  for (let count = 2; taken.has(key); count++) {
    const suffix = ` ${count}`;
    key = name.slice(0, MAX_NAME - suffix.length) + suffix;
  }
  taken.add(key);
  return key;
}

function containerId({ container, refId }: { container: string; refId: string }): string {
  return `${container} ${refId}`;
}

function missingContainer(id: string): string {
  const [container = "", ...refId] = id.split(" ");
  return `refers to the ${container} "${refId.join(" ")}", which the file does not have`;
}

function idOf(container: string, body: PlainObject): string {
  return `${container} ${textOf(body.refId) || textOf(body.name)}`;
}

function textOf(value: unknown): string {
  return isScalar(value) ? String(value) : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
