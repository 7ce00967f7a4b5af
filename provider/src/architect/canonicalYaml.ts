import { actionTable } from "../actions/index";
import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import { isObject, put } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { canonicalFields } from "../document/schema";
import { SETTINGS } from "../document/settings";
import { settingsBeyondDefaults } from "./defaults";
import { readAction } from "./readAction";
import { readRef } from "./refs";

/**
 * Keys of the comparable form that one side may lack: an export names every action, people need not; a division or language
 * that nobody asked for is filled in.
 */
export const OPTIONAL_KEYS: ReadonlySet<string> = new Set([
  "actionName",
  "flowName",
  "flowDescription",
  "flowDivision",
  "defaultLanguage",
  "languages",
]);

/**
 * The comparable form of an Architect file: what differs between a file as it was submitted and as the platform exports it
 * (reference ids, default settings, explicit emptiness, order where it means nothing) is gone. Undefined for no such file.
 */
export function canonicalYaml(kind: FlowKind, file: unknown): PlainObject | undefined {
  const root = isObject(file) ? file[KINDS[kind].rootKey] : undefined;
  if (!isObject(root)) return undefined;
  const names = namesOfContainers(root);
  const canonical: PlainObject = {};
  for (const [key, value] of Object.entries(root)) {
    if (key === "referencedObjects" || SETTINGS[kind].includes(key)) continue;
    const form = canonicalProperty(kind, key, value, names);
    if (form !== undefined) put(canonical, OWN_KEYS[key] ?? key, form);
  }
  const languages = isObject(root.supportedLanguages)
    ? Object.keys(root.supportedLanguages).sort()
    : undefined;
  return { ...canonical, languages, settings: settingsBeyondDefaults(kind, root) };
}

/** The flow's own keys, apart from those of the same name further down. */
const OWN_KEYS: Readonly<Record<string, string>> = {
  name: "flowName",
  description: "flowDescription",
  division: "flowDivision",
};

type Names = ReadonlyMap<string, string>;

function canonicalProperty(kind: FlowKind, key: string, value: unknown, names: Names): unknown {
  switch (key) {
    case "variables":
      return variablesByName(value);
    case "startUpTaskActions":
      return actionList(kind, value, names);
    case "settingsCommonModule":
      return isObject(value) && Array.isArray(value.compatibleFlowTypes)
        ? {
            ...value,
            compatibleFlowTypes: value.compatibleFlowTypes.map((type) => JSON.stringify(type)).sort(),
          }
        : value;
    case "tasks":
    case "menus":
      return containers(kind, key, value, names);
    case "defaultLanguage":
      return typeof value === "string" ? value.toLowerCase() : value;
    default:
      return deep(kind, value, names);
  }
}

/** The names by which tasks, menus and choices refer to each other: an export gives each a new refId. */
function namesOfContainers(root: PlainObject): Names {
  const names = new Map<string, string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value.refId === "string" && typeof value.name === "string") names.set(value.refId, value.name);
    Object.values(value).forEach(visit);
  };
  visit(root);
  return names;
}

function containers(kind: FlowKind, key: string, list: unknown, names: Names): unknown {
  if (!Array.isArray(list)) return list;
  const byName: PlainObject = {};
  for (const item of list) {
    const container: unknown = isObject(item) ? (item[key === "tasks" ? "task" : "menu"] ?? item) : item;
    const name =
      isObject(container) && typeof container.name === "string" ? container.name : JSON.stringify(item);
    put(byName, name, deep(kind, container, names));
  }
  return byName;
}

/** Anything below: actions by their definitions, references by name, variables by name. */
function deep(kind: FlowKind, value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(kind, item, names));
  if (typeof value === "string") return named(value, names);
  if (!isObject(value)) return value;
  const canonical: PlainObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === "refId") continue;
    if (key === "actions") put(canonical, key, actionList(kind, item, names));
    else if (key === "variables") put(canonical, key, variablesByName(item));
    else put(canonical, key, deep(kind, item, names));
  }
  return canonical;
}

function named(text: string, names: Names): string {
  const ref = readRef(text);
  const name = ref && names.get(ref.refId);
  return name === undefined ? text : `${ref?.container ?? ""}[${name}]`;
}

function actionList(kind: FlowKind, list: unknown, names: Names): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((item: unknown) => {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    const yaml: unknown = isObject(item) ? item[key] : undefined;
    if (!isObject(yaml)) return item;
    const { type, reading } = readAction(kind, key, yaml, {});
    const branches: PlainObject = {};
    for (const [path, actions] of Object.entries(reading.branches))
      put(branches, path, actionList(kind, actions, names));
    const references: PlainObject = {};
    for (const [path, ref] of Object.entries(reading.references ?? {}))
      put(references, path, named(ref, names));
    const parameters = canonicalFields(actionTable.get(type)?.parameters ?? {}, reading.parameters);
    return { type, actionName: yaml.name, parameters: deep(kind, parameters, names), branches, references };
  });
}

/** Variables by name: an export sorts them. */
function variablesByName(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const byName: PlainObject = {};
  for (const item of list) {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    const body: unknown = isObject(item) ? item[key] : undefined;
    if (!isObject(body) || typeof body.name !== "string") put(byName, JSON.stringify(item), item);
    else
      put(byName, body.name, {
        ...body,
        type: key,
        isInput: body.isInput === true,
        isOutput: body.isOutput === true,
      });
  }
  return byName;
}
