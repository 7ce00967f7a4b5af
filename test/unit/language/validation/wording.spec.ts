import { expect } from "chai";
import { checkDocument } from "#language/validation/document";
import type { CheckOptions } from "#language/validation/document";
import { checkYaml } from "#language/architect/checkYaml";
import { formatIssue as sentence, PROBLEM_CODES } from "#language/issues";
import type { Issue, ProblemCode } from "#language/issues";
import { checkForApi } from "#lifecycle/arguments";
import { checkArguments } from "#lifecycle/arguments";
import { content, plain } from "./places";

const call = (document: unknown, options?: CheckOptions) =>
  checkDocument("inboundCall", document, options).problems;
const module_ = (document: unknown) => checkDocument("module", document).problems;
const start = (type: string, parameters?: object, nexts?: object) =>
  call(content({ start: plain(type, parameters, nexts) }));
const raw = (type: string, body?: object) => start("architect", { type, ...(body && { body }) });
const file = (...actions: string[]) =>
  checkYaml(
    "inboundCall",
    `inboundCall:
  name: Shop
  initialGreeting: { tts: Hi }
  startUpRef: ./tasks/task[main]
  tasks:
    - task: { name: Main, refId: main, actions: [${actions.join(", ")}] }
`,
  ).problems;
const document = content({ start: plain("end") });
const bye = plain("end");

/** The exact wording of every kind of problem. Other specs assert codes and positions. */
const WORDS: [problems: readonly Issue[], ...sentences: string[]][] = [
  [
    checkArguments("module", { documnet: {} }),
    'documnet: is not an argument of FlowModule; did you mean "document"?',
  ],
  [checkArguments("module", { document, enabled: true }), "enabled: is not an argument of FlowModule"],
  [checkArguments("module", {}), "either document or yaml is required"],
  [checkArguments("module", { document, yaml: "x" }), "give either document or yaml, not both"],
  [
    checkArguments("module", { document, substitutions: {} }),
    'substitutions: is only allowed together with "yaml"',
  ],
  [
    checkArguments("module", { document, compatibleFlowTypes: ["inboundcal"] }),
    'compatibleFlowTypes.0: unknown flow type; did you mean "inboundcall"?',
  ],
  [
    checkArguments("module", { document, compatibleFlowTypes: ["hologram"] }),
    "compatibleFlowTypes.0: unknown flow type; known: bot, digitalbot, emailsend, inboundcall, inboundchat, inboundemail, inboundshortmessage, inqueuecall, inqueueemail, inqueueshortmessage, outboundcall, securecall, speech, surveyinvite, voice, voicemail, voicesurvey, workflow, workitem",
  ],
  [
    checkArguments("inboundCall", { document, enabled: "yes", timeouts: { publish: 0 }, onConflict: "take" }),
    "enabled: must be true or false",
    "timeouts.publish: must be a positive number of seconds",
    'onConflict: must be one of "fail", "adopt"',
  ],
  [
    checkArguments("inboundCall", { document, supportedLanguages: ["es"], defaultLanguage: "de-de" }),
    "defaultLanguage: must be one of supportedLanguages: es",
  ],
  [
    checkArguments("inboundCall", { document, supportedLanguages: ["es"] }),
    'defaultLanguage: is "en-us" unless given, which is not among supportedLanguages: es',
  ],
  [
    checkForApi("inboundCall", { flowApi: "document" }, { division: "Home", yaml: "x" }),
    "division: has no place in the document API (setting genesyscloud:flowApi), and is not sent",
    "yaml: the document API takes no Architect files: give document in its place, or change the setting genesyscloud:flowApi to architect",
  ],
  [
    checkYaml("module", "commonModule: { name: a/b }").problems,
    "line 1, column 1, startUpTaskActions: the module does not end with an endTask action; add one",
    'line 1, column 17, name: must not contain "/"',
  ],
  [call("x"), 'a document must be an object with "content", not text'],
  [call({}), 'content: required: an object with "entries"'],
  [call({ content: { entries: [] } }), "entries: must be an object of entries by key, not a list"],
  [
    call({ content: { entries: { start: bye }, variable: {} } }),
    'variable: unknown property; did you mean "variables"?',
  ],
  [
    call(content({ start: null })),
    'entry "start": must be an object with "entryType" and "action", not null',
  ],
  [call(content({ begin: bye })), 'entries: no entry "start", where every flow begins'],
  [
    call(content({ start: bye, " a": bye })),
    'entry " a": the key must not begin or end with a space',
    'entry " a": unreachable from "start": no entry\'s "nexts" leads here',
  ],
  [
    call(content({ start: plain("playAudio", { audio: "x" }, { default: "(end)" }), "(end)": bye })),
    'entry "(end)": "(end)" is reserved; choose another key',
  ],
  [start("playAudo"), 'entry "start", actionType: unknown action; did you mean "playAudio"?'],
  [
    module_(content({ start: plain("menu") })),
    'entry "start", actionType: "menu" is not available in a flow module',
  ],
  [raw("exitBotFlow"), 'entry "start", parameters.type: "exitBotFlow" is not available in an inbound flow'],
  [raw("playAudoi"), 'entry "start", parameters.type: unknown action; did you mean "playAudio"?'],
  [
    call(content({ start: { entryType: "action", action: { action: "end", actionType: "disconnect" } } })),
    'entry "start", action: must be equal to "actionType"',
  ],
  [
    call(content({ start: plain("playAudio", { audio: "x" }, { default: "rout" }), route: bye })),
    'entry "start", nexts.default: no entry "rout"; did you mean "route"?',
  ],
  [
    call(content({ start: plain("decision", { condition: true }, { yes: "route", no: "route" }) })),
    'entry "start", nexts.yes: no entry "route"; known: start',
  ],
  [
    call(content({ start: plain("end"), lost: bye })),
    'entry "lost": unreachable from "start": no entry\'s "nexts" leads here',
  ],
  [
    call(content({ start: plain("switch", { value: "1", cases: { sales: "1" } }, { sale: "bye" }), bye })),
    'entry "start", nexts.sale: "switch" has no path "sale"; did you mean "sales"?',
  ],
  [
    call(content({ start: plain("end", {}, { default: "bye" }), bye })),
    'entry "start", nexts.default: "end" ends the flow: nothing can follow it',
  ],
  [
    call(
      content({ start: plain("collectInput", {}, { success: "bye", failure: "bye", default: "bye" }), bye }),
    ),
    'entry "start", nexts.default: is never taken: each path of "collectInput" (success, failure) leads elsewhere',
  ],
  [
    module_(
      content({
        start: plain("playAudio", { audio: "x" }, { default: "again" }),
        again: plain("playAudio", { audio: "x" }, { default: "start" }),
      }),
    ),
    'entry "again", nexts: leads back to "start" (start -> again -> start): a flow module cannot repeat steps; end the path here, or let the callers invoke the module again',
  ],
  [
    raw("loopExit"),
    'entry "start": must be within a loop\'s path, and everything between the loop and it must be reached from that loop alone',
  ],
  [
    call(
      content({ start: plain("architect", { type: "loop" }, { loop: "a", default: "b" }), a: bye, b: bye }),
    ),
    'entry "start", nexts.loop: the loop path cannot be terminating: nothing in "loop" leads to the next round (loopNext) or out (loopExit)',
  ],
  [
    module_(
      content({
        start: plain(
          "architect",
          { type: "later", body: { targetTaskRef: { path: "task" } } },
          { task: "a" },
        ),
        a: bye,
      }),
    ),
    'entry "start": refers to a task by "task", and a flow module is one task',
  ],
  [
    start("setScreenPop", { script: "x" }, { default: "start" }),
    'entry "start", nexts: never ends: nothing in "start" waits, asks or changes what decides where it goes; lead it elsewhere',
  ],
  [
    start("playAudio", { audio: "x" }, { default: "start" }),
    'entry "start", nexts: repeats until the caller hangs up: nothing in "start" asks for input or leads elsewhere',
  ],
  [
    raw("loop", { loopCount: { lit: 0 } }),
    'entry "start", parameters.body.loopCount: a loop count less than one skips the loop',
  ],
  [
    start("collectInput", { maxDigit: 2 }),
    'entry "start", parameters.maxDigit: unknown parameter; did you mean "maxDigits"?',
  ],
  [
    start("collectInput", { maxDigits: 99, timeout: "5", audio: [], variable: "Common.x" }),
    'entry "start", parameters.maxDigits: must be an integer from 1 to 40',
    'entry "start", parameters.timeout: must be an integer from 1000 to 99000 (milliseconds), or { exp }',
    'entry "start", parameters.audio: must be speech (text or { tts }), { prompt } or { exp }, not a list',
    'entry "start", parameters.variable: must be named "Flow.<name>" or "Task.<name>"',
  ],
  [
    start("playAudio", {}),
    'entry "start", parameters.audio: required: speech (text or { tts }), { prompt } or { exp }',
  ],
  [
    start("playAudio", { audio: { prompt: "Welcome" } }),
    'entry "start", parameters.audio.prompt: must be "Prompt.<name>" or "PromptSystem.<name>"',
  ],
  [
    start("transferToUser", { user: "Ada Smith" }),
    'entry "start", parameters.user: must be a user name (the e-mail address that the user signs in with), or { exp }',
  ],
  [
    start("transferToAcd", { queue: "Sales", appendSkills: true }),
    'entry "start", parameters.appendSkills: only inbound e-mail flows append skills',
  ],
  [
    start("callData", { integration: "a", dataAction: "b", processingAudio: "Wait." }),
    'entry "start", parameters.processingAudio: must be a prompt ({ prompt }) or { exp }: no speech',
  ],
  [
    start("transferToVoicemail", { queue: "Sales", callbackNumber: "+13175550100" }),
    `entry "start", parameters.callbackNumber: must be an expression of type phone number, such as { exp: 'ToPhoneNumber("+13175550100")' }`,
  ],
  [
    call(content({ start: plain("setLanguage", { language: "de-de" }) }), { languages: ["en-us"] }),
    'entry "start", parameters.language: must be a language of the flow: en-us; or add it to "supportedLanguages"',
  ],
  [
    start("setLanguage", { language: "german" }),
    'entry "start", parameters.language: must be a language with its region in lower case, such as "en-us", or { exp }',
  ],
  [
    checkDocument("module", content({ start: bye }, { settings: { settingsPrompts: {} } }), {
      compatibleFlowTypes: ["workflow"],
    }).problems,
    "settings.settingsPrompts: none of compatibleFlowTypes plays prompts: workflow",
  ],
  [
    start("transferToNumber", { number: "+13175550100" }),
    'entry "start": no known export shows how transferToNumber is written. To confirm it, publish the flow to a test organization and run "pulumi refresh": no change means that it is right',
  ],
  [
    start("collectInput", { minDigits: 3, maxDigits: 2 }),
    'entry "start", parameters.minDigits: must not be greater than "maxDigits"',
  ],
  [
    start("updateData", { statements: [] }),
    'entry "start", parameters.statements: there are no update statements',
  ],
  [
    start("switch", { value: "1", cases: { default: "1" } }),
    'entry "start", parameters.cases.default: "default" is the path for everything else; give the case another name',
  ],
  [
    start("switch", { value: "1", cases: { a: "1", b: "1" } }),
    'entry "start", parameters.cases.b: duplicates the value of an earlier case',
  ],
  [
    start("switch", { value: "1", cases: { a: "1", b: 1 } }),
    'entry "start", parameters.cases: must all be of one type: text, numbers or booleans',
  ],
  [
    start("invokeSubFlow", { moduleId: "collector" }),
    'entry "start", parameters.moduleId: must be the id of a module (a UUID), or an output such as `module.id`',
  ],
  [
    start("invokeSubFlow", {}),
    'entry "start", parameters.moduleId: required: either "moduleId" or "moduleName"',
  ],
  [
    start("invokeSubFlow", {
      moduleName: "a",
      inputs: { digi: "1" },
      outputs: { b: "Flow.B" },
      interface: { inputs: { "Common.digit": "string" }, outputs: {} },
    }),
    'entry "start", parameters.inputs.digi: the module has no such input; did you mean "digit"?',
    'entry "start", parameters.outputs.b: the module has no such output; there are none',
  ],
  [
    start("menu", { audio: "x", choices: { sales: { dtmf: "1" } }, defaultChoice: "sale" }),
    'entry "start", parameters.defaultChoice: must be the name of one of the choices; did you mean "sales"?',
  ],
  [
    start("menu", { audio: "x", choices: { sales: {} } }),
    'entry "start", parameters.choices.sales: must have "dtmf" or "speech"',
  ],
  [
    start("menu", {
      audio: "x",
      choices: { a: { dtmf: "1" } },
      timeout: 2000,
      extensionDialingMaxDelay: 3000,
    }),
    'entry "start", parameters.extensionDialingMaxDelay: must be less than the time to wait before the menu is repeated (timeout)',
  ],
  [raw("previousMenu"), 'entry "start", parameters.type: this flow has no menu to return to'],
  [
    raw("callTask", { targetTaskRef: { path: "task" } }),
    'entry "start", parameters.body: the body names the path "task", which "nexts" does not have; name the entry with which that task begins',
  ],
  [
    start("collectInput", { variable: "Flow.a b" }),
    'entry "start", parameters.variable: the name after "Flow." must begin with a letter and contain only letters, digits and "_"',
  ],
  [
    call(
      content(
        { start: plain("collectInput", { variable: "Flow.A" }) },
        { variables: { "Flow.A": { type: "integer" } } },
      ),
    ),
    'entry "start", parameters.variable: sets a variable of type string; "Flow.A" is of type integer',
  ],
  [
    call(
      content(
        { start: plain("playAudio", { audio: { exp: "Flow.a" } }) },
        { variables: { "Flow.A": { type: "audio" }, "Flow.a": { type: "audio" } } },
      ),
    ),
    "variables.Flow.a: another variable has the same name; Architect ignores case in names",
  ],
  [
    call(
      content({
        start: plain("playAudio", { audio: { exp: "Flow.Digitt" } }, { default: "ask" }),
        ask: plain("collectInput", { variable: "Flow.Digit" }, { success: "tell" }),
        tell: plain("playAudio", { audio: { exp: "Flow.Digitt" } }),
      }),
    ),
    'entry "start", parameters.audio: unknown variable "Flow.Digitt": neither declared in "variables" nor set by any entry; did you mean "Flow.Digit"? (also in entry "tell")',
  ],
  [
    start("playAudio", { audio: { exp: "Common.Digit" } }),
    'entry "start", parameters.audio: unknown variable "Common.Digit": the variables of an inbound flow are "Flow.<name>"',
  ],
  [
    call(content({ start: bye }, { variables: { "Flow.A": { type: "string" } } })),
    "variables.Flow.A: the variable is not used",
  ],
  [
    call(
      content({
        start: plain("collectInput", { variable: "Task.A" }, { success: "start", failure: "b" }),
        b: plain("collectInput", { variable: "Task.A" }, { success: "b", failure: "start" }),
      }),
    ),
    'variables.Task.A: is used in 2 tasks of the flow (those that begin at start; b), and does not keep its value from one to the other; a variable "Flow.<name>" does',
  ],
  [
    start("playAudio", { audio: { exp: "(1" } }),
    'entry "start", parameters.audio: has a "(" that nothing closes',
  ],
  [
    start("playAudio", { audio: "\uD800" }),
    'entry "start", parameters.audio: contains NUL or unpaired surrogate characters',
  ],
  [
    start("collectInput", { maxDigits: NaN }),
    'entry "start", parameters.maxDigits: must be a finite number, not NaN',
  ],
  [start("collectInput", { maxDigits: -0 }), 'entry "start", parameters.maxDigits: must not be -0; write 0'],
  [
    start("collectInput", { variable: () => "Flow.A" }),
    'entry "start", parameters.variable: must be a plain value, not a function',
  ],
  [
    start("collectInput", { variable: new Date(0) }),
    'entry "start", parameters.variable: must be a plain value, not an instance of Date',
  ],
  [
    start("playAudio", { audio: "x".repeat(7_000_000) }),
    "content: is too large: Architect publishes no flow above 6165626 bytes; split it, or move a part into a flow module",
  ],
  [
    start("architect", {
      type: "setExternalTag",
      body: JSON.parse('{"a":'.repeat(300) + "1" + "}".repeat(300)) as object,
    }),
    'entry "start": is nested more than 200 levels deep',
  ],
  [
    call(
      content(
        Object.fromEntries(
          Array.from({ length: 103 }, (_, n) => [n === 0 ? "start" : `e${n}`, plain("end")]),
        ),
      ),
    ).slice(-1),
    "and 2 more errors",
  ],
  [
    file("disconnect: { name: a }", "disconnect: { name: b }"),
    "line 6, column 75: this action is unreachable",
  ],
  [
    file("playAudio: { audio: { tts: x } }"),
    "line 6, column 7, task: the task does not contain a terminating action on every path; add a disconnect, an endTask or a jump",
  ],
  [
    file(
      "findQueue: { findName: { lit: x }, findResult: { var: Flow.Queue } }",
      "disconnect: { none: true }",
    ),
    'line 6, column 99, findQueue.findResult.var: sets "Flow.Queue", which the file does not declare; add it to "variables"',
  ],
  [file("5"), "line 6, column 50: an action must be a mapping of its type to its settings"],
  [
    file(
      "playAudio: { audio: { tts: 007 } }",
      "playAudio: { audio: { tts: no } }",
      "disconnect: { none: true }",
    ),
    "line 6, column 77: is taken as text, though YAML reads a number; put it in quotes",
    "line 6, column 113: is text that other readers of YAML take for a truth value, a date or a number; put it in quotes",
  ],
  [
    checkYaml("inboundCall", "a: [").problems,
    'line 1, column 5: invalid YAML: a closing "]" or "}" is missing',
  ],
  [
    checkYaml("inboundCall", "a: {{b}}", { c: "1" }).problems,
    'line 1, column 4: "{{b}}" has no value in "substitutions"; did you mean "c"?',
  ],
  [
    checkYaml("inboundCall", "a: 1", { c: "1" }).problems.slice(0, 1),
    'substitutions.c: "{{c}}" is not used in the text; remove it, or correct its name',
  ],
];

describe("The wording of a problem", () => {
  for (const [problems, ...sentences] of WORDS) {
    it(sentences[0] ?? "", () => {
      expect(problems.map(sentence)).to.deep.equal(sentences);
    });
  }

  it("is tested here for every code", () => {
    // These need a running provider: see the specs of invalid input at its gRPC interface.
    const elsewhere: ProblemCode[] = [
      "duplicate-name",
      "invalid-settings",
      "missing-reference",
      "missing-object",
      "name-taken",
      "untracked-module",
      "unused-reference",
    ];
    const pinned = new Set(WORDS.flatMap(([problems]) => problems.map(({ code }) => code)));
    expect(PROBLEM_CODES.filter((code) => !pinned.has(code) && !elsewhere.includes(code))).to.deep.equal([]);
  });

  it("contains no control characters and no very long names", () => {
    const [problem] = call(
      content({ start: plain("playAudio", { audio: "x", ["a\u001b[31m\n\u200b" + "b".repeat(5000)]: 1 }) }),
    );
    expect(problem && sentence(problem)).to.match(
      /^entry "start", parameters\.a\\u001b\[31m\\n\\u200bb+\.\.\.: unknown parameter; known: audio$/,
    );
  });

  it("never repeats the user's text", () => {
    const secret = "s3cr3t value";
    const parameters = {
      verification: secret,
      variable: secret,
      timeout: secret,
      audio: { prompt: secret },
      terminator: { lit: secret },
      maxDigits: [secret],
    };
    const text = start("collectInput", parameters).map(sentence).join("\n");
    expect(text).to.contain("verification").and.not.contain(secret);
  });
});
