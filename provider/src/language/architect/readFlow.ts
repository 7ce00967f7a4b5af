import { readAudio, silentAudio } from "../actions/codecs";
import { formatIssue } from "../issues";
import type { PlainObject } from "../json";
import { isObject, equalJson } from "../json";
import type { FlowKind } from "../kinds";
import { KINDS } from "../kinds";
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
  kind: FlowKind;
  name: string;
  description?: string;
  division?: string;
  defaultLanguage?: string;
  supportedLanguages?: string[];
  compatibleFlowTypes?: string[];
  document: FlowDocument;
  /** What the file holds and the document does not, as sentences. */
  notes: string[];
  /** Where the action of each entry stands in the file, below the root key. */
  places: ReadonlyMap<string, YamlPath>;
  /** Where actions stand that nothing leads to; the document has none of them. */
  unreachable: readonly YamlPath[];
  /** The containers in which a path comes to its end without an action that ends it; a document ends there. */
  openEnds: readonly YamlPath[];
  /** Tasks and menus to which nothing leads, as graphs of their own. */
  unreferenced: readonly ReadEntries[];
}

/**
 * Reads an Architect file, as the platform exports it or as people write it, back into a document. Throws, with a
 * sentence for the user, for what is no file of a flow kind that this package knows.
 */
export function fromArchitectYaml(text: string, options: ReadOptions = {}): ReadFlow {
  const { value, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem) throw new Error(formatIssue(problem));
  return readFlow(value, options);
}

/** {@link fromArchitectYaml} for a text that is plain values already. */
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
  // A menu of its own is the file's, or Architect's, and what it holds goes with it.
  const menus = new Set(unreachable.filter(([list]) => list === "menus").map(([, index]) => index)).size;
  const actions = unreachable.filter(([list]) => list !== "menus").length;
  return [
    ...(menus > 0 ? [`${menus} ${menus === 1 ? "menu" : "menus"} to which nothing leads left out`] : []),
    ...(actions > 0
      ? [`${actions} ${actions === 1 ? "action" : "actions"} to which nothing leads left out`]
      : []),
  ];
}

/** The kind of flow in a file, and what stands under its root key. */
export function rootOf(file: unknown): { kind: FlowKind; root: PlainObject } {
  if (!isObject(file)) throw new Error("an Architect file is a mapping with one root key, the flow type");
  const keys = Object.keys(file);
  const [key = ""] = keys;
  if (keys.length !== 1)
    throw new Error(`an Architect file has exactly one root key, the flow type; this one has ${keys.length}`);
  const kind = (Object.keys(KINDS) as FlowKind[]).find((candidate) => KINDS[candidate].rootKey === key);
  const root = file[key];
  if (kind === undefined || !isObject(root)) {
    throw new Error(
      `"${key}" is no flow type that can be read as a document; known are inboundCall and commonModule`,
    );
  }
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

/** The variables of all tasks, inline ones included. Where two tasks have one of the same name, it is the same to a document. */
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

/** The names of the modules that an Architect file calls, each once. Nothing for a text that is no YAML. */
export function moduleNamesIn(yaml: string): string[] {
  return modulesOf(parseYaml(yaml).value);
}

/** {@link moduleNamesIn} for plain values. */
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
