import type { ActionTable } from "./actions/definition";
import { exitsOf, pathsOf } from "./validation/paths";
import type { Entry, FlowDocument } from "./model";
import { isObject, isScalar, onlyKey, without } from "./json";
import { errorHandlingOf } from "./validation/structureRules";

/** The longest parameter value, in characters, that a diagram shows in full. */
const LONGEST_VALUE = 40;
/** The maximum number of parameters shown per entry. */
const MOST_PARAMETERS = 3;

/**
 * Draws a document as Mermaid text (https://mermaid.js.org/syntax/flowchart.html). Entries keep the order of the
 * document, and each node id is derived from the entry's key, so that a text diff of two diagrams shows how the flow
 * changed. Nothing is validated; a value that is not an entry is drawn as its key alone.
 */
export function diagramOf(document: FlowDocument, table: ActionTable): string {
  const entries = Object.entries(document.content.entries);
  const ids = idsOf(entries.map(([key]) => key));
  const nodes = entries.map(([key, entry]) => `  ${ids(key)}${shapeOf(key, entry, table)}`);
  const handler = errorHandlingOf(document);
  const onError = handler === undefined ? [] : [`  ${ON_ERROR}([on error]) --> ${ids(handler)}`];
  const edges = [...entries.flatMap(([key, entry]) => edgesOf(key, entry, table, ids)), ...onError];
  const end = edges.some((edge) => edge.endsWith(` ${END}`)) ? [`  ${END}((("ends")))`] : [];
  return ["flowchart TD", ...nodes, ...end, ...edges, ""].join("\n");
}

/** The node for paths without a next entry. No entry's id begins with this. */
const END = "ends";
/** The node where the flow's error handling starts. */
const ON_ERROR = "error";

type Ids = (key: string) => string;

/** Mermaid ids must be words, but keys are any text. The prefix avoids Mermaid's reserved words (`end`). */
function idsOf(keys: readonly string[]): Ids {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys) {
    const base = `e_${key.replace(/[^A-Za-z0-9]+/g, "_")}`;
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}_${count}`;
    taken.add(id);
    ids.set(key, id);
  }
  // A target without an entry gets a separate node.
  return (key) => ids.get(key) ?? `e_${key.replace(/[^A-Za-z0-9]+/g, "_")}_missing`;
}

/** What a picture shows of an entry: its key, its action and its short parameters. */
export function linesOf(key: string, entry: Entry, table: ActionTable): string[] {
  const type: unknown = isObject(entry) && isObject(entry.action) ? entry.action.actionType : undefined;
  const lines = [key];
  if (typeof type === "string" && type !== key) lines.push(type);
  const definition = typeof type === "string" ? table.get(type) : undefined;
  const parameters: unknown = isObject(entry) && isObject(entry.action) ? entry.action.parameters : undefined;
  const more = isObject(parameters) ? (definition?.diagramLines?.(parameters) ?? []) : [];
  return [...lines, ...plainLines(parameters), ...more.map(shortened)];
}

function shapeOf(key: string, entry: Entry, table: ActionTable): string {
  const text = label(linesOf(key, entry, table));
  const { names, open, defaultPath } = pathsOf(entry, table);
  if (defaultPath === "none" && names.length === 0) return `([${text}])`;
  return names.length > 1 || (open && defaultPath === "branch") ? `{{${text}}}` : `[${text}]`;
}

function edgesOf(key: string, entry: Entry, table: ActionTable, ids: Ids): string[] {
  if (!isObject(entry)) return [];
  const paths = pathsOf(entry, table);
  const { branches, continuation } = exitsOf(paths, isObject(entry.nexts) ? entry.nexts : {});
  const named = new Map<string, string[]>();
  for (const { path, to } of branches) {
    const target = to === undefined ? END : ids(to);
    named.set(target, [...(named.get(target) ?? []), path]);
  }
  const edges = [...named].map(([target, list]) => `  ${ids(key)} -->|${label(list, ", ")}| ${target}`);
  if (continuation)
    edges.push(`  ${ids(key)} --> ${continuation.to === undefined ? END : ids(continuation.to)}`);
  return edges;
}

/** The parameters with a short value (a scalar, or an object such as `{ exp }`); lists and maps are omitted. */
function plainLines(parameters: unknown): string[] {
  return Object.entries(isObject(parameters) ? parameters : {})
    .flatMap(([name, value]) => {
      const text = plainly(value);
      return text === undefined ? [] : [`${name}: ${shortened(text)}`];
    })
    .slice(0, MOST_PARAMETERS);
}

function plainly(value: unknown): string | undefined {
  if (isScalar(value)) return String(value);
  if (!isObject(value)) return undefined;
  if ("byLanguage" in value) return plainly(without(value, "byLanguage"));
  const [key = ""] = Object.keys(value);
  const inner = value[key];
  return ["exp", "tts", "prompt", "lit"].includes(key) && onlyKey(value, key) && isScalar(inner)
    ? String(inner)
    : undefined;
}

/** A text on one line, cut where it is long. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= LONGEST_VALUE ? line : `${characters.slice(0, LONGEST_VALUE - 1).join("")}…`;
}

/** A quoted label; characters that are special in Mermaid or HTML become entities. */
function label(lines: readonly string[], separator = "<br/>"): string {
  const escaped = lines.map((line) =>
    line.replace(/[\p{Cc}"#&<>`|\\{}[\]()*_~]/gu, (sign) => `#${sign.codePointAt(0)};`),
  );
  return `"${escaped.join(separator)}"`;
}
