import { expect } from "chai";
import fc from "fast-check";
import { checkDocument } from "#language/validation/document";
import { flow } from "#language/builders";
import type { DocumentKind } from "#language/kinds";
import { UNKNOWN } from "#language/json";
import { documents } from "../architect/documents";
import { content, errorsOf, placesOf, plain, warningsOf } from "./places";
import type { Place } from "./places";

const MODULE_ID = "6f1c2f6e-5d7b-4a55-9c0d-5b1d3a7c9e10";

describe("Checking a document", () => {
  it("accepts the shared module and its caller as plain objects", () => {
    const collector = content({
      start: plain("collectInput", { inputType: "DTMF", maxDigits: 1, timeout: 5000 }),
    });
    const caller = content({
      start: plain("invokeSubFlow", { moduleId: MODULE_ID, timeout: 30000 }, { default: "end_step" }),
      end_step: plain("end"),
    });
    expect(checkDocument("module", collector)).to.deep.equal({ document: collector, problems: [] });
    expect(checkDocument("inboundCall", caller)).to.deep.equal({ document: caller, problems: [] });
  });

  it("reports every problem at once, with entry and property", () => {
    const document = content({
      start: plain("collectInput", { maxDigit: 2, timeout: 5 }, { success: "rout", failed: "route" }),
      route: { ...plain("playAudio"), entryType: "step" },
      lost: plain("disconnect", undefined, { default: "start" }),
    });
    expect(errorsOf("inboundCall", document)).to.deep.equal([
      ["unknown-parameter", "start", "parameters.maxDigit"],
      ["invalid-value", "start", "parameters.timeout"],
      ["invalid-value", "route", "entryType"],
      ["missing-parameter", "route", "parameters.audio"],
      ["unknown-path", "start", "nexts.failed"],
      ["path-after-end", "lost", "nexts.default"],
      ["unknown-entry", "start", "nexts.success"],
    ]);
  });

  const faults: [string, DocumentKind, unknown, Place][] = [
    ["no object", "module", "x", ["invalid-value"]],
    ["no content", "module", {}, ["missing-property", undefined, "content"]],
    [
      "a misspelled property",
      "module",
      { content: { entries: { start: plain("end") }, variable: {} } },
      ["unknown-property", undefined, "variable"],
    ],
    ["no start", "inboundCall", content({ begin: plain("end") }), ["missing-start", undefined, "entries"]],
    [
      "an unknown action",
      "inboundCall",
      content({ start: plain("playAudo", {}) }),
      ["unknown-action", "start", "actionType"],
    ],
    [
      "action and actionType that differ",
      "inboundCall",
      content({ start: { entryType: "action", action: { action: "end", actionType: "disconnect" } } }),
      ["mismatched-action", "start", "action"],
    ],
    [
      "a module in a module",
      "module",
      content({ start: plain("invokeSubFlow", { moduleId: MODULE_ID }) }),
      ["unavailable-action", "start", "actionType"],
    ],
    [
      "a moduleId that is no UUID",
      "inboundCall",
      content({ start: plain("invokeSubFlow", { moduleId: "collector" }) }),
      ["invalid-value", "start", "parameters.moduleId"],
    ],
    [
      "a call of no module",
      "inboundCall",
      content({ start: plain("invokeSubFlow", {}) }),
      ["missing-parameter", "start", "parameters.moduleId"],
    ],
    [
      "a cycle in a module",
      "module",
      content({
        start: plain("collectInput", {}, { failure: "again" }),
        again: plain("playAudio", { audio: "x" }, { default: "start" }),
      }),
      ["module-cycle", "again", "nexts"],
    ],
    [
      "a default that is never taken",
      "inboundCall",
      content({
        start: plain("collectInput", {}, { success: "bye", failure: "bye", default: "bye" }),
        bye: plain("end"),
      }),
      ["unused-default", "start", "nexts.default"],
    ],
    [
      "the compiler's own name",
      "inboundCall",
      content({ start: plain("playAudio", { audio: "x" }, { default: "(end)" }), "(end)": plain("end") }),
      ["invalid-entry-key", "(end)"],
    ],
    [
      "a module's variable in an inbound flow",
      "inboundCall",
      content({ start: plain("collectInput", { variable: "Common.x" }) }),
      ["invalid-variable", "start", "parameters.variable"],
    ],
    [
      "a variable that nothing sets",
      "inboundCall",
      content({
        start: plain("playAudio", { audio: { exp: "ToAudioTTS(Flow.Digitt)" } }, { default: "ask" }),
        ask: plain("collectInput", { variable: "Flow.Digit" }),
      }),
      ["unknown-variable", "start", "parameters.audio"],
    ],
    [
      "a variable of the wrong type",
      "inboundCall",
      content(
        { start: plain("collectInput", { variable: "Flow.Digit" }) },
        { variables: { "Flow.Digit": { type: "integer" } } },
      ),
      ["mismatched-type", "start", "parameters.variable"],
    ],
    [
      "a variable's unknown type",
      "inboundCall",
      content(
        { start: plain("collectInput", { variable: "Flow.Digit" }) },
        { variables: { "Flow.Digit": { type: "strin" } } },
      ),
      ["invalid-value", undefined, "variables.Flow.Digit.type"],
    ],
    [
      "a variable that nothing uses",
      "inboundCall",
      content({ start: plain("end") }, { variables: { "Flow.Digit": { type: "string" } } }),
      ["unused-variable", undefined, "variables.Flow.Digit"],
    ],
    [
      "a bracket that nothing closes",
      "inboundCall",
      content({ start: plain("playAudio", { audio: { exp: 'ToAudioTTS("(:"' } }) }),
      ["invalid-expression", "start", "parameters.audio"],
    ],
    [
      "a greeting in a module",
      "module",
      content({ start: plain("end") }, { initialGreeting: "Hello" }),
      ["unknown-property", undefined, "initialGreeting"],
    ],
    [
      "an unknown settings block",
      "inboundCall",
      content({ start: plain("end") }, { settings: { settingsMenus: {} } }),
      ["unknown-property", undefined, "settings.settingsMenus"],
    ],
    [
      "fewer digits at most than at least",
      "inboundCall",
      content({ start: plain("collectInput", { minDigits: 3, maxDigits: 2 }) }),
      ["conflicting-parameters", "start", "parameters.minDigits"],
    ],
    [
      "a prompt's name",
      "inboundCall",
      content({ start: plain("playAudio", { audio: { prompt: "Welcome" } }) }),
      ["invalid-value", "start", "parameters.audio.prompt"],
    ],
  ];
  const looping = (body: object) =>
    content({
      start: plain("architect", { type: "loop", body }, { loop: "say", default: "bye" }),
      say: plain("playAudio", { audio: "x" }, { default: "next" }),
      next: plain("architect", { type: "loopNext" }),
      bye: plain("end"),
    });
  faults.push(
    [
      "an assignment of nothing",
      "inboundCall",
      content({ start: plain("updateData", { statements: [] }) }),
      ["empty-list", "start", "parameters.statements"],
    ],
    [
      "a loop that is never run",
      "inboundCall",
      looping({ loopCount: { lit: 0 } }),
      ["skipped-loop", "start", "parameters.body.loopCount"],
    ],
    [
      "a loop that ends in its first round",
      "inboundCall",
      content({
        start: plain("architect", { type: "loop" }, { loop: "bye", default: "end" }),
        bye: plain("disconnect"),
        end: plain("end"),
      }),
      ["loop-without-next", "start", "nexts.loop"],
    ],
    [
      "a reference that the program spells out itself",
      "inboundCall",
      content({
        start: plain("architect", { type: "callTask", body: { targetTaskRef: "./tasks/task[a]" } }),
      }),
      ["invalid-value", "start", "parameters.body.targetTaskRef"],
    ],
    [
      "an action of another flow type",
      "inboundCall",
      content({ start: plain("architect", { type: "exitBotFlow" }) }),
      ["unavailable-action", "start", "parameters.type"],
    ],
    [
      "a jump in a module",
      "module",
      content({ start: plain("architect", { type: "previousMenu" }) }),
      ["unavailable-action", "start", "parameters.type"],
    ],
    [
      "two variables that Architect takes for one",
      "inboundCall",
      content(
        { start: plain("playAudio", { audio: { exp: "ToAudioTTS(Flow.a)" } }) },
        { variables: { "Flow.A": { type: "string" }, "Flow.a": { type: "string" } } },
      ),
      ["duplicate-variable", undefined, "variables.Flow.a"],
    ],
    [
      "half a character",
      "inboundCall",
      content({ start: plain("playAudio", { audio: "a\uD800" }) }),
      ["invalid-text", "start", "parameters.audio"],
    ],
    [
      "a NUL in a key",
      "inboundCall",
      content({ start: plain("setScreenPop", { script: "x", inputs: { "a\0": "b" } }) }),
      ["invalid-text", "start", "parameters.inputs.a\u0000"],
    ],
    [
      "ten megabytes",
      "module",
      content({ start: plain("playAudio", { audio: "x".repeat(10_000_000) }) }),
      ["too-large", undefined, "content"],
    ],
    [
      "values ten thousand deep",
      "inboundCall",
      content({ start: plain("architect", { type: "setExternalTag", body: nested(10_000) }) }),
      ["too-deep", "start"],
    ],
    [
      "settings without end",
      "inboundCall",
      content({ start: plain("end") }, { settings: endless() }),
      ["not-json", undefined, "settings.one.0"],
    ],
  );
  for (const [what, kind, document, expected] of faults) {
    it(`names ${what}`, () => {
      expect(placesOf(checkDocument(kind, document).problems)).to.deep.equal([expected]);
    });
  }

  it("accepts literals of the declared type, such as milliseconds", () => {
    const set = (type: string, value: unknown) =>
      errorsOf(
        "inboundCall",
        content(
          { start: plain("updateData", { statements: [{ variable: "Flow.A", value }] }) },
          { variables: { "Flow.A": { type } } },
        ),
      );
    for (const [type, value] of [
      ["duration", 5000],
      ["decimal", 5],
      ["date", "2026-01-31"],
    ] as const) {
      expect(set(type, value), type).to.deep.equal([]);
    }
    expect(set("integer", "five")).to.deep.equal([["mismatched-type", "start", "parameters.statements.0"]]);
  });

  it("warns once per form that no export shows, but not in YAML", () => {
    const number = (nexts: object) => plain("transferToNumber", { number: "+13175550100" }, nexts);
    const document = content({
      start: plain(
        "menu",
        { audio: "x", choices: { a: { dtmf: "#" }, b: { dtmf: "2" } } },
        { a: "more", b: "call" },
      ),
      more: plain("menu", { audio: "x", choices: { a: { dtmf: "1" } } }, { a: "call" }),
      call: number({ failure: "again" }),
      again: number({ failure: "start" }),
    });
    expect(errorsOf("inboundCall", document)).to.deep.equal([]);
    expect(warningsOf("inboundCall", document)).to.deep.equal([
      ["unconfirmed-yaml", "start"],
      ["unconfirmed-yaml", "start"],
      ["unconfirmed-yaml", "call"],
    ]);
    expect(warningsOf("inboundCall", document, { form: "yaml" })).to.deep.equal([]);
  });

  it("finds names that Architect or YAML does not allow", () => {
    const module = (inputs: object) => plain("invokeSubFlow", { moduleId: MODULE_ID, inputs });
    const action = (inputs: object) => plain("callData", { integration: "a", dataAction: "b", inputs });
    for (const name of ["", "a\nb", "x".repeat(1025)]) {
      const inputs = Object.fromEntries([[name, 1]]);
      expect(errorsOf("inboundCall", content({ start: module(inputs) }))[0]?.[0], name).to.equal(
        "invalid-name",
      );
    }
    for (const name of [" ", "a\nb", "a\u2028b", "x".repeat(1025)]) {
      expect(errorsOf("inboundCall", content({ start: action({ [name]: 1 }) })), name).to.deep.equal([
        ["invalid-name", "start", `parameters.inputs.${name}`],
      ]);
    }
    expect(
      errorsOf("inboundCall", content({ start: module({ digit: 1, "Common.größe_2": 1, constructor: 1 }) })),
    ).to.deep.equal([]);
    expect(
      errorsOf("inboundCall", content({ start: action({ "order.items[0].id": 1, toString: 1 }) })),
    ).to.deep.equal([]);
  });

  const set = (value: unknown) =>
    plain("updateData", { statements: [{ variable: "Flow.A", value }] }, { default: "start" });
  const asks = (condition: string, nexts: object) =>
    plain("decision", { condition: { exp: condition } }, nexts);
  const LOOPS: [string, object, { errors?: Place[]; warnings?: Place[] }][] = [
    [
      "a start that leads to itself",
      { start: plain("setScreenPop", { script: "x" }, { default: "start" }) },
      { errors: [["endless-loop", "start", "nexts"]] },
    ],
    [
      "a question that is asked again and again",
      { start: asks("Call.Ani == 1", { yes: "bye", no: "start" }), bye: plain("end") },
      { errors: [["endless-loop", "start", "nexts"]] },
    ],
    [
      "questions that lead to each other",
      {
        start: asks("1 == 1", { yes: "b", no: "b" }),
        b: plain("switch", { value: "1", cases: { a: "1" } }, { a: "start", default: "bye" }),
        bye: plain("end"),
      },
      { errors: [["endless-loop", "start", "nexts"]] },
    ],
    ["an assignment without a way out", { start: set(1) }, { errors: [["endless-loop", "start", "nexts"]] }],
    [
      "a loop inside of a flow that waits elsewhere",
      {
        start: plain("collectInput", {}, { success: "a", failure: "start" }),
        a: plain("setScreenPop", { script: "x" }, { default: "b" }),
        b: plain("setScreenPop", { script: "y" }, { default: "a" }),
      },
      { errors: [["endless-loop", "a", "nexts"]] },
    ],
    [
      "the same announcement for ever",
      { start: plain("playAudio", { audio: "x" }, { default: "start" }) },
      { warnings: [["endless-loop", "start", "nexts"]] },
    ],
    [
      "no loop that counts",
      {
        start: asks("Flow.A > 3", { yes: "bye", no: "count" }),
        count: set({ exp: "Flow.A + 1" }),
        bye: plain("end"),
      },
      {},
    ],
    [
      "no loop that asks the caller",
      { start: plain("collectInput", {}, { success: "start", failure: "start" }) },
      {},
    ],
    [
      "no loop that asks for the time",
      { start: asks("Hour(GetCurrentDateTimeUtc()) > 8", { yes: "bye", no: "start" }), bye: plain("end") },
      {},
    ],
    [
      "no announcement that ends",
      {
        start: plain("playAudio", { audio: "x" }, { default: "more" }),
        more: asks("1 == 1", { yes: "start" }),
      },
      {},
    ],
    [
      "no loop whose end is not known yet",
      { start: asks("Flow.A > 3", { yes: UNKNOWN, no: "count" }), count: set({ exp: "Flow.A + 1" }) },
      {},
    ],
    [
      "no loop whose question is not known yet",
      { start: asks(UNKNOWN, { yes: "start", no: "bye" }), bye: plain("end") },
      {},
    ],
    [
      "no action that it does not know",
      { start: plain("architect", { type: "detectSilence" }, { default: "start" }) },
      {},
    ],
  ];
  for (const [what, entries, { errors = [], warnings = [] }] of LOOPS) {
    it(`finds loops that never end: ${what}`, () => {
      expect(errorsOf("inboundCall", content(entries))).to.deep.equal(errors);
      expect(warningsOf("inboundCall", content(entries))).to.deep.equal(warnings);
    });
  }

  it("accepts unknown values anywhere", () => {
    fc.assert(
      fc.property(documents("inboundCall"), fc.nat(), (document, choice) => {
        const places = pathsIn(document);
        const unknown = replaced(document, places[choice % places.length] ?? [], UNKNOWN);
        expect(errorsOf("inboundCall", unknown)).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it("checks the known parts of an entry with an unknown part", () => {
    const document = flow.document({
      start: flow.collectInput({ maxDigits: 99, timeout: flow.exp(UNKNOWN) }),
    });
    expect(errorsOf("inboundCall", document)).to.deep.equal([
      ["invalid-value", "start", "parameters.maxDigits"],
    ]);
  });

  it("never throws, for any value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom<DocumentKind>("module", "inboundCall"), (value, kind) => {
        const documents = [
          value,
          { content: value },
          { content: { entries: value } },
          content({ start: value }),
          content({ start: plain("collectInput", { audio: value }) }),
          content({ start: plain("end") }, { variables: value, settings: value }),
        ];
        for (const document of documents) expect(checkDocument(kind, document).problems).to.be.an("array");
      }),
      { numRuns: 300 },
    );
  });
});

function nested(depth: number): object {
  let value: object = {};
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}

/** An object that contains itself, twice. */
function endless(): object {
  const value: Record<string, unknown> = {};
  value.one = [value, value];
  return value;
}

/** The paths of all JSON values that may be unknown. Keys never are. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
  const below =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))
      : [];
  return [path, ...below];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}
