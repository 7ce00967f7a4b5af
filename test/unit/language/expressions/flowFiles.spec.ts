import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isScalar, parseDocument, visit } from "yaml";
import { checkExpression, parseExpression, printExpression } from "#language/expressions/index";

const place = process.env.FLOW_FILES;
const files = place === undefined ? [] : readdirSync(place).filter((file) => /\.ya?ml$/.test(file));

// FLOW_FILES names a folder of real flows, which are not part of this repository.
describe("the expressions of real flows", () => {
  for (const file of files) {
    it(file, () => {
      for (const expression of expressionsOf(readFileSync(join(place ?? "", file), "utf8"))) {
        const tree = parseExpression(expression);
        expect(parseExpression(printExpression(tree)).kind).to.equal(tree.kind);
        const certain = checkExpression(expression).issues.filter(({ certainty }) => certainty === "certain");
        expect(certain, expression).to.deep.equal([]);
      }
    });
  }
});

/** The values of all `exp` keys. */
function expressionsOf(yaml: string): string[] {
  const found: string[] = [];
  visit(parseDocument(yaml, { uniqueKeys: false, logLevel: "silent" }), {
    Pair(_, pair) {
      if (isScalar(pair.key) && pair.key.value === "exp" && isScalar(pair.value))
        found.push(String(pair.value.value));
    },
  });
  return found;
}
