import { soleProperty } from "../actions/codecs";
import { isObject, without } from "../json";
import type { PlainObject } from "../json";
import { readRef } from "./references";

/**
 * The YAML of a flow's error handling that leads to a task or a menu. Known files only show tasks; the form for menus
 * is an assumption.
 */
export function writeErrorHandling(container: "task" | "menu", ref: string): PlainObject {
  return container === "menu" ? { menu: { targetMenuRef: ref } } : { task: { targetTaskRef: ref } };
}

/** The task or menu that the block `settingsErrorHandling` refers to, if any. */
export function errorHandlingRef(block: unknown): { container: string; refId: string } | undefined {
  const [way, body] = soleProperty(isObject(block) ? block.errorHandling : undefined);
  const [key, ref] = soleProperty(body);
  const isRef = (way === "task" && key === "targetTaskRef") || (way === "menu" && key === "targetMenuRef");
  return isRef ? readRef(ref) : undefined;
}

/** The settings without the reference to the task or menu in `settingsErrorHandling`. */
export function withoutErrorHandlingRef(settings: PlainObject): PlainObject {
  const { settingsErrorHandling: block } = settings;
  if (!isObject(block) || errorHandlingRef(block) === undefined) return settings;
  const rest = without(block, "errorHandling");
  return Object.keys(rest).length > 0
    ? { ...settings, settingsErrorHandling: rest }
    : without(settings, "settingsErrorHandling");
}
