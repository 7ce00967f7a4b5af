import { isObject, isSecret, secret, type PropertyMap, type Value } from "./values";

/** `a.b[0]["c d"]` as its parts; `"*"` stands for every key or index. */
export type PropertyPath = (string | number)[];

/** @throws Where the text is no property path. */
export function parsePropertyPath(text: string): PropertyPath {
  const path: PropertyPath = [];
  const part = /\.?(?:\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[(\*)\]|([^.[\]"]+))/y;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match) throw new Error(`"${text}" is no property path: write a.b[0] or a["b c"].`);
    const [, index, quoted, star, name] = match;
    path.push(index !== undefined ? Number(index) : (quoted?.replaceAll('\\"', '"') ?? star ?? name ?? ""));
  }
  return path;
}

/** Does a change at `inner` lie within `outer`? */
export const pathContains = (outer: PropertyPath, inner: PropertyPath): boolean =>
  inner.length >= outer.length && outer.every((part, i) => part === "*" || part === inner[i]);

/**
 * `news` with the values of `olds` at every path of `ignoreChanges`, and the paths where that cannot be done
 * (an element of an array that was added or removed).
 */
export function withIgnoredChanges(
  news: PropertyMap,
  olds: PropertyMap,
  ignoreChanges: string[],
): { inputs: PropertyMap; impossible: string[] } {
  const inputs = structuredClone(news);
  const impossible = ignoreChanges.filter((text) => !reset(parsePropertyPath(text), olds, inputs, false));
  return { inputs, impossible };
}

/** Sets the place at `path` in `target` to what it is in `source`; false where the two differ in shape before it. */
function reset(path: PropertyPath, source: Value, target: Value, inSecret: boolean): boolean {
  const from = isSecret(source) ? (source.value ?? null) : source;
  const to = isSecret(target) ? (target.value ?? null) : target;
  const nowSecret = inSecret || (isSecret(source) && !isSecret(target));
  const [key, ...rest] = path;
  if (key === undefined) return false;
  if (key === "*") return everyKey(from, to).every((each) => reset([each, ...rest], from, to, nowSecret));
  if (typeof key === "number") return resetElement(key, rest, from, to, nowSecret);
  return resetProperty(key, rest, from, to, nowSecret);
}

const everyKey = (from: Value, to: Value): PropertyPath =>
  Array.isArray(to)
    ? Array.from({ length: Math.max(to.length, Array.isArray(from) ? from.length : 0) }, (_, i) => i)
    : [...new Set([...(isObject(from) ? Object.keys(from) : []), ...(isObject(to) ? Object.keys(to) : [])])];

function resetElement(index: number, rest: PropertyPath, from: Value, to: Value, inSecret: boolean): boolean {
  if (!Array.isArray(from) || !Array.isArray(to)) return Array.isArray(from) === Array.isArray(to);
  const [source, target] = [from[index], to[index]];
  if (source === undefined || target === undefined) return rest.length === 0 && source === target;
  if (rest.length > 0) return reset(rest, source, target, inSecret);
  to[index] = inSecret ? secret(source) : source;
  return true;
}

function resetProperty(key: string, rest: PropertyPath, from: Value, to: Value, inSecret: boolean): boolean {
  const source = isObject(from) ? from[key] : undefined;
  if (rest.length === 0) {
    if (source === undefined) {
      if (isObject(to)) Reflect.deleteProperty(to, key);
      return true;
    }
    if (!isObject(to)) return false;
    to[key] = inSecret ? secret(source) : source;
    return true;
  }
  if (!isObject(from) || !isObject(to)) return isObject(from) === isObject(to);
  const target = to[key];
  if (source === undefined || target === undefined) return source === undefined;
  return reset(rest, source, target, inSecret);
}
