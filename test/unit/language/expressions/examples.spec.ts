import { expect } from "chai";
import { evaluateExpression, FUNCTIONS } from "#language/expressions/index";
import { OPERATORS } from "#language/expressions/operators";
import { EXAMPLES } from "./examples";

const options = {
  now: "2026-05-04T12:30:15.250Z",
  random: () => 0.5,
  variables: {
    "Flow.Customer": { name: "Ann", visits: 3 },
    "Flow.Opening": {
      type: "prompt",
      value: { name: "Prompt.Opening", text: "Hello.", textToSpeech: "Hello there.", duration: 1500 },
    },
  },
};

describe("expression examples", () => {
  for (const [name, examples] of Object.entries(EXAMPLES)) {
    it(name, () => {
      for (const [expression, result] of examples)
        expect(evaluateExpression(expression, options).text, expression).to.equal(result);
    });
  }

  it("include at least two for every function and operator", () => {
    const missing = [...FUNCTIONS, ...OPERATORS].filter(({ name }) => (EXAMPLES[name]?.length ?? 0) < 2);
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });
});
