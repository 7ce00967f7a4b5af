import { isDeepStrictEqual } from "node:util";
import { CONTENT_INPUTS, type FlowInputs } from "./state";

/** A longer list on one line does not help; the preview shows the rest. */
const MOST_PLACES = 6;

/**
 * The places where the organization's flow differs from state, such as `description` or `entry "start",
 * parameters.maxDigits`. Never the values: they may be secrets.
 */
export function driftPlaces(
  was: Partial<FlowInputs>,
  is: Partial<FlowInputs>,
  secrets: readonly string[] = [],
): string[] {
  const places = CONTENT_INPUTS.filter((key) => !isDeepStrictEqual(was[key], is[key])).flatMap((key) =>
    // Keys in a changed document may contain a secret too.
    key === "document" && !secrets.includes(key) ? documentPlaces(was.document, is.document) : [key],
  );
  return places.length > MOST_PLACES
    ? [...places.slice(0, MOST_PLACES), `${places.length - MOST_PLACES} more places`]
    : places;
}

function documentPlaces(was: unknown, is: unknown): string[] {
  return changedPaths(was, is).map((path) => {
    const [content, entries, entry, ...rest] = path;
    if (content !== "content" || entries !== "entries" || entry === undefined) return path.slice(1).join(".");
    const inEntry = rest[0] === "action" ? rest.slice(1) : rest;
    return [`entry "${entry}"`, inEntry.join(".")].filter((part) => part !== "").join(", ");
  });
}

/** The paths of the smallest parts that differ. A list counts as one part. */
function changedPaths(was: unknown, is: unknown, path: string[] = []): string[][] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isObject(was) || !isObject(is)) return [path];
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...keys].flatMap((key) => changedPaths(was[key], is[key], [...path, key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
