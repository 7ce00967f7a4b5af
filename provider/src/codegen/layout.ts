/** TypeScript source as a tree: what {@link layOut} gives lines to. */
export type Source =
  /** A word, a number, a chain of names (`collector.id`). */
  | { kind: "word"; text: string }
  /** A string literal. */
  | { kind: "text"; text: string }
  /** `open`: every property on a line of its own, even where all of them would fit on one. */
  | { kind: "object"; properties: readonly (readonly [name: string, value: Source])[]; open?: boolean }
  | { kind: "list"; items: readonly Source[] }
  /** `callee` with `new ` before it where it is a constructor. */
  | { kind: "call"; callee: string; args: readonly Source[] };

/** Prettier's default `printWidth`. */
const WIDTH = 80;
const STEP = "  ";
/** Prettier keeps a value beside a key that is no longer than this: a line of its own would win nothing. */
const SHORT_KEY = 4;

/**
 * Writes source in lines as Prettier (with its default options) would, so that a generated program is not reformatted by
 * its first editor. `before` stands before the source on its line, `after` behind its last line. This knows the few rules
 * that the {@link Source} of a Pulumi program can meet; a property of the specs compares it with Prettier itself.
 */
export function layOut(source: Source, before = "", after = ";", indent = ""): string {
  const flat = flatText(source);
  if (flat !== undefined && fits(indent + before + flat + after)) return before + flat + after;
  switch (source.kind) {
    case "word":
    case "text":
      return before + source.text + after;
    case "object":
      return before + brokenObject(source.properties, indent) + after;
    case "list":
      return before + brokenList(source.items, indent) + after;
    case "call":
      return brokenCall(source, before, after, indent);
  }
}

/** The source in one line; undefined where it must have several. */
function flatText(source: Source): string | undefined {
  switch (source.kind) {
    case "word":
    case "text":
      return source.text;
    case "object": {
      if (source.open && source.properties.length > 0) return undefined;
      const parts = allFlat(source.properties.map(([, value]) => value));
      const pairs = parts?.map((part, at) => `${propertyName(source.properties[at]?.[0] ?? "")}: ${part}`);
      return pairs && (pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`);
    }
    case "list":
      return mustBreak(source.items) ? undefined : wrapped("[", allFlat(source.items), "]");
    case "call":
      return wrapped(`${source.callee}(`, allFlat(source.args), ")");
  }
}

function allFlat(sources: readonly Source[]): string[] | undefined {
  const parts = sources.map(flatText);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function wrapped(open: string, parts: string[] | undefined, close: string): string | undefined {
  return parts && `${open}${parts.join(", ")}${close}`;
}

/** Several objects, or lists, of several things each: one to a line, always. */
function mustBreak(items: readonly Source[]): boolean {
  return (
    items.length > 1 &&
    (items.every((item) => item.kind === "object" && item.properties.length > 1) ||
      items.every((item) => item.kind === "list" && item.items.length > 1))
  );
}

function brokenObject(properties: readonly (readonly [string, Source])[], indent: string): string {
  if (properties.length === 0) return "{}";
  const inner = indent + STEP;
  const lines = properties.map(([name, value]) => inner + property(propertyName(name), value, inner));
  return ["{", ...lines, `${indent}}`].join("\n");
}

function property(name: string, value: Source, indent: string): string {
  const flat = flatText(value);
  const overflows = flat === undefined || !fits(`${indent}${name}: ${flat},`);
  if (overflows && movesDown(name, value, `${indent}${name}: `)) {
    return `${name}:\n${indent}${STEP}${layOut(value, "", ",", indent + STEP)}`;
  }
  return layOut(value, `${name}: `, ",", indent);
}

/** Whether Prettier would rather put the value on the next line than break it, or let it stick out, beside its name. */
function movesDown(name: string, value: Source, before: string): boolean {
  const isShort = widthOf(name) <= SHORT_KEY;
  switch (value.kind) {
    case "text":
      return !isShort;
    case "word":
      return !isShort && !/^(?:\d|true$|false$)/.test(value.text);
    case "object":
      return !fits(before + (value.properties.length === 0 ? "{}," : "{"));
    case "list":
      return !fits(before + (value.items.length === 0 ? "[]," : "["));
    case "call": {
      const [only, ...more] = value.args;
      const bare = only === undefined || (more.length === 0 && only.kind === "text" && isShortArgument(only));
      return (!isShort && bare) || !fits(`${before}${value.callee}(`);
    }
  }
}

/** A call whose only argument is no longer than this is not broken inside. */
function isShortArgument({ text }: { text: string }): boolean {
  return text.length <= WIDTH / 4;
}

function brokenList(items: readonly Source[], indent: string): string {
  const inner = indent + STEP;
  const lines = items.every((item) => item.kind === "word" && /^-?\d/.test(item.text))
    ? filled(
        items.map((item) => layOut(item, "", "", inner)),
        inner,
      )
    : items.map((item) => inner + layOut(item, "", ",", inner));
  return ["[", ...lines, `${indent}]`].join("\n");
}

/** Numbers: as many to a line as fit. */
function filled(numbers: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  for (const number of numbers) {
    const last = lines.at(-1);
    const longer = `${last} ${number},`;
    if (last !== undefined && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${number},`);
  }
  return lines;
}

function brokenCall(
  { callee, args }: Extract<Source, { kind: "call" }>,
  before: string,
  after: string,
  indent: string,
): string {
  const last = args.at(-1);
  const others = args.slice(0, -1);
  if (last?.kind === "object" && last.properties.length > 0 && others.at(-1)?.kind !== "object") {
    const head = allFlat(others)
      ?.map((part) => `${part}, `)
      .join("");
    // The last argument holds on to the bracket, where what stands before it is short enough.
    if (head !== undefined && fits(`${indent}${before}${callee}(${head}{`)) {
      return `${before}${callee}(${head}${brokenObject(last.properties, indent)})${after}`;
    }
  }
  const inner = indent + STEP;
  const lines = args.map((arg) => inner + layOut(arg, "", ",", inner));
  return [`${before}${callee}(`, ...lines, `${indent})${after}`].join("\n");
}

function fits(line: string): boolean {
  return widthOf(line) <= WIDTH;
}

/** Columns: signs of East Asia and pictures take two, marks above and below a letter none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How values are spelled in TypeScript, as Prettier spells them. */

/**
 * Text in the quotes that need fewer escapes, double ones where it makes no difference. Whatever could break a line or
 * hide in an editor is escaped.
 */
export function textLiteral(text: string): string {
  const json = JSON.stringify(text).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  if (doubles <= singles) return json;
  const inner = json.slice(1, -1).replace(/\\(.)/g, (escape, sign: string) => (sign === '"' ? '"' : escape));
  return `'${inner.replaceAll("'", "\\'")}'`;
}

/** A number; exponents without a plus. */
export function numberLiteral(number: number): string {
  return String(number).replace("e+", "e");
}

/** A property's name: in quotes where it has to be. A plain `__proto__` would set the object's prototype. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[$_\p{L}][$_\p{L}\p{Nd}]*$/u.test(name) && !/[^\0-\uffff]/u.test(name) ? name : textLiteral(name);
}
