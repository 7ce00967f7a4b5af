import { holdsActions } from "../actions/raw";
import { moduleReferences } from "../actions/moduleReferences";
import { actionTable } from "../actions/index";
import type { DocumentKind } from "../kinds";
import type { Entry, FlowContent, FlowDocument, Variable } from "../model";
import { normalize } from "../json";
import { own, put, equalJson } from "../json";
import type { PlainObject } from "../json";
import { effectiveVariables } from "../validation/variables";
import { canonicalDocument, canonicalEntry, equalDocuments } from "./equality";
import { architectTree } from "./write";
import { readFlow } from "./readFlow";

/**
 * The exported document in the author's form. Anything that YAML cannot represent (the `timeout` of `invokeSubFlow`,
 * `end` where Architect only has `disconnect`, formatting) is taken from the known document unless the export
 * differs, so that all remaining differences are real changes.
 */
export function mergeWithAuthored(
  kind: DocumentKind,
  exported: FlowDocument,
  known: FlowDocument,
): FlowDocument {
  const seen = asExported(kind, known);
  if (seen === undefined) return exported;
  if (equalDocuments(kind, exported, seen)) return known;
  const entries = overlayEntries(exported, known, seen);
  const canonicalNow = canonicalDocument(kind, exported);
  const canonicalSeen = canonicalDocument(kind, seen);
  const unchanged = (...parts: ("initialGreeting" | "settings" | "errorHandling")[]) =>
    parts.every((part) => equalJson(canonicalNow[part], canonicalSeen[part]));
  const content: FlowContent = {
    entries,
    ...present("variables", mergeVariables(kind, exported, known, seen, entries)),
    ...present("initialGreeting", (unchanged("initialGreeting") ? known : exported).content.initialGreeting),
    ...present("settings", (unchanged("settings", "errorHandling") ? known : exported).content.settings),
  };
  return normalize({ content });
}

/** The known document as it would be read from its export: what is left after conversion to YAML and back. */
function asExported(kind: DocumentKind, known: FlowDocument): FlowDocument | undefined {
  // Use the ids as names, so that no call to the platform is needed.
  const ids = moduleReferences(known).flatMap(({ moduleId }) => (moduleId === undefined ? [] : [moduleId]));
  const identity = Object.fromEntries(ids.map((id) => [id, id]));
  try {
    return readFlow(architectTree({ kind, name: "x", document: known, moduleNames: identity }), {
      moduleIds: identity,
    }).document;
  } catch {
    // The document in state contains something that this version cannot write, such as a newer action, so nothing can
    // be kept.
    return undefined;
  }
}

/** The author's entries in their order, followed by new ones. */
function overlayEntries(
  exported: FlowDocument,
  known: FlowDocument,
  seen: FlowDocument,
): Record<string, Entry> {
  const [now, ours, before] = [exported, known, seen].map(({ content }) => content.entries) as [
    Entries,
    Entries,
    Entries,
  ];
  // Actions that the author nested in another action's raw YAML are exported as separate entries.
  const inside = new Set(Object.keys(before).filter((key) => !Object.hasOwn(ours, key)));
  const sameInside = [...inside].every((key) => {
    const [is, was] = [own(now, key), own(before, key)];
    return is !== undefined && was !== undefined && equalJson(canonicalEntry(is), canonicalEntry(was));
  });
  const entries: Record<string, Entry> = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(now)])) {
    const entry = own(now, key);
    if (entry === undefined || (sameInside && inside.has(key))) continue;
    const keep = sameInside || !holdsActions(own(ours, key)?.action.parameters);
    put(entries, key, keep ? mergeEntry(entry, own(ours, key), own(before, key)) : entry);
  }
  return entries;
}

type Entries = Readonly<Record<string, Entry>>;

function mergeEntry(now: Entry, known: Entry | undefined, seen: Entry | undefined): Entry {
  if (known === undefined || seen === undefined) return now;
  const [canonicalNow, canonicalSeen] = [canonicalEntry(now), canonicalEntry(seen)];
  if (equalJson(canonicalNow, canonicalSeen) || equalJson(canonicalNow, canonicalEntry(known))) return known;
  const sameWay = equalJson(canonicalNow.nexts, canonicalSeen.nexts);
  if (now.action.actionType !== known.action.actionType && now.action.actionType !== seen.action.actionType) {
    return now;
  }
  // Keep the author's value if the export has not changed it, or if exports do not contain it.
  const parameters: PlainObject = {};
  const before = known.action.parameters ?? {};
  const { parameters: after, nexts: wired } = withKnownNames(now, before);
  const [parametersSeen, parametersNow] = [canonicalSeen.parameters, canonicalNow.parameters] as [
    PlainObject,
    PlainObject,
  ];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const shown = equalJson(own(parametersSeen, name), own(parametersNow, name));
    const kept = own(shown ? before : after, name);
    if (kept !== undefined) put(parameters, name, kept);
  }
  return {
    ...now,
    action: { ...known.action, parameters: Object.keys(parameters).length > 0 ? parameters : undefined },
    nexts: sameWay ? known.nexts : wired,
  };
}

/** The parameters and connections of an entry, with the author's names for paths that have no name in YAML. */
function withKnownNames(now: Entry, known: PlainObject): { parameters: PlainObject; nexts: Entry["nexts"] } {
  const { parameters = {}, actionType } = now.action;
  const renamed = actionTable.get(actionType)?.restorePathNames;
  return renamed ? renamed({ parameters, nexts: now.nexts ?? {} }, known) : { parameters, nexts: now.nexts };
}

/** The author's variables, updated with those that the export declares differently. */
function mergeVariables(
  kind: DocumentKind,
  exported: FlowDocument,
  known: FlowDocument,
  seen: FlowDocument,
  entries: Record<string, Entry>,
): Record<string, Variable> | undefined {
  const now = canonicalDocument(kind, exported).variables as PlainObject;
  const before = canonicalDocument(kind, seen).variables as PlainObject;
  const variables: Record<string, Variable> = {};
  for (const [name, variable] of Object.entries(known.content.variables ?? {})) {
    // Keep the author's variable if exports do not contain it.
    if (own(now, name) !== undefined || own(before, name) === undefined) put(variables, name, variable);
  }
  const implied = effectiveVariables(kind, { content: { entries } }, actionTable);
  for (const [name, variable] of Object.entries(exported.content.variables ?? {})) {
    const unchanged = equalJson(own(now, name), own(before, name));
    if (unchanged && (own(variables, name) !== undefined || implied.has(name))) continue;
    put(variables, name, variable);
  }
  return Object.keys(variables).length > 0 || known.content.variables !== undefined ? variables : undefined;
}

function present<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, T>>);
}
