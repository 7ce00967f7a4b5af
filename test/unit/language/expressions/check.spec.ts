import { expect } from "chai";
import { checkExpression } from "#language/expressions/index";
import type { ExpressionType } from "#language/expressions/index";

const variables: Record<string, ExpressionType> = {
  "Flow.Count": "integer",
  "Flow.Name": "string",
  "Flow.Names": "stringCollection",
  "Flow.Data": "json",
  "Flow.Due": "date",
  "Flow.Open": "boolean",
  "Flow.Queue": "queue",
};

describe("checking an expression", () => {
  const mistakes: [expression: string, code: string, certainty: "certain" | "likely", column: number][] = [
    ['Lenght("a")', "unknownFunction", "likely", 1],
    ['"x" + Uper("a")', "unknownFunction", "likely", 7],
    ['Left("a")', "wrongArgumentCount", "certain", 1],
    ['Left("a", 1, 2)', "wrongArgumentCount", "certain", 1],
    ["GetCurrentDateTimeUtc(1)", "wrongArgumentCount", "certain", 1],
    ['Append("a")', "wrongArgumentCount", "certain", 1],
    ['"a" + 1', "typeMismatch", "certain", 1],
    ["flow.count + Flow.Name", "typeMismatch", "certain", 1],
    ["Length(Flow.Names)", "typeMismatch", "certain", 1],
    ["Flow.Name and true", "typeMismatch", "certain", 1],
    ["!Flow.Count", "typeMismatch", "certain", 1],
    ["Sum(Flow.Unknown, Flow.Name)", "typeMismatch", "certain", 1],
    ["Upper(Flow.Due)", "typeMismatch", "likely", 1],
    ['Flow.Count == "1"', "typeMismatch", "likely", 1],
    ['If(Flow.Open, 1, "one")', "typeMismatch", "likely", 1],
    ['Flow.Open ? "a" : 1', "typeMismatch", "likely", 1],
    ['MakeList(1, "a")', "typeMismatch", "likely", 1],
    ["AddItem(Flow.Names, 5)", "typeMismatch", "likely", 1],
    ["ToAudioBlank(Flow.Count)", "literalRequired", "certain", 14],
  ];
  for (const [expression, code, certainty, column] of mistakes) {
    it(`finds ${code} in ${expression}, ${certainty}`, () => {
      const { issues } = checkExpression(expression, { variables });
      expect(issues.map((issue) => [issue.code, issue.certainty, issue.position.column])).to.deep.equal([
        [code, certainty, column],
      ]);
    });
  }

  const right: [expression: string, type?: ExpressionType][] = [
    ["Flow.Count + 1", "integer"],
    ["Flow.Count / 2", "decimal"],
    ["Flow.Unknown + 1"],
    ["Flow.Unknown > 1", "boolean"],
    ["Upper(Flow.Unknown)", "string"],
    ["Upper(Flow.Data.name)", "string"],
    ["Flow.Data.items[0].name", "json"],
    ["GetAt(Flow.Names, 0)", "string"],
    ["Flow.Names[Flow.Count]", "string"],
    ["AddItem(Flow.Names, NOT_SET)", "stringCollection"],
    ["If(Flow.Open, Flow.Name, NOT_SET)", "string"],
    ["If(Flow.Open, 1, 2.5)"],
    ["NOT_SET == Flow.Count", "boolean"],
    ["Flow.Queue.id", "string"],
    ['ToPhoneNumber("1").e164', "string"],
    ["SomethingNew(1, 2)"],
    ["MakeCommunication(1, 2, 3)", "communication"],
    ["AudioPlaybackOptions(Prompt.Hello, true)", "audio"],
    ["Sum(Flow.Count, 2.5)", "decimal"],
  ];
  for (const [expression, type] of right) {
    it(`accepts ${expression}, of ${type ?? "an unknown type"}`, () => {
      expect(checkExpression(expression, { variables })).to.deep.equal({ issues: [], ...(type && { type }) });
    });
  }

  it("reports all problems in order of position", () => {
    const { issues } = checkExpression('Append(Uper("a"),\n  Left("b"))');
    expect(issues.map(({ code, position }) => [code, position.line])).to.deep.equal([
      ["unknownFunction", 1],
      ["wrongArgumentCount", 2],
    ]);
  });

  it("suggests the right name, and lists the arguments of a function", () => {
    expect(checkExpression("Apend(1)").issues[0]?.message).to.include('did you mean "Append"?');
    expect(checkExpression("Upper(5)").issues[0]?.message).to.include("(string)");
    expect(checkExpression('FindString("a")').issues[0]?.message).to.include("2, 3 or 4");
  });
});
