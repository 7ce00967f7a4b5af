import * as pulumi from "@pulumi/pulumi";
import { markOf, referenceName } from "../language/documentText";

/** The inputs that carry a document to the provider. */
export interface PackedDocument {
  document?: unknown;
  /** The outputs in the document, by name. Undefined if there are none. */
  references?: Record<string, unknown>;
}

/**
 * A document as one JSON text, with its outputs beside it. A document that is an output itself, or cannot be written as
 * JSON, is passed as it is.
 */
export function packDocument(document: unknown): PackedDocument {
  if (document === undefined) return {};
  if (typeof document !== "object" || document === null || isEventual(document)) return { document };
  const references: Record<string, unknown> = {};
  let isJson = true;
  const walk = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))) isJson = false;
    if (typeof value !== "object" || value === null) return value;
    if (isEventual(value)) {
      const name = freeName(referenceName(path), references);
      references[name] = value;
      return markOf(name);
    }
    if (Array.isArray(value)) return value.map((item: unknown, at) => walk(item, [...path, at]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  const plain = walk(document, []);
  if (!isJson) return { document };
  return {
    document: JSON.stringify(plain),
    ...(Object.keys(references).length > 0 && { references }),
  };
}

/** What in a packed document may be an output. Undefined if there is nothing. */
export function outputsIn({ document, references }: PackedDocument): unknown {
  return typeof document === "string" ? references : document;
}

const isEventual = (value: object): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;

/** Keys may contain dots, so that two places could have one name. */
function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  let free = name;
  for (let count = 2; Object.hasOwn(taken, free); count++) free = `${name} (${count})`;
  return free;
}
