import type { Entry, FlowDocument } from "../document/model";
import { own } from "../document/plain";
import type { InvokeSubFlowParameters } from "./invokeSubFlow";
import { invokeSubFlow } from "./invokeSubFlow";

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
