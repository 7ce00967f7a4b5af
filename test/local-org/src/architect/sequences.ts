import type { FlowFile } from "./flowFile";
import { asList, asMap, asText, at, onlyEntry } from "./tree";
import type { YamlMap } from "./tree";

/** A part of a flow that contains actions or choices. */
export interface Container {
  kind: "task" | "menu" | "state" | "bot";
  /** The list's path in references: `/inboundCall/tasks/task[x]`. */
  list: "tasks" | "menus" | "states" | "bots";
  body: YamlMap;
  name: string;
  refId?: string;
  /** Absolute path as in error messages. */
  path: string;
}

/** One action, or one choice of a menu, with its location. */
export interface Action {
  key: string;
  body: YamlMap;
  name: string;
  path: string;
}

/** A list of actions and its parent. */
export interface Sequence {
  actions: Action[];
  path: string;
}

const containerLists = [
  ["menus", "menu"],
  ["tasks", "task"],
  ["states", "state"],
  ["bots", "bot"],
] as const;

/** The declared menus, tasks and states of a flow, in the order of Architect's tracking ids. */
export function containers(file: FlowFile): readonly Container[] {
  const known = found.get(file.body);
  if (known !== undefined) return known;
  const all = findContainers(file);
  found.set(file.body, all);
  return all;
}

/** Cached: every reference of a file needs them, and a parsed file does not change. */
const found = new WeakMap<YamlMap, readonly Container[]>();

function findContainers({ kind, body }: FlowFile): Container[] {
  return containerLists.flatMap(([list, key]) =>
    asList(body[list]).flatMap((item) => {
      const inner = asMap(at(item, key));
      if (!inner) return [];
      const refId = asText(inner.refId);
      const name = asText(inner.name) ?? "";
      return [
        {
          kind: key,
          list,
          body: inner,
          name,
          refId,
          path: `/${kind.rootKey}/${list}/${key}[${refId ?? name}]`,
        },
      ];
    }),
  );
}

/** The flow's own sequence without a declared start: that of a module or an in-queue flow. */
export function startUpSequence({ kind, body }: FlowFile): Sequence | undefined {
  if (body.startUpTaskActions === undefined) return undefined;
  return sequenceOf(body.startUpTaskActions, `/${kind.rootKey}/startUpTaskActions`);
}

/** The sequence of a task or state. */
export const bodySequence = (container: Container): Sequence =>
  sequenceOf(container.body.actions, `${container.path}/actions`);

/** The choices of a menu. */
export const choices = (menu: Container): Action[] =>
  sequenceOf(menu.body.choices, `${menu.path}/choices`).actions;

/** The sequences of one action or choice: its outputs, its cases, a menu choice's task. */
export function innerSequences(action: Action): Sequence[] {
  const found: Sequence[] = [];
  const look = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => look(item, `${path}/${index}`));
      return;
    }
    for (const [key, inner] of Object.entries(asMap(value) ?? {})) {
      if (key === "actions" && Array.isArray(inner)) found.push(sequenceOf(inner, `${path}/actions`));
      else look(inner, `${path}/${key}`);
    }
  };
  for (const door of ["outputs", "evaluate", "paths", "task"])
    look(action.body[door], `${action.path}/${door}`);
  return found;
}

/** All actions and choices of a flow in file order, parents first. */
export function everyAction(file: FlowFile): Action[] {
  const from = (action: Action): Action[] => [
    action,
    ...innerSequences(action).flatMap((sequence) => sequence.actions.flatMap(from)),
  ];
  const roots = containers(file).flatMap((container) =>
    container.kind === "menu" ? choices(container) : bodySequence(container).actions,
  );
  return [...(startUpSequence(file)?.actions ?? []), ...roots].flatMap(from);
}

function sequenceOf(value: unknown, path: string): Sequence {
  const actions = asList(value).map((item, index) => {
    const entry = onlyEntry(item);
    const [key, body] = entry ?? [Object.keys(asMap(item) ?? {}).join(" + "), {}];
    const name = asText(body.name) ?? "";
    // Archy's paths identify an unnamed action by its index (architect-yaml.md section 8).
    return {
      key,
      body,
      name,
      path: `${path}/${key}[${name === "" ? `_^_archy_${key}_${index + 1}__` : name}]`,
    };
  });
  return { actions, path };
}
