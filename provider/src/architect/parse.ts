import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Alias, Document, Node, Pair, YAMLMap } from "yaml";
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
/** Deeper nesting than any flow's, in the text as in what comes of it; the parser and all that comes after it recurse. */
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
    // The package compares each key with every other; here a set does it.
    uniqueKeys: false,
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [fault] = document.errors;
  if (fault) {
    return {
      value: undefined,
      problems: [
        {
          severity: "error",
          code: "invalid-yaml",
          message: `invalid YAML: ${faultText(fault)}`,
          ...at(fault.pos[0]),
        },
      ],
      locate: () => undefined,
    };
  }
  const problems: Problem[] = [];
  const resolved = new Map<Alias, Node>();
  let value: unknown;
  try {
    value = toPlain(document, resolved);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.push({
      severity: "error",
      code: "invalid-yaml",
      message: error.message,
      ...at(error.node.range?.[0] ?? 0),
    });
  }
  const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  return {
    value,
    problems,
    locate(path) {
      const offset = offsetOf(document, path, resolved, pairs);
      return offset === undefined ? undefined : at(offset);
    },
  };
}

/** What can be told without a parser, which would take long or overflow the stack on it. */
function hopeless(text: string): Problem | undefined {
  if (text.length > GREATEST_TEXT) {
    return {
      severity: "error",
      code: "too-large",
      message: `the text has ${text.length} characters; Architect takes no flow above ${GREATEST_TEXT} bytes`,
    };
  }
  // What is no UTF-8 was read as the replacement character; a NUL comes of UTF-16, half a character of a program.
  const broken = /[\uFFFD\0\p{Surrogate}]/u.exec(text);
  if (broken) {
    const before = text.slice(0, broken.index).split("\n");
    return {
      severity: "error",
      code: "invalid-text",
      message:
        "the text is not UTF-8 (here stands a replacement character, a NUL or half a character); save the file in that encoding",
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    };
  }
  const line = tooDeepAt(text);
  return line === undefined
    ? undefined
    : { severity: "error", code: "too-deep", message: TOO_DEEP, line, column: 1 };
}

/** The line that stands, or may stand, too deep: each bracket is a level, each deeper column, each sign of a list or key. */
function tooDeepAt(text: string): number | undefined {
  const columns: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const [begin = ""] = /^ *(?:[-?:][ \t]+)*/.exec(line) ?? [];
    const indent = begin.search(/[^ ]|$/);
    while ((columns.at(-1) ?? -1) >= indent) columns.pop();
    columns.push(indent);
    const signs = (begin.match(/[-?:]/g) ?? []).length;
    const brackets = (line.match(/[[{]/g) ?? []).length;
    if (columns.length + signs > GREATEST_DEPTH || brackets > GREATEST_DEPTH) return index + 1;
  }
  return undefined;
}

const TOO_DEEP = `the text nests more than ${GREATEST_DEPTH} levels deep; no flow does`;

/** The parser's own sentence, without the piece of the text that it ends with: that may be a secret. */
function faultText(fault: { message: string }): string {
  const [first = ""] = fault.message.split("\n");
  if (first.includes("call stack")) return TOO_DEEP;
  const [said = ""] = first.split(/(?<=\S): /);
  return said.charAt(0).toLowerCase() + said.slice(1);
}

class Unreadable extends Error {
  constructor(
    message: string,
    readonly node: Node,
  ) {
    super(message);
  }
}

/** The plain values of a document. What each alias names is put into `resolved`. */
function toPlain(document: Document, resolved: Map<Alias, Node>): unknown {
  let size = 0;
  const open = new Set<Node>();
  // An alias names the last anchor of its name before it. (The package's own way looks through the whole document each time.)
  const anchors = new Map<string, Node>();
  const targetOf = (alias: Alias): Node => {
    const target = resolved.get(alias) ?? anchors.get(alias.source);
    if (target === undefined) throw new Unreadable("this alias names nothing that stands before it", alias);
    resolved.set(alias, target);
    return target;
  };
  const convert = (node: unknown, depth: number): unknown => {
    if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return null;
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isScalar(node)) return scalarOf(node.value, node.source);
    if (++size > GREATEST_SIZE)
      throw new Unreadable("the aliases in this text grow it beyond any flow's size", node);
    if (depth > GREATEST_DEPTH) throw new Unreadable(TOO_DEEP, node);
    const target = isAlias(node) ? targetOf(node) : node;
    if (open.has(target))
      throw new Unreadable("this alias stands inside what it names: that never ends", node);
    open.add(target);
    let result: unknown;
    if (isScalar(target)) result = scalarOf(target.value, target.source);
    else if (isSeq(target)) result = target.items.map((item) => convert(item, depth + 1));
    else if (isMap(target)) {
      const map: PlainObject = {};
      for (const pair of target.items) {
        if (!isPair(pair)) continue;
        const key = String(convert(pair.key, depth + 1));
        if (Object.hasOwn(map, key))
          throw new Unreadable("invalid YAML: map keys must be unique", isNode(pair.key) ? pair.key : target);
        put(map, key, convert(pair.value, depth + 1));
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

function offsetOf(
  document: Document,
  path: readonly (string | number)[],
  resolved: ReadonlyMap<Alias, Node>,
  known: WeakMap<YAMLMap, ReadonlyMap<string, Pair>>,
): number | undefined {
  let node: unknown = document.contents;
  let offset = rangeOf(node);
  for (const key of path) {
    if (isAlias(node)) node = resolved.get(node);
    if (isSeq(node)) node = node.items[Number(key)];
    else if (isMap(node)) {
      const pairs = known.get(node) ?? pairsByKey(node);
      known.set(node, pairs);
      const pair = pairs.get(String(key));
      if (!pair) return offset;
      offset = rangeOf(pair.key) ?? offset;
      node = pair.value;
      continue;
    } else return offset;
    offset = rangeOf(node) ?? offset;
  }
  return offset;
}

function pairsByKey(map: YAMLMap): Map<string, Pair> {
  return new Map(
    map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
  );
}

function rangeOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range?.[0] : undefined;
}
