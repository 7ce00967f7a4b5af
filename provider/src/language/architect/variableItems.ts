import { readDuration, readValue, writeDuration, writeValue, ABSENT } from "../actions/codecs";
import type { DocumentKind } from "../kinds";
import type { Variable } from "../model";
import type { VariableType } from "../validation/variableTypes";
import { isObject, onlyKey } from "../json";
import type { PlainObject } from "../json";
import { isTaskVariable } from "../validation/taskVariables";

/** A variable as a YAML list item: `stringVariable: { name, ... }`. */
export function writeVariable(
  kind: DocumentKind,
  name: string,
  variable: Omit<Variable, "type"> & { type: string },
): PlainObject {
  return {
    [`${variable.type}Variable`]: {
      name,
      ...(variable.description !== undefined && { description: variable.description }),
      initialValue: (variable.type === "duration" ? writeDuration : writeValue)(variable.initialValue),
      // Flow variables of an inbound call have no such flags; task variables do.
      ...((kind === "module" || isTaskVariable(name)) && {
        isInput: variable.input ?? false,
        isOutput: variable.output ?? false,
      }),
    },
  };
}

/** The reverse of {@link writeVariable}. Undefined if the item is not a variable. */
export function readVariableItem(item: unknown): { name: string; variable: Variable } | undefined {
  if (!isObject(item)) return undefined;
  const [key = ""] = Object.keys(item);
  const body = item[key];
  if (!onlyKey(item, key) || !key.endsWith("Variable") || !isObject(body) || typeof body.name !== "string") {
    return undefined;
  }
  const type = key.slice(0, -"Variable".length);
  const initialValue = (type === "duration" ? readDuration : readValue)(body.initialValue);
  const description =
    typeof body.description === "string" && body.description !== "" ? body.description : undefined;
  return {
    name: body.name,
    variable: {
      // A file may declare any type; the variable check reports unknown ones.
      type: type as VariableType,
      ...(initialValue !== ABSENT && initialValue !== undefined && { initialValue }),
      ...(description !== undefined && { description }),
      ...(body.isInput === true && { input: true }),
      ...(body.isOutput === true && { output: true }),
    },
  };
}

/** The order in which Architect exports variables: by name, case-insensitively. */
export function sortedByName<T>(variables: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  const folded = (name: string) => name.toLowerCase();
  return [...variables].sort(([a], [b]) =>
    folded(a) === folded(b) ? (a < b ? -1 : 1) : folded(a) < folded(b) ? -1 : 1,
  );
}
