import { ExpressionError, positionAt } from "./expressionError";
import type { ExpressionErrorCode } from "./expressionError";

/** The longest expression that Architect accepts, in characters. */
const MAX_LENGTH = 32_000;

/** A piece of an expression: a literal, a name or a sign. `text` is its spelling, for texts what they hold. */
export interface Token {
  kind: "text" | "integer" | "decimal" | "name" | "sign" | "end";
  text: string;
  start: number;
  end: number;
}

const SPACE = /\s*/uy;
const NUMBER = /\d+(?:\.\d+)?/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
// The name of a prompt or of a property may start with a digit.
const PROPERTY = /[\p{L}\p{N}_$]+/uy;
// A substitution of Archy that has not been replaced yet; it may stand for a part of a name.
const SUBSTITUTION = /\{\{[^{}"]*\}\}/y;
const SIGN = /==|!=|<=|>=|[-+*/%^&|~!<>?:.,()[\]]/y;

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "0": "\0" };

/** What people write for what Architect spells differently. */
const SPELLINGS: readonly (readonly [wrong: string, hint: string])[] = [
  ["&&", '"and"'],
  ["||", '"or"'],
  ["<>", '"!="'],
  ["'", "double quotes"],
  ["\u201c", "straight double quotes"],
  ["\u201d", "straight double quotes"],
  ["=", '"=="'],
];

/** Splits an expression into its tokens, the last of them `end`, in linear time. */
export function tokenize(source: string): Token[] {
  const fail = (code: ExpressionErrorCode, message: string, offset: number) =>
    new ExpressionError(code, message, positionAt(source, offset));
  if (source.length > MAX_LENGTH)
    throw fail(
      "tooLong",
      `an expression has at most ${MAX_LENGTH} characters, not ${source.length}`,
      MAX_LENGTH,
    );
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += match(SPACE, at)?.length ?? 0;
    const start = at;
    if (at >= source.length) {
      tokens.push({ kind: "end", text: "", start, end: start });
      return tokens;
    }
    if (source[at] === '"') {
      const text = readText(source, at);
      if (text === undefined) throw fail("unterminatedText", 'this text has no closing "', start);
      tokens.push({ kind: "text", text: text.value, start, end: text.end });
      at = text.end;
      continue;
    }
    const property = isSign(tokens.at(-1), ".");
    const word = readName(property ? PROPERTY : NAME, match, at);
    if (word !== "") {
      at += word.length;
      tokens.push({ kind: "name", text: word, start, end: at });
      continue;
    }
    const number = match(NUMBER, at);
    if (number !== undefined) {
      at += number.length;
      tokens.push({ kind: number.includes(".") ? "decimal" : "integer", text: number, start, end: at });
      continue;
    }
    const wrong = SPELLINGS.find(
      ([spelling]) => source.startsWith(spelling, at) && !source.startsWith("==", at),
    );
    if (wrong) throw fail("unexpectedCharacter", `unexpected ${wrong[0]}; write ${wrong[1]} instead`, start);
    const sign = match(SIGN, at);
    if (sign === undefined) {
      const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
      throw fail("unexpectedCharacter", `unexpected character ${JSON.stringify(character)}`, start);
    }
    at += sign.length;
    tokens.push({ kind: "sign", text: sign, start, end: at });
  }
}

/** Whether a token is this sign. */
export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === "sign" && token.text === sign;
}

/** A name, of letters and substitutions; empty where there is none. */
function readName(
  pattern: RegExp,
  match: (pattern: RegExp, at: number) => string | undefined,
  start: number,
): string {
  let name = "";
  for (;;) {
    const piece =
      match(SUBSTITUTION, start + name.length) ??
      match(name === "" ? pattern : PROPERTY, start + name.length);
    if (piece === undefined) return name;
    name += piece;
  }
}

/** A text literal, or undefined where it does not end. */
function readText(source: string, start: number): { value: string; end: number } | undefined {
  let value = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at];
    if (character === '"') return { value, end: at + 1 };
    if (character !== "\\") {
      value += character;
      continue;
    }
    at++;
    const escaped = source[at] ?? "";
    const unicode = escaped === "u" ? /^[0-9a-fA-F]{4}/.exec(source.slice(at + 1, at + 5))?.[0] : undefined;
    if (unicode !== undefined) {
      value += String.fromCharCode(parseInt(unicode, 16));
      at += 4;
    } else {
      value += ESCAPES[escaped] ?? escaped;
    }
  }
  return undefined;
}
