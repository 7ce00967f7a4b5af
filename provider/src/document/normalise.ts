import type { FlowDocument } from "./model";
import { isObject, put } from "./plain";
import type { PlainObject } from "./plain";

/** The document as JSON would carry it: without `undefined`, without functions. Says nothing that was not said. */
export function normalise(document: FlowDocument): FlowDocument {
  return withoutUndefined(document) as FlowDocument;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isObject(value)) return value;
  const kept: PlainObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) put(kept, key, withoutUndefined(item));
  }
  return kept;
}
