import { expect } from "chai";
import { checkDocument } from "#language/validation/document";
import { flow } from "#language/builders";
import { actionTable } from "#language/actions/index";
import { architectTree } from "#language/architect/write";
import type { DocumentKind } from "#language/kinds";
import type { Entry, FlowDocument } from "#language/model";
import { isError } from "#language/issues";
import { documentOf, MODULE_ID, MODULE_NAME, samples } from "../actions/samples";
import { content, errorsOf, plain } from "./places";

/** Values that JSON lacks or that are always wrong. */
const NEVER: [string, unknown][] = [
  ["NaN", NaN],
  ["infinity", -Infinity],
  ["minus zero", -0],
  ["a function", () => "x"],
  ["a symbol", Symbol("x")],
  ["a BigInt", 5n],
  ["a date", new Date(0)],
  ["a map", new Map([["a", 1]])],
  ["an instance of a class", new (class Queue {})()],
];

/** Values that are wrong in most positions. */
const STRANGE: [string, unknown][] = [
  ["null", null],
  ["true", true],
  ["a number", 4711],
  ["a large number", 1e300],
  ["a list", ["x", 1]],
  ["an empty list", []],
  ["an object", { a: 1 }],
  ["an empty object", {}],
  ["an object in an object", { a: { b: { c: [null] } } }],
  ["an expression", { exp: "Flow.A" }],
  ["an expression that is none", { exp: 5 }],
  ["an expression with a literal", { exp: "1", lit: 1 }],
  ["nothing as a literal", { lit: null }],
  ["very long text", "x".repeat(200_000)],
  ["empty text", ""],
  ["a prototype's names", JSON.parse('{"__proto__": 1, "constructor": 2, "toString": {"a": 1}}')],
  ["the name of a prototype's property", "constructor"],
  ["an object without a prototype", Object.create(null)],
];

const menu = flow.menu(
  {
    audio: "Press 1.",
    choices: {
      one: { dtmf: "1", speech: { "en-us": ["one"] }, globalDtmf: true },
      two: { dtmf: "2", transferToAcd: { queue: "Sales", skills: ["a"] } },
      three: { dtmf: "3", architect: { type: "menuTransferToUser", body: { a: 1 } } },
    },
    defaultChoice: "one",
    timeout: 5000,
    repeatCount: 2,
    extensionDialing: true,
    extensionDialingMaxDelay: 1000,
    speechRecognition: { minConfidenceLevel: { lit: 50 } },
  },
  { one: "a" },
);

const entries: { name: string; kind: DocumentKind; entry: Entry }[] = [
  ...Object.entries(samples).flatMap(([name, list]) =>
    list.map(({ entry, kind = "inboundCall" }) => ({ name, kind, entry })),
  ),
  { name: "menu", kind: "inboundCall", entry: menu },
];

describe("A wrong value", () => {
  for (const { name, kind, entry } of entries) {
    const document = documentOf(entry);
    const parameters = actionTable.get(entry.action.actionType)?.parameters ?? {};

    it(`in any place of ${name} in a ${kind} is an error with a place, or can be written`, () => {
      const inside = pathsIn(entry.action.parameters ?? {}).map((path) => ["parameters", ...path]);
      const missing = Object.keys(parameters)
        .filter((parameter) => !Object.hasOwn(entry.action.parameters ?? {}, parameter))
        .map((parameter) => ["parameters", parameter]);
      for (const path of [...inside, ...missing]) {
        for (const [what, value] of [...NEVER, ...STRANGE]) {
          const changed = withAction(document, replaced(entry.action, path, value));
          const title = `${path.join(".")} = ${what}`;
          const errors = checkDocument(kind, changed).problems.filter(isError);
          for (const error of errors) expect(error.property ?? error.entry, title).to.be.a("string");
          if (NEVER.some(([never]) => never === what)) {
            expect(
              errors.map(({ code }) => code),
              title,
            ).to.deep.equal(["not-json"]);
            expect(errors[0], title).to.include({ entry: "start" });
            expect(errors[0]?.property, title).to.match(/^parameters/);
          }
          if (errors.length === 0) expect(() => written(kind, changed), title).to.not.throw();
        }
      }
    });

    it(`in place of any parameter of ${name} in a ${kind} is an error at that parameter when it is null`, () => {
      for (const parameter of Object.keys(parameters)) {
        const changed = withAction(document, replaced(entry.action, ["parameters", parameter], null));
        const errors = errorsOf(kind, changed);
        expect(errors.length, parameter).to.be.greaterThan(0);
        expect(errors[0]?.slice(1), parameter).to.deep.equal(["start", `parameters.${parameter}`]);
      }
    });
  }

  it("in place of a variable's name is an error at that parameter", () => {
    for (const value of [
      { exp: "Flow.A" },
      5,
      ["Flow.A"],
      { "Flow.A": 1 },
      true,
      null,
      "",
      "A",
      "Flow.",
      "Flow.a b",
    ]) {
      expect(
        errorsOf("inboundCall", content({ start: plain("collectInput", { variable: value }) })),
      ).to.deep.equal([["invalid-variable", "start", "parameters.variable"]]);
    }
  });

  it("in any part of a document is an error with a position", () => {
    const values = [null, 5, true, "x", [], ["x"]];
    const wrapped: [
      place: (value: unknown) => unknown,
      entry: string | undefined,
      property: string | undefined,
    ][] = [
      [(value) => value, undefined, undefined],
      [(value) => ({ content: value }), undefined, "content"],
      [(value) => ({ content: { entries: value } }), undefined, "entries"],
      [(value) => content({ start: value }), "start", undefined],
      [(value) => content({ start: { entryType: "action", action: value } }), "start", "action"],
      [
        (value) => content({ start: { entryType: "action", action: { action: value, actionType: value } } }),
        "start",
        "actionType",
      ],
      [(value) => content({ start: { ...plain("end"), entryType: value } }), "start", "entryType"],
      [(value) => content({ start: { ...plain("end"), nexts: value ?? 5 } }), "start", "nexts"],
      [(value) => content({ start: action("playAudio", value) }), "start", "parameters"],
      [
        (value) => content({ start: plain("playAudio", { audio: "x" }, { default: value }) }),
        "start",
        "nexts.default",
      ],
      [(value) => content({ start: plain("end") }, { variables: value }), undefined, "variables"],
      [
        (value) => content({ start: plain("end") }, { variables: { "Flow.A": value } }),
        undefined,
        "variables.Flow.A",
      ],
      [(value) => content({ start: plain("end") }, { settings: value }), undefined, "settings"],
      [
        (value) => content({ start: plain("end") }, { settings: { settingsMenu: value } }),
        undefined,
        "settings.settingsMenu",
      ],
    ];
    for (const [place, entry, property] of wrapped) {
      for (const value of values) {
        const document = place(value);
        const title = JSON.stringify(document);
        const errors = errorsOf("inboundCall", document);
        expect(errors.length, title).to.equal(1);
        expect([errors[0]?.[1], errors[0]?.[2]], title).to.deep.equal([entry, property]);
      }
    }
  });

  it("that contains itself is an error with a position", () => {
    const endless: Record<string, unknown> = {};
    endless.again = [endless];
    expect(errorsOf("inboundCall", content({ start: plain("playAudio", endless) }))).to.deep.equal([
      ["not-json", "start", "parameters.again.0"],
    ]);
    const twice = { lit: "x" };
    expect(
      errorsOf(
        "inboundCall",
        content({ start: plain("setScreenPop", { script: "x", inputs: { a: twice, b: twice } }) }),
      ),
    ).to.deep.equal([]);
  });
});

/** An entry with parameters of any type. */
function action(type: string, parameters: unknown): object {
  return { entryType: "action", action: { action: type, actionType: type, parameters } };
}

function written(kind: DocumentKind, document: FlowDocument): object {
  return architectTree({ kind, name: "Sample", document, moduleNames: { [MODULE_ID]: MODULE_NAME } });
}

function withAction(document: FlowDocument, action: unknown): FlowDocument {
  const { entries } = document.content;
  const start = { ...entries.start, action } as Entry;
  return { content: { ...document.content, entries: { ...entries, start } } };
}

/** Every path in a value except the root. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    [key],
    ...pathsIn(item).map((path) => [key, ...path]),
  ]);
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, by) : item));
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}
