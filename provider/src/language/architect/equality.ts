import { actionTable } from "../actions/index";
import { silentAudio } from "../actions/codecs";
import { exitsOf, pathsOf } from "../validation/paths";
import type { DocumentKind } from "../kinds";
import type { Entry, FlowDocument } from "../model";
import { isObject, put, equalJson } from "../json";
import type { PlainObject } from "../json";
import { audio, canonicalFields, value } from "../validation/schema";
import { ERROR_HANDLING } from "../validation/structureRules";
import { taskVariablesOf, passedVariablesOf, isTaskVariable } from "../validation/taskVariables";
import { effectiveVariables } from "../validation/variables";
import { canonicalSettings } from "./defaults";

/**
 * Whether two documents describe the same flow. Ignores formatting, the order of keys, defaults, and anything that
 * cannot be published.
 */
export function equalDocuments(kind: DocumentKind, a: FlowDocument, b: FlowDocument): boolean {
  return equalJson(a, b) || equalJson(canonicalDocument(kind, a), canonicalDocument(kind, b));
}

/**
 * The comparable form of a document. Documents that mean the same have equal comparable forms. Nothing is validated;
 * unexpected values, including unknown ones, are kept unchanged.
 */
export function canonicalDocument(kind: DocumentKind, document: FlowDocument): PlainObject {
  if (!isObject(document) || !isObject(document.content) || !isObject(document.content.entries)) {
    return { odd: document };
  }
  const { content } = document;
  const entries: PlainObject = {};
  for (const [key, entry] of Object.entries(content.entries)) put(entries, key, canonicalEntry(entry));
  const variables: PlainObject = {};
  const effective = effectiveVariables(kind, document, actionTable);
  const used = [...effective.keys()].some(isTaskVariable) ? usedTaskVariables(content.entries) : NONE;
  for (const [name, variable] of effective) {
    // An unused task variable changes nothing, and a flow that only has menus cannot declare it.
    if (isTaskVariable(name) && !used.has(name.toLowerCase())) continue;
    put(variables, name, {
      type: variable.type,
      input: variable.input ?? false,
      output: variable.output ?? false,
      description: variable.description === "" ? undefined : variable.description,
      initialValue:
        variable.initialValue === undefined
          ? undefined
          : value(variable.type).canonical(variable.initialValue),
    });
  }
  const greeting =
    content.initialGreeting === undefined ? undefined : audio().canonical(content.initialGreeting);
  return {
    entries,
    variables,
    initialGreeting: equalJson(greeting, silentAudio()) ? undefined : greeting,
    settings: isObject(content.settings) ? canonicalSettings(kind, content.settings) : {},
    errorHandling: content.settings?.[ERROR_HANDLING],
  };
}

const NONE: ReadonlySet<string> = new Set();

function usedTaskVariables(entries: Readonly<Record<string, Entry>>): Set<string> {
  const used = new Set<string>();
  for (const entry of Object.values(entries)) {
    if (!isObject(entry) || !isObject(entry.action) || !isObject(entry.action.parameters)) continue;
    for (const name of taskVariablesOf(entry, actionTable)) used.add(name);
    for (const name of passedVariablesOf(entry)) used.add(name);
  }
  return used;
}

/** The comparable form of an entry: its type, its parameters without defaults, and the target of each path. */
export function canonicalEntry(entry: Entry): PlainObject {
  if (!isObject(entry) || !isObject(entry.action)) return { odd: entry };
  const { actionType, parameters } = entry.action as Entry["action"];
  const definition = typeof actionType === "string" ? actionTable.get(actionType) : undefined;
  if (!definition || !isObject(parameters ?? {}) || !isObject(entry.nexts ?? {})) return { odd: entry };
  const { branches, continuation } = exitsOf(pathsOf(entry, actionTable), entry.nexts ?? {});
  const nexts: PlainObject = {};
  for (const { path, to } of branches) put(nexts, path, to);
  if (continuation) nexts.default = continuation.to;
  return { actionType, parameters: canonicalParameters(actionType, parameters ?? {}), nexts };
}

/** The comparable form of an action's parameters: without defaults, and without what an export adds. */
export function canonicalParameters(type: string, parameters: Readonly<PlainObject>): PlainObject {
  const definition = actionTable.get(type);
  const value = definition?.canonical?.(parameters) ?? parameters;
  return canonicalFields(definition?.parameters ?? {}, value);
}
