// Programs that must compile. `types.spec.ts` compiles this file. It never runs.
import * as pulumi from "@pulumi/pulumi";
import {
  flow,
  FlowModule,
  InboundFlow,
  type Audio,
  type CollectInputParameters,
  type DeepInput,
  type Entry,
  type EntryArgs,
  type EntryTo,
  type FlowDocument,
  type FlowDocumentArgs,
  type FlowModuleArgs,
  type InboundFlowArgs,
  type MenuChoice,
  type SwitchParameters,
  type Value,
  type Variable,
} from "pulumi-genesyscloud";

declare const truth: pulumi.Output<boolean>;
declare const key: pulumi.Output<"1" | "2">;
declare const textOrNumber: pulumi.Output<string | number>;
declare const text: pulumi.Output<string>;
declare const count: pulumi.Output<number>;
declare const promised: Promise<string>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a stack reference gives
declare const anything: pulumi.Output<any>;
declare const computed: string;

// --- outputs, wherever a builder accepts a value
export const outputs: Entry[] = [
  flow.collectInput({
    maxDigits: count,
    minDigits: anything,
    timeout: textOrNumber,
    interDigitTimeout: count,
    audio: text,
    variable: text,
    terminator: key,
    includeTerminator: truth,
    acceptJustStar: truth,
    verification: anything,
  }),
  flow.playAudio({ audio: flow.prompt(text) }),
  flow.playAudio({ audio: flow.prompt(promised) }),
  flow.playAudio({ audio: flow.tts(text) }),
  flow.playAudio({ audio: flow.exp(pulumi.interpolate`ToAudioTTS(${text})`) }),
  flow.playAudio({ audio: { tts: text } }),
  flow.playAudio({ audio: pulumi.output<Audio>({ prompt: "Prompt.Welcome" }) }),
  flow.transferToAcd({
    queue: text,
    priority: textOrNumber,
    skills: [text, { exp: text }],
    appendSkills: truth,
  }),
  flow.transferToAcd({ queue: text, skills: pulumi.output(["English", "Sales"]) }),
  flow.transferToNumber({ number: textOrNumber, connectTimeout: textOrNumber }),
  flow.transferToUser({ user: text, connectTimeout: count }),
  flow.transferToFlow({ flow: text, preTransferAudio: text }),
  flow.transferToVoicemail({ queue: text, calleeName: textOrNumber, greeting: text }),
  flow.updateData({
    statements: [
      { variable: text, value: textOrNumber },
      { variable: "Flow.X", value: truth },
    ],
  }),
  flow.callData({
    integration: text,
    dataAction: text,
    inputs: { a: textOrNumber, b: truth },
    timeout: textOrNumber,
  }),
  flow.callData({
    integration: "x",
    dataAction: "y",
    outputs: { a: text },
    inputs: pulumi.output({ a: "b" }),
  }),
  flow.decision({ condition: truth }),
  flow.switch({ value: textOrNumber, cases: { a: key, b: text } }, { a: "x", b: "y", default: "z" }),
  flow.switch({ value: "x", cases: pulumi.output({ a: "1" }) }, { a: "x" }),
  flow.switch({ cases: [{ path: text, when: truth }] }, { whatever: "x" }),
  flow.dataTableLookup({ table: text, lookupValue: textOrNumber, outputs: { a: text } }),
  flow.setParticipantData({ attributes: { a: textOrNumber, b: truth } }),
  flow.setParticipantData({ attributes: [{ name: textOrNumber, value: truth }] }),
  flow.getParticipantData({ attributes: { a: text } }),
  flow.findQueue({ name: textOrNumber, variable: text }),
  flow.evaluateSchedule({ schedule: text, scheduleTimeZone: textOrNumber, evaluationTimeZone: text }),
  flow.evaluateScheduleGroup({ scheduleGroup: text, emergencyGroup: { exp: text } }),
  flow.setScreenPop({ script: text, inputs: { a: textOrNumber } }),
  flow.setLanguage({ language: textOrNumber }),
  flow.menu({
    audio: text,
    choices: { a: { dtmf: key, globalDtmf: truth } },
    timeout: textOrNumber,
    repeatCount: count,
  }),
  flow.menu({ audio: "x", choices: { a: { speech: { "en-us": [text] } } }, defaultChoice: "a" }),
  flow.invokeSubFlow({
    moduleId: text,
    inputs: { a: textOrNumber, b: truth },
    timeout: count,
    moduleVersion: count,
  }),
  flow.invokeSubFlow({ moduleName: text, outputs: { a: text } }),
  flow.action(text, { any: { thing: text } }),
  flow.action("setExternalTag", pulumi.output({ externalTag: "x" })),
];

// --- documents
export const document = flow.document(
  {
    start: flow.collectInput({ maxDigits: 1 }, { success: "route", failure: "bye" }),
    route: flow.switch(
      { value: flow.exp("Flow.Digit"), cases: { sales: "1", support: "2" } },
      { sales: "list", default: "bye" },
    ),
    list: flow.switch(
      {
        cases: [
          { path: "vip", when: flow.exp("Flow.Level > 3") },
          { path: "known", when: true },
        ],
      },
      { vip: "menu", default: "bye" },
    ),
    menu: flow.menu(
      { audio: "x", choices: { sales: { dtmf: "1" }, "hang up": { dtmf: "#" } }, defaultChoice: "hang up" },
      { sales: "other" },
    ),
    other: flow.action("detectSilence", { timeout: flow.lit({ seconds: 2 }) }, { detected: "bye" }),
    bye: flow.disconnect(),
  },
  {
    variables: {
      "Flow.Level": { type: "integer", initialValue: count },
      "Flow.List": { type: "stringCollection" },
    },
    initialGreeting: flow.prompt("Welcome"),
    settings: { settingsMenu: { repeatCount: { lit: 2 } } },
  },
);
export const sameDocument: FlowDocument = document;

// Plain entries, computed targets, lists, shared parts and functions
export const plain = flow.document({
  start: { entryType: "action", action: { action: "end", actionType: "end" }, nexts: { default: computed } },
});
export const whole: FlowDocument = {
  content: { entries: { start: { entryType: "action", action: { action: "end", actionType: "end" } } } },
};
export const target = flow.document({
  start: flow.playAudio({ audio: "x" }, { default: computed }),
  next: flow.switch({ value: "x", cases: { a: "1" } }, { a: computed }),
  any: flow.switch({ value: "x", cases: { a: "1" } }, {}),
});
const many: Record<string, Entry> = {};
for (const name of ["a", "b"]) many[name] = flow.playAudio({ audio: name }, { default: "c" });
export const list = flow.document(many);
const shared = { bye: flow.disconnect(), sorry: flow.playAudio({ audio: "x" }, { default: "bye" }) };
export const spread = flow.document({
  start: flow.playAudio({ audio: "x" }, { default: "sorry" }),
  ...shared,
});
const speak = (words: string, next: string): Entry => flow.playAudio({ audio: words }, { default: next });
const tell = <To extends string>(words: string, next: To): EntryTo<To> =>
  flow.playAudio({ audio: words }, { default: next });
const ask = (parameters: { maxDigits: number; audio: Value & string }) => flow.collectInput(parameters);
export const functions = flow.document({
  start: speak("x", "anything"),
  second: tell("x", "third"),
  third: ask({ maxDigits: 1, audio: "x" }),
});
export const either = flow.document({
  start: Math.random() > 0.5 ? flow.disconnect() : flow.playAudio({ audio: "x" }, { default: "bye" }),
  bye: flow.end(),
});
const cases: Record<string, string> = { a: "1" };
export const loose = flow.switch({ value: "x", cases }, { whatever: "x" });
const variables: Record<string, Variable> = {};
export const declared = flow.document({ start: flow.end() }, { variables });

// --- modules
const collector = new FlowModule("collector", {
  document: flow.document(
    {
      start: flow.collectInput({ variable: "Common.Digit" }, { success: "again" }),
      again: flow.collectInput(),
    },
    {
      variables: {
        "Common.Question": { type: "string", input: true },
        "Common.Maybe": { type: "string", input: truth, output: false },
        "Common.Answered": { type: "boolean", output: true },
        "Common.Inner": { type: "boolean" },
      },
    },
  ),
});
export const named: FlowModule<"Question" | "Maybe", "Digit" | "Input" | "Answered"> = collector;
export const unnamed: FlowModule = collector;
export const calls: Entry[] = [
  flow.invokeSubFlow({
    module: collector,
    inputs: { Question: textOrNumber, "Common.Maybe": "x" },
    outputs: { Digit: "Flow.Digit", "Common.Answered": text, Input: "Flow.Input" },
  }),
  flow.invokeSubFlow({ module: unnamed, inputs: { anything: 1 }, outputs: { anything: "Flow.X" } }),
  flow.invokeSubFlow({ module: FlowModule.get("m", "id"), outputs: { anything: "Flow.X" } }),
  flow.invokeSubFlow({ module: new FlowModule("y", { yaml: "x" }), outputs: { anything: "Flow.X" } }),
  flow.invokeSubFlow({ module: new FlowModule("z", { document: whole }), outputs: { anything: "Flow.X" } }),
];

// --- arguments
export const byDocument: InboundFlowArgs = { document: pulumi.output(document), enabled: truth };
export const byYaml: InboundFlowArgs = {
  yaml: text,
  substitutions: { a: text, b: "c" },
  modules: [collector.id],
};
export const moduleArgs: FlowModuleArgs = { document, compatibleFlowTypes: ["inboundcall", "workflow"] };
new InboundFlow("a", { ...byDocument, name: text });
new FlowModule("b", moduleArgs);
export const entryArgs: EntryArgs = flow.playAudio({ audio: text });
export const documentArgs: FlowDocumentArgs = {
  content: {
    entries: {
      start: {
        entryType: "action",
        action: {
          action: "invokeSubFlow",
          actionType: "invokeSubFlow",
          parameters: { moduleId: collector.id },
        },
      },
    },
  },
};
new InboundFlow("c", { document: documentArgs });
export const choice: MenuChoice = { dtmf: "1", transferToAcd: { queue: "Sales" } };
export const parameters: [CollectInputParameters, SwitchParameters] = [
  { timeout: 5000 },
  { cases: { a: 1 } },
];
export const deep: DeepInput<{ a: { b: string[] } }> = { a: { b: [text, "x"] } };

// --- former names
export const former: Entry[] = [
  flow.playAudio({ audio: flow.say(text) }),
  flow.switchOn({ value: "x", cases: { a: "1" } }, { a: "x" }),
  flow.architect({ type: "setExternalTag", body: { externalTag: text } }, { failure: "x" }),
];
