import { expect } from "chai";
import { checkYaml } from "../../../provider/src/architect/yamlInput";
import { describe as sentence } from "../../../provider/src/document/problems";

const HEAD = `inboundCall:
  name: Shop line
  defaultLanguage: en-us
  initialGreeting: { tts: Welcome. }
`;

/** A flow of one task with these actions, each on a line of its own from line 11 on. */
const task = (...actions: string[]) =>
  [
    `${HEAD}  startUpRef: ./tasks/task[main]`,
    "  tasks:",
    "    - task:",
    "        name: Main",
    "        refId: main",
    "        actions:",
    ...actions.map((action) => `          - ${action}`),
    "",
  ].join("\n");
const BYE = "disconnect: { name: Bye }";

/** A flow of one menu of these settings. */
const menu = (settings: string) =>
  `${HEAD}  startUpRef: ./menus/menu[main]\n  menus:\n    - menu: { name: Main, refId: main, audio: { tts: Press 1. }, ${settings} }\n`;

/** What Architect says when a file is published, and the file; the problem that a preview tells. */
const errors: [architect: string, file: string, problem: string][] = [
  [
    "The task does not contain a terminating action",
    task("playAudio: { name: a, audio: { tts: x } }"),
    "line 7, column 7: the task does not contain a terminating action on every path; add a disconnect, an endTask or a jump",
  ],
  [
    "Name can not be empty",
    task(BYE).replace("name: Main", 'name: ""'),
    "line 8, column 9: name can not be empty",
  ],
  [
    "Name can not be empty (of an action)",
    task('disconnect: { name: " " }'),
    "line 11, column 27: name can not be empty; leave it out, or give one",
  ],
  [
    "(an action's name has at most 200 characters)",
    task(`disconnect: { name: ${"x".repeat(201)} }`),
    "line 11, column 27: an action's name must have at most 200 characters",
  ],
  [
    "There is no startup object configured in the current flow.",
    task(BYE).replace("  startUpRef: ./tasks/task[main]\n", ""),
    "line 1, column 1: must refer to a task or menu of the flow, where it starts",
  ],
  [
    "There is no task reference set",
    task("jumpToTask: { name: a }"),
    'line 11, column 13, entry "start", parameters.body: there is no task reference set: no value is set for "targetTaskRef"',
  ],
  [
    "There is an invalid task reference set",
    task('jumpToTask: { name: a, targetTaskRef: "./tasks/task[other]" }'),
    'line 11, column 13: refers to the task "other", which the file does not have',
  ],
  [
    "There is no menu set",
    task("jumpToMenu: { name: a, targetMenuRef: { noValue: true } }"),
    'line 11, column 13, entry "start", parameters.body: there is no menu set: no value is set for "targetMenuRef"',
  ],
  [
    "There is no path reference set",
    task("endTask: { name: a, outputPath: { name: Sold } }"),
    'line 11, column 13: names a way out that the task does not declare in "outputPaths"',
  ],
  [
    "A data table must be selected.",
    task("dataTableLookup: { name: a, lookupValue: { lit: x } }", BYE),
    'line 11, column 13, entry "start", parameters.body: a data table must be selected: no value is set for "dataTable"',
  ],
  [
    "A data action must be selected.",
    task("callData: { name: a }", BYE),
    'line 11, column 13, entry "start", parameters.body: a data action must be selected: no value is set for "category"',
  ],
  [
    "A schedule must be selected.",
    task("evaluateSchedule: { name: a }", BYE),
    'line 11, column 13, entry "start", parameters.schedule: is required: the name of a schedule, or { exp }',
  ],
  [
    "A schedule group must be selected.",
    task("evaluateScheduleGroup: { name: a }", BYE),
    'line 11, column 13, entry "start", parameters.scheduleGroup: is required: the name of a schedule group, or { exp }',
  ],
  [
    "No value set for Condition",
    task("decision: { name: a }", BYE),
    'line 11, column 13, entry "start", parameters.condition: is required: true or false, { lit } or { exp }',
  ],
  [
    "This action must be within a loop path.",
    task("loopExit: { name: a }"),
    'line 11, column 13, entry "start": must be within a loop\'s path, and everything between the loop and it must be reached from that loop alone',
  ],
  [
    "The loop path cannot be terminating",
    task("loop: { name: a, outputs: { loop: { actions: [{ disconnect: { name: c } }] } } }", BYE),
    'line 11, column 13, entry "start", nexts.loop: the loop path cannot be terminating: nothing in "loop" leads to the next round (loopNext) or out (loopExit)',
  ],
  [
    "The variable reference 'Flow.Digit' at position 11 is not valid.",
    task("playAudio: { name: a, audio: { exp: ToAudioTTS(Flow.Digit) } }", BYE),
    'line 11, column 13, entry "start", parameters.audio: uses "Flow.Digit", which is neither declared in "variables" nor set by any entry; there are none',
  ],
  [
    "The variable reference is not valid (of a variable that an action sets)",
    task("findQueue: { name: a, findName: { lit: x }, findResult: { var: Flow.Queue } }", BYE),
    'line 11, column 13, entry "start", parameters.variable: sets "Flow.Queue", which the file does not declare; add it to "variables"',
  ],
  [
    "This action is not available to be used in Inbound Call Flow",
    task("sendResponse: { name: a, messageBody: { lit: x } }", BYE),
    'line 11, column 13, entry "start", parameters.type: this action is not available to be used in an inbound flow',
  ],
  [
    "There are no menus in this flow for Previous Menu to return to.",
    task("previousMenu: { name: a }"),
    'line 11, column 13, entry "start", parameters.type: there are no menus in this flow for Previous Menu to return to',
  ],
  [
    "'Flow' scoped variables cannot used as inputs in flows of type 'Inbound Call Flow'.",
    task(BYE).replace(
      "  startUpRef",
      "  variables: [{ stringVariable: { name: Flow.A, isInput: true } }]\n  startUpRef",
    ),
    "line 5, column 15, variables.Flow.A.input: is no known property of a variable; known are type, initialValue, description",
  ],
  [
    "There are no menu choices",
    menu("choices: []"),
    'line 7, column 7, entry "start", parameters.choices: must not be empty: there are no menu choices',
  ],
  [
    "Default menu choice is not valid",
    menu(
      'defaultChildMenuRef: "./choices/menuDisconnect[z]", choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }]',
    ),
    "line 7, column 66: the default menu choice is not valid: it is none of the choices",
  ],
  [
    "DTMF (1) is used in two or more menu choices at this menu level",
    menu(
      "choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }, { menuDisconnect: { name: a, dtmf: digit_1 } }]",
    ),
    'line 7, column 7, entry "start", parameters.choices.a 2.dtmf: is the digit of the choice "a" already',
  ],
  [
    "DTMF (1) is used in two or more menu choices in this flow",
    menu(
      "choices: [{ menuDisconnect: { name: a, dtmf: digit_1, globalDtmf: true } }, " +
        '{ menuJumpToMenu: { name: b, dtmf: digit_2, targetMenuRef: "./menus/menu[more]" } }] }\n' +
        "    - menu: { name: More, refId: more, audio: { tts: x }, choices: [{ menuDisconnect: { name: c, dtmf: digit_1, globalDtmf: true } }]",
    ),
    'line 8, column 7, entry "More", parameters.choices.c.dtmf: is used in two or more menu choices in this flow: it is the key of the choice "a" of the menu "start", which works in every menu (globalDtmf)',
  ],
  [
    "Each menu choice must have DTMF when speech recognition is disabled",
    menu(
      "choices: [{ menuDisconnect: { name: a, speechRecTerms: { en-us: { terms: [bye] } } } }] }\n  settingsSpeechRec: { asrEnabledOnFlow: false",
    ),
    'line 7, column 7, entry "start", parameters.choices.a: each menu choice must have a key when speech recognition is disabled (settings.settingsSpeechRec.asrEnabledOnFlow); add "dtmf"',
  ],
  [
    "Each menu choice must have DTMF or speech recognition terms for each supported language",
    menu(
      "choices: [{ menuDisconnect: { name: a, speechRecTerms: { en-us: { terms: [bye] } } } }] }\n  supportedLanguages: { en-us: { none: true }, de-de: { none: true }",
    ),
    'line 7, column 7, entry "start", parameters.choices.a: has no key, and no words in de-de: each menu choice must have "dtmf", or "speech" for each supported language',
  ],
  [
    "The maximum delay for extension dialing should be less than the time to wait before repeating",
    menu(
      "settingsMenu: { menuSelectionTimeout: { lit: { seconds: 4 } } }, choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }] }\n" +
        "  settingsMenu: { extensionDialingMaxDelay: { lit: { seconds: 5 } }",
    ),
    'line 7, column 7, entry "start", parameters.extensionDialingMaxDelay: the maximum delay for extension dialing should be less than the time to wait before repeating (timeout)',
  ],
  [
    "Another task has the same name",
    `${task(BYE)}    - task: { name: Main, refId: other, actions: [{ ${BYE} }] }\n`,
    "line 12, column 7: another task has the same name",
  ],
  [
    "(an action in a task to which nothing leads)",
    `${task(BYE)}    - task: { name: Other, refId: other, actions: [{ playAudio: { name: a } }, { ${BYE} }] }\n`,
    'line 12, column 54, entry "start", parameters.audio: is required: speech (text or { tts }), { prompt } or { exp }',
  ],
  [
    "(a list that is none)",
    task(BYE).replace("  startUpRef", "  variables: { a: 1 }\n  startUpRef"),
    'line 5, column 3: "variables" must be a list; it is an object',
  ],
  [
    "(a variable that is none)",
    task(BYE).replace("  startUpRef", "  variables: [{ name: Flow.A }]\n  startUpRef"),
    "line 5, column 15: must be a mapping of a variable's type to its settings: stringVariable: { name: ... }",
  ],
];

const warnings: [architect: string, file: string, problem: string][] = [
  [
    "The variable 'Flow.A' is not used.",
    task(BYE).replace("  startUpRef", "  variables: [{ stringVariable: { name: Flow.A } }]\n  startUpRef"),
    "line 5, column 15, variables.Flow.A: the variable is not used",
  ],
  [
    "This action is unreachable",
    task(BYE, "disconnect: { name: Never }"),
    "line 12, column 13: this action is unreachable",
  ],
  [
    "There are no update statements",
    task("updateData: { name: a, statements: [] }", BYE),
    'line 11, column 13, entry "start", parameters.statements: there are no update statements',
  ],
  [
    "The main sequence for 'Initial Greeting' has no audio set",
    task(BYE).replace("  initialGreeting: { tts: Welcome. }\n", ""),
    "line 1, column 1: the main sequence for 'Initial Greeting' has no audio set",
  ],
  [
    "A Loop Count less than one will skip the loop action",
    task(
      "loop: { name: a, loopCount: { lit: 0 }, outputs: { loop: { actions: [{ playAudio: { name: c, audio: { tts: x } } }] } } }",
      BYE,
    ),
    'line 11, column 13, entry "start", parameters.body.loopCount: a loop count less than one skips the loop',
  ],
  [
    "(a property that may be a slip)",
    task(BYE).replace("  startUpRef", "  descripton: x\n  startUpRef"),
    'line 5, column 3: "descripton" is no property that a file of an inbound flow is known to have; did you mean "description"?',
  ],
  [
    "(an action that may be a slip)",
    task("playAudoi: { name: a, audio: { tts: x } }", BYE),
    'line 11, column 13, entry "start", parameters.type: is an action that no flow is known to have; did you mean "playAudio"?',
  ],
];

describe("What Architect rejects when a file is published", () => {
  for (const [what, file, problem] of errors) {
    it(`is told at preview: ${what}`, () => {
      const { problems } = checkYaml("inboundCall", file);
      const found = problems.filter(({ severity }) => severity === "error").map(sentence);
      expect(found).to.deep.equal([problem]);
    });
  }

  for (const [what, file, problem] of warnings) {
    it(`is only warned of where Architect only warns: ${what}`, () => {
      const { problems } = checkYaml("inboundCall", file);
      expect(problems.map(sentence)).to.deep.equal([problem]);
      expect(problems[0]?.severity).to.equal("warning");
    });
  }

  it("is told of everything at once", () => {
    const file = task(
      "not an action",
      "callData: { name: a }",
      'jumpToTask: { name: b, targetTaskRef: "./tasks/task[none]" }',
    );
    expect(checkYaml("inboundCall", file).problems.map(sentence)).to.deep.equal([
      "line 11, column 13: an action must be a mapping of its type to its settings",
      'line 13, column 13: refers to the task "none", which the file does not have',
      'line 12, column 13, entry "start", parameters.body: a data action must be selected: no value is set for "category"',
    ]);
  });

  it("is nothing that a module may do which other flows than calls may run", () => {
    const file = (action: string) =>
      `commonModule:\n  name: Ask\n  startUpTaskActions:\n    - ${action}\n    - endTask: { name: End }\n`;
    const problemsOf = (action: string) => checkYaml("module", file(action)).problems.map(sentence);
    expect(problemsOf("sendResponse: { name: a, messageBody: { lit: x } }")).to.deep.equal([]);
    expect(problemsOf("previousMenu: { name: a }")[0]).to.equal(
      'line 4, column 7, entry "start", parameters.type: this action is not available to be used in a flow module, which is one task',
    );
  });
});
