import type { FlowDocument } from "./model";

/** A JSON object. */
export type PlainObject = Record<string, unknown>;

/** Whether a value is a JSON object: no array, no null, no scalar. */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is text, a number or a truth value. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** What a message calls the kind of a value, never the value itself. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "boolean") return "true or false";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}

/** Equality of JSON values; the order of an object's keys does not matter, `undefined` is as good as absent. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => equalJson(x, b[i]))
    );
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => equalJson(own(a, key), own(b, key)));
}

/** An object's own property; what it merely inherits (`constructor`) is absent. */
export function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a property whatever its name is: a plain assignment to `__proto__` would set nothing. */
export function put(object: PlainObject, key: string, value: unknown): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** An object without some of its keys. */
export function without(object: Readonly<PlainObject>, ...keys: string[]): PlainObject {
  const kept = { ...object };
  // A copy of our own: nobody else sees it change.
  for (const key of keys) Reflect.deleteProperty(kept, key);
  return kept;
}

/** Whether an object has exactly this key. */
export function onlyKey(object: Readonly<PlainObject>, key: string): boolean {
  return Object.keys(object).length === 1 && Object.hasOwn(object, key);
}

/** The document as JSON would carry it: without `undefined`, without functions. Says nothing that was not said. */
export function normalize(document: FlowDocument): FlowDocument {
  return withoutUndefined(document) as FlowDocument;
}

/** What holds no `undefined` stays the very object that it is: documents can be great. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutUndefined);
    return items.every((item, at) => item === value[at]) ? (value as unknown) : items;
  }
  if (!isObject(value)) return value;
  let kept: PlainObject | undefined;
  for (const [key, item] of Object.entries(value)) {
    const clean = withoutUndefined(item);
    if (clean === item && item !== undefined) continue;
    kept ??= { ...value };
    if (item === undefined) Reflect.deleteProperty(kept, key);
    else put(kept, key, clean);
  }
  return kept ?? value;
}

/**
 * The string that stands, during a preview, for a value that is not known yet; it may stand for a property of any
 * type, at any depth. The engine's constant (`pulumi.runtime.unknownValue`), repeated so that this floor needs no SDK.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet (previews only). */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}
