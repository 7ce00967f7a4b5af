import type { PlainObject } from "../json";
import { isObject, isScalar, isUnknown, onlyKey, put, without } from "../json";
import type { Audio, Duration, OneAudio, PromptName, Value } from "../model";
import { mapOf, text, value, variable } from "../validation/schema";
import { meaning, milliseconds } from "./comparableYaml";
import type { NamedWrite, WriteContext } from "./definition";
import type { Codec } from "./tableAction";

/** Conversions between values and Architect's YAML. A reader returns undefined for YAML that it does not support. */

/** Explicitly no value: exports contain this for properties that are not set. */
export const NO_VALUE: PlainObject = Object.freeze({ noValue: true });

/** Represents the empty object; Architect's YAML has no `{}`. */
export const NONE: PlainObject = Object.freeze({ none: true });

/** Read result: the YAML sets no value here. */
export const ABSENT = Symbol("no value");
export type Read<T> = T | typeof ABSENT | undefined;

/** Whether the YAML sets no value: a missing key, `noValue: true`, `none: true`, `{}`, `[]` or null. */
export function isAbsent(yaml: unknown): boolean {
  if (yaml === undefined || yaml === null) return true;
  if (Array.isArray(yaml)) return yaml.length === 0;
  return isObject(yaml) && Object.keys(yaml).every((key) => key === "noValue" || key === "none");
}

/** A value: `{ lit }` or `{ exp }`. */
export function writeValue(value: Value | undefined): PlainObject {
  if (value === undefined) return NO_VALUE;
  return isObject(value) ? value : { lit: value };
}

/** The reverse of {@link writeValue}; a scalar literal becomes a plain scalar. */
export function readValue(yaml: unknown): Read<Value> {
  if (isAbsent(yaml)) return ABSENT;
  const [key, inner] = soleProperty(yaml);
  if (key === "exp" && isScalar(inner)) return { exp: String(inner) };
  if (key !== "lit") return undefined;
  return isScalar(inner) ? inner : { lit: inner };
}

/** A time in milliseconds, in the largest unit that gives an integer: `{ lit: { seconds: 5 } }`. */
export function writeDuration(value: Duration | Value | undefined): PlainObject {
  const input = isObject(value) && "lit" in value ? value.lit : value;
  if (typeof input !== "number") return writeValue(value);
  for (const [unit, size] of WRITTEN_UNITS) {
    if (input % size === 0 && (input > 0 || unit === "seconds")) return { lit: { [unit]: input / size } };
  }
  return { lit: { ms: input } };
}

/** The reverse of {@link writeDuration}. */
export function readDuration(yaml: unknown): Read<Duration> {
  if (isAbsent(yaml)) return ABSENT;
  const [key, inner] = soleProperty(yaml);
  if (key === "exp" && isScalar(inner)) return { exp: String(inner) };
  return key === "lit" && isObject(inner) ? milliseconds(inner) : undefined;
}

/** The YAML of audio. */
export function writeAudio(audio: Audio | undefined): PlainObject {
  if (audio === undefined) return NO_VALUE;
  if (typeof audio === "string") return { tts: audio };
  if (!("byLanguage" in audio)) return audio;
  const { byLanguage = {}, ...main } = audio;
  const sequences: PlainObject = {};
  for (const language of Object.keys(byLanguage).sort()) {
    put(sequences, language.toLowerCase(), writeAudio(byLanguage[language]));
  }
  return Object.keys(sequences).length === 0 ? main : { ...main, alternateSequences: sequences };
}

/** The reverse of {@link writeAudio}; speech that is the same for all languages becomes plain text. */
export function readAudio(yaml: unknown): Read<Audio> {
  if (isAbsent(yaml)) return ABSENT;
  if (!isObject(yaml)) return undefined;
  const sequences = yaml.alternateSequences;
  if (meaning(sequences) === undefined) return readOneAudio(yaml);
  if (!isObject(sequences)) return undefined;
  const main = readOneAudio(without(yaml, "alternateSequences"));
  if (main === undefined) return undefined;
  const byLanguage: Record<string, OneAudio> = {};
  for (const [language, sequence] of Object.entries(sequences)) {
    const read = readOneAudio(sequence);
    if (read === undefined) return undefined;
    if (read !== ABSENT) put(byLanguage, language.toLowerCase(), read);
  }
  if (main === ABSENT) return { byLanguage };
  return { ...(typeof main === "string" ? { tts: main } : main), byLanguage };
}

function readOneAudio(yaml: unknown): Read<OneAudio> {
  if (isAbsent(yaml)) return ABSENT;
  const [key, inner] = soleProperty(yaml);
  if (!isScalar(inner)) return undefined;
  if (key === "exp") return { exp: String(inner) };
  if (key === "tts") return String(inner);
  // A file may contain any prompt name; the audio schema validates it.
  return key === "prompt" ? { prompt: String(inner) as PromptName } : undefined;
}

/** A prompt for parameters that only accept a prompt, by name, like other objects of the organization. */
export function writePrompt(prompt: { prompt: PromptName } | { exp: string } | undefined): PlainObject {
  if (prompt === undefined) return NO_VALUE;
  return "prompt" in prompt ? { lit: { name: prompt.prompt } } : prompt;
}

/** The reverse of {@link writePrompt}. */
export function readPrompt(yaml: unknown): Read<{ prompt: PromptName } | { exp: string }> {
  if (isObject(yaml) && onlyKey(yaml, "prompt") && typeof yaml.prompt === "string")
    return { prompt: yaml.prompt as PromptName };
  const read = readNamed(yaml);
  return typeof read === "string" ? { prompt: read as PromptName } : read;
}

/** The YAML of a variable that receives a value. */
export function writeVariable(name: string | undefined): PlainObject {
  return name === undefined ? NO_VALUE : { var: name };
}

/** The reverse of {@link writeVariable}. */
export function readVariable(yaml: unknown): Read<string> {
  if (isAbsent(yaml)) return ABSENT;
  const [key, name] = soleProperty(yaml);
  return key === "var" && typeof name === "string" ? name : undefined;
}

/** An object of the organization, by name or expression. */
export function writeNamed(value: string | { exp: string } | undefined): PlainObject {
  if (value === undefined) return NO_VALUE;
  return typeof value === "string" ? { lit: { name: value } } : value;
}

/** The reverse of {@link writeNamed}. */
export function readNamed(yaml: unknown): Read<string | { exp: string }> {
  if (isAbsent(yaml)) return ABSENT;
  const [key, inner] = soleProperty(yaml);
  if (key === "exp" && isScalar(inner)) return { exp: String(inner) };
  // Some exports repeat the name next to the object: { lit: { name: X }, name: X }.
  const [property, name] = soleProperty(isObject(yaml) ? yaml.lit : undefined);
  return property === "name" && isScalar(name) ? String(name) : undefined;
}

/**
 * The `outputs` of an action: one list of actions for each path. As in exports, a path that continues after the action
 * is omitted, and so is the whole block if all paths do.
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
    const actions = isObject(output) ? output.actions : undefined;
    if (!Array.isArray(actions)) {
      if (meaning(output) !== undefined) return undefined;
      continue;
    }
    const rest = isObject(output) ? without(output, "actions") : {};
    if (!paths.includes(path) || meaning(rest) !== undefined) return undefined;
    branches[path] = actions;
  }
  return branches;
}

/** An object's properties: empty if nothing is set, in any notation, or if the value is `true`. */
export function propertiesOf(yaml: unknown): PlainObject | undefined {
  if (isAbsent(yaml) || yaml === true) return {};
  return isObject(yaml) ? yaml : undefined;
}

/** Combines several read results: undefined if any of them is undefined; absent values are left out. */
export function readAll<P extends object>(readings: { [K in keyof P]: Read<P[K]> }): P | undefined {
  const result: PlainObject = {};
  for (const [name, read] of Object.entries(readings)) {
    if (read === undefined) return undefined;
    if (read !== ABSENT) result[name] = read;
  }
  return result as P;
}

/** The key and value of an object with exactly one key; otherwise undefined. */
export function onlyPair(value: unknown): [string, unknown] | [undefined, undefined] {
  if (!isObject(value)) return [undefined, undefined];
  const [key] = Object.keys(value);
  return key !== undefined && onlyKey(value, key) ? [key, value[key]] : [undefined, undefined];
}

/** The only key of an object that has a value, and that value; undefined if there is no such key, or more than one. */
export function soleProperty(value: unknown): [string, unknown] | [undefined, undefined] {
  const set = Object.entries(isObject(value) ? value : {}).filter(
    ([key, item]) => meaning(item, key) !== undefined,
  );
  const [only] = set;
  return set.length === 1 && only ? only : [undefined, undefined];
}

/** The value itself, or ABSENT: for parameters that YAML stores unchanged. */
export function plain<T>(value: T | null | undefined): T | typeof ABSENT {
  return isAbsent(value) ? ABSENT : (value as T);
}

const WRITTEN_UNITS: readonly (readonly [string, number])[] = [
  ["minutes", 60_000],
  ["seconds", 1_000],
];

/**
 * Values by arbitrary names, such as inputs of data actions and scripts. Order is ignored, and so are inputs that are
 * not bound.
 */
export const inputBindings = (what: string): Codec<Record<string, Value>> => ({
  schema: mapOf(value(), what),
  write: (value) => writeMap(value, writeValue),
  read: (yaml) => readMap(yaml, readValue),
});

/** Variables by arbitrary names, such as outputs. */
export const outputBindings = (what: string): Codec<Record<string, string>> => ({
  schema: mapOf(variable(), what),
  write: (value) => writeMap(value, (name) => ({ var: name })),
  read: (yaml) => readMap(yaml, readVariable),
});

/** The variables that outputs set. Their types are only defined in the organization. */
export function outputAssignments(parameter: string, outputs: unknown): NamedWrite[] {
  if (isUnknown(outputs)) return [{ name: outputs, property: `parameters.${parameter}` }];
  return Object.entries(isObject(outputs) ? outputs : {}).map(([output, name]) => ({
    name,
    property: `parameters.${parameter}.${output}`,
  }));
}

function writeMap<T>(
  value: Record<string, T> | undefined,
  write: (item: T) => PlainObject,
): PlainObject | undefined {
  if (value === undefined) return undefined;
  const written: PlainObject = {};
  for (const [name, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
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

/**
 * A moment of silence, as exports write it for an empty greeting or question. Architect rejects an empty value for
 * required audio ("No value set").
 */
export function silentAudio(): { exp: string } {
  return { exp: "AudioPlaybackOptions(ToAudioBlank(100), true)" };
}

/**
 * A flow of some type, by name. Files contain `{ name }`, but `{ lit: { name } }` for other objects of the
 * organization.
 */
export const flowByName = (what: string): Codec<string> => ({
  schema: { ...text(200), about: `the name of ${what}` },
  write: (name) => name !== undefined && { name },
  read(yaml) {
    const read = isObject(yaml) && "name" in yaml ? yaml.name : readNamed(yaml);
    if (read === ABSENT) return read;
    return isScalar(read) ? String(read) : undefined;
  },
});
