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
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => sameJson(x, b[i]))
    );
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameJson(own(a, key), own(b, key)));
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
