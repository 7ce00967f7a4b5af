import { isObject, isUnknown } from "../json";
import type { FlowDocument, ModuleInterface } from "../model";
import { interfaceOf } from "../validation/variables";
import type { ModuleReference } from "./definition";
import { actionTable } from "./index";
import { invokeSubFlow } from "./invokeSubFlow";

/**
 * Every call of a module in a document, in the order of its entries. Nothing is checked: unknown values (previews) are
 * passed on as they are, and what is no entry is passed over.
 */
export function moduleReferences(document: unknown): ModuleReference[] {
  const content: unknown = isObject(document) ? document.content : undefined;
  const entries: unknown = isObject(content) ? content.entries : undefined;
  return Object.entries(isObject(entries) ? entries : {}).flatMap(([entry, candidate]) => {
    const action: unknown = isObject(candidate) ? candidate.action : undefined;
    if (!isObject(action) || action.actionType !== invokeSubFlow.type || !isObject(action.parameters))
      return [];
    const { moduleId, moduleName, moduleVersion, interface: declared } = action.parameters;
    const reference: Record<string, unknown> = {
      entry,
      moduleId,
      moduleName,
      moduleVersion,
      interface: declared,
    };
    const given = Object.entries(reference).filter(([, value]) => value !== undefined);
    return [Object.fromEntries(given) as unknown as ModuleReference];
  });
}

/**
 * What the document of a module takes from callers and gives to them: variables that it declares so, and those that
 * an action makes an output (`collectInput`). Undefined while it cannot be told (previews), or is no document.
 */
export function moduleInterface(document: unknown): ModuleInterface | undefined {
  if (!isObject(document) || !isObject(document.content) || !isObject(document.content.entries))
    return undefined;
  const { entries, variables } = document.content;
  if (hasUnknown(variables) || Object.values(entries).some(isUnknown)) return undefined;
  return interfaceOf(document as unknown as FlowDocument, actionTable);
}

function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
