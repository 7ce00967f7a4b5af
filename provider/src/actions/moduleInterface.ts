import type { FlowDocument, ModuleInterface } from "../document/model";
import { isObject } from "../document/plain";
import { isUnknown } from "../document/unknown";
import { interfaceOf } from "../document/variables";
import { actionTable } from "./index";

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
