import { CONTAINER_LISTS } from "../language/architect/checkReferences";
import { flowRootOf } from "../language/architect/readFlow";
import { readRef } from "../language/architect/references";
import { shortened } from "../language/diagram";
import { isObject } from "../language/json";
import type { PlainObject } from "../language/json";
import type { Picture, PictureEdge, PictureNode } from "./picture";

/** Any Architect file as a picture: its tasks, states, bots and menus as groups, with their actions in order. */
export function pictureOfFile(file: unknown): Picture {
  const { root } = flowRootOf(file);
  const drawing = new FileDrawing(root);
  return {
    title: typeof root.name === "string" ? root.name : "",
    nodes: drawing.nodes,
    edges: drawing.edges,
    groups: drawing.groups,
  };
}

/** Actions after which nothing follows. */
const ENDS =
  /^(disconnect|end|exit|transfer|abort|complete|jump|changeState|loopNext|loopExit|previousMenu|repeatMenu)/;

/** Where an arrow comes from, and its label. */
interface Origin {
  from: string;
  label?: string;
}

class FileDrawing {
  readonly nodes: PictureNode[] = [];
  readonly edges: PictureEdge[] = [];
  readonly groups: { id: string; label: string }[] = [];
  /** The first box of each container, by `task refId`. */
  private readonly firsts = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly references: { from: string; ref: string; label?: string }[] = [];

  constructor(root: PlainObject) {
    const start = this.add({ id: "(start)", lines: ["start"], kind: "start" });
    for (const [list, what] of CONTAINER_LISTS) {
      for (const item of arrayOf(root[list])) {
        const body: unknown = isObject(item) ? item[what] : undefined;
        if (isObject(body)) this.container(what, body);
      }
    }
    if (Array.isArray(root.startUpTaskActions))
      this.list(root.startUpTaskActions, [{ from: start }], undefined);
    this.refer(start, root.startUpRef);
    for (const { from, ref, label } of this.references) {
      const to = this.firsts.get(ref);
      if (to !== undefined) this.edges.push({ from, to, ...(label !== undefined && { label }) });
    }
  }

  private container(what: string, body: PlainObject): void {
    const name = typeof body.name === "string" ? body.name : what;
    const ids = [body.refId, body.name].filter((one) => typeof one === "string");
    const group = `${what} ${ids[0] ?? name}`;
    this.groups.push({ id: group, label: `${what} ${name}` });
    const before = this.nodes.length;
    if (what === "menu") this.menu(name, body, group);
    else this.list(arrayOf(body.actions), [], group);
    const first = this.nodes[before] ?? {
      id: this.add({ id: `${group} empty`, lines: ["(empty)"], kind: "end", group }),
    };
    for (const id of ids) this.firsts.set(`${what} ${id}`, first.id);
  }

  private menu(name: string, body: PlainObject, group: string): void {
    const id = this.add({ id: `${group} menu`, lines: [name, "menu"], kind: "choice", group });
    for (const item of arrayOf(body.choices)) {
      const [key = "", choice] = isObject(item) ? (Object.entries(item)[0] ?? []) : [];
      if (!isObject(choice)) continue;
      const label = [choice.dtmf, choice.name]
        .filter((one) => typeof one === "string")
        .join(" ")
        .replace("digit_", "");
      if (isObject(choice.task)) this.list(arrayOf(choice.task.actions), [{ from: id, label }], group);
      else {
        const to = this.add({
          id: `${id} ${label}`,
          lines: [key, ...targetLines(choice)],
          kind: key.includes("Transfer") ? "transfer" : "end",
          group,
        });
        this.edges.push({ from: id, to, label });
      }
    }
  }

  /** A list of actions. Returns where what follows it comes from. */
  private list(actions: readonly unknown[], from: Origin[], group: string | undefined): Origin[] {
    let origins = from;
    for (const item of actions) {
      const [type, fields] = isObject(item) ? (Object.entries(item)[0] ?? []) : [];
      if (type === undefined) continue;
      origins = this.action(type, isObject(fields) ? fields : {}, origins, group);
    }
    return origins;
  }

  private action(type: string, body: PlainObject, from: Origin[], group: string | undefined): Origin[] {
    const name = typeof body.name === "string" ? body.name : type;
    const branches = branchesOf(body);
    const ends = ENDS.test(type);
    const kind = kindOf(type, branches.length);
    const id = this.add({
      id: this.freeId(`${group ?? ""}/${name}`),
      lines: [name, ...(name === type ? [] : [type]), ...targetLines(body)],
      kind,
      ...(group !== undefined && { group }),
      title: `${name} (${type})\n${JSON.stringify(body, undefined, 1).slice(0, 1500)}`,
    });
    for (const origin of from) this.edges.push({ ...origin, to: id });
    for (const key of ["targetTaskRef", "targetMenuRef", "targetStateRef"]) this.refer(id, body[key]);
    const open = branches.flatMap(([label, actions]) => this.list(actions, [{ from: id, label }], group));
    if (ends) return open.filter((origin) => origin.from !== id);
    const rest = restOf(
      type,
      branches.map(([label]) => label),
    );
    return rest === undefined
      ? open
      : [...open.filter((origin) => origin.from !== id), { from: id, ...rest }];
  }

  private refer(from: string, ref: unknown, label?: string): void {
    const read = readRef(ref);
    if (read !== undefined)
      this.references.push({
        from,
        ref: `${read.container} ${read.refId}`,
        ...(label !== undefined && { label }),
      });
  }

  /** Actions may have one name: the second gets a number. */
  private freeId(base: string): string {
    const count = (this.counts.get(base) ?? 0) + 1;
    this.counts.set(base, count);
    return count === 1 ? base : `${base} (${count})`;
  }

  private add(node: PictureNode): string {
    this.nodes.push(node);
    return node.id;
  }
}

function kindOf(type: string, branches: number): PictureNode["kind"] {
  if (type.startsWith("transfer")) return "transfer";
  if (ENDS.test(type)) return "end";
  return branches > 1 || /^(decision|switch|ask|digitalMenu|collectInput)/.test(type) ? "choice" : "action";
}

/** The way on after an action besides its branches; undefined if there is none. */
function restOf(type: string, labels: readonly string[]): { label?: string } | undefined {
  if (type !== "decision") return type === "switch" && labels.includes("default") ? undefined : {};
  const rest = ["yes", "no"].filter((label) => !labels.includes(label));
  return rest.length === 0 ? undefined : { label: rest.join(", ") };
}

/** The lists of actions in an action, by the path on which they run. */
function branchesOf(body: PlainObject): [string, readonly unknown[]][] {
  const found: [string, readonly unknown[]][] = [];
  const visit = (value: unknown, label: string): void => {
    if (Array.isArray(value)) value.forEach((item, at) => visit(item, label === "" ? String(at + 1) : label));
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      const inner = key === "outputs" || key === "cases" || key === "case" ? label : key;
      const named = isObject(value.value) ? shortened(JSON.stringify(Object.values(value.value)[0])) : label;
      if (key === "actions" && Array.isArray(item)) found.push([key === label ? "" : named, item]);
      else visit(item, inner);
    }
  };
  visit(body, "");
  return found;
}

/** What an action is about, on a line of its own. */
function targetLines(body: PlainObject): string[] {
  return [
    "targetQueue",
    "targetFlow",
    "targetUser",
    "number",
    "condition",
    "category",
    "commonModule",
    "botFlow",
    "digitalBotFlow",
  ].flatMap((key) => {
    const value = body[key];
    if (!isObject(value)) return [];
    const { lit, exp, name } = value;
    if (typeof exp === "string") return [shortened(exp)];
    const plain = isObject(lit) ? lit.name : (lit ?? name);
    if (typeof plain === "string") return [shortened(plain)];
    return ["category", "commonModule", "botFlow", "digitalBotFlow"].includes(key)
      ? [shortened(Object.keys(value).join(", "))]
      : [];
  });
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
