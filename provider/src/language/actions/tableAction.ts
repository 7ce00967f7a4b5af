import type { ActionDefinition, NamedWrite, Paths } from "./definition";
import type { DocumentKind } from "../kinds";
import type { Audio, Duration, Value } from "../model";
import { isObject, own, put } from "../json";
import type { PlainObject } from "../json";
import { audio, duration, flag, integer, named, user, value, variable } from "../validation/schema";
import type { Parameter, Schema } from "../validation/schema";
import {
  ABSENT,
  plain,
  readAudio,
  readDuration,
  readNamed,
  readOutputs,
  readValue,
  readVariable,
  writeAudio,
  writeDuration,
  writeNamed,
  writeOutputs,
  writeValue,
  writeVariable,
} from "./codecs";
import type { Read } from "./codecs";

/** The type of a parameter: its schema, and how it is written to and read from YAML. */
export interface Codec<T> {
  schema: Schema;
  write(value: T | undefined): unknown;
  read(yaml: unknown): Read<T>;
  /** Set if the parameter names a variable that the action sets, with its type (undefined: any). */
  sets?: { type: string | undefined };
}

export const audioCodec = (): Codec<Audio> => ({ schema: audio(), write: writeAudio, read: readAudio });

export const expressionCodec = (type?: string): Codec<Value> => ({
  schema: value(type),
  write: writeValue,
  read: readValue,
});

export const durationCodec = (min: number, max: number): Codec<Duration> => ({
  schema: duration(min, max),
  write: writeDuration,
  read: readDuration,
});

export const integerOf = (min: number, max: number): Codec<Value> => ({
  ...expressionCodec("integer"),
  schema: integer(min, max),
});

/** A user, by user name. */
export const userOf = (): Codec<string | { exp: string }> => ({ ...referenceCodec("user"), schema: user() });

/** An object of the organization, by name or expression. */
export const referenceCodec = (what: string): Codec<string | { exp: string }> => ({
  schema: named(what),
  write: writeNamed,
  read: readNamed,
});

/** A variable that the action sets. */
export const variableCodec = (type?: string): Codec<string> => ({
  schema: variable(),
  write: writeVariable,
  read: readVariable,
  sets: { type },
});

/** A plain boolean, without `lit`. */
export const flagCodec = (): Codec<boolean> => ({
  schema: flag(),
  write: (value) => value,
  read: (yaml) => (yaml === undefined ? ABSENT : typeof yaml === "boolean" ? yaml : undefined),
});

/** Text that YAML stores unchanged. */
export const textCodec = (schema: Schema): Codec<string> => ({
  schema,
  write: (value) => value,
  read: (yaml) => (yaml === undefined || typeof yaml === "string" ? plain(yaml) : undefined),
});

/** A parameter's key in YAML, and its default. */
export interface Field<T> {
  /** The YAML key, with dots between nested keys. */
  key: string;
  codec: Codec<T>;
  required?: boolean;
  default?: T;
  /** Whether exports contain `noValue: true` if the parameter is not set; otherwise they omit it. */
  writeNoValue?: boolean;
}

type Fields<P extends object> = { readonly [K in keyof P]-?: Field<Exclude<P[K], undefined>> };

interface TableAction<P extends object> {
  type: string;
  kinds?: readonly DocumentKind[];
  /** The fields in the order of exports. */
  fields: Fields<P>;
  /** The named paths. If not set, the action has only one next entry. */
  paths?: readonly string[];
  /** See {@link Paths.mayEndList}. */
  mayEndList?: boolean;
  /** See {@link ActionDefinition.pace}. */
  pace?: ActionDefinition["pace"];
  /** YAML that is always written, by keys as in {@link Field.key}. */
  constant?: Readonly<Record<string, unknown>>;
  /** YAML keys to write first, if the order of the fields does not already do so. */
  first?: readonly string[];
}

/** Defines an action whose parameters each have one key in the YAML. */
export function tableAction<P extends object>(action: TableAction<P>): ActionDefinition<P> {
  const { type, kinds = ["module", "inboundCall"], paths, constant = {}, mayEndList, pace } = action;
  const fields = Object.entries<Field<unknown>>(action.fields);
  const leadsTo: Paths = paths
    ? { names: paths, defaultPath: "otherwise", mayEndList }
    : { names: [], defaultPath: "next" };
  return {
    type,
    actionKeys: Object.fromEntries(kinds.map((kind) => [kind, type])),
    // Contains one parameter and one key for each field of P.
    yamlKeys: Object.fromEntries(
      fields.map(([name, { key }]) => [name, key]),
    ) as ActionDefinition<P>["yamlKeys"],
    parameters: parameterTable(fields) as ActionDefinition<P>["parameters"],
    ...(pace && { pace }),
    paths: () => leadsTo,
    assigns: (parameters) =>
      fields.flatMap(([name, { codec }]) => writesOf(name, codec, valueAt(parameters, name))),
    write(parameters, context) {
      const body: PlainObject = Object.fromEntries((action.first ?? []).map((key) => [key, undefined]));
      for (const [name, field] of fields) {
        const value = valueAt(parameters, name) ?? field.default;
        if (value !== undefined || field.writeNoValue) setAt(body, field.key, field.codec.write(value));
      }
      for (const [key, fixed] of Object.entries(constant)) setAt(body, key, fixed);
      return { ...body, ...writeOutputs(context, paths ?? []) };
    },
    read(body) {
      const branches = readOutputs(body, paths ?? []);
      if (!branches) return undefined;
      const parameters: PlainObject = {};
      for (const [name, field] of fields) {
        const read = field.codec.read(getAt(body, field.key));
        if (read === undefined) return undefined;
        if (read !== ABSENT) parameters[name] = read;
      }
      // Each field was read by its own codec.
      return { parameters: parameters as P, branches };
    },
  };
}

function parameterTable(fields: readonly [string, Field<unknown>][]): Record<string, Parameter> {
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      { ...field.codec.schema, required: field.required, default: field.default },
    ]),
  );
}

function writesOf(name: string, codec: Codec<unknown>, value: unknown): NamedWrite[] {
  if (!codec.sets || value === undefined) return [];
  return [{ name: value, type: codec.sets.type, property: `parameters.${name}` }];
}

function valueAt(object: object, name: string): unknown {
  return own(object as PlainObject, name);
}

function getAt(body: Readonly<PlainObject>, key: string): unknown {
  return key.split(".").reduce<unknown>((at, part) => (isObject(at) ? own(at, part) : undefined), body);
}

function setAt(body: PlainObject, key: string, value: unknown): void {
  const parts = key.split(".");
  const last = parts.pop() ?? key;
  const at = parts.reduce<PlainObject>((inner, part) => {
    const next = isObject(inner[part]) ? inner[part] : {};
    inner[part] = next;
    return next;
  }, body);
  put(at, last, value);
}
