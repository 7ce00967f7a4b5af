import type { ActionDefinition, ActionTable, Paths } from "../actions/definition";
import { actionTable } from "../actions/index";
import { checkMenus } from "../actions/menuChecks";
import { checkPromptSettings } from "../actions/promptSettings";
import type { Issue, ReportOptions } from "../issues";
import { withArticle, Report, alsoIn, firstProblems, quoted } from "../issues";
import type { PlainObject } from "../json";
import { UNKNOWN, isObject, isUnknown, kindOf, normalize, own } from "../json";
import type { DocumentKind } from "../kinds";
import { KINDS } from "../kinds";
import type { Entry, FlowDocument } from "../model";
import { entryKeyIssue } from "../names";
import { checkEndlessLoops } from "./endlessLoops";
import { cyclesFrom, reachableFrom } from "./graph";
import { exitsOf, pathsOf, successors } from "./paths";
import { checkExpressionTypes } from "./expressionTypes";
import type { IssueReporter } from "./schema";
import { audio, checkFields, checkValue } from "./schema";
import { ERROR_HANDLING, LANGUAGES, checkLimits, checkSettings, checkStructure } from "./structureRules";
import { warnOfUnconfirmed } from "./unconfirmed";
import { checkVariables } from "./variables";

/** What the resource or the file specifies besides the document. */
export interface CheckOptions {
  /**
   * The flow's supported languages, if they are known. A choice with speech but without a key needs phrases in each.
   */
  languages?: readonly string[];
  /** Modules only: the flow types that can call the module, if they are known. */
  compatibleFlowTypes?: readonly string[];
  /** The form in which the user wrote the flow. @default "document" */
  form?: "document" | "yaml";
}

/** The result of {@link checkDocument}. */
export interface CheckedDocument {
  /**
   * The document to store: as passed, without `undefined`. Absent if there is an error, or if the document is unknown.
   */
  document?: FlowDocument;
  /** All problems, errors and warnings. */
  problems: Issue[];
}

/**
 * Checks a whole document in one pass. Any part of it may be unknown (previews).
 *
 * @param options what is known about the flow besides its document
 */
export function checkDocument(
  kind: DocumentKind,
  document: unknown,
  { languages, compatibleFlowTypes, form }: CheckOptions = {},
): CheckedDocument {
  const report = validate(kind, document, actionTable, { languages, form });
  if (hasEntries(document)) {
    if (kind === "inboundCall") checkMenus(report, document.content, languages);
    if (kind === "module") checkPromptSettings(report, document.content, compatibleFlowTypes);
  }
  const problems = firstProblems(report.problems);
  // Without errors, the document is valid except for unknown values, which all code that runs in previews accepts.
  return report.hasErrors || isUnknown(document)
    ? { problems }
    : { document: normalize(document as FlowDocument), problems };
}

function hasEntries(document: unknown): document is FlowDocument {
  return isObject(document) && isObject(document.content) && isObject(document.content.entries);
}

/**
 * Finds all problems of a document in one pass. Any part of it, at any depth, may be unknown. An unknown value is never
 * an error, and neither unknown nor invalid values lead to further errors: each mistake is reported once.
 */
export function validate(
  kind: DocumentKind,
  document: unknown,
  table: ActionTable,
  { languages, form }: ReportOptions = {},
): Report {
  const more = languagesIn(document);
  const report = new Report(kind, { form, languages: more && languages && [...languages, ...more] });
  const root = report.at();
  if (isUnknown(document)) return report;
  if (!isObject(document)) {
    root.error("invalid-value", `a document must be an object with "content", not ${kindOf(document)}`);
    return report;
  }
  knownKeys(document, ["content"], root);
  const { content } = document;
  if (isUnknown(content)) return report;
  if (!isObject(content)) {
    // A misspelled "content" was already reported.
    if (content !== undefined || !report.hasErrors)
      wrongShape(content, 'an object with "entries"', root, "content");
    return report;
  }
  if (!checkLimits(report, content)) return report;
  knownKeys(content, ["entries", "variables", "initialGreeting", "settings"], root);
  checkGreeting(kind, content, root);
  checkSettings(kind, content.settings, root.at("settings"));
  const { entries } = content;
  if (isUnknown(entries)) return report;
  if (!isObject(entries)) {
    if (entries !== undefined || !report.hasErrors)
      wrongShape(entries, "an object of entries by key", root, "entries");
    return report;
  }
  if (!Object.hasOwn(entries, "start")) {
    root.error("missing-start", 'no entry "start", where every flow begins', "entries");
  }
  const checked = new Map<string, Entry>();
  for (const [key, entry] of Object.entries(entries)) {
    if (checkEntry(report, key, entry, table)) checked.set(key, entry as Entry);
  }
  const complete = checkGraph(report, { entries, settings: content.settings }, checked, table);
  if (content.variables !== undefined && !isObject(content.variables)) {
    if (!isUnknown(content.variables))
      wrongShape(content.variables, "an object of variables by full name", root, "variables");
    return report;
  }
  // The document has content and entries; the checks below validate the rest.
  const value = document as unknown as FlowDocument;
  const variables = checkVariables(report, value, table);
  checkExpressionTypes(report, value, variables);
  if (complete && !report.hasErrors) checkStructure(report, value, variables, table);
  if (report.form === "document" && !report.hasErrors)
    warnOfUnconfirmed(report, value.content.entries, table);
  return report;
}

function wrongShape(value: unknown, about: string, at: IssueReporter, below?: string): void {
  if (value === undefined) at.error("missing-property", `required: ${about}`, below);
  else at.error("invalid-value", `must be ${about}, not ${kindOf(value)}`, below);
}

function knownKeys(input: PlainObject, known: readonly string[], at: IssueReporter): void {
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined && !known.includes(key))
      at.error("unknown-property", `unknown property${at.suggestion(key, known)}`, key);
  }
}

function checkGreeting(kind: DocumentKind, content: PlainObject, root: IssueReporter): void {
  if (content.initialGreeting === undefined) return;
  if (kind === "module") {
    root.error("unknown-property", "a flow module has no greeting; its callers have one", "initialGreeting");
  } else {
    checkValue(audio(), content.initialGreeting, root.at("initialGreeting"));
  }
}

/** Checks a single entry; false if its paths cannot be determined. */
function checkEntry(report: Report, key: string, entry: unknown, table: ActionTable): boolean {
  const at = report.at(key);
  const fault = entryKeyIssue(key);
  if (fault !== undefined) at.error("invalid-entry-key", fault);
  if (isUnknown(entry)) return false;
  if (!isObject(entry)) {
    wrongShape(entry, 'an object with "entryType" and "action"', at);
    return false;
  }
  const misspelled = Object.keys(entry).some((name) => !ENTRY_KEYS.includes(name));
  knownKeys(entry, ENTRY_KEYS, at);
  const { entryType } = entry;
  if (!isUnknown(entryType) && entryType !== "action" && !(entryType === undefined && misspelled)) {
    at.error(entryType === undefined ? "missing-property" : "invalid-value", 'must be "action"', "entryType");
  }
  if (isUnknown(entry.action)) return false;
  if (!isObject(entry.action)) {
    if (entry.action !== undefined || !misspelled)
      wrongShape(entry.action, 'an object with "action", "actionType" and "parameters"', at, "action");
    return false;
  }
  return checkAction(report, entry, entry.action, at, table);
}

const ENTRY_KEYS = ["entryType", "action", "nexts"];
const ACTION_KEYS = ["action", "actionType", "parameters"];

function checkAction(
  report: Report,
  entry: PlainObject,
  value: PlainObject,
  at: IssueReporter,
  table: ActionTable,
): boolean {
  const { action, actionType } = value;
  const misspelled = Object.keys(value).some((name) => !ACTION_KEYS.includes(name));
  knownKeys(value, ACTION_KEYS, at);
  if (isUnknown(actionType)) return false;
  if (typeof actionType !== "string") {
    if (actionType !== undefined || !misspelled)
      wrongShape(actionType, "the name of an action", at, "actionType");
    return false;
  }
  const definition = table.get(actionType);
  if (definition === undefined) {
    at.error("unknown-action", `unknown action${at.suggestion(actionType, table.types)}`, "actionType");
    return true;
  }
  if (!isUnknown(action) && action !== actionType && !(action === undefined && misspelled)) {
    at.error(
      action === undefined ? "missing-property" : "mismatched-action",
      'must be equal to "actionType"',
      "action",
    );
  }
  if (definition.actionKeys[report.kind] === undefined) {
    const flow = withArticle(KINDS[report.kind].title);
    at.error("unavailable-action", `"${actionType}" is not available in ${flow}`, "actionType");
  } else {
    checkParameters(report, definition, value.parameters, at, isObject(entry.nexts) ? entry.nexts : {});
  }
  return true;
}

/** Checks the parameters of an action, and the paths that they require. */
export function checkParameters(
  report: Report,
  definition: ActionDefinition,
  value: unknown,
  at: IssueReporter,
  nexts: Readonly<PlainObject>,
): void {
  if (isUnknown(value)) return;
  if (value !== undefined && !isObject(value)) return wrongShape(value, "an object", at, "parameters");
  const before = report.errorCount;
  const inner = at.at("parameters");
  checkFields(definition.parameters, value ?? {}, inner);
  if (report.errorCount === before) definition.check?.(value ?? {}, inner, nexts);
}

/** Checks targets, paths, reachability and cycles. Returns whether all of them are known. */
function checkGraph(
  report: Report,
  { entries, settings }: { entries: PlainObject; settings: unknown },
  checked: ReadonlyMap<string, Entry>,
  table: ActionTable,
): boolean {
  /** The targets of each entry: `graph` by the paths of its action, `named` by all keys in `nexts`. */
  const graph = new Map<string, string[]>();
  const named = new Map<string, string[]>();
  const missing: MissingTargets = new Map();
  let complete = true;
  for (const key of Object.keys(entries)) {
    const entry = checked.get(key);
    graph.set(key, []);
    named.set(key, []);
    if (entry === undefined) {
      complete = false;
      continue;
    }
    const at = report.at(key);
    const nexts: unknown = entry.nexts ?? {};
    if (!isObject(nexts)) {
      complete = false;
      if (!isUnknown(nexts)) wrongShape(nexts, "an object of entry keys by path", at, "nexts");
      continue;
    }
    const paths = pathsOf(entry, table);
    checkPaths(nexts, paths, entry, at.at("nexts"));
    if (!checkTargets(key, nexts, entries, report, missing)) complete = false;
    const exists = (target: unknown) => typeof target === "string" && Object.hasOwn(entries, target);
    graph.set(key, successors(exitsOf(paths, nexts)).filter(exists));
    named.set(key, Object.values(nexts).filter(exists) as string[]);
  }
  const handler = report.kind === "module" ? undefined : errorHandler(report, settings, entries);
  if (isUnknown(handler)) complete = false;
  reportMissing(report, entries, missing);
  // If a path is broken, its intended target must not be reported as unreachable.
  if (complete && Object.hasOwn(entries, "start") && handler !== WRONG) {
    const reached = reachableFrom(named, "start");
    const reachedByError = handler === undefined ? NOTHING : reachableFrom(named, handler);
    for (const key of graph.keys()) {
      if (reached.has(key) || reachedByError.has(key)) continue;
      report.at(key).error("unreachable-entry", `unreachable from "start": no entry's "nexts" leads here`);
    }
  }
  if (report.kind === "module") checkCycles(report, graph);
  else if (complete) checkEndlessLoops(report, graph, checked, table);
  return complete;
}

/** Checks the names of an entry's paths. */
function checkPaths(nexts: PlainObject, paths: Paths, entry: Entry, at: IssueReporter): void {
  if (paths.open) return;
  const { actionType } = entry.action;
  const possible = [...paths.names, ...(paths.defaultPath === "none" ? [] : ["default"])];
  const known = new Set(possible);
  for (const [path, target] of Object.entries(nexts)) {
    if (target === undefined || known.has(path)) continue;
    if (possible.length === 0) {
      at.error("path-after-end", `"${actionType}" ends the flow: nothing can follow it`, path);
    } else {
      const fix = at.suggestion(path, possible);
      at.error("unknown-path", `"${actionType}" has no path ${quoted(path)}${fix}`, path);
    }
  }
  const spare =
    paths.defaultPath === "otherwise" && paths.names.every((path) => own(nexts, path) !== undefined);
  if (spare && nexts.default !== undefined) {
    at.error(
      "unused-default",
      `is never taken: each path of "${actionType}" (${paths.names.join(", ")}) leads elsewhere`,
      "default",
    );
  }
}

/** The paths that lead to each missing entry. */
type MissingTargets = Map<string, { entry: string; path: string }[]>;

const NOTHING: ReadonlySet<string> = new Set();
/** Replaces an invalid entry name. No entry has an empty key. */
const WRONG = "";

/** The entry that runs after an error in the flow; may be unknown, or {@link WRONG}. */
function errorHandler(report: Report, settings: unknown, entries: PlainObject): string | undefined {
  if (isUnknown(settings)) return UNKNOWN;
  const entry = isObject(settings) ? settings[ERROR_HANDLING] : undefined;
  if (entry === undefined) return undefined;
  if (isUnknown(entry)) return UNKNOWN;
  if (typeof entry !== "string") return WRONG;
  if (Object.hasOwn(entries, entry)) return entry;
  const at = report.at(undefined, "settings");
  at.error(
    "unknown-entry",
    `no entry ${quoted(entry)}${at.suggestion(entry, Object.keys(entries))}`,
    ERROR_HANDLING,
  );
  return WRONG;
}

/** The languages for which a document's settings contain more than the name; undefined if they are not known. */
function languagesIn(document: unknown): string[] | undefined {
  const content = isObject(document) ? document.content : undefined;
  const settings = isObject(content) ? content.settings : undefined;
  const languages = isObject(settings) ? settings[LANGUAGES] : undefined;
  if (isUnknown(settings) || isUnknown(languages)) return undefined;
  return isObject(languages) ? Object.keys(languages) : [];
}

/** Collects targets that do not exist; false if a target is invalid or unknown. */
function checkTargets(
  key: string,
  nexts: PlainObject,
  entries: PlainObject,
  report: Report,
  missing: MissingTargets,
): boolean {
  let complete = true;
  for (const [path, target] of Object.entries(nexts)) {
    if (target === undefined || (typeof target === "string" && Object.hasOwn(entries, target))) continue;
    complete = false;
    if (isUnknown(target)) continue;
    if (typeof target !== "string") {
      wrongShape(target, "the key of an entry", report.at(key, "nexts"), path);
      continue;
    }
    const places = missing.get(target) ?? [];
    places.push({ entry: key, path });
    missing.set(target, places);
  }
  return complete;
}

/** Reports each missing entry once, no matter how many paths lead to it. */
function reportMissing(report: Report, entries: PlainObject, missing: MissingTargets): void {
  const keys = Object.keys(entries);
  for (const [target, [first, ...others]] of missing) {
    // No entry has an empty key.
    if (first === undefined) continue;
    const at = report.at(first.entry, "nexts");
    at.error(
      "unknown-entry",
      `no entry ${quoted(target)}${at.suggestion(target, keys)}${alsoIn(others.map(({ entry }) => entry).filter((entry) => entry !== first.entry))}`,
      first.path,
    );
  }
}

/** A module is a single task, so no path can lead back. Architect's own loops are an exception: each is one action. */
function checkCycles(report: Report, graph: ReadonlyMap<string, readonly string[]>): void {
  for (const { from, nodes, length } of cyclesFrom(graph, "start")) {
    const [begin = ""] = nodes;
    const way = [...nodes, ...(length > nodes.length ? ["..."] : []), begin].join(" -> ");
    report
      .at(from)
      .error(
        "module-cycle",
        `leads back to ${quoted(begin)} (${quoted(way).slice(1, -1)}): a flow module cannot repeat steps; end the path here, ` +
          "or let the callers invoke the module again",
        "nexts",
      );
  }
}
