import { variablesIn } from "../document/expressions";
import { isObject } from "../document/plain";

/** Whether a variable belongs to one task of an inbound flow: it is new each time the task begins. */
export function isTaskVariable(name: string): boolean {
  return name.startsWith("Task.");
}

/** The task variables that a list of YAML actions uses, whatever for, in lower case: Architect's names have none. */
export function taskVariablesIn(actions: unknown): Set<string> {
  const used = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === "string") {
      if (!["exp", "var", "variable"].includes(key)) return;
      for (const name of variablesIn(value, ["Task"])) used.add(name.toLowerCase());
    } else if (Array.isArray(value)) value.forEach((item) => visit(item, key));
    else if (isObject(value)) Object.entries(value).forEach(([inner, item]) => visit(item, inner));
  };
  visit(actions, "");
  return used;
}
