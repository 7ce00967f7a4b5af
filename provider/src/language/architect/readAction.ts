import { readRawAction } from "../actions/raw";
import { actions } from "../actions/index";
import type { ActionDefinition, ReadContext, Reading, WriteContext } from "../actions/definition";
import type { DocumentKind } from "../kinds";
import { isObject, own, put, without } from "../json";
import type { PlainObject } from "../json";
import { canonicalFields } from "../validation/schema";
import { readRef } from "./references";
import { containsAll } from "./equalYaml";

/** Options for reading a file. */
export interface ReadOptions {
  /** The ids of modules by name. A module that is not listed is referenced by name (`moduleName`). */
  moduleIds?: Readonly<Record<string, string>>;
}

/** Options for reading an action. */
export interface ReadActionOptions extends ReadOptions {
  /** The types that the file declares, by variable. */
  variableTypes?: ReadonlyMap<string, string>;
  /**
   * For checking a file: collects what cannot be read, and reads the rest anyway. Parts of a menu that a document
   * cannot represent are then omitted.
   */
  faults?: ReadIssue[];
}

/** Something that cannot be read. */
export interface ReadIssue {
  readonly message: string;
  /** The path below the root key. */
  readonly path: readonly (string | number)[];
  /** False if the file may be valid but a document cannot represent it. */
  readonly wrong: boolean;
}

/** An action of a file as an action of a document. */
export interface ReadAction {
  type: string;
  reading: Reading<PlainObject>;
}

/**
 * Reads one action. If its definition cannot represent everything in the YAML, it is read as a raw action
 * (`architect`), so that nothing in a file is lost, including what this package does not know.
 */
export function readAction(
  kind: DocumentKind,
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
    // Defaults that an export writes explicitly are left out.
    const fields = canonicalFields(definition.parameters, reading.parameters);
    const parameters = Object.fromEntries(
      Object.entries(reading.parameters).filter(([name]) => name in fields),
    );
    return { type: definition.type, reading: { ...reading, parameters } };
  }
  // If faults are collected, a list that contains something other than actions is reported as one of them.
  const reading = options.faults ? readRawAction(key, yaml, isList) : readRawAction(key, yaml);
  // The reading of a raw action has the same form as all others.
  return { type: "architect", reading: reading as Reading<object> as Reading<PlainObject> };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether writing the result again gives everything in the file. Otherwise a setting would silently be lost. */
function isLossless(
  kind: DocumentKind,
  definition: ActionDefinition,
  reading: Reading<PlainObject>,
  body: PlainObject,
  options: ReadActionOptions,
): boolean {
  const names = new Map(Object.entries(options.moduleIds ?? {}).map(([name, id]) => [id, name]));
  const context: WriteContext = {
    kind,
    paths: Object.keys(reading.branches),
    // The lists of a file are lists of actions. Only their places are compared.
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
  // Anything written beyond the file's content is a default.
  const isMenu = definition.type === "menu";
  return containsAll(
    comparable(definition.write(reading.parameters, context), isMenu),
    comparable(body, isMenu),
  );
}

/**
 * Removes what does not need to be written again: names that exports repeat next to an object (`{ lit: { name: X },
 * name: X }`), and for a menu the ids of its choices, the variables of their tasks, which are read with the flow's,
 * and the order of its choices.
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
    // The content of a branch is compared when its own actions are read.
    if (key === "actions" && Array.isArray(item)) put(kept, key, item.length === 0 ? item : idOf(item));
    else if (isMenu && key === "choices" && Array.isArray(item))
      put(kept, key, item.map((choice) => comparable(choice, isMenu)).sort(byName));
    else put(kept, key, comparable(item, isMenu));
  }
  return kept;
}

const listIds = new WeakMap<readonly unknown[], string>();
let listCount = 0;

/** A string that identifies a list object. */
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

const tables = new Map<DocumentKind, Map<string, ActionDefinition[]>>();

/** The definitions of actions by their YAML key. */
function byArchitectKey(kind: DocumentKind): Map<string, ActionDefinition[]> {
  const known = tables.get(kind);
  if (known) return known;
  const table = new Map<string, ActionDefinition[]>();
  // The table's parameter types differ per action, so treat it as a list of general definitions.
  for (const definition of Object.values(actions) as unknown as ActionDefinition[]) {
    const key = definition.actionKeys[kind];
    if (key !== undefined && !definition.key) table.set(key, [...(table.get(key) ?? []), definition]);
  }
  tables.set(kind, table);
  return table;
}
