import { expect } from "chai";
import fc from "fast-check";
import {
  checkExpression,
  evaluateExpression,
  ExpressionError,
  parseExpression,
  printExpression,
} from "#language/expressions/index";
import type { Expression } from "#language/expressions/index";
import { PRECEDENCE } from "#language/expressions/syntax";
import type { BinaryOperator } from "#language/expressions/syntax";

describe("expression syntax", () => {
  const groupings: [expression: string, grouped: string][] = [
    ["1 + 2 * 3", "1 + (2 * 3)"],
    ["1 - 2 - 3", "(1 - 2) - 3"],
    ["2 * 3 % 4", "(2 * 3) % 4"],
    ["-2 | 5", "(-2) | 5"],
    ["-2 ^ 2", "(-2) ^ 2"],
    ["2 ^ -1", "2 ^ (-1)"],
    ["a or b and c", "a or (b and c)"],
    ["1 < 2 == true", "(1 < 2) == true"],
    ["1 + 1 > 2 - 1", "(1 + 1) > (2 - 1)"],
    ["true == !(true and false)", "true == (!(true and false))"],
    ["a ? b : c ? d : e", "a ? b : (c ? d : e)"],
    ["a or b ? 1 : 2", "(a or b) ? 1 : 2"],
    ["!Flow.List[0].done", "!((Flow.List)[0].done)"],
  ];
  for (const [expression, grouped] of groupings) {
    it(`reads ${expression} as ${grouped}`, () => {
      expect(shape(parseExpression(expression))).to.deep.equal(shape(parseExpression(grouped)));
    });
  }

  it("ignores space, and the case of functions, operators and literals", () => {
    expect(shape(parseExpression("not_set == TRUE\n\tAND False"))).to.deep.equal(
      shape(parseExpression("NOT_SET==true and false")),
    );
    expect(evaluateExpression('uPPER( "a" )').text).to.equal('"A"');
  });

  it("allows escapes and line breaks in text", () => {
    expect(evaluateExpression('"a\\"b\\\\c\\n\\u00e9"').value).to.equal('a"b\\c\n\u00e9');
    expect(evaluateExpression('"a\nb"').value).to.equal("a\nb");
  });

  it("allows an unreplaced substitution in a name", () => {
    expect(parseExpression("Flow.{{name}}_x")).to.include({ kind: "member", property: "{{name}}_x" });
  });

  const mistakes: [expression: string, code: string, line: number, column: number][] = [
    ["", "unexpectedEnd", 1, 1],
    ["1 +", "unexpectedEnd", 1, 4],
    ["(1 + 2", "unbalanced", 1, 1],
    ["Left(\n  Upper(Flow.Name),\n  2", "unbalanced", 1, 5],
    ["1 + 2)", "unbalanced", 1, 6],
    ["Flow.List[0", "unbalanced", 1, 10],
    ["MakeList(1, 2]", "unexpectedToken", 1, 14],
    ['"open', "unterminatedText", 1, 1],
    ["Flow.A && Flow.B", "unexpectedCharacter", 1, 8],
    ["Flow.A = 1", "unexpectedCharacter", 1, 8],
    ["'a'", "unexpectedCharacter", 1, 1],
    ["1 +\n  # 2", "unexpectedCharacter", 2, 3],
    ["Flow.A Flow.B", "unexpectedToken", 1, 8],
    ["Flow.", "unexpectedEnd", 1, 6],
    ["Left(,1)", "unexpectedToken", 1, 6],
    ["Flow.Name(1)", "unexpectedToken", 1, 10],
    ["a ? b", "unexpectedEnd", 1, 6],
    ["and true", "unexpectedToken", 1, 1],
  ];
  for (const [expression, code, line, column] of mistakes) {
    it(`tells ${code} in ${JSON.stringify(expression)}`, () => {
      const error = failure(() => parseExpression(expression));
      expect(error).to.include({ code });
      expect(error.position).to.include({ line, column });
      const [issue] = checkExpression(expression).issues;
      expect(issue).to.include({ code, certainty: "certain" });
      expect(issue?.position).to.deep.equal(error.position);
    });
  }

  it("refuses too long or too deep expressions instead of crashing", () => {
    const deep = (count: number) => `${"(".repeat(count)}1${")".repeat(count)}`;
    expect(parseExpression(deep(100)).kind).to.equal("integer");
    for (const expression of [
      deep(5000),
      "-".repeat(5000) + "1",
      `1${"+1".repeat(15_000)}`,
      `a${"[0]".repeat(9000)}`,
    ])
      expect(failure(() => parseExpression(expression)).code, expression.slice(0, 20)).to.equal("tooDeep");
    expect(failure(() => parseExpression(`"${"a".repeat(32_000)}"`)).code).to.equal("tooLong");
  });

  it("allows chains that can also be evaluated", () => {
    expect(evaluateExpression(`1${" + 1".repeat(900)}`).value).to.equal(901);
  });

  it("gives a tree or an error with a position for any text", () => {
    const pieces = fc.constantFrom(
      "(",
      ")",
      "[",
      "]",
      ",",
      ".",
      "?",
      ":",
      '"',
      "\\",
      "1",
      "2.5",
      "Flow",
      "If",
      "and",
      "-",
      "==",
      " ",
      "\n",
      "{{",
      "\u00e9",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          expect(error).to.be.instanceOf(ExpressionError);
          expect((error as ExpressionError).position.offset).to.be.within(0, text.length);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("is printed with only the necessary parentheses", () => {
    for (const expression of [
      "1 - (2 - 3)",
      "1 - 2 - 3",
      "(1 + 2) * -3",
      "-(1 + 2)",
      "(a ? b : c) ? d : e",
      "(-a).b",
      "!a[0]",
    ])
      expect(printExpression(parseExpression(expression))).to.equal(expression);
    expect(printExpression(parseExpression("((1)+(2*3))"))).to.equal("1 + 2 * 3");
  });

  it("gives the same tree for a printed tree", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(shape(parseExpression(printExpression(tree)))).to.deep.equal(shape(tree));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("groups any arithmetic as with full parentheses", () => {
    fc.assert(
      fc.property(arithmetic, ({ plain, grouped }) => {
        expect(outcome(plain)).to.equal(outcome(grouped));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

/** A tree without positions. */
function shape(expression: Expression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (key, value: unknown) =>
      key === "start" || key === "end" ? undefined : value,
    ),
  );
}

function failure(run: () => unknown): ExpressionError {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error("no error");
}

function outcome(expression: string): string {
  try {
    return evaluateExpression(expression).text;
  } catch (error) {
    return (error as ExpressionError).code;
  }
}

const span = { start: 0, end: 0 };
const names = fc.constantFrom("Flow", "Task", "name", "x1", "_a");
const { tree: trees } = fc.letrec<{ tree: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    fc.string().map((value): Expression => ({ kind: "text", value, ...span })),
    fc.nat(99).map((value): Expression => ({ kind: "integer", text: String(value), ...span })),
    fc.nat(99).map((value): Expression => ({ kind: "decimal", text: `${value}.50`, ...span })),
    fc.boolean().map((value): Expression => ({ kind: "boolean", value, ...span })),
    fc.constant<Expression>({ kind: "notSet", ...span }),
    names.map((name): Expression => ({ kind: "name", name, ...span })),
  ),
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc
      .record({ object: tie("tree"), property: names })
      .map((parts): Expression => ({ kind: "member", ...parts, ...span })),
    fc
      .record({ object: tie("tree"), index: tie("tree") })
      .map((parts): Expression => ({ kind: "index", ...parts, ...span })),
    fc
      .record({ name: names, arguments: fc.array(tie("tree"), { maxLength: 3 }) })
      .map((parts): Expression => ({ kind: "call", ...parts, ...span })),
    fc
      .record({ operator: fc.constantFrom("-" as const, "!" as const, "~" as const), operand: tie("tree") })
      .map((parts): Expression => ({ kind: "unary", ...parts, ...span })),
    fc
      .record({
        operator: fc.constantFrom(...(Object.keys(PRECEDENCE) as BinaryOperator[])),
        left: tie("tree"),
        right: tie("tree"),
      })
      .map((parts): Expression => ({ kind: "binary", ...parts, ...span })),
    fc
      .record({ condition: tie("tree"), whenTrue: tie("tree"), whenFalse: tie("tree") })
      .map((parts): Expression => ({ kind: "conditional", ...parts, ...span })),
  ),
}));

/** Sums, products and comparisons with and without full parentheses, grouped by this spec's own rules. */
const arithmetic = fc
  .array(fc.tuple(fc.constantFrom("+", "-", "*", "/", "%"), fc.integer({ min: -9, max: 9 })), {
    maxLength: 6,
  })
  .chain((rest) => fc.integer({ min: -9, max: 9 }).map((first) => ({ first, rest })))
  .map(({ first, rest }) => {
    const plain = `${first}${rest.map(([operator, value]) => ` ${operator} ${value}`).join("")}`;
    const terms: { sign: string; text: string }[] = [{ sign: "+", text: `(${first})` }];
    for (const [operator, value] of rest) {
      const last = terms.at(-1);
      if (operator === "+" || operator === "-" || !last) terms.push({ sign: operator, text: `(${value})` });
      else last.text = `(${last.text} ${operator} (${value}))`;
    }
    const [start, ...others] = terms.map(({ sign, text }) => ({ sign, text }));
    const grouped = others.reduce((text, term) => `(${text} ${term.sign} ${term.text})`, start?.text ?? "0");
    return { plain, grouped };
  });
