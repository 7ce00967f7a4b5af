/** The tree of an expression. */
export type Expression =
  | TextLiteral
  | NumberLiteral
  | BooleanLiteral
  | NotSet
  | Name
  | Member
  | Index
  | Call
  | Unary
  | Binary
  | Conditional;

/** Where a part of the tree stands in its text: offsets, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** `"text"` */
export interface TextLiteral extends Span {
  kind: "text";
  /** What the text holds, its escapes resolved. */
  value: string;
}

/** `12` or `1.50`; the spelling is kept, since a decimal keeps its places. */
export interface NumberLiteral extends Span {
  kind: "integer" | "decimal";
  text: string;
}

/** `true` or `false` */
export interface BooleanLiteral extends Span {
  kind: "boolean";
  value: boolean;
}

/** `NOT_SET` */
export interface NotSet extends Span {
  kind: "notSet";
}

/** A single name: the scope of a variable (`Flow`), a slot, or an unreplaced substitution (`{{name}}`). */
export interface Name extends Span {
  kind: "name";
  name: string;
}

/** `object.property`; the name of a variable is such a chain too: `Flow.Customer.name`. */
export interface Member extends Span {
  kind: "member";
  object: Expression;
  property: string;
}

/** `object[index]` */
export interface Index extends Span {
  kind: "index";
  object: Expression;
  index: Expression;
}

/** `Name(arguments)` */
export interface Call extends Span {
  kind: "call";
  /** As written; Architect ignores its case. */
  name: string;
  arguments: Expression[];
}

/** An operator before its operand. */
export type UnaryOperator = "-" | "!" | "~";

/** `-x`, `!x`, `~x` */
export interface Unary extends Span {
  kind: "unary";
  operator: UnaryOperator;
  operand: Expression;
}

/** An operator between its operands. */
export type BinaryOperator =
  "or" | "and" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "|" | "&" | "+" | "-" | "*" | "/" | "%" | "^";

/** `left operator right` */
export interface Binary extends Span {
  kind: "binary";
  operator: BinaryOperator;
  left: Expression;
  right: Expression;
}

/** `condition ? whenTrue : whenFalse` */
export interface Conditional extends Span {
  kind: "conditional";
  condition: Expression;
  whenTrue: Expression;
  whenFalse: Expression;
}

/**
 * How tightly operators bind, loosest first; all of them group to the left.
 * The vendor's examples fix most of this order; that `|` and `&` bind more tightly than comparisons, and `^` less tightly
 * than a sign, is assumed.
 */
export const PRECEDENCE: Record<BinaryOperator, number> = {
  or: 2,
  and: 3,
  "==": 4,
  "!=": 4,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "|": 6,
  "&": 7,
  "+": 8,
  "-": 8,
  "*": 9,
  "/": 9,
  "%": 9,
  "^": 10,
};

/** The dotted name that a chain of members writes (`Flow.Customer.name`), or undefined where it is no such chain. */
export function dottedName(expression: Expression): string | undefined {
  const names: string[] = [];
  let at = expression;
  while (at.kind === "member") {
    names.push(at.property);
    at = at.object;
  }
  if (at.kind !== "name") return undefined;
  names.push(at.name);
  return names.reverse().join(".");
}
