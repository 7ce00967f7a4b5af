import { actionTable } from "../actions/index";
import type { Reading } from "../document/action";
import { pathsOf } from "../document/exits";
import type { FlowKind } from "../document/kinds";
import type { Entry, Variable } from "../document/model";
import { GENERATED_END } from "../document/names";
import { isObject, put } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { readAction } from "./readAction";
import type { ReadActionOptions } from "./readAction";
import { readRef } from "./refs";

/** The actions of a file as the entries of a document. */
export interface ReadEntries {
  entries: Record<string, Entry>;
  /** Variables of the file's tasks. */
  variables: Record<string, Variable>;
  notes: string[];
}

/** Where a list goes on: at a node, in a task, or nowhere. */
type Target = { node: number } | { task: string } | undefined;

interface Node {
  name: string;
  type: string;
  parameters: PlainObject;
  /** Where each path leads; one that ends is there as undefined. */
  nexts: Map<string, Target>;
}

/** Turns lists, tasks and jumps back into a graph of entries; copies of a tail become one again. */
export function readEntries(kind: FlowKind, root: PlainObject, options: ReadActionOptions): ReadEntries {
  const reader = new TreeReader(kind, options);
  const tasks = new Map<string, Target>();
  const start = kind === "module" ? "" : (readRef(root.startUpRef)?.refId ?? "");
  if (kind === "module") {
    tasks.set("", reader.list(listOf(root.startUpTaskActions), undefined));
  } else {
    for (const item of listOf(root.tasks)) {
      const task: unknown = isObject(item) ? item.task : undefined;
      if (!isObject(task)) continue;
      const refId = [task.refId, task.name].find((id) => typeof id === "string") ?? "";
      tasks.set(refId, reader.list(listOf(task.actions), undefined));
    }
    if (!tasks.has(start)) throw new Error(`startUpRef names no task of the file`);
  }
  return reader.graph(tasks, start);
}

class TreeReader {
  private readonly nodes: Node[] = [];
  /** Nodes by all that they are, for merging copies. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly kind: FlowKind,
    private readonly options: ReadActionOptions,
  ) {}

  /** Where a list of actions begins that goes on at `behind` where nothing in it ends. */
  list(actions: readonly unknown[], behind: Target): Target {
    let next = behind;
    for (let index = actions.length - 1; index >= 0; index--) {
      next = this.action(actions[index], next);
    }
    return next;
  }

  private action(item: unknown, behind: Target): Target {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    const yaml: unknown = isObject(item) ? item[key] : undefined;
    if (!isObject(yaml)) throw new Error("an action must be a mapping of its type to its settings");
    const name = typeof yaml.name === "string" ? yaml.name.trim() : "";
    if (name === GENERATED_END && (key === "disconnect" || key === "endTask")) return undefined;
    if (key === "jumpToTask") {
      const ref = readRef(yaml.targetTaskRef);
      if (ref) return { task: ref.refId };
    }
    const { type, reading } = readAction(this.kind, key, yaml, this.options);
    const nexts = this.nexts(type, reading, behind);
    return this.node({ name: name || type, type, parameters: reading.parameters, nexts });
  }

  private nexts(type: string, reading: Reading<PlainObject>, behind: Target): Map<string, Target> {
    const nexts = new Map<string, Target>();
    for (const [path, ref] of Object.entries(reading.references ?? {})) {
      const named = readRef(ref);
      if (named) nexts.set(path, { task: named.refId });
    }
    for (const [path, list] of Object.entries(reading.branches)) {
      if (list.length > 0) nexts.set(path, this.list(list, behind));
    }
    const entry = {
      entryType: "action" as const,
      action: { action: type, actionType: type, parameters: reading.parameters },
    };
    const paths = pathsOf(entry, actionTable);
    if (paths.rest === "none") return nexts;
    if (paths.rest === "otherwise") {
      for (const path of paths.names) if (!nexts.has(path)) nexts.set(path, behind);
    } else if (paths.rest === "branch") {
      for (const path of [...paths.names, "default"]) if (!nexts.has(path)) nexts.set(path, behind);
    } else nexts.set("default", behind);
    return nexts;
  }

  private node(node: Node): Target {
    const leaf = node.nexts.size === 0;
    // A module's tails are copied by the compiler; of an inbound flow only what ends at once.
    if (this.kind === "module" || leaf) {
      const identity = JSON.stringify([node.name, node.type, node.parameters, [...node.nexts]]);
      const twin = this.known.get(identity);
      if (twin !== undefined) return { node: twin };
      this.known.set(identity, this.nodes.length);
    }
    this.nodes.push(node);
    return { node: this.nodes.length - 1 };
  }

  /** The document's entries: everything that can be reached from the start. */
  graph(tasks: ReadonlyMap<string, Target>, start: string): ReadEntries {
    const resolve = (target: Target): number | undefined => {
      const seen = new Set<string>();
      let at = target;
      while (at && "task" in at) {
        if (seen.has(at.task)) return undefined;
        seen.add(at.task);
        if (!tasks.has(at.task))
          throw new Error(`a reference names the task "${at.task}", which the file does not have`);
        at = tasks.get(at.task);
      }
      return at?.node;
    };
    const first = resolve(tasks.get(start));
    const order: number[] = [];
    const keys = new Map<number, string>();
    const taken = new Set<string>(["start"]);
    const stack = first === undefined ? [] : [first];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (keys.has(id)) continue;
      const node = this.nodes[id];
      if (!node) continue;
      keys.set(id, id === first ? "start" : freeKey(node.name, taken));
      order.push(id);
      const onward = [...node.nexts.values()].map(resolve).filter((next) => next !== undefined);
      stack.push(...onward.reverse());
    }
    const entries: Record<string, Entry> = {};
    for (const id of order) {
      const node = this.nodes[id];
      if (node)
        put(
          entries,
          keys.get(id) ?? "",
          this.entry(node, (target) => keyOf(resolve(target), keys), entries, taken),
        );
    }
    if (first === undefined) put(entries, "start", bare(this.kind === "module" ? "end" : "disconnect"));
    const lost = this.nodes.length - order.length;
    return {
      entries,
      variables: {},
      notes: lost === 0 ? [] : [`${lost} action(s) that nothing leads to were left out`],
    };
  }

  private entry(
    node: Node,
    keyFor: (target: Target) => string | undefined,
    entries: Record<string, Entry>,
    taken: Set<string>,
  ): Entry {
    const wired = new Map([...node.nexts].map(([path, target]) => [path, keyFor(target)]));
    const entry: Entry = {
      entryType: "action",
      action: {
        action: node.type,
        actionType: node.type,
        ...(Object.keys(node.parameters).length > 0 && { parameters: node.parameters }),
      },
    };
    const { rest } = pathsOf(entry, actionTable);
    const nexts: PlainObject = {};
    for (const [path, key] of wired) {
      if (key !== undefined) nexts[path] = key;
      // A path that just ends is not named, unless it would then go where the rest goes.
      else if (rest !== "otherwise" && path !== "default" && wired.get("default") !== undefined) {
        const end = freeKey("end", taken);
        entries[end] = bare("end");
        nexts[path] = end;
      }
    }
    return { ...entry, ...(Object.keys(nexts).length > 0 && { nexts: nexts as Record<string, string> }) };
  }
}

function bare(type: string): Entry {
  return { entryType: "action", action: { action: type, actionType: type } };
}

function keyOf(id: number | undefined, keys: ReadonlyMap<number, string>): string | undefined {
  return id === undefined ? undefined : keys.get(id);
}

/** A key that no entry has yet: the action's name, else with a number behind it. */
function freeKey(name: string, taken: Set<string>): string {
  const base = name.slice(0, 190);
  let key = base;
  for (let count = 2; taken.has(key); count++) key = `${base} ${count}`;
  taken.add(key);
  return key;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
