import type { ModuleReference } from "../document/action";
import { isObject } from "../document/plain";
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
