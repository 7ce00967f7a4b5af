import {
  Composer,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
} from "yaml";
import type { Alias, Document, Node, Pair, Scalar, YAMLMap } from "yaml";
import { put } from "../json";
import type { PlainObject } from "../json";
import type { Issue, ProblemCode } from "../issues";
import { UNKNOWN } from "../json";
import { isAmbiguous, wantedAt } from "./scalars";
import { Verbatim } from "./writeYaml";
import { yamlErrorText } from "./yamlErrors";

/** A position in a text, starting at 1. */
export interface TextPosition {
  line: number;
  column: number;
}

/** A YAML text as plain values with their positions. */
export interface ParsedYaml {
  /** The plain value. Undefined if there is an error. */
  value: unknown;
  /** YAML errors, with line and column. */
  problems: Issue[];
  /** Scalars that should be quoted. */
  warnings: Issue[];
  /** The position of the value at a path of keys, or of the nearest enclosing value. */
  locate: (path: readonly (string | number)[]) => TextPosition | undefined;
}

/** Architect accepts about 6 MB. */
const MOST_CHARACTERS = 6_291_456;
/** More tokens than a flow of that size has; parsing more takes about a minute. */
const MOST_TOKENS = 2_000_000;
/** Deeper than any real flow. The parser and all later steps are recursive. */
const GREATEST_DEPTH = 400;
/** How much aliases may enlarge a file, so that a few lines of aliases cannot expand to gigabytes. */
const MOST_COPIES = 300_000;

/**
 * Parses the text of an Architect file as YAML 1.2: `yes` and `no` are text. Each scalar gets the type that its place
 * requires: `name: 911` is text exactly as written, `lit: 1e3` of an integer is a number. Aliases and merge keys
 * (`<<`) are resolved.
 */
export function parseYaml(text: string): ParsedYaml {
  return read(text, false);
}

/**
 * The values of a text that {@link parseYaml} accepts, for writing them again. Scalars whose type the file does not
 * determine are kept as written, so that the platform reads what the author wrote.
 */
export function parseVerbatim(text: string): unknown {
  return read(text, true).value;
}

function read(text: string, verbatim: boolean): ParsedYaml {
  const lines = new LineCounter();
  const at = (offset: number): TextPosition => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const failed = (...problems: Issue[]): ParsedYaml => ({
    value: undefined,
    problems,
    warnings: [],
    locate: () => undefined,
  });
  const broken = textProblem(text);
  if (broken) return failed(broken);
  const composed = compose(text, lines);
  if ("fault" in composed) {
    const { code, message, offset } = composed.fault;
    return failed({ severity: "error", code, message, ...at(offset) });
  }
  const reader = new TreeReader(composed.document, at, verbatim);
  const value = reader.value();
  const errors = reader.problems.length > 0;
  return {
    value: errors ? undefined : value,
    problems: reader.problems,
    warnings: reader.warnings,
    locate: (path) => reader.locate(path),
  };
}

/** Problems of a text that do not depend on YAML. */
function textProblem(text: string): Issue | undefined {
  if (text.length > MOST_CHARACTERS) {
    return {
      severity: "error",
      code: "too-large",
      message: `the text has ${text.length} characters; Architect takes no flow above ${MOST_CHARACTERS} bytes`,
    };
  }
  const at = (code: ProblemCode, message: string, index: number): Issue => {
    const before = text.slice(0, index).split("\n");
    return {
      severity: "error",
      code,
      message,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    };
  };
  const conflict = /^(?:<{7}|>{7}|\|{7})(?= |\r?$)/m.exec(text);
  if (conflict) {
    return at("invalid-yaml", "the text has the marks of a merge conflict; resolve it first", conflict.index);
  }
  // NUL characters come from UTF-16, unpaired surrogates from programs, and replacement characters from any other
  // encoding.
  const broken = /[\uFFFD\0\p{Surrogate}]/u.exec(text);
  if (!broken) return undefined;
  const message =
    "the text is not UTF-8 (it contains U+FFFD, NUL or an unpaired surrogate); save the file in that encoding";
  return at("invalid-text", message, broken.index);
}

/** Why parsing a text was stopped. */
interface Fault {
  code: ProblemCode;
  message: string;
  offset: number;
}

/**
 * Parses a text with limits. The composer is recursive and crashes the process on thousands of levels, so the depth
 * is checked while the parser creates its (flat) tokens.
 */
function compose(text: string, lines: LineCounter): { document: Document.Parsed } | { fault: Fault } {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: Parameters<Composer["next"]>[0][] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const { offset } = parser;
    if (parser.stack.length > GREATEST_DEPTH)
      return { fault: { code: "too-deep", message: TOO_DEEP, offset } };
    if (++count > MOST_TOKENS) {
      const message = `the text has more than ${MOST_TOKENS} keys, values and signs; no flow does`;
      return { fault: { code: "too-large", message, offset } };
    }
  }
  tokens.push(...parser.end());
  const composer = new Composer({
    schema: "core",
    merge: false,
    prettyErrors: false,
    // The package compares each key with every other key; the reader below uses a set.
    uniqueKeys: false,
  });
  const [document, other] = composer.compose(tokens, true, text.length);
  const [error] = document?.errors ?? [];
  if (error)
    return { fault: { code: "invalid-yaml", message: invalid(yamlErrorText(error)), offset: error.pos[0] } };
  if (other) {
    const message = invalid('the file has several documents, divided by "---"; a file holds one flow');
    return { fault: { code: "invalid-yaml", message, offset: other.range[0] } };
  }
  if (!document) return { fault: { code: "invalid-yaml", message: "the file is empty", offset: 0 } };
  return { document };
}

const invalid = (message: string): string => `invalid YAML: ${message}`;

const TOO_DEEP = `the text is nested more than ${GREATEST_DEPTH} levels deep; no flow is`;

/** Stops reading a tree. */
class Unreadable extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly node: Node,
  ) {
    super(message);
  }
}

type Pairs = ReadonlyMap<string, Pair>;

/** Converts the nodes of a document to plain values, and records their positions. */
class TreeReader {
  readonly problems: Issue[] = [];
  readonly warnings: Issue[] = [];
  private readonly targets = new Map<Alias, Node>();
  private readonly pairs = new WeakMap<YAMLMap, Pairs>();
  /** The path of the node that is being read. */
  private readonly path: (string | number)[] = [];
  /** The nodes that are being read, from the root down, to detect circular aliases. */
  private readonly open = new Set<Node>();
  private readonly reported = new Set<Node>();
  private copies = 0;
  private aliases = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly at: (offset: number) => TextPosition,
    private readonly verbatim: boolean,
  ) {
    for (const warning of document.warnings) {
      const [offset] = warning.pos;
      // A closing bracket that is not indented: all parsers accept it.
      const list = warning.code === "BAD_INDENT" ? this.warnings : this.problems;
      const severity = list === this.warnings ? "warning" : "error";
      list.push({ severity, code: "invalid-yaml", message: invalid(yamlErrorText(warning)), ...at(offset) });
    }
  }

  value(): unknown {
    try {
      this.resolve(this.document.contents, new Map());
      return this.problems.length > 0 ? undefined : this.convert(this.document.contents);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.error(error.code, error.message, error.node);
      return undefined;
    }
  }

  locate(path: readonly (string | number)[]): TextPosition | undefined {
    let node: unknown = this.document.contents;
    let offset = rangeOf(node);
    for (const key of path) {
      node = this.target(node);
      if (isSeq(node)) {
        node = node.items[Number(key)];
        offset = rangeOf(node) ?? offset;
      } else if (isMap(node)) {
        const pair = this.pairsOf(node).get(String(key));
        if (!pair) break;
        offset = rangeOf(pair.key) ?? offset;
        node = pair.value;
      } else break;
    }
    return offset === undefined ? undefined : this.at(offset);
  }

  /** Resolves each alias to the last anchor of its name before it. */
  private resolve(node: unknown, anchors: Map<string, Node>): void {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target) this.targets.set(node, target);
      else this.error("invalid-yaml", 'unknown alias; put text that begins with "*" in quotes', node);
      return;
    }
    if (!isNode(node)) return;
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isSeq(node)) for (const item of node.items) this.resolve(item, anchors);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      this.resolve(key, anchors);
      this.resolve(value, anchors);
    }
  }

  private target(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node;
  }

  private convert(input: unknown): unknown {
    const node = this.target(input);
    if (!isNode(node)) return null;
    if (isScalar(node)) return this.scalar(node);
    if (!isCollection(node)) return null;
    // Each alias counts, because it is a copy of its target.
    if (isAlias(input)) this.aliases++;
    if (this.aliases > 0 && ++this.copies > MOST_COPIES) {
      throw new Unreadable("too-large", "the aliases make this text larger than any flow", node);
    }
    if (this.open.has(node)) throw new Unreadable("invalid-yaml", "circular alias", input as Node);
    if (this.open.size > GREATEST_DEPTH) throw new Unreadable("too-deep", TOO_DEEP, node);
    this.open.add(node);
    const value = isMap(node) ? this.map(node) : isSeq(node) ? this.list(node.items) : null;
    this.open.delete(node);
    if (isAlias(input)) this.aliases--;
    return value;
  }

  private list(items: readonly unknown[]): unknown[] {
    return items.map((item, index) => this.below(index, item));
  }

  private map(node: YAMLMap): PlainObject {
    const map: PlainObject = {};
    for (const [key, { value }] of this.pairsOf(node)) put(map, key, this.below(key, value));
    return map;
  }

  private below(key: string | number, node: unknown): unknown {
    this.path.push(key);
    const value = this.convert(node);
    this.path.pop();
    return value;
  }

  /** The pairs of a mapping by key. Pairs merged by `<<` are added if the mapping does not have the key itself. */
  private pairsOf(map: YAMLMap): Pairs {
    const known = this.pairs.get(map);
    if (known) return known;
    const pairs = new Map<string, Pair>();
    const merged: Pair[] = [];
    for (const pair of map.items) {
      const key = this.target(pair.key);
      if (isScalar(key) && key.value === "<<" && key.type === "PLAIN") merged.push(pair);
      else if (!isScalar(key) || key.value === null) {
        this.error("invalid-yaml", invalid("a key must be text"), isNode(pair.key) ? pair.key : map);
      } else {
        const name = typeof key.value === "string" ? key.value : (key.source ?? "");
        if (pairs.has(name)) this.error("invalid-yaml", invalid("map keys must be unique"), pair.key as Node);
        else pairs.set(name, pair);
      }
    }
    // Set before the merged mappings are read, so that a mapping that merges itself only has its own keys.
    this.pairs.set(map, pairs);
    for (const pair of merged) this.merge(pair, pairs);
    return pairs;
  }

  private merge({ key, value }: Pair, into: Map<string, Pair>): void {
    const source = this.target(value);
    const maps = isSeq(source) ? source.items.map((item) => this.target(item)) : [source];
    for (const map of maps) {
      if (!isMap(map)) {
        this.error(
          "invalid-yaml",
          invalid('a merge key ("<<") takes a mapping, or a list of them'),
          key as Node,
        );
        return;
      }
      for (const [name, pair] of this.pairsOf(map)) if (!into.has(name)) into.set(name, pair);
    }
  }

  private scalar(node: Scalar): unknown {
    const { value } = node;
    const wantsText = wantedAt(this.path);
    if (typeof value === "string") return this.text(node, value, wantsText === "text");
    const source = (node.source ?? String(value)).trim();
    if (wantsText === "text" && value !== null) {
      const what = typeof value === "boolean" ? "true or false" : "a number";
      this.warn("unquoted-text", `is taken as text, though YAML reads ${what}; put it in quotes`, node);
      return source;
    }
    if (typeof value !== "number") return value;
    if (!Number.isFinite(value)) {
      this.error(
        "invalid-value",
        "Architect has no infinite numbers, and none that is no number; put text in quotes",
        node,
      );
      return null;
    }
    if (wantsText === "number") return value === 0 ? 0 : value;
    const exact = Number.isSafeInteger(value) || !Number.isInteger(value);
    if (!exact || /^[-+]?0[\dxo]/i.test(source)) {
      this.warn(
        "unquoted-text",
        exact
          ? `is read as the number ${value}; put it in quotes if text is meant`
          : "has more digits than a number can keep; put it in quotes if text is meant",
        node,
      );
    }
    if (this.verbatim) return new Verbatim(source);
    if (!exact) return source;
    return value === 0 ? 0 : value;
  }

  private text(node: Scalar, text: string, wantsText: boolean): string {
    // An escape (\u0000) may contain characters that the text itself must not.
    if (/[\0\p{Surrogate}]/u.test(text))
      this.error("invalid-text", "contains NUL or unpaired surrogate characters", node);
    if (wantsText && node.type === "PLAIN" && isAmbiguous(text)) {
      this.warn(
        "unquoted-text",
        "is text that other readers of YAML take for a truth value, a date or a number; put it in quotes",
        node,
      );
    }
    // A value with an unknown part is unknown.
    return text.includes(UNKNOWN) ? UNKNOWN : text;
  }

  private error(code: ProblemCode, message: string, node: Node): void {
    this.report(this.problems, { severity: "error", code, message }, node);
  }

  private warn(code: ProblemCode, message: string, node: Node): void {
    this.report(this.warnings, { severity: "warning", code, message }, node);
  }

  /** Reports a problem at the target of several aliases only once. */
  private report(list: Issue[], problem: Issue, node: Node): void {
    if (this.reported.has(node)) return;
    this.reported.add(node);
    list.push({ ...problem, ...this.at(rangeOf(node) ?? 0) });
  }
}

function rangeOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
