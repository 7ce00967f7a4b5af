import { isDeepStrictEqual } from "node:util";
import type { PropertyPath } from "./propertyPath";
import { isObject, revealMap, type PropertyMap, type Value } from "./values";

export type ChangeKind = "add" | "delete" | "update";

/** One place where two property maps differ. */
export interface PropertyChange {
  path: PropertyPath;
  kind: ChangeKind;
}

/** Where `news` differs from `olds`; secrets are compared by value, and null is as good as absent. */
export function diffProperties(olds: PropertyMap, news: PropertyMap): PropertyChange[] {
  return diffObjects(revealMap(olds), revealMap(news), []);
}

export const changedKeys = (changes: PropertyChange[]): string[] =>
  [...new Set(changes.map(({ path }) => String(path[0])))].sort();

export const sameProperties = (a: PropertyMap, b: PropertyMap): boolean => diffProperties(a, b).length === 0;

function diffObjects(olds: PropertyMap, news: PropertyMap, at: PropertyPath): PropertyChange[] {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  return keys.flatMap((key) => diffValues(olds[key] ?? null, news[key] ?? null, [...at, key]));
}

function diffValues(before: Value, after: Value, path: PropertyPath): PropertyChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === null) return [{ path, kind: "add" }];
  if (after === null) return [{ path, kind: "delete" }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) =>
      diffValues(before[i] ?? null, after[i] ?? null, [...path, i]),
    ).flat();
  }
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  return [{ path, kind: "update" }];
}
