import { runInNewContext } from "node:vm";
import { expect } from "chai";
import fc from "fast-check";
import { format } from "prettier";
import { layOut, type Source } from "#codegen/layout";
import { numberLiteral, textLiteral } from "#codegen/layout";

const asWritten = (text: string) => format(text, { parser: "typescript" });

const text = fc
  .oneof(
    fc.string({ maxLength: 100 }),
    fc.stringMatching(/^[A-Za-z .='"]{0,90}$/),
    fc.constantFrom("", "\\", 'a"b', "it's", "line\nbreak", "\u2028", "${x}", "größer", "*/ //"),
  )
  .map((value): Source => ({ kind: "text", text: textLiteral(value) }));
const number = fc
  .oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  )
  .map((value): Source => ({ kind: "word", text: numberLiteral(value) }));
const name = fc.oneof(
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,60}$/),
  fc.integer({ min: 55, max: 85 }).map((length) => "k".repeat(length)),
  fc.constantFrom("a", "a-b", "1", "größe", "__proto__", "class", "", "it's", "a b"),
);
const { tree } = fc.letrec<{ tree: Source; call: Source }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    text,
    number,
    fc.constantFrom<Source>({ kind: "word", text: "true" }, { kind: "word", text: "askDigit.id" }),
    fc.array(number, { maxLength: 30 }).map((items): Source => ({ kind: "list", items })),
    fc.array(tie("tree"), { maxLength: 4 }).map((items): Source => ({ kind: "list", items })),
    fc.record({
      kind: fc.constant("object" as const),
      properties: fc.uniqueArray(fc.tuple(name, tie("tree")), { maxLength: 4, selector: ([key]) => key }),
      open: fc.boolean(),
    }),
    tie("call"),
  ),
  // A Pulumi program's calls have values and at most two objects as arguments.
  call: fc.record({
    kind: fc.constant("call" as const),
    callee: fc.constantFrom("flow.exp", "flow.collectInput", "readFileSync"),
    args: fc.oneof(
      fc.tuple(text),
      fc.tuple(object()),
      fc.tuple(object(), object()),
      fc.tuple(text, text),
      fc.constant([]),
    ),
  }),
}));

function object() {
  return fc.record({
    kind: fc.constant("object" as const),
    properties: fc.uniqueArray(fc.tuple(name, text), { maxLength: 4, selector: ([key]) => key }),
    open: fc.boolean(),
  });
}

describe("the layout of a generated program", () => {
  it("matches Prettier", async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (value) => {
        const program = `${layOut({ kind: "object", open: true, properties: [["value", value]] }, "const x = ")}\n`;
        expect(program).to.equal(await asWritten(program));
      }),
      { numRuns: 100 },
    );
  });

  it("matches Prettier for resources with long names", async () => {
    const args: Source = {
      kind: "object",
      open: true,
      properties: [["name", { kind: "text", text: '"x"' }]],
    };
    for (const length of [1, 40, 44, 45, 46, 47, 48, 60, 90]) {
      const logical: Source = { kind: "text", text: JSON.stringify("x".repeat(length)) };
      const call: Source = { kind: "call", callee: "new InboundFlow", args: [logical, args] };
      const program = `${layOut(call, "const aModule = ")}\n${layOut(call)}\n`;
      expect(program).to.equal(await asWritten(program));
    }
  });
});

describe("text in a generated program", () => {
  it("has the same value for any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const literal = textLiteral(value);
        expect(literal).to.match(/^(["']).*\1$/);
        expect(runInNewContext(literal)).to.equal(value);
      }),
    );
  });
});
