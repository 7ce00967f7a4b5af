import { nearest } from "../issues";
import { ALL_KINDS, isDocumentKind, kindOfRootKey, namesOf } from "../kinds";
import type { DocumentKind, FlowKind } from "../kinds";
import { readAudio, silentAudio } from "../actions/codecs";
import { formatIssue } from "../issues";
import type { PlainObject } from "../json";
import { isObject, equalJson } from "../json";
import type { FlowContent, FlowDocument, Variable } from "../model";
import { settingsBeyondDefaults } from "./defaults";
import { withoutErrorHandlingRef } from "./errorHandling";
import { parseYaml } from "./parseYaml";
import type { ReadIssue, ReadOptions } from "./readAction";
import type { ReadEntries, YamlPath } from "./readEntries";
import { readEntries } from "./readEntries";
import { readVariableItem } from "./variableItems";

/** A flow read from an Architect file. */
export interface ReadFlow {
  kind: DocumentKind;
  name: string;
  description?: string;
  division?: string;
  defaultLanguage?: string;
  supportedLanguages?: string[];
  compatibleFlowTypes?: string[];
  document: FlowDocument;
  /** What the file contains and the document does not, as sentences. */
  notes: string[];
  /** The path of each entry's action in the file, below the root key. */
  places: ReadonlyMap<string, YamlPath>;
  /** The paths of actions that nothing leads to. The document does not contain them. */
  unreachable: readonly YamlPath[];
  /** The containers with a path that ends without a terminating action. The document ends there. */
  openEnds: readonly YamlPath[];
  /** Tasks and menus that nothing leads to, as separate graphs. */
  unreferenced: readonly ReadEntries[];
}

/**
 * Reads an Architect file, exported or written by hand, into a document.
 *
 * @throws Error with a message for the user, if it is not a file of a supported flow kind
 */
export function fromArchitectYaml(text: string, options: ReadOptions = {}): ReadFlow {
  const { value, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem) throw new Error(formatIssue(problem));
  return readFlow(value, options);
}

/** {@link fromArchitectYaml} for parsed values. */
export function readFlow(file: unknown, options: ReadOptions & { faults?: ReadIssue[] } = {}): ReadFlow {
  const { kind, root } = rootOf(file);
  const variables = { ...taskVariables(root), ...readVariables(root.variables) };
  const variableTypes = new Map(Object.entries(variables).map(([name, { type }]) => [name, type]));
  const graphs = readEntries(kind, root, { ...options, variableTypes });
  const { entries, places, unreachable, openEnds, unreferenced, errorHandling } = graphs;
  const greeting = readAudio(root.initialGreeting);
  const settings = {
    ...(errorHandling !== undefined && { errorHandling }),
    ...withoutErrorHandlingRef(settingsBeyondDefaults(kind, root)),
  };
  const content: FlowContent = {
    entries,
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(typeof greeting !== "symbol" &&
      greeting !== undefined &&
      !equalJson(greeting, silentAudio()) && { initialGreeting: greeting }),
    ...(Object.keys(settings).length > 0 && { settings }),
  };
  const defaultLanguage = textOf(root.defaultLanguage);
  const languages = isObject(root.supportedLanguages) ? Object.keys(root.supportedLanguages) : [];
  if (languages.length === 0 && defaultLanguage !== undefined) languages.push(defaultLanguage);
  return {
    kind,
    name: textOf(root.name) ?? "",
    ...present("description", textOf(root.description)),
    ...present("division", textOf(root.division)),
    ...present("defaultLanguage", defaultLanguage),
    ...present("supportedLanguages", languages.length > 0 ? languages : undefined),
    ...present("compatibleFlowTypes", kind === "module" ? flowTypes(root) : undefined),
    document: { content },
    notes: notesOn(unreachable),
    places,
    unreachable,
    openEnds,
    unreferenced,
  };
}

function notesOn(unreachable: readonly YamlPath[]): string[] {
  // A top-level menu counts once, including everything in it.
  const menus = new Set(unreachable.filter(([list]) => list === "menus").map(([, index]) => index)).size;
  const actions = unreachable.filter(([list]) => list !== "menus").length;
  return [
    ...(menus > 0 ? [`${menus} ${menus === 1 ? "menu" : "menus"} to which nothing leads left out`] : []),
    ...(actions > 0
      ? [`${actions} ${actions === 1 ? "action" : "actions"} to which nothing leads left out`]
      : []),
  ];
}

/** The type of the flow in a file, one with documents, and the mapping under its root key. */
export function rootOf(file: unknown): { kind: DocumentKind; root: PlainObject } {
  const { kind, root } = flowRootOf(file);
  if (isDocumentKind(kind)) return { kind, root };
  throw new Error(
    `"${namesOf(kind).rootKey}" is no flow type that can be read as a document; known are inboundCall and commonModule`,
  );
}

/** The type of the flow in a file, and the mapping under its root key. */
export function flowRootOf(file: unknown): { kind: FlowKind; root: PlainObject } {
  if (!isObject(file)) throw new Error("an Architect file is a mapping with one root key, the flow type");
  const keys = Object.keys(file);
  const [key = ""] = keys;
  if (keys.length !== 1)
    throw new Error(`an Architect file has exactly one root key, the flow type; this one has ${keys.length}`);
  const kind = kindOfRootKey(key);
  const root = file[key];
  if (kind === undefined) {
    const near = nearest(key, ALL_KINDS);
    throw new Error(`"${key}" is no known flow type${near === undefined ? "" : `; did you mean "${near}"?`}`);
  }
  if (!isObject(root)) throw new Error(`"${key}" must be a mapping`);
  return { kind, root };
}

function readVariables(list: unknown): Record<string, Variable> {
  const variables: Record<string, Variable> = {};
  for (const item of Array.isArray(list) ? list : []) {
    const read = readVariableItem(item);
    if (read) variables[read.name] = read.variable;
  }
  return variables;
}

/**
 * The variables of all tasks, including inline ones. In a document, task variables with the same name are the same
 * variable.
 */
function taskVariables(root: PlainObject): Record<string, Variable> {
  const variables: Record<string, Variable> = {};
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    Object.assign(variables, readVariables(value.variables));
    Object.values(value).forEach(visit);
  };
  visit([root.tasks, root.menus]);
  return variables;
}

function flowTypes(root: PlainObject): string[] | undefined {
  const settings = root.settingsCommonModule;
  const list: unknown = isObject(settings) ? settings.compatibleFlowTypes : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((item: unknown) =>
    isObject(item) && typeof item.flowType === "string" ? [item.flowType] : [],
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function present<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, T>>);
}

/** The names of the modules that an Architect file calls, without duplicates. Empty for a text that is not YAML. */
export function moduleNamesIn(yaml: string): string[] {
  return modulesOf(parseYaml(yaml).value);
}

/** {@link moduleNamesIn} for parsed values. */
export function modulesOf(file: unknown): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (
      isObject(value) &&
      isObject(value.callCommonModule) &&
      isObject(value.callCommonModule.commonModule)
    ) {
      for (const name of Object.keys(value.callCommonModule.commonModule)) names.add(name);
    }
    Object.values(value).forEach(visit);
  };
  visit(file);
  return [...names];
}
