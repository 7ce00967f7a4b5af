import { readRawAction } from "../actions/raw";
import { actions } from "../actions/index";
import type { ActionDefinition, ReadContext, Reading, WriteContext } from "../actions/definition";
import type { FlowKind } from "../kinds";
import { isObject, own, put, without } from "../json";
import type { PlainObject } from "../json";
import { canonicalFields } from "../validation/schema";
import { readRef } from "./references";
import { containsAll } from "./equalYaml";

/** What reading may need to know. */
export interface ReadOptions {
  /** The ids of modules by name; a module that is not listed stays a name (`moduleName`). */
  moduleIds?: Readonly<Record<string, string>>;
}

/** What reading an action may need to know beside. */
export interface ReadActionOptions extends ReadOptions {
  /** The types that the file declares, by variable. */
  variableTypes?: ReadonlyMap<string, string>;
  /**
   * For checking a file: what cannot be read is put here, and the rest is read all the same. Of a menu, what its document
   * would have no words for is left out.
   */
  faults?: ReadIssue[];
}

/** Something that cannot be read. */
export interface ReadIssue {
  readonly message: string;
  /** Where it stands: the keys that lead there, below the root key. */
  readonly path: readonly (string | number)[];
  /** False: the file may be right; only a document has no words for it. */
  readonly wrong: boolean;
}

/** An action of a file as an action of a document. */
export interface ReadAction {
  type: string;
  reading: Reading<PlainObject>;
}

/**
 * Reads one action: by its own definition where that can say all that the YAML says, else as plain YAML (`architect`). So
 * whatever a file holds survives, also what this package has no word for.
 */
export function readAction(
  kind: FlowKind,
  key: string,
  yaml: PlainObject,
  options: ReadActionOptions,
): ReadAction {
  const body = without(yaml, "name", "trackingId");
  const context: ReadContext = {
    kind,
    moduleId: (module) => own(options.moduleIds ?? {}, module),
    variableType: (name) => options.variableTypes?.get(name),
  };
  for (const definition of byArchitectKey(kind).get(key) ?? []) {
    const reading = definition.read(body, context);
    const partly = options.faults !== undefined && key === "menu";
    if (!reading || !(partly || isLossless(kind, definition, reading, body, options))) continue;
    // What an export spells out though it is the default, nobody has said.
    const said = canonicalFields(definition.parameters, reading.parameters);
    const parameters = Object.fromEntries(
      Object.entries(reading.parameters).filter(([name]) => name in said),
    );
    return { type: definition.type, reading: { ...reading, parameters } };
  }
  // Where faults are collected, a list with something else than actions in it is one of them.
  const reading = options.faults ? readRawAction(key, yaml, isList) : readRawAction(key, yaml);
  // A reading of any action has the form of every other.
  return { type: "architect", reading: reading as Reading<object> as Reading<PlainObject> };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether what was read, written again, is what the file says: else a setting would silently get lost. */
function isLossless(
  kind: FlowKind,
  definition: ActionDefinition,
  reading: Reading<PlainObject>,
  body: PlainObject,
  options: ReadActionOptions,
): boolean {
  const names = new Map(Object.entries(options.moduleIds ?? {}).map(([name, id]) => [id, name]));
  const context: WriteContext = {
    kind,
    paths: Object.keys(reading.branches),
    // The lists of a file are lists of actions; only that they stand in their places is compared.
    branch: (path) => own(reading.branches, path) as PlainObject[] | undefined,
    leadsTo(path) {
      const ref = own(reading.references ?? {}, path);
      if (ref === undefined) return own(reading.branches, path) === undefined ? "end" : undefined;
      return readRef(ref)?.container === "menu" ? { menu: ref } : { task: ref };
    },
    task: (path) => ({ actions: own(reading.branches, path) }),
    moduleName: (id) => names.get(id) ?? id,
    variableType: (name) => options.variableTypes?.get(name),
  };
  // What is written beyond the file is what holds where a file says nothing.
  const isMenu = definition.type === "menu";
  return containsAll(
    comparable(definition.write(reading.parameters, context), isMenu),
    comparable(body, isMenu),
  );
}

/**
 * Without what need not be written again to be kept: names that exports repeat beside an object (`{ lit: { name: X }, name:
 * X }`), and, of a menu, the ids of its choices, the variables of their tasks, which are read with the flow's, and the order
 * of its choices.
 */
function comparable(value: unknown, isMenu: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => comparable(item, isMenu));
  if (!isObject(value)) return value;
  const named = [value, ...Object.values(value)].some(
    (item) =>
      isObject(item) && isObject(item.lit) && item.lit.name === value.name && value.name !== undefined,
  );
  const kept: PlainObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (named && key === "name") continue;
    if (isMenu && (IDS_OF_MENUS.has(key) || (key === "variables" && "actions" in value))) continue;
    // What a branch holds is compared when its own actions are read.
    if (key === "actions" && Array.isArray(item)) put(kept, key, item.length === 0 ? item : idOf(item));
    else if (isMenu && key === "choices" && Array.isArray(item))
      put(kept, key, item.map((choice) => comparable(choice, isMenu)).sort(byName));
    else put(kept, key, comparable(item, isMenu));
  }
  return kept;
}

const listIds = new WeakMap<readonly unknown[], string>();
let listCount = 0;

/** A list by its identity: a text that no other list has. */
function idOf(list: readonly unknown[]): string {
  const id = listIds.get(list) ?? `list ${++listCount}`;
  listIds.set(list, id);
  return id;
}

function byName(a: unknown, b: unknown): number {
  const [first = "", second = ""] = [a, b].map((item) => {
    const body: unknown = isObject(item) ? Object.values(item)[0] : undefined;
    return isObject(body) && typeof body.name === "string" ? body.name : "";
  });
  return first < second ? -1 : first > second ? 1 : 0;
}

const IDS_OF_MENUS: ReadonlySet<string> = new Set(["refId", "defaultChildMenuRef"]);

const tables = new Map<FlowKind, Map<string, ActionDefinition[]>>();

/** The definitions of actions by the key that each has in YAML. */
function byArchitectKey(kind: FlowKind): Map<string, ActionDefinition[]> {
  const known = tables.get(kind);
  if (known) return known;
  const table = new Map<string, ActionDefinition[]>();
  // A table of all parameter types is read here as one of any.
  for (const definition of Object.values(actions) as unknown as ActionDefinition[]) {
    const key = definition.actionKeys[kind];
    if (key !== undefined && !definition.key) table.set(key, [...(table.get(key) ?? []), definition]);
  }
  tables.set(kind, table);
  return table;
}
