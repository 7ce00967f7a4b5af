import { isObject, put } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { mapOf, value, variable } from "../document/schema";
import { isUnknown } from "../document/unknown";
import type { NamedWrite } from "../document/action";
import type { Value } from "../document/model";
import type { Codec } from "./fields";
import { ABSENT, isAbsent, readValue, readVariable, writeValue } from "./yaml";
import type { Read } from "./yaml";

/** Values by free names, as inputs of data actions and scripts are. Order means nothing; what is not bound says nothing. */
export const inputsOf = (what: string): Codec<Record<string, Value>> => ({
  schema: mapOf(value(), what),
  write: (given) => writeMap(given, writeValue),
  read: (yaml) => readMap(yaml, readValue),
});

/** Variables by free names, as outputs are. */
export const outputsOf = (what: string): Codec<Record<string, string>> => ({
  schema: mapOf(variable(), what),
  write: (given) => writeMap(given, (name) => ({ var: name })),
  read: (yaml) => readMap(yaml, readVariable),
});

/** The variables that outputs set. What type each must have, only the organisation knows. */
export function outputWrites(parameter: string, outputs: unknown): NamedWrite[] {
  if (isUnknown(outputs)) return [{ name: outputs, property: `parameters.${parameter}` }];
  return Object.entries(isObject(outputs) ? outputs : {}).map(([output, name]) => ({
    name,
    property: `parameters.${parameter}.${output}`,
  }));
}

function writeMap<T>(
  given: Record<string, T> | undefined,
  write: (item: T) => PlainObject,
): PlainObject | undefined {
  if (given === undefined) return undefined;
  const written: PlainObject = {};
  for (const [name, item] of Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))) {
    put(written, name, write(item));
  }
  return written;
}

function readMap<T>(yaml: unknown, read: (item: unknown) => Read<T>): Read<Record<string, T>> {
  if (isAbsent(yaml)) return ABSENT;
  if (!isObject(yaml)) return undefined;
  const bound: PlainObject = {};
  for (const [name, item] of Object.entries(yaml)) {
    if ((name === "none" || name === "noValue") && item === true) continue;
    const value = read(item);
    if (value === undefined) return undefined;
    if (value !== ABSENT) put(bound, name, value);
  }
  return Object.keys(bound).length === 0 ? ABSENT : (bound as Record<string, T>);
}
