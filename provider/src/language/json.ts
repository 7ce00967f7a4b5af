import type { FlowDocument } from "./model";

/** A JSON object. */
export type PlainObject = Record<string, unknown>;

/** Whether a value is a JSON object, and not an array, null or a scalar. */
export function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is text, a number or a boolean. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The name of a value's type, for messages. Never the value itself. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "boolean") return "true or false";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}

/** Deep equality of JSON values. The order of keys is ignored, and `undefined` equals an absent key. */
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

/** An object's own property. Inherited properties (`constructor`) are ignored. */
export function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a property of any name, including `__proto__`, which a plain assignment would not set. */
export function put(object: PlainObject, key: string, value: unknown): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** An object without some of its keys. */
export function without(object: Readonly<PlainObject>, ...keys: string[]): PlainObject {
  const kept = { ...object };
  // This is a local copy, so deleting keys does not affect the caller.
  for (const key of keys) Reflect.deleteProperty(kept, key);
  return kept;
}

/** Whether this is the object's only key. */
export function onlyKey(object: Readonly<PlainObject>, key: string): boolean {
  return Object.keys(object).length === 1 && Object.hasOwn(object, key);
}

/** The document as JSON represents it: without `undefined` and functions. */
export function normalize(document: FlowDocument): FlowDocument {
  return withoutUndefined(document) as FlowDocument;
}

/** Returns a value without `undefined` as it is, not a copy, because documents can be large. */
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
 * The placeholder for an unknown value during a preview. It can replace a property of any type, at any depth. Equal to
 * the engine's `pulumi.runtime.unknownValue`; repeated here so that this module does not depend on the SDK.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is unknown (only in previews). */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}
