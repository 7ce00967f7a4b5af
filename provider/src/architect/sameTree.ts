import { isObject, isScalar } from "../document/plain";

/**
 * Whether two pieces of Architect YAML say the same: order of keys, what explicitly says nothing (`noValue`, `none`, empty
 * outputs) and quoting (`"5"` and `5`) make no difference; white space around text neither. A key that is `optional` may be
 * missing on one side.
 */
export function sameTree(a: unknown, b: unknown, optional: ReadonlySet<string> = NO_KEYS): boolean {
  if (a === b) return true;
  if (saysNothing(a) || saysNothing(b)) return saysNothing(a) && saysNothing(b);
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((x, i) => sameTree(x, b[i], optional))
    );
  }
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => {
      const [first, second] = [property(a, key), property(b, key)];
      if (optional.has(key) && (saysNothing(first) || saysNothing(second))) return true;
      return sameTree(first, second, optional);
    });
  }
  return isScalar(a) && isScalar(b) && String(a).trim() === String(b).trim();
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** Whether a piece of YAML says at least all that another says. */
export function covers(whole: unknown, part: unknown): boolean {
  if (whole === part || saysNothing(part)) return true;
  if (Array.isArray(whole) && Array.isArray(part)) {
    return whole.length === part.length && part.every((item, at) => covers(whole[at], item));
  }
  if (isObject(whole) && isObject(part)) {
    return Object.entries(part).every(([key, item]) => covers(property(whole, key), item));
  }
  return sameTree(whole, part);
}

/** Whether YAML stands here only to say that there is nothing. */
export function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return (
    isObject(value) &&
    Object.entries(value).every(([key, item]) => key === "noValue" || key === "none" || saysNothing(item))
  );
}

function property(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
