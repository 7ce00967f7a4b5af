import { isObject, isUnknown } from "../json";
import type { FlowDocument, ModuleInterface } from "../model";
import { interfaceOf } from "../validation/variables";
import type { ModuleReference } from "./definition";
import { actionTable } from "./index";
import { invokeSubFlow } from "./invokeSubFlow";

/**
 * All module calls in a document, in the order of its entries. Nothing is validated: unknown values (previews) are
 * returned unchanged, and values that are not entries are skipped.
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
    const input = Object.entries(reference).filter(([, value]) => value !== undefined);
    return [Object.fromEntries(input) as unknown as ModuleReference];
  });
}

/**
 * The inputs and outputs of a module's document: declared variables, and variables that an action turns into outputs
 * (`collectInput`). Undefined if they are not known yet (previews), or if the value is not a document.
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
