/** TypeScript source as a tree, formatted by {@link layOut}. */
export type Source =
  /** A word, a number, or a property access (`collector.id`). */
  | { kind: "word"; text: string }
  /** A string literal. */
  | { kind: "text"; text: string }
  /** `open`: one property per line, even if all of them would fit on one line. */
  | { kind: "object"; properties: readonly (readonly [name: string, value: Source])[]; open?: boolean }
  | { kind: "list"; items: readonly Source[] }
  /** `callee` starts with `new ` for a constructor. */
  | { kind: "call"; callee: string; args: readonly Source[] };

/** Prettier's default `printWidth`. */
const WIDTH = 80;
const STEP = "  ";
/** Prettier keeps a value on the line of a key that is no longer than this, because a line break would save nothing. */
const SHORT_KEY = 4;

/**
 * Formats source the way Prettier does with its default options, so that an editor does not reformat a generated
 * program. `before` precedes the source on its first line; `after` follows it on its last line. Implements only the few
 * rules that apply to the {@link Source} of a Pulumi program. A property test compares it with Prettier.
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

/** The source on one line. Undefined if it needs several lines. */
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

/** Several objects or lists with several items each are always written one per line. */
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

/** Whether Prettier would put the value on the next line instead of breaking it or letting it exceed the line width. */
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

/** Prettier does not break a call whose only argument is no longer than this. */
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

/** Puts as many numbers on each line as fit. */
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
    // The last argument starts on the line of the opening parenthesis if the arguments before it fit there.
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

/** The display width in columns: East Asian characters and emoji take two, combining marks none. */
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

/** TypeScript literals, written the way Prettier writes them. */

/**
 * A string literal in the quotes that need fewer escapes, double quotes if there is no difference. Escapes every
 * character that could break a line or be invisible in an editor.
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

/** A number literal. Prettier writes exponents without a plus sign. */
export function numberLiteral(number: number): string {
  return String(number).replace("e+", "e");
}

/** A property name, quoted if necessary. A plain `__proto__` would set the object's prototype. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[$_\p{L}][$_\p{L}\p{Nd}]*$/u.test(name) && !/[^\0-\uffff]/u.test(name) ? name : textLiteral(name);
}
