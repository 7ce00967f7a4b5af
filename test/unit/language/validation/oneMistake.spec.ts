import { expect } from "chai";
import fc from "fast-check";
import { flow } from "#language/builders";
import type { DocumentKind } from "#language/kinds";
import type { Entry, FlowDocument } from "#language/model";
import { UNKNOWN } from "#language/json";
import { documents } from "../architect/documents";
import { content, errorsOf, plain, warningsOf } from "./places";
import type { Place } from "./places";

/** The compiler does not check computed names. */
const misspelledCase: Record<string, string> = { sale: "toSales" };

const say = (next?: string) => flow.playAudio({ audio: "Hi" }, next === undefined ? {} : { default: next });
const asks = (variable: string, next: string) => flow.collectInput({ variable }, { success: next });
const tells = (variable: string) => flow.playAudio({ audio: flow.exp(`ToAudioTTS(${variable})`) });

/** Documents with one mistake each, and the one error. */
const MISTAKES: [string, unknown, Place, DocumentKind?][] = [
  [
    "a misspelled target in a chain",
    content({ start: say("secnd"), second: say("third"), third: say("last"), last: flow.disconnect() }),
    ["unknown-entry", "start", "nexts.default"],
  ],
  [
    "a target like no entry",
    content({ start: say("elsewhere"), one: say("two"), two: say("one") }),
    ["unknown-entry", "start", "nexts.default"],
  ],
  [
    "a misspelled key to which several paths lead",
    content({
      start: flow.decision({ condition: true }, { yes: "a", no: "b" }),
      a: say("bye"),
      b: say("bye"),
      bie: flow.disconnect(),
    }),
    ["unknown-entry", "a", "nexts.default"],
  ],
  [
    "a target that is no text",
    content({ start: plain("playAudio", { audio: "x" }, { default: ["bye"] }), bye: plain("end") }),
    ["invalid-value", "start", "nexts.default"],
  ],
  [
    "nexts that is a list",
    content({ start: plain("playAudio", { audio: "x" }, ["bye"]), bye: plain("end") }),
    ["invalid-value", "start", "nexts"],
  ],
  [
    "a misspelled path",
    content({ start: plain("collectInput", {}, { sucess: "bye" }), bye: plain("end") }),
    ["unknown-path", "start", "nexts.sucess"],
  ],
  [
    "a misspelled case",
    content({
      start: flow.switch({ value: "1", cases: { sales: "1" } }, misspelledCase),
      toSales: flow.disconnect(),
    }),
    ["unknown-path", "start", "nexts.sale"],
  ],
  [
    "something behind the end",
    content({ start: plain("disconnect", undefined, { default: "more" }), more: plain("end") }),
    ["path-after-end", "start", "nexts.default"],
  ],
  [
    "a default that is never taken",
    content({
      start: plain("decision", { condition: true }, { yes: "a", no: "a", default: "b" }),
      a: plain("end"),
      b: plain("end"),
    }),
    ["unused-default", "start", "nexts.default"],
  ],
  [
    "a misspelled action",
    content({
      start: plain("colectInput", { variable: "Flow.Digit" }, { success: "tell", failure: "bye" }),
      tell: tells("Flow.Digit"),
      bye: plain("end"),
    }),
    ["unknown-action", "start", "actionType"],
  ],
  [
    "a misspelled action without its default variable",
    content({ start: plain("colectInput", {}, { success: "tell" }), tell: tells("Flow.Input") }),
    ["unknown-action", "start", "actionType"],
  ],
  [
    "an entry that is none",
    content({ start: say("ask"), ask: null, tell: tells("Flow.Input"), bye: flow.disconnect() }),
    ["invalid-value", "ask"],
  ],
  [
    "a misspelled part of an entry",
    content({ start: { entryTyp: "action", action: { action: "end", actionType: "end" } } }),
    ["unknown-property", "start", "entryTyp"],
  ],
  [
    "a misspelled action of an entry",
    content({ start: { entryType: "action", acton: { action: "end", actionType: "end" } } }),
    ["unknown-property", "start", "acton"],
  ],
  [
    "a misspelled action type",
    content({ start: { entryType: "action", action: { action: "end", actionTyp: "end" } } }),
    ["unknown-property", "start", "actionTyp"],
  ],
  ["a misspelled content", { contents: { entries: {} } }, ["unknown-property", undefined, "contents"]],
  ["misspelled entries", { content: { entrys: {} } }, ["unknown-property", undefined, "entrys"]],
  [
    "a misspelled parameter that is required",
    content({ start: plain("playAudio", { audoi: "x" }) }),
    ["unknown-parameter", "start", "parameters.audoi"],
  ],
  [
    "a misspelled parameter that names a variable",
    content({
      start: plain("collectInput", { variabel: "Flow.Digit" }, { success: "tell" }),
      tell: tells("Flow.Digit"),
    }),
    ["unknown-parameter", "start", "parameters.variabel"],
  ],
  [
    "a variable's name that will not do",
    content({ start: asks("Flow.My Digit", "tell"), tell: tells("Flow.MyDigit") }),
    ["invalid-variable", "start", "parameters.variable"],
  ],
  [
    "a variable of another flow type, wherever it is used",
    content({ start: asks("Common.Digit", "tell"), tell: tells("Common.Digit") }),
    ["invalid-variable", "start", "parameters.variable"],
  ],
  [
    "a variable that is missing where it is required",
    content({ start: plain("findQueue", { name: "x" }, { found: "to" }), to: tells("Flow.Queue") }),
    ["missing-parameter", "start", "parameters.variable"],
  ],
  [
    "outputs that are text",
    content({
      start: plain("callData", { integration: "a", dataAction: "b", outputs: "Flow.A" }, { success: "tell" }),
      tell: tells("Flow.A"),
    }),
    ["invalid-value", "start", "parameters.outputs"],
  ],
  [
    "statements that are no list",
    content({
      start: plain("updateData", { statements: { variable: "Flow.A", value: 1 } }, { default: "tell" }),
      tell: tells("Flow.A"),
    }),
    ["invalid-value", "start", "parameters.statements"],
  ],
  [
    "a declaration that is none",
    content({ start: tells("Flow.A") }, { variables: { "Flow.A": "string" } }),
    ["invalid-value", undefined, "variables.Flow.A"],
  ],
  [
    "a declaration of a wrong type",
    content(
      { start: asks("Flow.A", "tell"), tell: tells("Flow.A") },
      { variables: { "Flow.A": { type: "text" } } },
    ),
    ["invalid-value", undefined, "variables.Flow.A.type"],
  ],
  [
    "a wrong type in an assignment",
    content(
      { start: plain("updateData", { statements: [{ variable: "Flow.A", value: 1, type: "integr" }] }) },
      { variables: { "Flow.A": { type: "integer" } } },
    ),
    ["invalid-value", "start", "parameters.statements.0.type"],
  ],
  [
    "a variable that is declared nowhere, however often it is used",
    content({ start: tells("Flow.A + Flow.A") }),
    ["unknown-variable", "start", "parameters.audio"],
  ],
  [
    "a variable that is declared under another name",
    content({ start: tells("Flow.Digit") }, { variables: { "Flow.Digits": { type: "string" } } }),
    ["unknown-variable", "start", "parameters.audio"],
  ],
  [
    "a quotation mark too many",
    content({ start: tells('"Flow.A, Flow.B') }),
    ["invalid-expression", "start", "parameters.audio"],
  ],
  [
    "a module's action that a module cannot have",
    content({ start: plain("menu", {}, { a: "bye" }), bye: plain("end") }),
    ["unavailable-action", "start", "actionType"],
    "module",
  ],
  [
    "a wrong time of a menu",
    content({
      start: plain("menu", {
        audio: "x",
        choices: { a: { dtmf: "1" } },
        timeout: 1,
        extensionDialingMaxDelay: 5000,
      }),
    }),
    ["invalid-value", "start", "parameters.timeout"],
  ],
  [
    "a misspelled key of a choice",
    content({
      start: plain("menu", { audio: "x", choices: { a: { dmtf: "1", speech: { "en-us": ["a"] } } } }),
    }),
    ["unknown-parameter", "start", "parameters.choices.a.dmtf"],
  ],
  [
    "a misspelled menu to which another leads back",
    content({
      start: plain("menuu", { audio: "x", choices: {} }, { a: "back" }),
      back: plain("architect", { type: "previousMenu" }),
    }),
    ["unknown-action", "start", "actionType"],
  ],
];

describe("One mistake, one error:", () => {
  for (const [what, document, place, kind = "inboundCall"] of MISTAKES) {
    it(what, () => {
      expect(errorsOf(kind, document)).to.deep.equal([place]);
      expect(warningsOf(kind, document)).to.deep.equal([]);
    });
  }

  it("a target misspelled anywhere in a flow", () => {
    fc.assert(
      fc.property(
        documents("inboundCall"),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 12 }),
        (document, choice, target) => {
          const { entries } = document.content;
          const paths = pathsIn(document);
          fc.pre(paths.length > 0 && !Object.hasOwn(entries, target));
          const [key = "", path = ""] = paths[choice % paths.length] ?? [];
          const broken = withNext(document, key, path, target);
          expect(errorsOf("inboundCall", broken)).to.deep.equal([["unknown-entry", key, `nexts.${path}`]]);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it("a key misspelled anywhere in a flow", () => {
    fc.assert(
      fc.property(documents("inboundCall"), fc.nat(), (document, choice) => {
        const keys = Object.keys(document.content.entries).filter((key) => key !== "start");
        fc.pre(keys.length > 0);
        const key = keys[choice % keys.length] ?? "";
        const entries = Object.fromEntries(
          Object.entries(document.content.entries).map(([name, entry]) => [
            name === key ? `${name}!` : name,
            entry,
          ]),
        );
        const errors = errorsOf("inboundCall", { content: { ...document.content, entries } });
        expect(errors.map(([code]) => code)).to.deep.equal(["unknown-entry"]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("two mistakes are two errors", () => {
    const document = content({
      start: plain("collectInput", { maxDigits: 99 }, { success: "a", failure: "b" }),
      a: plain("playAudio", { audio: flow.exp("ToAudioTTS(Flow.Nothing)") }, { default: "z" }),
      b: plain("playAudio", {}),
    });
    expect(errorsOf("inboundCall", document)).to.deep.equal([
      ["invalid-value", "start", "parameters.maxDigits"],
      ["missing-parameter", "b", "parameters.audio"],
      ["unknown-entry", "a", "nexts.default"],
      ["unknown-variable", "a", "parameters.audio"],
    ]);
  });

  it("an unreachable entry is a separate error", () => {
    const document = content({ start: say("bye"), bye: flow.disconnect(), lost: say("bye") });
    expect(errorsOf("inboundCall", document)).to.deep.equal([["unreachable-entry", "lost"]]);
  });

  it("a variable with an unknown name causes no other errors", () => {
    for (const setter of [
      plain("collectInput", { variable: UNKNOWN }, { success: "tell" }),
      plain("callData", { integration: "a", dataAction: "b", outputs: UNKNOWN }, { success: "tell" }),
      plain("callData", { integration: "a", dataAction: "b", outputs: { a: UNKNOWN } }, { success: "tell" }),
      plain("updateData", { statements: UNKNOWN }, { default: "tell" }),
      plain("updateData", { statements: [UNKNOWN] }, { default: "tell" }),
      plain("getParticipantData", { attributes: UNKNOWN }, { default: "tell" }),
      plain("findQueue", { name: "x", variable: UNKNOWN }, { found: "tell" }),
      plain("architect", { type: "callBridge", body: UNKNOWN }, { default: "tell" }),
    ]) {
      expect(errorsOf("inboundCall", content({ start: setter, tell: tells("Flow.Digit") }))).to.deep.equal(
        [],
      );
    }
  });
});

function pathsIn(document: FlowDocument): [string, string][] {
  return Object.entries(document.content.entries).flatMap(([key, { nexts }]) =>
    Object.keys(nexts ?? {}).map((path): [string, string] => [key, path]),
  );
}

function withNext(document: FlowDocument, key: string, path: string, target: string): FlowDocument {
  const { entries } = document.content;
  const changed = Object.entries(entries).map(([name, entry]): [string, Entry] => [
    name,
    name === key ? { ...entry, nexts: { ...entry.nexts, [path]: target } } : entry,
  ]);
  return { content: { ...document.content, entries: Object.fromEntries(changed) } };
}
