import type { Value } from "../document/model";
import { isObject, put } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { fields, listOf, mapOf, mustBe, required, value } from "../document/schema";
import type { Schema } from "../document/schema";
import { isUnknown } from "../document/unknown";
import { ABSENT, onlyPair, readValue, writeValue } from "./yaml";
import type { Read } from "./yaml";

/** Attributes of the call, as `getParticipantData` and `setParticipantData` hold them: `{ name: x }`, or a list. */
export type Attributes<Field extends string, T> =
  | Record<string, T>
  | (Record<Field, T> & {
      /** The attribute's name, or an expression that gives it. */
      name: Value;
    })[];

/** What attributes may be. */
export function attributes(field: string, of: Schema): Schema {
  const map = mapOf(of, `a ${field} for each attribute by its name`);
  const list = listOf(
    fields(`name and ${field}`, { name: required(value("string")), [field]: required(of) }),
    `one object with name and ${field} for each attribute`,
  );
  return {
    about: `an object (a ${field} for each attribute by its name), or a list of objects with name and ${field}`,
    check(given, place) {
      if (Array.isArray(given)) list.check(given, place);
      else if (isObject(given) && Object.keys(given).length === 0)
        place.limit("empty-list", "must not be empty");
      else if (isObject(given)) map.check(given, place);
      else mustBe(this, given, place);
    },
    canonical: (given) => list.canonical(isObject(given) ? listed(field, given) : given),
  };
}

/** Attributes as a list, whichever way they were given. A map has no order, so it is sorted. */
export function listed(field: string, given: unknown): PlainObject[] {
  if (Array.isArray(given)) return given.filter(isObject);
  if (isUnknown(given)) return [{ name: given, [field]: given }];
  if (!isObject(given)) return [];
  return Object.entries(given)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => ({ name, [field]: item }));
}

/** The YAML of attributes: `- attribute: { name, ... }`. */
export function writeAttributes(
  field: string,
  given: unknown,
  write: (item: unknown) => unknown,
): PlainObject[] {
  return listed(field, given).map((item) => ({
    attribute: { name: writeValue(item.name as Value), [field]: write(item[field]) },
  }));
}

/** The reverse of {@link writeAttributes}: a map where all names are plain, different and in order, else the list. */
export function readAttributes<Field extends string, T>(
  field: Field,
  yaml: unknown,
  read: (item: unknown) => Read<T>,
): Attributes<Field, T> | undefined {
  if (!Array.isArray(yaml)) return undefined;
  const list: { name: Value; item: T }[] = [];
  for (const item of yaml as unknown[]) {
    const [key, said] = onlyPair(item);
    if (key !== "attribute" || !isObject(said)) return undefined;
    const name = readValue(said.name);
    const given = read(said[field]);
    if (name === undefined || name === ABSENT || given === undefined || given === ABSENT) return undefined;
    list.push({ name, item: given });
  }
  const names = list.map(({ name }) => name);
  const plainNames = names.every((name, at) => {
    const before = names[at - 1];
    return typeof name === "string" && !isUnknown(name) && (before === undefined || before < name);
  });
  if (!plainNames) return list.map(({ name, item }) => ({ name, [field]: item })) as Attributes<Field, T>;
  const map: PlainObject = {};
  // Every name is text: that was the question above.
  for (const { name, item } of list) put(map, name as string, item);
  return map as Record<string, T>;
}
