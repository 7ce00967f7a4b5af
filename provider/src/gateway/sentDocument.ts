import type { InvokeSubFlowParameters } from "../language/actions/invokeSubFlow";
import { invokeSubFlow } from "../language/actions/invokeSubFlow";
import { canonicalEntry } from "../language/architect/equality";
import { own, put, equalJson } from "../language/json";
import type { Entry, FlowDocument } from "../language/model";

/**
 * The document to send to an API that takes documents: modules are referenced by id, and fields that only this
 * package uses are removed.
 *
 * @param moduleIds the ids of the modules that the document references by name
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
  // Already checked in the preview: these are the parameters of this action.
  const { moduleId, moduleName, inputs, outputs, timeout } = (entry.action.parameters ??
    {}) as InvokeSubFlowParameters;
  const id = moduleName === undefined ? moduleId : own(moduleIds, moduleName);
  const sent: InvokeSubFlowParameters = {
    ...(id === undefined ? { moduleName } : { moduleId: id }),
    inputs,
    outputs,
    timeout,
  };
  const input = Object.entries(sent).filter(([, value]) => value !== undefined);
  return { ...entry, action: { ...entry.action, parameters: Object.fromEntries(input) } };
}

/**
 * The document that an API returned, with entries as the author wrote them if they still mean the same. All remaining
 * differences are real changes.
 *
 * @param known the document as the author wrote it
 * @param sent the same document as it was sent to the API
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
