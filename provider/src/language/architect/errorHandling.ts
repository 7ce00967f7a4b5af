import { soleProperty } from "../actions/codecs";
import { isObject, without } from "../json";
import type { PlainObject } from "../json";
import { readRef } from "./references";

/**
 * The YAML by which a flow's settings lead to a task or a menu on an error. Files show tasks; that a menu is written alike
 * is a guess.
 */
export function writeErrorHandling(container: "task" | "menu", ref: string): PlainObject {
  return container === "menu" ? { menu: { targetMenuRef: ref } } : { task: { targetTaskRef: ref } };
}

/** The reference in the block `settingsErrorHandling`, if an error leads to a task or a menu. */
export function errorHandlingRef(block: unknown): { container: string; refId: string } | undefined {
  const [way, body] = soleProperty(isObject(block) ? block.errorHandling : undefined);
  const [key, ref] = soleProperty(body);
  const isRef = (way === "task" && key === "targetTaskRef") || (way === "menu" && key === "targetMenuRef");
  return isRef ? readRef(ref) : undefined;
}

/** Settings whose block `settingsErrorHandling` no longer says which entry an error leads to. */
export function withoutErrorHandlingRef(settings: PlainObject): PlainObject {
  const { settingsErrorHandling: block } = settings;
  if (!isObject(block) || errorHandlingRef(block) === undefined) return settings;
  const rest = without(block, "errorHandling");
  return Object.keys(rest).length > 0
    ? { ...settings, settingsErrorHandling: rest }
    : without(settings, "settingsErrorHandling");
}
