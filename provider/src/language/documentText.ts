import { equalJson, isObject, onlyKey, own } from "./json";
import type { PlainObject } from "./json";

/**
 * A document as one JSON text, in which each output of the program is a mark that names it. The engine handles a text many
 * times faster than a tree, and an unknown or a secret concerns only its own reference.
 */
export interface DocumentText {
  /** The document, with `{ "$ref": "<name>" }` in place of each reference. */
  document: string;
  /** The values of the references, by name: the place in the document, such as `start.parameters.moduleId`. */
  references: Readonly<Record<string, unknown>>;
}

const MARK = "$ref";

/** The mark of a reference. */
export function markOf(name: string): PlainObject {
  return { [MARK]: name };
}

type Path = readonly (string | number)[];

/** The name of a reference: its place without what every entry has. */
export function referenceName(path: Path): string {
  const [content, entries, ...rest] = path;
  const short = content === "content" && entries === "entries" ? rest : path;
  return short.filter((part, at) => !(at === 1 && part === "action")).join(".");
}

/** A document from its text: the values of the references in place of their marks. Undefined if it is no JSON. */
export function documentFrom({ document, references }: DocumentText): unknown {
  const parsed = parsedJson(document);
  return parsed === undefined ? undefined : filled(parsed, references);
}

/**
 * A document as text again: values that equal a reference at its place become its mark, so that the text has no value of
 * a reference in it.
 *
 * @param as the text whose marks to use
 */
export function textOf(document: unknown, as: DocumentText): string {
  const known = parsedJson(as.document);
  if (equalJson(filled(known, as.references), document)) return as.document;
  return JSON.stringify(marked(document, known, as.references));
}

/** Whether the text shows a value of its references, because it is at another place or changed. */
export function showsReference({ document, references }: DocumentText): boolean {
  return Object.entries(references).some(([name, value]) => {
    if (!document.includes(JSON.stringify(markOf(name)))) return true;
    const text = typeof value === "string" ? JSON.stringify(value).slice(1, -1) : "";
    return text.length > 3 && document.includes(text);
  });
}

/** The names of the marks in a text. */
export function referencesIn(document: string): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const name = nameIn(value);
    if (name === undefined) Object.values(value).forEach(visit);
    else names.add(name);
  };
  visit(parsedJson(document));
  return [...names];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function nameIn(value: unknown): string | undefined {
  if (!isObject(value) || !onlyKey(value, MARK)) return undefined;
  return typeof value[MARK] === "string" ? value[MARK] : undefined;
}

function filled(value: unknown, references: DocumentText["references"]): unknown {
  if (typeof value !== "object" || value === null) return value;
  const name = nameIn(value);
  // The engine drops a reference without a value, as it does with any such property.
  if (name !== undefined) return own(references, name);
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, references));
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, filled(item, references)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

function marked(value: unknown, known: unknown, references: DocumentText["references"]): unknown {
  const name = nameIn(known);
  if (name !== undefined) return equalJson(value, own(references, name)) ? known : value;
  if (Array.isArray(value))
    return value.map((item: unknown, at) =>
      marked(item, Array.isArray(known) ? known[at] : undefined, references),
    );
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      marked(item, isObject(known) ? own(known, key) : undefined, references),
    ]),
  );
}
