import type { InvokeSubFlowParameters } from "../language/actions/invokeSubFlow";
import { invokeSubFlow } from "../language/actions/invokeSubFlow";
import { canonicalEntry } from "../language/architect/equality";
import { own, put, equalJson } from "../language/json";
import type { Entry, FlowDocument } from "../language/model";

/**
 * A document as an API that takes documents is given it: modules by their ids, and nothing that only serves this package.
 *
 * @param moduleIds the ids of modules that the document names by name
 */
export function sentDocument(
  document: FlowDocument,
  moduleIds: Readonly<Record<string, string>>,
): FlowDocument {
  const entries = Object.entries(document.content.entries).map(
    ([key, entry]) => [key, sentEntry(entry, moduleIds)] as const,
  );
  return { content: { ...document.content, entries: Object.fromEntries(entries) } };
}

function sentEntry(entry: Entry, moduleIds: Readonly<Record<string, string>>): Entry {
  if (entry.action.actionType !== invokeSubFlow.type) return entry;
  // Checked at preview: these are the parameters of the action.
  const { moduleId, moduleName, inputs, outputs, timeout } = (entry.action.parameters ??
    {}) as InvokeSubFlowParameters;
  const id = moduleName === undefined ? moduleId : own(moduleIds, moduleName);
  const sent: InvokeSubFlowParameters = {
    ...(id === undefined ? { moduleName } : { moduleId: id }),
    inputs,
    outputs,
    timeout,
  };
  const given = Object.entries(sent).filter(([, value]) => value !== undefined);
  return { ...entry, action: { ...entry.action, parameters: Object.fromEntries(given) } };
}

/**
 * A document that came back from an API that keeps documents, as its author wrote it wherever it still means the same:
 * what is left of differences is what somebody changed.
 *
 * @param known the document as its author wrote it
 * @param sent the same as the API was given it
 */
export function keepSpelling(read: FlowDocument, known: FlowDocument, sent: FlowDocument): FlowDocument {
  const entries: Record<string, Entry> = {};
  for (const [key, entry] of Object.entries(read.content.entries)) {
    const [ours, theirs] = [own(known.content.entries, key), own(sent.content.entries, key)];
    const same = theirs !== undefined && equalJson(canonicalEntry(entry), canonicalEntry(theirs));
    put(entries, key, same && ours !== undefined ? ours : entry);
  }
  return { content: { ...read.content, entries } };
}
