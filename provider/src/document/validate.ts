import type { ActionDefinition, ActionTable } from "./action";
import { exitsOf, pathsOf, successors } from "./exits";
import { cycleOf, reachableFrom, walk } from "./graph";
import { KINDS } from "./kinds";
import type { FlowKind } from "./kinds";
import { checkLimits } from "./limits";
import type { Entry, FlowDocument } from "./model";
import { entryKeyFault } from "./names";
import { suggestion } from "./nearest";
import { isObject, kindOf } from "./plain";
import type { PlainObject } from "./plain";
import { place } from "./place";
import type { Problem } from "./problems";
import { audio, checkFields, checkValue } from "./schema";
import type { Place } from "./schema";
import { checkSettings } from "./settings";
import { checkStructure } from "./structureCheck";
import { isUnknown } from "./unknown";
import { checkVariables } from "./variableCheck";

/**
 * Every problem of a document, in one pass. Anything in it may be unknown, at any depth; what is unknown is never
 * wrong, and nothing is concluded from it.
 */
export function validate(kind: FlowKind, document: unknown, table: ActionTable): Problem[] {
  const problems: Problem[] = [];
  const root = place(kind, problems);
  if (isUnknown(document)) return problems;
  if (!isObject(document)) {
    root.error(`a document must be an object with "content"; it is ${kindOf(document)}`);
    return problems;
  }
  knownKeys(document, ["content"], root);
  const { content } = document;
  if (isUnknown(content)) return problems;
  if (!isObject(content)) {
    root.error(`must be an object with "entries"; it is ${kindOf(content)}`, "content");
    return problems;
  }
  const beyond = checkLimits(kind, content);
  if (beyond.length > 0) return [...problems, ...beyond];
  knownKeys(content, ["entries", "variables", "initialGreeting", "settings"], root);
  checkGreeting(kind, content, root);
  checkSettings(kind, content.settings, root.at("settings"));
  const { entries } = content;
  if (isUnknown(entries)) return problems;
  if (!isObject(entries)) {
    root.error(`must be an object of entries by key; it is ${kindOf(entries)}`, "entries");
    return problems;
  }
  if (!Object.hasOwn(entries, "start")) {
    root.error('there is no entry "start", where every flow begins', "entries");
  }
  const checked = new Map<string, Entry>();
  for (const [key, entry] of Object.entries(entries)) {
    if (checkEntry(kind, entry, place(kind, problems, key), table, key)) checked.set(key, entry as Entry);
  }
  const complete = checkGraph(kind, entries, checked, table, problems);
  if (isObject(content.variables) || content.variables === undefined) {
    // It has content and entries; the checks below ask about the rest.
    const given = document as unknown as FlowDocument;
    const variables = checkVariables(kind, given, table, problems);
    if (complete && !problems.some(isError)) checkStructure(kind, given, variables, table, problems);
  } else if (!isUnknown(content.variables)) {
    root.error(
      `must be an object of variables by full name; it is ${kindOf(content.variables)}`,
      "variables",
    );
  }
  return problems;
}

function knownKeys(given: PlainObject, known: readonly string[], at: Place): void {
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined && !known.includes(key))
      at.error(`is no known property${suggestion(key, known)}`, key);
  }
}

function checkGreeting(kind: FlowKind, content: PlainObject, root: Place): void {
  if (content.initialGreeting === undefined) return;
  if (kind === "module") {
    root.error("a flow module has no greeting; its callers have one", "initialGreeting");
  } else {
    checkValue(audio(), content.initialGreeting, root.at("initialGreeting"));
  }
}

/** Checks one entry by itself; says whether it can be asked where it leads. */
function checkEntry(kind: FlowKind, entry: unknown, at: Place, table: ActionTable, key: string): boolean {
  const fault = entryKeyFault(key);
  if (fault !== undefined) at.error(fault);
  if (isUnknown(entry)) return false;
  if (!isObject(entry)) {
    at.error(`must be an object with "entryType" and "action"; it is ${kindOf(entry)}`);
    return false;
  }
  knownKeys(entry, ["entryType", "action", "nexts"], at);
  if (!isUnknown(entry.entryType) && entry.entryType !== "action") at.error('must be "action"', "entryType");
  if (isUnknown(entry.action)) return false;
  if (!isObject(entry.action)) {
    at.error(
      `must be an object with "action", "actionType" and "parameters"; it is ${kindOf(entry.action)}`,
      "action",
    );
    return false;
  }
  const { action, actionType, parameters } = entry.action;
  knownKeys(entry.action, ["action", "actionType", "parameters"], at);
  if (isUnknown(actionType)) return false;
  if (typeof actionType !== "string") {
    at.error(`must be the name of an action; it is ${kindOf(actionType)}`, "actionType");
    return false;
  }
  if (!isUnknown(action) && action !== actionType) at.error('must be equal to "actionType"', "action");
  const definition = table.get(actionType);
  if (definition === undefined) {
    at.error(`is no known action${suggestion(actionType, table.types)}`, "actionType");
    return false;
  }
  if (definition.architect[kind] === undefined) {
    at.error(`"${actionType}" is not available in ${withArticle(KINDS[kind].title)}`, "actionType");
  }
  checkAction(definition, entry, parameters, at);
  return true;
}

function checkAction(definition: ActionDefinition, entry: PlainObject, given: unknown, at: Place): void {
  if (isUnknown(given)) return;
  if (given !== undefined && !isObject(given)) {
    at.error(`must be an object; it is ${kindOf(given)}`, "parameters");
    return;
  }
  let clean = true;
  const inner: Place = at.at("parameters");
  checkFields(
    definition.parameters,
    given ?? {},
    observed(inner, () => (clean = false)),
  );
  if (clean) definition.check?.(given ?? {}, inner, isObject(entry.nexts) ? entry.nexts : {});
}

/** A place that also tells that an error was reported. */
function observed(at: Place, onError: () => void): Place {
  return {
    kind: at.kind,
    error: (message, below) => {
      onError();
      at.error(message, below);
    },
    warning: (message, below) => {
      at.warning(message, below);
    },
    at: (key) => observed(at.at(key), onError),
  };
}

/** Targets, paths, reachability, cycles. Says whether all of it is known. */
function checkGraph(
  kind: FlowKind,
  entries: PlainObject,
  checked: ReadonlyMap<string, Entry>,
  table: ActionTable,
  problems: Problem[],
): boolean {
  const graph = new Map<string, string[]>();
  let complete = true;
  for (const key of Object.keys(entries)) {
    const entry = checked.get(key);
    graph.set(key, []);
    if (entry === undefined) {
      complete = false;
      continue;
    }
    const at = place(kind, problems, key);
    const paths = pathsOf(entry, table);
    const nexts: unknown = entry.nexts ?? {};
    if (!isObject(nexts)) {
      complete = false;
      if (!isUnknown(nexts))
        at.error(`must be an object of entry keys by path; it is ${kindOf(nexts)}`, "nexts");
      continue;
    }
    if (!checkNexts(nexts, paths, entries, entry, at.at("nexts"))) complete = false;
    graph.set(
      key,
      successors(exitsOf(paths, nexts)).filter((target) => Object.hasOwn(entries, target)),
    );
  }
  if (complete && Object.hasOwn(entries, "start")) {
    const reached = reachableFrom(graph, "start");
    for (const key of graph.keys()) {
      if (!reached.has(key)) {
        place(kind, problems, key).error(
          'nothing leads here from "start"; name it in a "nexts" or remove it',
        );
      }
    }
  }
  if (kind === "module") checkCycles(graph, problems);
  return complete;
}

function isError(problem: Problem): boolean {
  return problem.severity === "error";
}

/** Checks the paths of one entry; false where a target is unknown. */
function checkNexts(
  nexts: PlainObject,
  paths: ReturnType<typeof pathsOf>,
  entries: PlainObject,
  entry: Entry,
  at: Place,
): boolean {
  let complete = true;
  const possible = [...paths.names, ...(paths.rest === "none" ? [] : ["default"])];
  for (const [path, target] of Object.entries(nexts)) {
    if (target === undefined) continue;
    if (!paths.open && !possible.includes(path)) {
      at.error(
        possible.length === 0
          ? `"${entry.action.actionType}" ends the flow: nothing can follow it`
          : `is no path of "${entry.action.actionType}"${suggestion(path, possible)}`,
        path,
      );
    }
    if (isUnknown(target)) complete = false;
    else if (typeof target !== "string")
      at.error(`must be the key of an entry; it is ${kindOf(target)}`, path);
    else if (!Object.hasOwn(entries, target)) {
      at.error(`there is no entry of that key${suggestion(target, Object.keys(entries))}`, path);
    }
  }
  const spare = paths.rest === "otherwise" && paths.names.every((path) => nexts[path] !== undefined);
  if (spare && nexts.default !== undefined && !paths.open) {
    at.error(
      `is never taken: each path of "${entry.action.actionType}" (${paths.names.join(", ")}) has its own`,
      "default",
    );
  }
  return complete;
}

/** A module is one task, so nothing in it can lead back (Architect's own loops aside, which are one action). */
function checkCycles(graph: ReadonlyMap<string, readonly string[]>, problems: Problem[]): void {
  const told = new Set<string>();
  for (const edge of walk(graph, "start").back) {
    const cycle = cycleOf(graph, edge) ?? [edge[1]];
    if (told.has(edge[1])) continue;
    told.add(edge[1]);
    place("module", problems, edge[0]).error(
      `leads back to "${edge[1]}" (${[...cycle, edge[1]].join(" -> ")}): a flow module is one task without jumps and ` +
        "cannot repeat steps; end the path here, or let the callers invoke the module again",
      "nexts",
    );
  }
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}
