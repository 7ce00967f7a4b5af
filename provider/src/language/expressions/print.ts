import { PRECEDENCE } from "./syntax";
import type { Expression } from "./syntax";

/** A text literal as Architect writes it. */
export function quote(value: string): string {
  const escaped = value.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
  return `"${escaped}"`;
}

const ESCAPES: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text of a tree, with no more parentheses than it needs; parsing it gives the same tree.
 *
 * @example
 * printExpression(parseExpression("( 1+2 )*3")); // "(1 + 2) * 3"
 */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

const CONDITIONAL = 1;
const UNARY = 11;
const POSTFIX = 12;

function print(expression: Expression, minimum: number): string {
  const text = printed(expression);
  return binding(expression) < minimum ? `(${text})` : text;
}

function binding(expression: Expression): number {
  if (expression.kind === "conditional") return CONDITIONAL;
  if (expression.kind === "binary") return PRECEDENCE[expression.operator];
  return expression.kind === "unary" ? UNARY : POSTFIX;
}

function printed(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return quote(expression.value);
    case "integer":
    case "decimal":
      return expression.text;
    case "boolean":
      return String(expression.value);
    case "notSet":
      return "NOT_SET";
    case "name":
      return expression.name;
    case "member":
      return `${print(expression.object, POSTFIX)}.${expression.property}`;
    case "index":
      return `${print(expression.object, POSTFIX)}[${print(expression.index, 0)}]`;
    case "call":
      return `${expression.name}(${expression.arguments.map((value) => print(value, 0)).join(", ")})`;
    case "unary":
      return `${expression.operator}${print(expression.operand, UNARY)}`;
    case "binary": {
      const precedence = PRECEDENCE[expression.operator];
      return `${print(expression.left, precedence)} ${expression.operator} ${print(expression.right, precedence + 1)}`;
    }
    case "conditional": {
      const { condition, whenTrue, whenFalse } = expression;
      return `${print(condition, CONDITIONAL + 1)} ? ${print(whenTrue, 0)} : ${print(whenFalse, 0)}`;
    }
  }
}
