import { ExpressionError, positionAt } from "./expressionError";
import type { ExpressionErrorCode } from "./expressionError";
import { PRECEDENCE } from "./syntax";
import type { BinaryOperator, Expression, UnaryOperator } from "./syntax";
import { isSign, tokenize } from "./tokens";
import type { Token } from "./tokens";

/** How deep parts may nest, and how many operators may follow each other; both bound the stack of whoever walks the tree. */
const MAX_NESTING = 200;
const MAX_HEIGHT = 1_000;

/**
 * The tree of an expression.
 *
 * @throws ExpressionError with the place of the first mistake
 * @example
 * parseExpression("Flow.Tries + 1"); // { kind: "binary", operator: "+", left: ..., right: ... }
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).parse();
}

/** A Pratt parser: each operator's precedence decides how much of what follows is its right operand. */
class Parser {
  private readonly tokens: Token[];
  private at = 0;
  private nesting = 0;
  /** Of the trees built so far, so that no height is counted twice. */
  private readonly heights = new WeakMap<Expression, number>();

  constructor(private readonly source: string) {
    this.tokens = tokenize(source);
  }

  parse(): Expression {
    const expression = this.expression(0);
    const rest = this.peek();
    if (rest.kind === "end") return expression;
    if (rest.text === ")" || rest.text === "]")
      throw this.fail("unbalanced", `"${rest.text}" closes nothing`, rest);
    throw this.unexpected(rest, "an operator or the end of the expression");
  }

  private expression(minimum: number): Expression {
    if (++this.nesting > MAX_NESTING)
      throw this.fail("tooDeep", `parts are nested more than ${MAX_NESTING} deep`, this.peek());
    let left = this.operand();
    for (;;) {
      const operator = binaryOperator(this.peek());
      if (operator !== undefined && PRECEDENCE[operator] > minimum) {
        this.at++;
        const right = this.expression(PRECEDENCE[operator]);
        left = this.node(
          { kind: "binary", operator, left, right, start: left.start, end: right.end },
          left,
          right,
        );
      } else if (minimum === 0 && isSign(this.peek(), "?")) {
        left = this.conditional(left);
      } else {
        this.nesting--;
        return left;
      }
    }
  }

  private conditional(condition: Expression): Expression {
    this.at++;
    const whenTrue = this.expression(0);
    if (!isSign(this.peek(), ":")) throw this.unexpected(this.peek(), '":" of the "?" before it');
    this.at++;
    const whenFalse = this.expression(0);
    const span = { start: condition.start, end: whenFalse.end };
    return this.node(
      { kind: "conditional", condition, whenTrue, whenFalse, ...span },
      condition,
      whenTrue,
      whenFalse,
    );
  }

  private operand(): Expression {
    const token = this.peek();
    if (isSign(token, "-") || isSign(token, "!") || isSign(token, "~")) {
      this.at++;
      if (++this.nesting > MAX_NESTING)
        throw this.fail("tooDeep", `more than ${MAX_NESTING} signs in a row`, token);
      const operand = this.operand();
      this.nesting--;
      const operator = token.text as UnaryOperator;
      return this.node({ kind: "unary", operator, operand, start: token.start, end: operand.end }, operand);
    }
    let operand = this.primary();
    for (;;) {
      const sign = this.peek();
      if (isSign(sign, ".")) {
        this.at++;
        const property = this.peek();
        if (property.kind !== "name") throw this.unexpected(property, 'a name after "."');
        this.at++;
        const span = { start: operand.start, end: property.end };
        operand = this.node({ kind: "member", object: operand, property: property.text, ...span }, operand);
      } else if (isSign(sign, "[")) {
        this.at++;
        const index = this.expression(0);
        const end = this.close("]", sign);
        operand = this.node(
          { kind: "index", object: operand, index, start: operand.start, end },
          operand,
          index,
        );
      } else if (isSign(sign, "(")) {
        throw this.fail("unexpectedToken", "only a function can be called", sign);
      } else {
        return operand;
      }
    }
  }

  private primary(): Expression {
    const token = this.peek();
    const { start, end } = token;
    if (isSign(token, "(")) {
      this.at++;
      const inner = this.expression(0);
      this.close(")", token);
      return inner;
    }
    if (token.kind === "end") throw this.fail("unexpectedEnd", "a value is missing at the end", token);
    if (token.kind === "sign") throw this.unexpected(token, "a value");
    if (binaryOperator(token) !== undefined) throw this.unexpected(token, "a value");
    this.at++;
    if (token.kind === "text") return { kind: "text", value: token.text, start, end };
    if (token.kind === "integer" || token.kind === "decimal")
      return { kind: token.kind, text: token.text, start, end };
    if (isSign(this.peek(), "(")) return this.call(token);
    switch (token.text.toLowerCase()) {
      case "true":
      case "false":
        return { kind: "boolean", value: token.text.toLowerCase() === "true", start, end };
      case "not_set":
        return { kind: "notSet", start, end };
      default:
        return { kind: "name", name: token.text, start, end };
    }
  }

  private call(name: Token): Expression {
    const open = this.peek();
    this.at++;
    const values: Expression[] = [];
    if (!isSign(this.peek(), ")")) {
      values.push(this.expression(0));
      while (isSign(this.peek(), ",")) {
        this.at++;
        values.push(this.expression(0));
      }
    }
    const end = this.close(")", open);
    return this.node({ kind: "call", name: name.text, arguments: values, start: name.start, end }, ...values);
  }

  /** Takes a closing sign; gives the offset behind it. */
  private close(sign: ")" | "]", open: Token): number {
    const token = this.peek();
    if (token.kind === "end") throw this.fail("unbalanced", `"${open.text}" is not closed`, open);
    if (!isSign(token, sign)) throw this.unexpected(token, `"${sign}"`);
    this.at++;
    return token.end;
  }

  private node(expression: Expression, ...parts: Expression[]): Expression {
    const height = 1 + Math.max(0, ...parts.map((part) => this.heights.get(part) ?? 0));
    if (height > MAX_HEIGHT)
      throw this.fail(
        "tooDeep",
        `more than ${MAX_HEIGHT} operators in a row`,
        this.tokens[this.at - 1] ?? this.peek(),
      );
    this.heights.set(expression, height);
    return expression;
  }

  private peek(): Token {
    // The last token is `end`, and nothing steps over it.
    return this.tokens[this.at]!;
  }

  private unexpected(token: Token, expected: string): ExpressionError {
    if (token.kind === "end")
      return this.fail("unexpectedEnd", `the expression ends where ${expected} is expected`, token);
    const spelling = this.source.slice(token.start, token.end);
    const shown = spelling.length > 40 ? `${spelling.slice(0, 40)}...` : spelling;
    return this.fail("unexpectedToken", `unexpected ${shown} where ${expected} is expected`, token);
  }

  private fail(code: ExpressionErrorCode, message: string, token: Token): ExpressionError {
    return new ExpressionError(code, message, positionAt(this.source, token.start));
  }
}

function binaryOperator(token: Token): BinaryOperator | undefined {
  const operator = token.kind === "name" || token.kind === "sign" ? token.text.toLowerCase() : "";
  return Object.hasOwn(PRECEDENCE, operator) ? (operator as BinaryOperator) : undefined;
}
