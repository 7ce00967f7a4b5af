import type { WriteContext } from "../document/action";
import type { Audio, Value } from "../document/model";
import { isExpression } from "../document/names";
import { isObject, isScalar, onlyKey } from "../document/plain";
import type { PlainObject } from "../document/plain";

/** How values look in Architect's YAML, and back. A reader answers undefined for what it does not understand. */

/** "Explicitly empty": what an export writes for whatever is not set. */
export const NO_VALUE: PlainObject = Object.freeze({ noValue: true });

/** The empty object: YAML of Architect has no `{}`. */
export const NONE: PlainObject = Object.freeze({ none: true });

/** Read: the YAML says nothing here. */
export const ABSENT = Symbol("no value");
export type Read<T> = T | typeof ABSENT | undefined;

/** Whether a place in YAML says nothing: it is missing, or `noValue: true`. */
export function isAbsent(yaml: unknown): boolean {
  return yaml === undefined || yaml === null || (isObject(yaml) && yaml.noValue === true);
}

/** A value: `{ lit }` or `{ exp }`. */
export function writeValue(value: Value | undefined): PlainObject {
  if (value === undefined) return NO_VALUE;
  return isObject(value) ? value : { lit: value };
}

/** The reverse of {@link writeValue}; a scalar literal becomes the plain scalar. */
export function readValue(yaml: unknown): Read<Value> {
  if (isAbsent(yaml)) return ABSENT;
  if (isExpression(yaml)) return { exp: yaml.exp };
  if (!isObject(yaml) || !onlyKey(yaml, "lit")) return undefined;
  return isScalar(yaml.lit) ? yaml.lit : { lit: yaml.lit };
}

/** A time in milliseconds: `{ lit: { seconds: 5 } }`, in the greatest unit that leaves a whole number. */
export function writeDuration(value: Value | undefined): PlainObject {
  const given = isObject(value) && "lit" in value ? value.lit : value;
  if (typeof given !== "number") return writeValue(value);
  for (const [unit, size] of UNITS) {
    if (given % size === 0 && (given > 0 || unit === "seconds")) return { lit: { [unit]: given / size } };
  }
  return { lit: { ms: given } };
}

/** The reverse of {@link writeDuration}. */
export function readDuration(yaml: unknown): Read<Value> {
  if (isAbsent(yaml)) return ABSENT;
  if (isExpression(yaml)) return { exp: yaml.exp };
  if (!isObject(yaml) || !onlyKey(yaml, "lit") || !isObject(yaml.lit)) return undefined;
  let milliseconds = 0;
  for (const [unit, count] of Object.entries(yaml.lit)) {
    const size = SIZES[unit];
    if (size === undefined || typeof count !== "number") return undefined;
    milliseconds += count * size;
  }
  return milliseconds;
}

/** Something to be heard. */
export function writeAudio(audio: Audio | undefined): PlainObject {
  if (audio === undefined) return NO_VALUE;
  return typeof audio === "string" ? { tts: audio } : audio;
}

/** The reverse of {@link writeAudio}; speech becomes plain text. */
export function readAudio(yaml: unknown): Read<Audio> {
  if (isAbsent(yaml)) return ABSENT;
  if (isExpression(yaml)) return { exp: yaml.exp };
  if (!isObject(yaml)) return undefined;
  if (onlyKey(yaml, "tts") && typeof yaml.tts === "string") return yaml.tts;
  return onlyKey(yaml, "prompt") && typeof yaml.prompt === "string" ? { prompt: yaml.prompt } : undefined;
}

/** A variable that receives something. */
export function writeVariable(name: string | undefined): PlainObject {
  return name === undefined ? NO_VALUE : { var: name };
}

/** The reverse of {@link writeVariable}. */
export function readVariable(yaml: unknown): Read<string> {
  if (isAbsent(yaml)) return ABSENT;
  return isObject(yaml) && onlyKey(yaml, "var") && typeof yaml.var === "string" ? yaml.var : undefined;
}

/** An object of the organisation: by name, or by an expression. */
export function writeNamed(given: string | { exp: string } | undefined): PlainObject {
  if (given === undefined) return NO_VALUE;
  return typeof given === "string" ? { lit: { name: given } } : given;
}

/** The reverse of {@link writeNamed}. */
export function readNamed(yaml: unknown): Read<string | { exp: string }> {
  if (isAbsent(yaml)) return ABSENT;
  if (isExpression(yaml)) return { exp: yaml.exp };
  if (!isObject(yaml) || !isObject(yaml.lit)) return undefined;
  return typeof yaml.lit.name === "string" && onlyKey(yaml.lit, "name") ? yaml.lit.name : undefined;
}

/**
 * The `outputs` of an action: one list of actions for each path. A path that goes on behind the action is left out, and
 * the whole block where all do, as exports have it.
 */
export function writeOutputs(context: WriteContext, paths: readonly string[]): PlainObject {
  const outputs: PlainObject = {};
  for (const path of paths) {
    const actions = context.branch(path);
    if (actions !== undefined) outputs[path] = { actions };
  }
  return Object.keys(outputs).length === 0 ? {} : { outputs };
}

/** The reverse of {@link writeOutputs}. */
export function readOutputs(
  body: Readonly<PlainObject>,
  paths: readonly string[],
): Record<string, readonly unknown[]> | undefined {
  const branches: Record<string, readonly unknown[]> = {};
  if (isAbsent(body.outputs)) return branches;
  if (!isObject(body.outputs)) return undefined;
  for (const [path, output] of Object.entries(body.outputs)) {
    if (!paths.includes(path) || !isObject(output) || !onlyKey(output, "actions")) return undefined;
    if (!Array.isArray(output.actions)) return undefined;
    branches[path] = output.actions;
  }
  return branches;
}

/** Several readings at once: undefined as soon as one is not understood; what is absent is left out. */
export function readAll<P extends object>(readings: { [K in keyof P]: Read<P[K]> }): P | undefined {
  const result: PlainObject = {};
  for (const [name, read] of Object.entries(readings)) {
    if (read === undefined) return undefined;
    if (read !== ABSENT) result[name] = read;
  }
  return result as P;
}

/** The key and value of an object that has just one; undefined for everything else. */
export function onlyPair(value: unknown): [string, unknown] | [undefined, undefined] {
  if (!isObject(value)) return [undefined, undefined];
  const [key] = Object.keys(value);
  return key !== undefined && onlyKey(value, key) ? [key, value[key]] : [undefined, undefined];
}

/** What a value is, or absent: for parameters that stand in YAML as they are. */
export function plain<T>(given: T | null | undefined): T | typeof ABSENT {
  return given ?? ABSENT;
}

const UNITS: readonly (readonly [string, number])[] = [
  ["minutes", 60_000],
  ["seconds", 1_000],
];

const SIZES: Readonly<Record<string, number>> = {
  ms: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};
