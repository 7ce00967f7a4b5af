import type { FlowDocument } from "./model";
import { isObject, put } from "./plain";
import type { PlainObject } from "./plain";

/** The document as JSON would carry it: without `undefined`, without functions. Says nothing that was not said. */
export function normalise(document: FlowDocument): FlowDocument {
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
