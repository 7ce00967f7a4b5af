import type { ActionTable } from "../actions/definition";
import { variablesIn } from "./variables";
import type { Entry } from "../model";
import { isObject } from "../json";
import { assignmentsOf } from "./variables";

/** Whether a variable belongs to a task of an inbound flow. Its value is reset each time the task begins. */
export function isTaskVariable(name: string): boolean {
  return name.startsWith("Task.");
}

/**
 * The task variables that actions or parameters use in any way, in lower case because Architect's names are
 * case-insensitive.
 */
export function taskVariablesIn(value: unknown): Set<string> {
  const used = new Set<string>();
  const visit = (item: unknown, key: string): void => {
    if (typeof item === "string") {
      if (!["exp", "var", "variable"].includes(key)) return;
      for (const name of variablesIn(item, ["Task"])) used.add(name.toLowerCase());
    } else if (Array.isArray(item)) for (const each of item) visit(each, key);
    else if (isObject(item)) for (const [inner, each] of Object.entries(item)) visit(each, inner);
  };
  visit(value, "");
  return used;
}

/** The task variables that an entry reads or sets, in lower case. */
export function taskVariablesOf(entry: Entry, table: ActionTable): Set<string> {
  const used = taskVariablesIn(entry.action.parameters ?? {});
  for (const { name } of assignmentsOf("inboundCall", entry, table))
    if (isTaskVariable(name)) used.add(name.toLowerCase());
  return used;
}

/**
 * The variables of another task that an entry passes or receives, in lower case: keys such as `Task.Order` in the YAML
 * of a call or a jump.
 */
export function passedVariablesOf(entry: Entry): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      if (isTaskVariable(key)) names.add(key.toLowerCase());
      visit(item);
    }
  };
  visit(entry.action.parameters?.body);
  return names;
}
