import { readFileSync } from "node:fs";
import { expect } from "chai";
import { checkExpression, evaluateExpression } from "#language/expressions/index";
import type { ExpressionType } from "#language/expressions/index";

/** The parts of Genesys's function catalog that this spec reads. */
interface Catalogue {
  items: { name: string; kind: string; category?: string; overloads: CatalogueOverload[] }[];
}
interface CatalogueOverload {
  parameters: { type: string; list: boolean; mustBeLiteral?: boolean }[];
  returns: { type: string; list: boolean };
  examples?: { input: string; output: string }[];
}

/** Types by their names in the catalog. All enumerations are one type here, and all kinds of audio another. */
const TYPES: Record<string, ExpressionType> = {
  aud: "audio",
  apa: "audio",
  pmt: "prompt",
  int: "integer",
  dec: "decimal",
  bln: "boolean",
  str: "string",
  cur: "currency",
  dtm: "dateTime",
  dur: "duration",
  phn: "phoneNumber",
  usr: "user",
  que: "queue",
  skl: "skill",
  lac: "languageSkill",
  grp: "group",
  wrc: "wrapupCode",
  any: "any",
  nts: "notSet",
  cpx_email_address: "emailAddress",
  cpx_agent_score_pair: "agentScorePair",
};

/** Examples that cannot pass, and why. */
const EXCEPTIONS: readonly (readonly [example: RegExp, reason: string])[] = [
  [/^FindFirst\(MakeList\(ToPhoneNumber\("sip:/, "contradicts the example of == for the same two numbers"],
  [/^GetPromptText/i, "gives what a prompt of an organization holds"],
];

/** A result without differences of notation: space in brackets, line breaks in text, missing quotes. */
function normalized(result: string): string {
  const text = result.replace(/\[\s+/g, "[").replace(/\s+\]/g, "]").replace(/\n/g, "\\n");
  return /^\|[A-Z]{3}$/.test(text) ? `"${text}"` : text;
}

const place = process.env.EXPRESSION_EXAMPLES;
const { items }: Catalogue =
  place === undefined ? { items: [] } : (JSON.parse(readFileSync(place, "utf8")) as Catalogue);

// EXPRESSION_EXAMPLES names the file of Genesys's catalog, which is not part of this repository.
describe("the Genesys function catalog", () => {
  for (const { name, kind, overloads } of items) {
    const examples = overloads.flatMap((overload) => overload.examples ?? []);
    const held = examples.filter(({ input }) => !EXCEPTIONS.some(([pattern]) => pattern.test(input)));
    if (held.length > 0) {
      it(`${name}: ${held.length} examples`, () => {
        for (const { input, output } of held) {
          const results = ["en-us", "de-de"].map((language) => evaluateExpression(input, { language }));
          if (output.startsWith("An ")) {
            // A sentence that contains each score.
            const scores = [...output.matchAll(/value of (\d+)/g)].map(([, score]) => Number(score));
            const pairs = results[0]?.value as { score: number }[];
            expect(pairs.map(({ score }) => score)).to.deep.equal(scores);
          } else {
            const texts = results.map(({ text }) => normalized(text));
            expect(texts, input).to.include(normalized(output));
          }
        }
      });
    }
    if (kind === "function") {
      it(`${name}: ${overloads.length} overloads`, () => {
        for (const overload of overloads) {
          const variables: Record<string, ExpressionType> = {};
          const values = overload.parameters.map(({ type, list, mustBeLiteral }, i) => {
            if (mustBeLiteral) return type === "bln" ? "true" : type === "int" ? "1" : '"en-us"';
            variables[`V.p${i}`] = typeOf(type, list);
            return type === "nts" ? "NOT_SET" : `V.p${i}`;
          });
          const expression = `${name}(${values.join(", ")})`;
          const { issues, type } = checkExpression(expression, { variables });
          expect(issues, `${expression} ${JSON.stringify(variables)}`).to.deep.equal([]);
          if (type !== undefined && overload.returns.type !== "any" && !values.includes("NOT_SET"))
            expect(type, expression).to.equal(typeOf(overload.returns.type, overload.returns.list));
        }
      });
    }
  }
});

function typeOf(type: string, list: boolean): ExpressionType {
  const single = TYPES[type] ?? "enumeration";
  return list ? (`${single}Collection` as ExpressionType) : single;
}
