import { withoutFilledIn } from "../actions/exportDefaults";
import { silentAudio } from "../actions/codecs";
import { isAbsent } from "../actions/codecs";
import { isDocumentKind, namesOf } from "../kinds";
import type { DocumentKind, FlowKind } from "../kinds";
import { isObject, isScalar, put, equalJson, without } from "../json";
import type { PlainObject } from "../json";
import { SETTINGS } from "../validation/structureRules";
import { canonicalParameters } from "./equality";
import { canonicalSettings } from "./defaults";
import { readAction } from "./readAction";
import { isOwnMenu, referencedIn } from "./generatedMenus";
import { CONTAINER_LISTS } from "./checkReferences";
import { readRef } from "./references";

/**
 * Keys of the comparable form that may be missing on one side: an export names every action, authors need not;
 * divisions and languages that were not set are filled in. No file has keys like these.
 */
const NAME = "(name)";
const FLOW_NAME = "(flow name)";
const FLOW_DESCRIPTION = "(flow description)";
const FLOW_DIVISION = "(flow division)";
const DEFAULT_LANGUAGE = "(default language)";
const LANGUAGES = "(languages)";
export const OPTIONAL_KEYS: ReadonlySet<string> = new Set([
  NAME,
  FLOW_NAME,
  FLOW_DESCRIPTION,
  FLOW_DIVISION,
  DEFAULT_LANGUAGE,
  LANGUAGES,
]);

/** The properties of a file that the resource overrides. */
export interface YamlHead {
  name?: string;
  description?: string;
  division?: string;
}

/**
 * The comparable form of an Architect file. It leaves out everything that differs between a submitted file and its
 * export (reference ids, default settings, empty settings, and order that has no meaning). Undefined if it is not
 * such a file.
 */
export function canonicalYaml(
  flowKind: FlowKind,
  file: unknown,
  head: YamlHead = {},
): PlainObject | undefined {
  const root = isObject(file) ? file[namesOf(flowKind).rootKey] : undefined;
  if (!isObject(root)) return undefined;
  // The actions and settings that flow types have in common mean the same in all of them.
  const kind = isDocumentKind(flowKind) ? flowKind : "inboundCall";
  const canonical = canonicalRoot(kind, root);
  const names = namesOfContainers(root);
  const referenced = referencedIn(root);
  for (const key of CONTAINERS) {
    if (root[key] === undefined) continue;
    const list =
      key === "menus" && Array.isArray(root.menus)
        ? root.menus.filter((item) => !isOwnMenu(item, referenced))
        : root[key];
    put(canonical, key, containers(kind, key, list, names));
  }
  if (root.startUpTaskActions !== undefined)
    put(canonical, "startUpTaskActions", actionList(kind, root.startUpTaskActions, names));
  if (root.startUpRef !== undefined) put(canonical, "startUpRef", named(root.startUpRef, names));
  return {
    ...canonical,
    ...(head.name !== undefined && { [FLOW_NAME]: head.name }),
    ...(head.description !== undefined && { [FLOW_DESCRIPTION]: head.description }),
    ...(head.division !== undefined && { [FLOW_DIVISION]: head.division }),
  };
}

const CONTAINERS = CONTAINER_LISTS.map(([list]) => list);
const ACTIONS: readonly string[] = [...CONTAINERS, "startUpTaskActions", "startUpRef"];

/** The comparable form of everything in a file other than its tasks, menus and actions. */
export function canonicalRoot(kind: DocumentKind, root: Readonly<PlainObject>): PlainObject {
  const names = namesOfContainers(root);
  const canonical: PlainObject = {};
  for (const [key, value] of Object.entries(root)) {
    if (key === "referencedObjects" || SETTINGS[kind].includes(key) || ACTIONS.includes(key)) continue;
    const form = canonicalProperty(kind, key, value, names);
    if (form !== undefined) put(canonical, ROOT_KEYS[key] ?? key, form);
  }
  const languages = isObject(root.supportedLanguages)
    ? Object.keys(root.supportedLanguages)
        .map((language) => language.toLowerCase())
        .sort()
    : undefined;
  const settings = deep(kind, canonicalSettings(kind, root), names);
  return { ...canonical, ...(languages && { [LANGUAGES]: languages }), settings };
}

/** The flow's own keys that may be missing on one side, as opposed to nested keys of the same name. */
const ROOT_KEYS: Readonly<Record<string, string>> = {
  name: FLOW_NAME,
  description: FLOW_DESCRIPTION,
  division: FLOW_DIVISION,
  defaultLanguage: DEFAULT_LANGUAGE,
};

/** Names of tasks and menus by their references. */
type Names = ReadonlyMap<string, string>;

function canonicalProperty(kind: DocumentKind, key: string, value: unknown, names: Names): unknown {
  switch (key) {
    case "variables":
      return variablesByName(value);
    case "description":
      return value === "" ? undefined : value;
    case "initialGreeting":
      return equalJson(value, silentAudio()) ? undefined : value;
    case "settingsCommonModule":
      return isObject(value) && Array.isArray(value.compatibleFlowTypes)
        ? {
            ...value,
            compatibleFlowTypes: value.compatibleFlowTypes.map((type) => JSON.stringify(type)).sort(),
          }
        : value;
    case "defaultLanguage":
      return typeof value === "string" ? value.toLowerCase() : value;
    default:
      return deep(kind, value, names);
  }
}

/** The names by which references to tasks and menus are compared, because an export gives each a new refId. */
function namesOfContainers(root: Readonly<PlainObject>): Names {
  const names = new Map<string, string>();
  for (const [key, kind] of CONTAINER_LISTS) {
    const list = root[key];
    for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
      const body: unknown = isObject(item) ? item[kind] : undefined;
      if (isObject(body) && isScalar(body.refId) && isScalar(body.name))
        names.set(`${kind} ${body.refId}`, String(body.name));
    }
  }
  return names;
}

function containers(
  kind: DocumentKind,
  key: (typeof CONTAINERS)[number],
  list: unknown,
  names: Names,
): unknown {
  if (!Array.isArray(list)) return list;
  const byName: PlainObject = {};
  for (const item of list) {
    const container: unknown = isObject(item) ? (item[key.slice(0, -1)] ?? item) : item;
    const name =
      isObject(container) && isScalar(container.name) ? String(container.name) : JSON.stringify(item);
    const form =
      key === "menus" && isObject(container) ? menu(kind, container, names) : deep(kind, container, names);
    put(byName, name, form);
  }
  return byName;
}

/**
 * A menu: its choices in order, without the properties that every export adds to a choice, and its default choice by
 * name.
 */
function menu(kind: DocumentKind, body: Readonly<PlainObject>, names: Names): unknown {
  const { choices, defaultChildMenuRef } = body;
  if (!Array.isArray(choices)) return deep(kind, body, names);
  const ref = readRef(defaultChildMenuRef);
  const list = choices.map((item: unknown) => {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    const choice: unknown = isObject(item) ? item[key] : undefined;
    if (!isObject(choice)) return item;
    const isDefault =
      ref !== undefined && [choice.refId, choice.name].some((id) => isScalar(id) && String(id) === ref.refId);
    const { globalDtmf, globalSpeechRecTerms, ...rest } = withoutFilledIn(key, without(choice, "refId"));
    return {
      key,
      choice: deep(kind, rest, names),
      globalDtmf: globalDtmf === false ? undefined : globalDtmf,
      globalSpeechRecTerms: globalSpeechRecTerms === false ? undefined : globalSpeechRecTerms,
      isDefault,
    };
  });
  const rest = without(body, "choices", "defaultChildMenuRef");
  // A default that is not one of the choices is only equal to itself.
  const strayed = ref !== undefined && !list.some((item) => isObject(item) && item.isDefault === true);
  return { menu: deep(kind, rest, names), list, ...(strayed && { defaultChildMenuRef }) };
}

/** Nested values: actions by their definitions, references by name, and variables by name. */
function deep(kind: DocumentKind, value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(kind, item, names));
  if (typeof value === "string") return named(value, names);
  if (!isObject(value)) return value;
  const canonical: PlainObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === "refId" || key === "trackingId") continue;
    if (key === "actions") put(canonical, key, actionList(kind, item, names));
    else if (key === "variables") put(canonical, key, variablesByName(item));
    else put(canonical, key, deep(kind, item, names));
  }
  return canonical;
}

function named(value: unknown, names: Names): unknown {
  const ref = readRef(value);
  if (ref === undefined) return value;
  return `${ref.container}[${names.get(`${ref.container} ${ref.refId}`) ?? ref.refId}]`;
}

function actionList(kind: DocumentKind, list: unknown, names: Names): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((item: unknown) => {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    const fields: unknown = isObject(item) ? item[key] : undefined;
    const yaml: unknown = isObject(item) && isAbsent(fields) ? {} : fields;
    if (!isObject(yaml)) return item;
    const { type, reading } = readAction(kind, key, yaml, {});
    const branches: PlainObject = {};
    for (const [path, actions] of Object.entries(reading.branches))
      put(branches, path, actionList(kind, actions, names));
    const references: PlainObject = {};
    for (const [path, ref] of Object.entries(reading.references ?? {}))
      put(references, path, named(ref, names));
    const parameters = deep(kind, canonicalParameters(type, reading.parameters), names);
    return { type, [NAME]: yaml.name, parameters, branches, references };
  });
}

/** Variables by name, because an export sorts them. */
function variablesByName(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  const byName: PlainObject = {};
  for (const item of list) {
    const [key = ""] = isObject(item) ? Object.keys(item) : [];
    const body: unknown = isObject(item) ? item[key] : undefined;
    if (!isObject(body) || !isScalar(body.name)) put(byName, JSON.stringify(item), item);
    else
      put(byName, String(body.name), {
        ...body,
        description: body.description === "" ? undefined : body.description,
        type: key,
        isInput: body.isInput === true,
        isOutput: body.isOutput === true,
      });
  }
  return byName;
}
