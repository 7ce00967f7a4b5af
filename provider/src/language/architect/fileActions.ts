import { actions as definitions } from "../actions/index";
import type { ActionDefinition } from "../actions/definition";
import type { DocumentKind } from "../kinds";
import { isObject, kindOf } from "../json";
import type { PlainObject } from "../json";
import type { FileReport } from "./checkYaml";
import type { YamlPath } from "./readEntries";

/** An action of a file, or a menu. */
export interface FileAction {
  /** The action's key in YAML. */
  type: string;
  body: PlainObject;
  /** The path of the body, below the root key. */
  path: YamlPath;
  /** The task whose variables the action may use. */
  scope: PlainObject;
}

/** The actions of a file, in order. */
export interface FileActions {
  actions: FileAction[];
  /** Everything that may declare its own variables: tasks, including those of menu choices. */
  scopes: { task: PlainObject; path: YamlPath }[];
}

/** How a list of actions ends: with a terminating action, without one, unknown, or with an invalid action. */
type End = "ends" | "open" | "maybe" | "wrong";

/**
 * Finds the actions of a file. Reports invalid actions, unreachable actions, and paths without a terminating action.
 */
export function fileActions(kind: DocumentKind, root: PlainObject, report: FileReport): FileActions {
  const walker = new Walker(kind, report);
  if (kind === "module") walker.module(root);
  else {
    walker.containers(root, "tasks", "task");
    walker.containers(root, "menus", "menu");
  }
  return walker;
}

/** The effect of an action or list on the list that contains it. */
interface Outcome {
  end: End;
  /** Whether it contains a `loopNext` or `loopExit` for the enclosing loop. */
  leavesLoop: boolean;
  /** Whether it is a transfer, which ends the list unless it fails; then the actions after it run. */
  mayFail?: boolean;
}

interface Branch extends Outcome {
  /** The path of the list within its action. */
  at: YamlPath;
  empty: boolean;
}

class Walker implements FileActions {
  readonly actions: FileAction[] = [];
  readonly scopes: FileActions["scopes"] = [];

  constructor(
    private readonly kind: DocumentKind,
    private readonly report: FileReport,
  ) {}

  module(root: PlainObject): void {
    const path = ["startUpTaskActions"];
    this.scopes.push({ task: root, path: [] });
    const { end } = this.list(root.startUpTaskActions, path, root, false);
    // It is unknown whether Archy adds the end of a module itself.
    if (end === "open")
      this.report.warning("missing-end", "the module does not end with an endTask action; add one", path);
  }

  containers(root: PlainObject, key: "tasks" | "menus", what: "task" | "menu"): void {
    const list = root[key];
    for (const [at, item] of Array.isArray(list) ? list.entries() : []) {
      const [only, body] = onlyPair(item);
      if (only !== what || !isObject(body)) {
        this.report.error("invalid-file", `must be a mapping with the one key "${what}"`, [key, at]);
      } else if (what === "task") this.task(body, [key, at, what], true);
      else {
        const path = [key, at, what];
        this.actions.push({ type: "menu", body, path, scope: {} });
        this.branches(body, path, {}, false);
      }
    }
  }

  /** @param named whether it is a task of the flow rather than of a menu choice */
  private task(task: PlainObject, path: YamlPath, named: boolean): void {
    this.scopes.push({ task, path });
    const { end } = this.list(task.actions, [...path, "actions"], task, false);
    if (end === "ends" || end === "wrong") return;
    const message =
      "the task does not contain a terminating action on every path; add a disconnect, an endTask or a jump";
    // It is unknown what follows an unknown action or a menu choice, so this is only a warning.
    if (end === "open" && named) this.report.error("missing-end", message, path);
    else this.report.warning("missing-end", message, path);
  }

  private list(list: unknown, path: YamlPath, scope: PlainObject, inLoop: boolean): Outcome {
    if (!Array.isArray(list)) {
      if (list === undefined || list === null) return { end: "open", leavesLoop: false };
      this.report.error("invalid-file", `must be a list of actions, not ${kindOf(list)}`, path);
      return { end: "wrong", leavesLoop: true };
    }
    let end: End = "open";
    let leavesLoop = false;
    let closed = false;
    let unreachable = false;
    for (const [at, item] of list.entries()) {
      if (closed && !unreachable) {
        this.report.warning("unreachable-action", "this action is unreachable", [...path, at]);
        unreachable = true;
      }
      const outcome = this.action(item, [...path, at], scope, inLoop);
      leavesLoop ||= outcome.leavesLoop;
      if (closed) continue;
      end = outcome.end;
      closed = end === "ends" && !outcome.mayFail;
    }
    return { end, leavesLoop };
  }

  private action(item: unknown, path: YamlPath, scope: PlainObject, inLoop: boolean): Outcome {
    const [type, value] = onlyPair(item);
    if (type === undefined || !(value === null || isObject(value))) {
      this.report.error("invalid-file", "an action must be a mapping of its type to its settings", path);
      return { end: "wrong", leavesLoop: true };
    }
    const at = [...path, type];
    if (value === null)
      this.report.warning("invalid-file", `"${type}" has no settings; write { none: true }`, at);
    const body = value ?? {};
    this.actions.push({ type, body, path: at, scope });
    const branches = this.branches(body, at, scope, inLoop || type === "loop");
    if (type === "loopNext" || type === "loopExit") {
      if (!inLoop) this.report.error("outside-loop", "this action must be within a loop path", at);
      return { end: "ends", leavesLoop: true };
    }
    if (type === "loop") this.loop(branches, at);
    return {
      end: this.endOf(type, body, branches),
      mayFail: type.startsWith("transferTo") && branches.every(({ empty }) => empty),
      leavesLoop: type !== "loop" && branches.some((branch) => branch.leavesLoop),
    };
  }

  private loop(branches: readonly Branch[], path: YamlPath): void {
    for (const { at, end, empty, leavesLoop } of branches) {
      if (empty || end !== "ends" || leavesLoop) continue;
      const message =
        "the loop path cannot be terminating: nothing in it leads to the next round (loopNext) or out (loopExit)";
      this.report.error("loop-without-next", message, [...path, ...at]);
    }
  }

  /** The lists of actions within an action or menu. */
  private branches(body: unknown, path: YamlPath, scope: PlainObject, inLoop: boolean): Branch[] {
    const found: Branch[] = [];
    const visit = (value: unknown, at: YamlPath): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [name, item] of Object.entries(value)) {
        const below = [...at, Array.isArray(value) ? Number(name) : name];
        if (name === "task" && isObject(item) && "actions" in item) {
          this.task(item, [...path, ...below], false);
        } else if (name === "actions" && Array.isArray(item)) {
          const outcome = this.list(item, [...path, ...below], scope, inLoop);
          found.push({ ...outcome, at: below, empty: item.length === 0 });
        } else visit(item, below);
      }
    };
    visit(body, []);
    return found;
  }

  private endOf(type: string, body: PlainObject, branches: readonly Branch[]): End {
    if (TERMINAL.has(type)) return "ends";
    const own = branches.filter(({ empty }) => !empty);
    // A transfer ends a task although it may fail: files leave its failure path empty.
    if (type.startsWith("transferTo")) return own.length === 0 ? "ends" : all(own);
    if (type === "loop") return "open";
    const definition = definitionOf(this.kind, type);
    if (!definition) return "maybe";
    const expected = expectedBranches(definition, body);
    return own.length > 0 && own.length >= expected ? all(own) : "open";
  }
}

/** The combined end of several branches: "ends" only if every branch ends. */
function all(branches: readonly Outcome[]): End {
  const worst: End[] = ["wrong", "open", "maybe"];
  return worst.find((end) => branches.some((branch) => branch.end === end)) ?? "ends";
}

/** How many branches of an action must be terminating so that no action after it runs. */
function expectedBranches(definition: ActionDefinition, body: PlainObject): number {
  if (definition.type !== "switch") return definition.paths({}).names.length;
  const [, list] = onlyPair(body.evaluate);
  const [, match] = onlyPair(list);
  const cases = [list, match].map((fields) =>
    isObject(fields) && Array.isArray(fields.cases) ? fields.cases.length : 0,
  );
  // Plus the default branch.
  return Math.max(...cases) + 1;
}

function definitionOf(kind: DocumentKind, key: string): ActionDefinition | undefined {
  // The table's parameter types differ per action, so treat it as a list of general definitions.
  return (Object.values(definitions) as unknown as ActionDefinition[]).find(
    (definition) => definition.actionKeys[kind] === key,
  );
}

/** Actions after which nothing runs. */
const TERMINAL: ReadonlySet<string> = new Set([
  "disconnect",
  "endTask",
  "jumpToMenu",
  "jumpToTask",
  "loopExit",
  "loopNext",
  "previousMenu",
  "repeatMenu",
]);

function onlyPair(value: unknown): [string, unknown] | [undefined, undefined] {
  const pairs = isObject(value) ? Object.entries(value) : [];
  const [pair] = pairs;
  return pairs.length === 1 && pair ? pair : [undefined, undefined];
}
