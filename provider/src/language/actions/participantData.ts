import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { PlainObject } from "../json";
import { isObject, isScalar, isUnknown, put } from "../json";
import type { Value } from "../model";
import type { EntryTo } from "../typedDocument";
import type { Schema } from "../validation/schema";
import { fields, listOf, mapOf, reportInvalid, required, value, variable } from "../validation/schema";
import type { Read } from "./codecs";
import { ABSENT, onlyPair, readValue, writeValue } from "./codecs";
import type { ActionDefinition } from "./definition";

/** Attributes of the call, as used by `getParticipantData` and `setParticipantData`: `{ name: x }`, or a list. */
export type Attributes<Field extends string, T> =
  | Record<string, T>
  | (Record<Field, T> & {
      /** The attribute's name, or an expression for it. */
      name: Value;
    })[];

/** The schema of attributes. */
export function attributes(field: string, of: Schema): Schema {
  const map = mapOf(of, `a ${field} for each attribute by its name`);
  const list = listOf(
    fields(`name and ${field}`, { name: required(value("string")), [field]: required(of) }),
    `one object with name and ${field} for each attribute`,
  );
  return {
    about: `an object (a ${field} for each attribute by its name), or a list of objects with name and ${field}`,
    check(value, place) {
      if (Array.isArray(value)) list.check(value, place);
      else if (isObject(value) && Object.keys(value).length === 0)
        place.limit("empty-list", "must not be empty");
      else if (isObject(value)) map.check(value, place);
      else reportInvalid(this, value, place);
    },
    canonical: (value) => list.canonical(isObject(value) ? attributeList(field, value) : value),
  };
}

/** Attributes as a list, in either form. A map has no order, so it is sorted. */
export function attributeList(field: string, value: unknown): PlainObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (isUnknown(value)) return [{ name: value, [field]: value }];
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => ({ name, [field]: item }));
}

/** The YAML of attributes: `- attribute: { name, ... }`. */
export function writeAttributes(
  field: string,
  value: unknown,
  write: (item: unknown) => unknown,
): PlainObject[] {
  return attributeList(field, value).map((item) => ({
    attribute: { name: writeValue(item.name as Value), [field]: write(item[field]) },
  }));
}

/** The reverse of {@link writeAttributes}: a map if all names are plain, different and sorted, otherwise a list. */
export function readAttributes<Field extends string, T>(
  field: Field,
  yaml: unknown,
  read: (item: unknown) => Read<T>,
): Attributes<Field, T> | undefined {
  if (!Array.isArray(yaml)) return undefined;
  const list: { name: Value; item: T }[] = [];
  for (const item of yaml as unknown[]) {
    const [key, body] = onlyPair(item);
    if (key !== "attribute" || !isObject(body)) return undefined;
    const name = readValue(body.name);
    const value = read(body[field]);
    if (name === undefined || name === ABSENT || value === undefined || value === ABSENT) return undefined;
    list.push({ name, item: value });
  }
  const names = list.map(({ name }) => name);
  const plainNames = names.every((name, at) => {
    const before = names[at - 1];
    return typeof name === "string" && !isUnknown(name) && (before === undefined || before < name);
  });
  if (!plainNames) return list.map(({ name, item }) => ({ name, [field]: item })) as Attributes<Field, T>;
  const map: PlainObject = {};
  // Checked above: every name is text.
  for (const { name, item } of list) put(map, name as string, item);
  return map as Record<string, T>;
}

/** The parameters of `flow.getParticipantData`. */
export interface GetParticipantDataParameters {
  /** The string variables that receive the values, by attribute name; a list if a name is an expression. */
  attributes: Attributes<"variable", string>;
}

/** The paths of `flow.getParticipantData`. */
export interface GetParticipantDataPaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `getParticipantData` entries. */
export interface GetParticipantDataBuilder {
  /**
   * Reads attributes of the call into variables.
   *
   * @param parameters `attributes`: the string variables by attribute name; a list of `{ name, variable }` if a name is
   *   an expression
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * recall: flow.getParticipantData({ attributes: { orderNo: "Flow.OrderNo" } }, { default: "route" })
   * @see https://help.mypurecloud.com/articles/get-participant-data-action/
   */
  getParticipantData<Target extends string = never>(
    parameters: Plain<GetParticipantDataParameters>,
    nexts?: GetParticipantDataPaths<Target>,
  ): EntryTo<Target>;
}

const buildGetParticipantData: GetParticipantDataBuilder["getParticipantData"] = (parameters, nexts) =>
  entry("getParticipantData", parameters, nexts);

export const getParticipantData = {
  type: "getParticipantData",
  pace: "sets",
  actionKeys: { module: "getParticipantData", inboundCall: "getParticipantData" },
  parameters: { attributes: required(attributes("variable", variable())) },
  paths: () => ({ names: [], defaultPath: "next" }),
  assigns: (parameters) =>
    attributeList("variable", parameters.attributes).map((item) => ({
      name: item.variable,
      type: "string",
      property: "parameters.attributes",
    })),
  write: (parameters) => ({
    // Here, the variable is a plain name, not `{ var }`.
    attributes: writeAttributes("variable", parameters.attributes, (name) => name),
  }),
  read(body) {
    const read = readAttributes("variable", body.attributes, (name) =>
      typeof name === "string" ? name : name === undefined ? ABSENT : undefined,
    );
    return read && { parameters: { attributes: read }, branches: {} };
  },
  build: buildGetParticipantData,
} satisfies ActionDefinition<GetParticipantDataParameters> & { build: unknown };

/** The parameters of `flow.setParticipantData`. */
export interface SetParticipantDataParameters {
  /** The values by attribute name; a list if a name is an expression, or if the order matters. */
  attributes: Attributes<"value", Value>;
}

/** The paths of `flow.setParticipantData`. */
export interface SetParticipantDataPaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `setParticipantData` entries. */
export interface SetParticipantDataBuilder {
  /**
   * Sets attributes of the call, which agents, reports and later flows can read.
   *
   * @param parameters `attributes`: the values by attribute name; a list of `{ name, value }` if a name is an
   *   expression, or if the order matters
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * tag: flow.setParticipantData({ attributes: { orderNo: flow.exp("Flow.OrderNo") } }, { default: "route" })
   * @see https://help.mypurecloud.com/articles/set-participant-data-action/
   */
  setParticipantData<Target extends string = never>(
    parameters: Plain<SetParticipantDataParameters>,
    nexts?: SetParticipantDataPaths<Target>,
  ): EntryTo<Target>;
}

const buildSetParticipantData: SetParticipantDataBuilder["setParticipantData"] = (parameters, nexts) =>
  entry("setParticipantData", parameters, nexts);

export const setParticipantData = {
  type: "setParticipantData",
  pace: "sets",
  actionKeys: { module: "setParticipantData", inboundCall: "setParticipantData" },
  parameters: { attributes: required(attributes("value", value("string"))) },
  paths: () => ({ names: [], defaultPath: "next" }),
  write: (parameters) => ({
    attributes: writeAttributes("value", parameters.attributes, (item) =>
      writeValue(isScalar(item) ? String(item) : (item as Value)),
    ),
  }),
  read(body) {
    const read = readAttributes("value", body.attributes, readValue);
    return read && { parameters: { attributes: read }, branches: {} };
  },
  build: buildSetParticipantData,
} satisfies ActionDefinition<SetParticipantDataParameters> & { build: unknown };
