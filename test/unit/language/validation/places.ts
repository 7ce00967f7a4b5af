import { checkDocument } from "#language/validation/document";
import type { CheckOptions } from "#language/validation/document";
import type { DocumentKind } from "#language/kinds";
import type { Issue, ProblemCode } from "#language/issues";

/** The parts of a problem that specs assert: all but its wording. */
export type Place = [code: ProblemCode, entry?: string, property?: string];

/** Problems as code, entry and property, without absent trailing parts. */
export function placesOf(problems: readonly Issue[]): Place[] {
  return problems.map(({ code, entry, property }) => {
    if (property !== undefined) return [code, entry, property];
    return entry === undefined ? [code] : [code, entry];
  });
}

/** The errors of a document. */
export function errorsOf(kind: DocumentKind, document: unknown, options?: CheckOptions): Place[] {
  const { problems } = checkDocument(kind, document, options);
  return placesOf(problems.filter(({ severity }) => severity === "error"));
}

/** The warnings of a document. */
export function warningsOf(kind: DocumentKind, document: unknown, options?: CheckOptions): Place[] {
  const { problems } = checkDocument(kind, document, options);
  return placesOf(problems.filter(({ severity }) => severity === "warning"));
}

/** An entry as a plain object. */
export const plain = (type: string, parameters?: object, nexts?: object): object => ({
  entryType: "action",
  action: { action: type, actionType: type, ...(parameters && { parameters }) },
  ...(nexts && { nexts }),
});

/** A document of entries. */
export const content = (entries: object, more: object = {}): object => ({ content: { entries, ...more } });
