import { expect } from "chai";
import fc from "fast-check";
import { checkExpression, evaluateExpression, ExpressionError } from "#language/expressions/index";
import type { EvaluateOptions } from "#language/expressions/index";

const evaluate = (text: string, variables: Record<string, unknown> = {}) =>
  evaluateExpression(text, { variables });

function failure(text: string, options: EvaluateOptions = {}): ExpressionError {
  try {
    evaluateExpression(text, options);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${text} has a value`);
}

describe("evaluating an expression", () => {
  it("returns type, value and text", () => {
    expect(evaluate("1 + 1")).to.deep.equal({ type: "integer", value: 2, text: "2" });
    expect(evaluate("3.5 + 5.5")).to.deep.equal({ type: "decimal", value: 9, text: "9.0" });
    expect(evaluate('Upper("a")')).to.deep.equal({ type: "string", value: "A", text: '"A"' });
    expect(evaluate("ToInt(NOT_SET)")).to.deep.equal({ type: "integer", value: null, text: "NOT_SET" });
    expect(evaluate("MakeList(1, NOT_SET)")).to.deep.equal({
      type: "integerCollection",
      value: [1, null],
      text: "[1, NOT_SET]",
    });
    expect(evaluate("MakeDuration(0, 0, 1, 0)").value).to.equal(60_000);
    expect(evaluate("MakeDateTime(2025, 1, 2)").value).to.equal("2025-01-02T00:00:00.000Z");
    expect(evaluate('MakeCurrency(1.50, "USD")').value).to.deep.equal({ amount: 1.5, code: "USD" });
  });

  it("accepts JavaScript values, and names in any case", () => {
    const variables = {
      "Flow.Count": 2,
      "Flow.Rate": 0.5,
      "Flow.Name": "Ann",
      "Flow.Open": true,
      "Flow.None": null,
      "Flow.Since": new Date("2025-01-01T00:00:00Z"),
      "Flow.Keys": ["1", "2"],
      "Flow.Customer": { name: "Ann", tags: ["a", "b"] },
    };
    expect(evaluate("flow.count * Flow.Rate", variables).text).to.equal("1.0");
    expect(evaluate("Flow.Open and IsSet(Flow.None)", variables).value).to.equal(false);
    expect(evaluate("Year(Flow.Since)", variables).value).to.equal(2025);
    expect(evaluate("Flow.Keys[1]", variables).value).to.equal("2");
    expect(evaluate('Append("Hi ", ToString(Flow.Customer.name))', variables).value).to.equal("Hi Ann");
    expect(evaluate("Flow.Customer.tags[1]", variables)).to.deep.include({ type: "json", value: "b" });
  });

  it("accepts typed values, and its own results", () => {
    const typed = (type: string, value: unknown) => evaluate("Flow.X", { "Flow.X": { type, value } }).text;
    expect(typed("decimal", 5)).to.equal("5.0");
    expect(typed("decimal", "5.00")).to.equal("5.00");
    expect(typed("dateTime", "2025-01-02T03:04:05Z")).to.equal("2025-01-02T03:04:05.000Z");
    expect(typed("duration", "PT5M")).to.equal("PT5M");
    expect(typed("duration", 5000)).to.equal("PT5S");
    expect(typed("currency", "5.00|EUR")).to.equal("5.00|EUR");
    expect(typed("currency", { amount: 5, code: "EUR" })).to.equal("5.0|EUR");
    expect(typed("phoneNumber", "+13175550100")).to.equal("tel:+13175550100");
    expect(typed("decimalCollection", [1, null])).to.equal("[1.0, NOT_SET]");
    expect(typed("string", null)).to.equal("NOT_SET");
    expect(typed("queue", "Sales")).to.equal("Sales");
    for (const text of [
      "1.5",
      "MakeDuration(1, 2, 3, 4)",
      "MakeDateTime(2025, 1, 2)",
      'MakeCurrency(1.5, "USD")',
    ]) {
      const result = evaluate(text);
      expect(evaluate("Flow.X", { "Flow.X": result })).to.deep.equal(result);
    }
  });

  it("refuses invalid values, with the name of the variable", () => {
    const given = (value: unknown) => () => evaluate("1", { "Flow.X": value });
    for (const value of [
      NaN,
      Infinity,
      () => 1,
      { type: "integer", value: 1.5 },
      { type: "dateTime", value: "soon" },
    ])
      expect(given(value)).to.throw(TypeError, "Flow.X");
    expect(() => evaluateExpression("1", { now: "soon" })).to.throw(TypeError, "now");
  });

  it("finds a property of a variable with a long name quickly", () => {
    let value: unknown = 5;
    for (let i = 0; i < 900; i++) value = { a: value };
    expect(evaluate(`ToInt(Flow.X${".a".repeat(900)})`, { "Flow.X": value }).value).to.equal(5);
  });

  it("uses the given clock, time zone, language and numbers", () => {
    const now = "2026-12-24T23:30:00Z";
    expect(evaluateExpression("GetCurrentDateTimeUtc()", { now }).value).to.equal("2026-12-24T23:30:00.000Z");
    const shown = { now, timeZone: "America/New_York" };
    expect(evaluateExpression("ToDisplayString(GetCurrentDateTimeUtc())", shown).value).to.equal(
      "December 24, 2026 at 6:30 PM",
    );
    // Standard and daylight saving time of the zone.
    expect(evaluateExpression('ToDateTime("2026-01-15T09:00:00")', shown).value).to.equal(
      "2026-01-15T14:00:00.000Z",
    );
    expect(evaluateExpression('ToDateTime("2026-07-15T09:00:00")', shown).value).to.equal(
      "2026-07-15T13:00:00.000Z",
    );
    expect(evaluateExpression("ToDisplayString(1234.5)", { language: "de-de" }).value).to.equal("1.234,5");
    expect(evaluateExpression("RandomInt(1, 6)", { random: () => 0 }).value).to.equal(1);
    expect(evaluateExpression("RandomInt(1, 6)", { random: () => 0.999 }).value).to.equal(6);
    expect(
      evaluateExpression("GetSupportedLanguages()", { languages: ["en-us", "es-us"] }).value,
    ).to.deep.equal(["en-us", "es-us"]);
  });

  it("returns audio as its parts", () => {
    const audio =
      'AudioPlaybackOptions(Append(ToAudioTTS("Your code"), ToAudioBlank(500), Prompt.Code), true)';
    expect(evaluate(audio).value).to.deep.equal({
      items: [{ tts: "Your code" }, { silence: 500 }, { prompt: { name: "Prompt.Code" } }],
      bargeIn: true,
    });
  });

  it("keeps decimals exact", () => {
    expect(evaluate("0.1 + 0.2 == 0.3").value).to.equal(true);
    expect(evaluate("1 / 3").text).to.equal("0.3333333333333333333333333333333333");
    expect(evaluate("2 / 3").text).to.equal("0.6666666666666666666666666666666667");
    expect(evaluate("100000000000000000.01 - 0.01").text).to.equal("100000000000000000.00");
  });

  const mistakes: [expression: string, code: string, column: number, variables?: Record<string, unknown>][] =
    [
      ['Uper("a")', "unknownFunction", 1],
      ["1 + Nothing(2)", "unknownFunction", 5],
      ['Left("a")', "wrongArgumentCount", 1],
      ['"a" + 5', "typeMismatch", 1],
      ["Upper(5)", "typeMismatch", 1],
      ["If(false, Upper(5), 1)", "typeMismatch", 11],
      ["Flow.Name + 1", "typeMismatch", 1, { "Flow.Name": "a" }],
      ["1 + Flow.Missing", "unknownVariable", 5],
      ["5 + Flow.None", "notSet", 5, { "Flow.None": null }],
      ["Length(ToString(NOT_SET))", "notSet", 8],
      ["true and ToBool(NOT_SET)", "notSet", 10],
      ["ToUser(NOT_SET).id", "notSet", 1],
      ["1 / 0", "divisionByZero", 1],
      ["1 % 0", "divisionByZero", 1],
      ['ToInt("many")', "conversion", 1],
      ['ToBool("maybe")', "conversion", 1],
      ['ToDateTime("tomorrow")', "conversion", 1],
      ["MakeDateTime(2025, 2, 29)", "outOfRange", 1],
      ["MakeList(1)[1]", "outOfRange", 13],
      ["GetAt(MakeList(1), -1)", "outOfRange", 1],
      ["9007199254740991 + 1", "outOfRange", 1],
      ["99999999999999999999", "outOfRange", 1],
      [`1 + ${"9".repeat(500)}.5`, "outOfRange", 5],
      ["9.9 ^ 99999", "outOfRange", 1],
      ['MakeCurrency(1, "USD") + MakeCurrency(1, "EUR")', "typeMismatch", 1],
      ['ToPhoneNumber("1").country', "unknownProperty", 1],
      ["AudioPlaybackOptions(Prompt.Hi, Flow.Open)", "literalRequired", 33, { "Flow.Open": true }],
    ];
  for (const [expression, code, column, variables] of mistakes) {
    it(`fails with ${code} for ${expression}`, () => {
      const error = failure(expression, { variables });
      expect(error.code, error.message).to.equal(code);
      expect(error.position).to.include({ line: 1, column });
    });
  }

  it("suggests functions with similar names for an unknown one", () => {
    expect(failure('Lenght("a")').message).to.include('"Length"');
    expect(failure('ToStrng("a")').message).to.include('"ToString"');
    expect(failure('Frobnicate("a")').message).not.to.include("did you mean");
  });

  it("evaluates only the selected branch of a choice", () => {
    const variables = { "Flow.Delay": null, "Flow.List": [] };
    expect(evaluate("If(IsSet(Flow.Delay), 1 + Flow.Delay, 0)", variables).value).to.equal(0);
    expect(evaluate("IsSet(Flow.Delay) ? 1 + Flow.Delay : 0", variables).value).to.equal(0);
    expect(evaluate("IsSet(Flow.Delay) and Flow.Delay > 1", variables).value).to.equal(false);
    expect(evaluate("true or Flow.Missing", variables).value).to.equal(true);
  });

  it("returns values of the types that the check reports", () => {
    fc.assert(
      fc.property(typed, ({ text, type }) => {
        expect(checkExpression(text).type).to.equal(type);
        expect(evaluate(text).type).to.equal(type);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("adds decimals exactly, to the hundredth", () => {
    const cents = fc.integer({ min: -100_000, max: 100_000 });
    const money = (value: number) => `${value < 0 ? "-" : ""}${(Math.abs(value) / 100).toFixed(2)}`;
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(evaluate(`(${money(a)}) + (${money(b)})`).text).to.equal(money(a + b));
        expect(evaluate(`(${money(a)}) < (${money(b)})`).value).to.equal(a < b);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("reads every duration and date-time that it writes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        (duration, date) => {
          const variables = { "Flow.Span": { type: "duration", value: duration }, "Flow.At": date };
          expect(evaluate("ToDuration(ToString(Flow.Span)) == Flow.Span", variables).value).to.equal(true);
          expect(evaluate("ToDateTime(ToString(Flow.At)) == Flow.At", variables).value).to.equal(true);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
});

interface Typed {
  text: string;
  type: string;
}

/** Expressions that have a value, with its type. */
const { any: typed } = fc.letrec<{
  any: Typed;
  integer: Typed;
  decimal: Typed;
  string: Typed;
  boolean: Typed;
}>((tie) => {
  const of = (type: string, ...texts: fc.Arbitrary<string>[]) =>
    fc.oneof({ depthSize: "small" }, ...texts).map((text): Typed => ({ text, type }));
  const call = (format: (...parts: string[]) => string, ...parts: fc.Arbitrary<Typed>[]) =>
    fc.tuple(...parts).map((values) => format(...values.map(({ text }) => text)));
  const [integer, decimal, string, boolean] = [
    tie("integer"),
    tie("decimal"),
    tie("string"),
    tie("boolean"),
  ] as [fc.Arbitrary<Typed>, fc.Arbitrary<Typed>, fc.Arbitrary<Typed>, fc.Arbitrary<Typed>];
  return {
    any: fc.oneof(integer, decimal, string, boolean),
    integer: of(
      "integer",
      fc.nat(9).map(String),
      call((a, b) => `(${a} + ${b})`, integer, integer),
      call((a) => `-(${a})`, integer),
      call((a) => `Length(${a})`, string),
      call((a, b, c) => `If(${a}, ${b}, ${c})`, boolean, integer, integer),
    ),
    decimal: of(
      "decimal",
      fc.nat(9).map((value) => `${value}.5`),
      call((a, b) => `(${a} - ${b})`, decimal, integer),
      call((a, b) => `(${a} / (${b} * ${b} + 1))`, integer, integer),
      call((a) => `ToDecimal(${a})`, boolean),
    ),
    string: of(
      "string",
      fc.constantFrom('"a"', '"b c"', '""'),
      call((a, b) => `Append(${a}, ${b})`, string, string),
      call((a) => `ToString(${a})`, decimal),
      call((a, b, c) => `(${a} ? ${b} : ${c})`, boolean, string, string),
      call((a, b) => `MakeList(${a}, ${b})[1]`, string, string),
    ),
    boolean: of(
      "boolean",
      fc.constantFrom("true", "false"),
      call((a, b) => `(${a} > ${b})`, integer, decimal),
      call((a, b) => `(${a} == ${b})`, string, string),
      call((a, b) => `(${a} and !${b})`, boolean, boolean),
      call((a) => `IsNotSetOrEmpty(${a})`, string),
    ),
  };
});
