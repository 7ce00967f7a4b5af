import { expect } from "chai";
import fc from "fast-check";
import { checkDocument } from "../../../provider/src/actions/check";
import { flow } from "../../../provider/src/actions/flow";
import { describe as sentence } from "../../../provider/src/document/problems";
import type { FlowKind } from "../../../provider/src/document/kinds";
import { UNKNOWN } from "../../../provider/src/document/unknown";
import { documents } from "../architect/documents";

const MODULE_ID = "6f1c2f6e-5d7b-4a55-9c0d-5b1d3a7c9e10";

/** All problems as sentences. */
function problemsOf(kind: FlowKind, document: unknown): string[] {
  return checkDocument(kind, document).problems.map(sentence);
}

const plain = (type: string, parameters?: object, nexts?: object) => ({
  entryType: "action",
  action: { action: type, actionType: type, ...(parameters && { parameters }) },
  ...(nexts && { nexts }),
});
const content = (entries: object, more: object = {}) => ({ content: { entries, ...more } });

describe("Checking a document", () => {
  it("accepts the shared module and its caller as one writes them by hand", () => {
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

  it("tells every problem of a document at once, each with its entry and property", () => {
    const document = content({
      start: plain("collectInput", { maxDigit: 2, timeout: 5 }, { success: "rout", failed: "route" }),
      route: { ...plain("playAudio"), entryType: "step" },
      lost: plain("disconnect", undefined, { default: "start" }),
    });
    expect(problemsOf("inboundCall", document)).to.deep.equal([
      'entry "start", parameters.maxDigit: is no known parameter; did you mean "maxDigits"?',
      'entry "start", parameters.timeout: must be a whole number of milliseconds from 1000 to 99000, or { exp }; it is a number that does not fit',
      'entry "route", entryType: must be "action"',
      'entry "route", parameters.audio: is required: speech (text or { tts }), { prompt } or { exp }',
      'entry "start", nexts.success: there is no entry of that key; did you mean "route"?',
      'entry "start", nexts.failed: is no path of "collectInput"; known are success, failure, default',
      'entry "lost", nexts.default: "disconnect" ends the flow: nothing can follow it',
      'entry "route": nothing leads here from "start"; name it in a "nexts" or remove it',
      'entry "lost": nothing leads here from "start"; name it in a "nexts" or remove it',
    ]);
  });

  const faults: [string, FlowKind, unknown, string][] = [
    ["no object", "module", "x", 'a document must be an object with "content"; it is text'],
    ["no content", "module", {}, 'content: must be an object with "entries"; it is missing'],
    [
      "a misspelt property",
      "module",
      { content: { entries: { start: plain("end") }, variable: {} } },
      'variable: is no known property; did you mean "variables"?',
    ],
    [
      "no start",
      "inboundCall",
      content({ begin: plain("end") }),
      'entries: there is no entry "start", where every flow begins',
    ],
    [
      "an unknown action",
      "inboundCall",
      content({ start: plain("playAudo", {}) }),
      'entry "start", actionType: is no known action; did you mean "playAudio"?',
    ],
    [
      "action and actionType that differ",
      "inboundCall",
      content({ start: { entryType: "action", action: { action: "end", actionType: "disconnect" } } }),
      'entry "start", action: must be equal to "actionType"',
    ],
    [
      "a module in a module",
      "module",
      content({ start: plain("invokeSubFlow", { moduleId: MODULE_ID }) }),
      'entry "start", actionType: "invokeSubFlow" is not available in a flow module',
    ],
    [
      "a moduleId that is no UUID",
      "inboundCall",
      content({ start: plain("invokeSubFlow", { moduleId: "collector" }) }),
      'entry "start", parameters.moduleId: must be the id of a module (a UUID), or an output such as `module.id`; it is text that does not fit',
    ],
    [
      "a call of no module",
      "inboundCall",
      content({ start: plain("invokeSubFlow", {}) }),
      'entry "start", parameters.moduleId: either "moduleId" or "moduleName" says which module runs: exactly one is required',
    ],
    [
      "a cycle in a module",
      "module",
      content({
        start: plain("collectInput", {}, { failure: "again" }),
        again: plain("playAudio", { audio: "x" }, { default: "start" }),
      }),
      'entry "again", nexts: leads back to "start" (start -> again -> start): a flow module is one task without jumps and cannot repeat steps; end the path here, or let the callers invoke the module again',
    ],
    [
      "a default that is never taken",
      "inboundCall",
      content({
        start: plain("collectInput", {}, { success: "bye", failure: "bye", default: "bye" }),
        bye: plain("end"),
      }),
      'entry "start", nexts.default: is never taken: each path of "collectInput" (success, failure) has its own',
    ],
    [
      "the compiler's own name",
      "inboundCall",
      content({ start: plain("playAudio", { audio: "x" }, { default: "(end)" }), "(end)": plain("end") }),
      'entry "(end)": this key is what the compiler writes where a path just ends; choose another',
    ],
    [
      "a module's variable in an inbound flow",
      "inboundCall",
      content({ start: plain("collectInput", { variable: "Common.x" }) }),
      'entry "start", parameters.variable: must be named "Flow.<name>" or "Task.<name>"',
    ],
    [
      "a variable that nothing sets",
      "inboundCall",
      content({
        start: plain("playAudio", { audio: { exp: "ToAudioTTS(Flow.Digitt)" } }, { default: "ask" }),
        ask: plain("collectInput", { variable: "Flow.Digit" }),
      }),
      'entry "start", parameters.audio: uses "Flow.Digitt", which is neither declared in "variables" nor set by any entry; did you mean "Flow.Digit"?',
    ],
    [
      "a variable of the wrong type",
      "inboundCall",
      content(
        { start: plain("collectInput", { variable: "Flow.Digit" }) },
        { variables: { "Flow.Digit": { type: "integer" } } },
      ),
      'entry "start", parameters.variable: sets a variable of type string; "Flow.Digit" is of type integer',
    ],
    [
      "a variable's unknown type",
      "inboundCall",
      content(
        { start: plain("collectInput", { variable: "Flow.Digit" }) },
        { variables: { "Flow.Digit": { type: "strin" } } },
      ),
      "variables.Flow.Digit.type: must be a data type such as string, integer, boolean; it is text that does not fit",
    ],
    [
      "a variable that nothing uses",
      "inboundCall",
      content({ start: plain("end") }, { variables: { "Flow.Digit": { type: "string" } } }),
      "variables.Flow.Digit: the variable is not used",
    ],
    [
      "a bracket that nothing closes",
      "inboundCall",
      content({ start: plain("playAudio", { audio: { exp: 'ToAudioTTS("(:"' } }) }),
      'entry "start", parameters.audio: has a "(" that nothing closes',
    ],
    [
      "a greeting in a module",
      "module",
      content({ start: plain("end") }, { initialGreeting: "Hello" }),
      "initialGreeting: a flow module has no greeting; its callers have one",
    ],
    [
      "an unknown settings block",
      "inboundCall",
      content({ start: plain("end") }, { settings: { settingsMenus: {} } }),
      'settings.settingsMenus: is no known settings block; did you mean "settingsMenu"?',
    ],
    [
      "fewer digits at most than at least",
      "inboundCall",
      content({ start: plain("collectInput", { minDigits: 3, maxDigits: 2 }) }),
      'entry "start", parameters.minDigits: must not be greater than "maxDigits"',
    ],
    [
      "a prompt's name",
      "inboundCall",
      content({ start: plain("playAudio", { audio: { prompt: "Welcome" } }) }),
      'entry "start", parameters.audio.prompt: must be "Prompt.<name>" or "PromptSystem.<name>"',
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
      'entry "start", parameters.statements: there are no update statements',
    ],
    [
      "a loop that is never run",
      "inboundCall",
      looping({ loopCount: { lit: 0 } }),
      'entry "start", parameters.body.loopCount: a loop count less than one skips the loop',
    ],
    [
      "a loop that ends in its first round",
      "inboundCall",
      content({
        start: plain("architect", { type: "loop" }, { loop: "bye", default: "end" }),
        bye: plain("disconnect"),
        end: plain("end"),
      }),
      'entry "start", nexts.loop: the loop path cannot be terminating: nothing in "loop" leads to the next round (loopNext) or out (loopExit)',
    ],
    [
      "a reference that the program spells out itself",
      "inboundCall",
      content({
        start: plain("architect", { type: "callTask", body: { targetTaskRef: "./tasks/task[a]" } }),
      }),
      'entry "start", parameters.body.targetTaskRef: must be { path: "<path>" }, and "nexts" names the entry for that path: the reference itself is written when the document is compiled',
    ],
    [
      "an action of another flow type",
      "inboundCall",
      content({ start: plain("architect", { type: "exitBotFlow" }) }),
      'entry "start", parameters.type: this action is not available to be used in an inbound flow',
    ],
    [
      "a jump in a module",
      "module",
      content({ start: plain("architect", { type: "previousMenu" }) }),
      'entry "start", parameters.type: this action is not available to be used in a flow module, which is one task',
    ],
    [
      "two variables that Architect takes for one",
      "inboundCall",
      content(
        { start: plain("playAudio", { audio: { exp: "ToAudioTTS(Flow.a)" } }) },
        { variables: { "Flow.A": { type: "string" }, "Flow.a": { type: "string" } } },
      ),
      "variables.Flow.a: another variable has the same name; Architect makes no difference between small and capital letters",
    ],
    [
      "half a character",
      "inboundCall",
      content({ start: plain("playAudio", { audio: "a\uD800" }) }),
      'entry "start": holds text with a NUL or half a character (a lone surrogate); Architect takes neither',
    ],
    [
      "a NUL in a key",
      "inboundCall",
      content({ start: plain("setScreenPop", { script: "x", inputs: { "a\0": "b" } }) }),
      'entry "start": holds text with a NUL or half a character (a lone surrogate); Architect takes neither',
    ],
    [
      "ten megabytes",
      "module",
      content({ start: plain("playAudio", { audio: "x".repeat(10_000_000) }) }),
      "content: is too large: Architect publishes no flow above 6165626 bytes; divide it, or move a part into a flow module",
    ],
    [
      "values ten thousand deep",
      "inboundCall",
      content({ start: plain("architect", { type: "setExternalTag", body: nested(10_000) }) }),
      'entry "start": nests more than 200 levels deep; no flow does',
    ],
    [
      "settings without end",
      "inboundCall",
      content({ start: plain("end") }, { settings: endless() }),
      "settings: nests more than 200 levels deep; no flow does",
    ],
  );
  for (const [what, kind, document, expected] of faults) {
    it(`names ${what}`, () => {
      expect(problemsOf(kind, document)).to.deep.equal([expected]);
    });
  }

  it("takes a literal that the variable's declared type takes: milliseconds, whole numbers for decimals", () => {
    const set = (type: string, value: unknown) =>
      problemsOf(
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
    expect(set("integer", "five")).to.deep.equal([
      'entry "start", parameters.statements.0: sets a variable of type string; "Flow.A" is of type integer',
    ]);
  });

  it("never repeats a value that the user gave", () => {
    const secret = "s3cr3t value";
    const document = content({
      start: plain("collectInput", {
        verification: secret,
        variable: secret,
        timeout: secret,
        audio: { prompt: secret },
      }),
    });
    const text = problemsOf("inboundCall", document).join("\n");
    expect(text).to.contain("verification").and.not.contain(secret);
  });

  it("finds nothing wrong with what is not known yet, wherever it stands", () => {
    fc.assert(
      fc.property(documents("inboundCall"), fc.nat(), (document, choice) => {
        const places = pathsIn(document);
        const unknown = replaced(document, places[choice % places.length] ?? [], UNKNOWN);
        const errors = checkDocument("inboundCall", unknown).problems.filter(
          (problem) => problem.severity === "error",
        );
        expect(errors).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it("checks the rest of an entry of which a part is unknown", () => {
    const document = flow.document({
      start: flow.collectInput({ maxDigits: 99, timeout: flow.exp(UNKNOWN) }),
    });
    expect(problemsOf("inboundCall", document))
      .to.have.length(1)
      .and.to.match(/maxDigits/);
  });

  it("never breaks, whatever it is given instead of a document", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom<FlowKind>("module", "inboundCall"), (value, kind) => {
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

/** An object that holds itself, twice. */
function endless(): object {
  const value: Record<string, unknown> = {};
  value.one = [value, value];
  return value;
}

/** The paths of everything in a JSON value that may be unknown: not the engine's business are keys. */
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
