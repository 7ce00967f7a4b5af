import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Alias, Document, Node } from "yaml";
import { put } from "../document/plain";
import type { PlainObject } from "../document/plain";
import type { Problem } from "../document/problems";

/** A YAML text as plain values, with the place of each. */
export interface ParsedYaml {
  /** The plain value; undefined where there is a problem. */
  value: unknown;
  /** What is wrong with the text as YAML, with line and column. */
  problems: Problem[];
  /** Where the value stands to which a path of keys leads, or the nearest one around it. */
  locate: (path: readonly (string | number)[]) => { line: number; column: number } | undefined;
}

/** Architect takes about 6 MB; what is longer is no flow, and reading it would take minutes. */
const GREATEST_TEXT = 6_291_456;
/** Deeper nesting than any flow's; the parser and all that comes after it recurse. */
const GREATEST_DEPTH = 400;
/** What aliases may grow a file to, so that a few lines of them cannot become gigabytes. */
const GREATEST_SIZE = 300_000;

/**
 * Reads YAML as Architect does: `yes` and `no` are text (YAML 1.2), and so is a number that would not be written the
 * same way again (`007`).
 */
export function parseYaml(text: string): ParsedYaml {
  const early = hopeless(text);
  if (early !== undefined) return { value: undefined, problems: [early], locate: () => undefined };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: "core",
    prettyErrors: false,
    merge: false,
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [fault] = document.errors;
  if (fault) {
    return {
      value: undefined,
      problems: [{ severity: "error", message: `this is no YAML: ${faultText(fault)}`, ...at(fault.pos[0]) }],
      locate: () => undefined,
    };
  }
  const problems: Problem[] = [];
  let value: unknown;
  try {
    value = toPlain(document);
  } catch (error) {
    if (!(error instanceof TooGreat)) throw error;
    problems.push({ severity: "error", message: error.message, ...at(error.node.range?.[0] ?? 0) });
  }
  return {
    value,
    problems,
    locate(path) {
      const offset = offsetOf(document, path);
      return offset === undefined ? undefined : at(offset);
    },
  };
}

/** What can be told without a parser, which would take long or overflow the stack on it. */
function hopeless(text: string): Problem | undefined {
  if (text.length > GREATEST_TEXT) {
    return {
      severity: "error",
      message: `the text has ${text.length} characters; Architect takes no flow above ${GREATEST_TEXT} bytes`,
    };
  }
  // What is no UTF-8 was read as the replacement character; a NUL comes of UTF-16.
  const broken = /[\uFFFD\0]/.exec(text);
  if (broken) {
    const before = text.slice(0, broken.index).split("\n");
    return {
      severity: "error",
      message: "the text is not UTF-8; save the file in that encoding",
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    };
  }
  // Each level of flow style is one bracket, of block style one more column.
  let depth = 0;
  for (let index = 0, line = 1; index < text.length; index++) {
    const character = text[index];
    if (character === "\n") {
      line++;
      depth = 0;
    } else if (character === "[" || character === "{") {
      if (++depth > GREATEST_DEPTH) return { severity: "error", message: TOO_DEEP, line, column: 1 };
    }
  }
  const indented =
    new RegExp(`^ {${GREATEST_DEPTH * 4}}`, "m").exec(text) ??
    new RegExp(`^(?:- ?){${GREATEST_DEPTH}}`, "m").exec(text);
  return indented
    ? {
        severity: "error",
        message: TOO_DEEP,
        line: text.slice(0, indented.index).split("\n").length,
        column: 1,
      }
    : undefined;
}

const TOO_DEEP = `the text nests more than ${GREATEST_DEPTH} levels deep; no flow does`;

/** The parser's own sentence, without its internal code. */
function faultText(fault: { message: string }): string {
  const [first = ""] = fault.message.split("\n");
  return first.charAt(0).toLowerCase() + first.slice(1);
}

class TooGreat extends Error {
  constructor(
    message: string,
    readonly node: Node,
  ) {
    super(message);
  }
}

function toPlain(document: Document): unknown {
  let size = 0;
  const open = new Set<Node>();
  // The package looks through the whole document for each alias, each time.
  const resolved = new Map<Alias, ReturnType<Alias["resolve"]>>();
  const resolve = (alias: Alias) => {
    if (!resolved.has(alias)) resolved.set(alias, alias.resolve(document));
    return resolved.get(alias);
  };
  const convert = (node: unknown, depth: number): unknown => {
    if (isScalar(node)) return scalarOf(node.value, node.source);
    if (!isMap(node) && !isSeq(node) && !isAlias(node)) return null;
    if (++size > GREATEST_SIZE)
      throw new TooGreat("the aliases in this text grow it beyond any flow's size", node);
    if (depth > GREATEST_DEPTH) throw new TooGreat(TOO_DEEP, node);
    const target = isAlias(node) ? resolve(node) : node;
    if (target === undefined) throw new TooGreat("this alias names nothing", node);
    if (open.has(target)) throw new TooGreat("this alias stands inside what it names: that never ends", node);
    open.add(target);
    let result: unknown;
    if (isScalar(target)) result = scalarOf(target.value, target.source);
    else if (isSeq(target)) result = target.items.map((item) => convert(item, depth + 1));
    else if (isMap(target)) {
      const map: PlainObject = {};
      for (const pair of target.items) {
        if (!isPair(pair)) continue;
        const key = convert(pair.key, depth + 1);
        put(map, typeof key === "string" ? key : String(key), convert(pair.value, depth + 1));
      }
      result = map;
    }
    open.delete(target);
    return result;
  };
  return convert(document.contents, 0);
}

function scalarOf(value: unknown, source: string | undefined): unknown {
  if (typeof value === "number" && source !== undefined && String(value) !== source.trim())
    return source.trim();
  if (typeof value === "bigint") return source ?? String(value);
  return value;
}

function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  let node: unknown = document.contents;
  let offset = rangeOf(node);
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isSeq(node)) node = node.items[Number(key)];
    else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) return offset;
      offset = rangeOf(pair.key) ?? offset;
      node = pair.value;
      continue;
    } else return offset;
    offset = rangeOf(node) ?? offset;
  }
  return offset;
}

function rangeOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range?.[0] : undefined;
}
