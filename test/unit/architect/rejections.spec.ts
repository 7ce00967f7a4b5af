import { expect } from "chai";
import { checkYaml } from "../../../provider/src/architect/yamlInput";
import { linesOf } from "../document/places";

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

/** What Architect says when a file is published, and the file; the problem that a preview reports. */
const errors: [architect: string, file: string, problem: string][] = [
  [
    "The task does not contain a terminating action",
    task("playAudio: { name: a, audio: { tts: x } }"),
    "7:7 missing-end",
  ],
  ["Name can not be empty", task(BYE).replace("name: Main", 'name: ""'), "8:9 invalid-file"],
  ["Name can not be empty (of an action)", task('disconnect: { name: " " }'), "11:27 invalid-file"],
  [
    "(an action's name has at most 200 characters)",
    task(`disconnect: { name: ${"x".repeat(201)} }`),
    "11:27 invalid-file",
  ],
  [
    "There is no startup object configured in the current flow.",
    task(BYE).replace("  startUpRef: ./tasks/task[main]\n", ""),
    "1:1 invalid-file",
  ],
  [
    "There is no task reference set",
    task("jumpToTask: { name: a }"),
    "11:13 missing-parameter start parameters.body",
  ],
  [
    "There is an invalid task reference set",
    task('jumpToTask: { name: a, targetTaskRef: "./tasks/task[other]" }'),
    "11:13 invalid-file",
  ],
  [
    "There is no menu set",
    task("jumpToMenu: { name: a, targetMenuRef: { noValue: true } }"),
    "11:13 missing-parameter start parameters.body",
  ],
  [
    "There is no path reference set",
    task("endTask: { name: a, outputPath: { name: Sold } }"),
    "11:13 invalid-file",
  ],
  [
    "A data table must be selected.",
    task("dataTableLookup: { name: a, lookupValue: { lit: x } }", BYE),
    "11:13 missing-parameter start parameters.body",
  ],
  [
    "A data action must be selected.",
    task("callData: { name: a }", BYE),
    "11:13 missing-parameter start parameters.body",
  ],
  [
    "A schedule must be selected.",
    task("evaluateSchedule: { name: a }", BYE),
    "11:13 missing-parameter start parameters.schedule",
  ],
  [
    "A schedule group must be selected.",
    task("evaluateScheduleGroup: { name: a }", BYE),
    "11:13 missing-parameter start parameters.scheduleGroup",
  ],
  [
    "No value set for Condition",
    task("decision: { name: a }", BYE),
    "11:13 missing-parameter start parameters.condition",
  ],
  ["This action must be within a loop path.", task("loopExit: { name: a }"), "11:13 outside-loop start"],
  [
    "The loop path cannot be terminating",
    task("loop: { name: a, outputs: { loop: { actions: [{ disconnect: { name: c } }] } } }", BYE),
    "11:13 loop-without-next start nexts.loop",
  ],
  [
    "The variable reference 'Flow.Digit' at position 11 is not valid.",
    task("playAudio: { name: a, audio: { exp: ToAudioTTS(Flow.Digit) } }", BYE),
    "11:13 unknown-variable start parameters.audio",
  ],
  [
    "The variable reference is not valid (of a variable that an action sets)",
    task("findQueue: { name: a, findName: { lit: x }, findResult: { var: Flow.Queue } }", BYE),
    "11:13 undeclared-variable start parameters.variable",
  ],
  [
    "This action is not available to be used in Inbound Call Flow",
    task("sendResponse: { name: a, messageBody: { lit: x } }", BYE),
    "11:13 unavailable-action start parameters.type",
  ],
  [
    "There are no menus in this flow for Previous Menu to return to.",
    task("previousMenu: { name: a }"),
    "11:13 no-menu start parameters.type",
  ],
  [
    "'Flow' scoped variables cannot used as inputs in flows of type 'Inbound Call Flow'.",
    task(BYE).replace(
      "  startUpRef",
      "  variables: [{ stringVariable: { name: Flow.A, isInput: true } }]\n  startUpRef",
    ),
    "5:15 unknown-property variables.Flow.A.input",
  ],
  ["There are no menu choices", menu("choices: []"), "7:7 empty-list start parameters.choices"],
  [
    "Default menu choice is not valid",
    menu(
      'defaultChildMenuRef: "./choices/menuDisconnect[z]", choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }]',
    ),
    "7:66 invalid-file",
  ],
  [
    "DTMF (1) is used in two or more menu choices at this menu level",
    menu(
      "choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }, { menuDisconnect: { name: a, dtmf: digit_1 } }]",
    ),
    "7:7 duplicate-value start parameters.choices.a 2.dtmf",
  ],
  [
    "DTMF (1) is used in two or more menu choices in this flow",
    menu(
      "choices: [{ menuDisconnect: { name: a, dtmf: digit_1, globalDtmf: true } }, " +
        '{ menuJumpToMenu: { name: b, dtmf: digit_2, targetMenuRef: "./menus/menu[more]" } }] }\n' +
        "    - menu: { name: More, refId: more, audio: { tts: x }, choices: [{ menuDisconnect: { name: c, dtmf: digit_1, globalDtmf: true } }]",
    ),
    "8:7 duplicate-value More parameters.choices.c.dtmf",
  ],
  [
    "Each menu choice must have DTMF when speech recognition is disabled",
    menu(
      "choices: [{ menuDisconnect: { name: a, speechRecTerms: { en-us: { terms: [bye] } } } }] }\n  settingsSpeechRec: { asrEnabledOnFlow: false",
    ),
    "7:7 unreachable-choice start parameters.choices.a",
  ],
  [
    "Each menu choice must have DTMF or speech recognition terms for each supported language",
    menu(
      "choices: [{ menuDisconnect: { name: a, speechRecTerms: { en-us: { terms: [bye] } } } }] }\n  supportedLanguages: { en-us: { none: true }, de-de: { none: true }",
    ),
    "7:7 unreachable-choice start parameters.choices.a",
  ],
  [
    "The maximum delay for extension dialing should be less than the time to wait before repeating",
    menu(
      "settingsMenu: { menuSelectionTimeout: { lit: { seconds: 4 } } }, choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }] }\n" +
        "  settingsMenu: { extensionDialingMaxDelay: { lit: { seconds: 5 } }",
    ),
    "7:7 invalid-time start parameters.extensionDialingMaxDelay",
  ],
  [
    "Another task has the same name",
    `${task(BYE)}    - task: { name: Main, refId: other, actions: [{ ${BYE} }] }\n`,
    "12:7 invalid-file",
  ],
  [
    "(an action in a task to which nothing leads)",
    `${task(BYE)}    - task: { name: Other, refId: other, actions: [{ playAudio: { name: a } }, { ${BYE} }] }\n`,
    "12:54 missing-parameter start parameters.audio",
  ],
  [
    "(a list that is none)",
    task(BYE).replace("  startUpRef", "  variables: { a: 1 }\n  startUpRef"),
    "5:3 invalid-file",
  ],
  [
    "(a variable that is none)",
    task(BYE).replace("  startUpRef", "  variables: [{ name: Flow.A }]\n  startUpRef"),
    "5:15 invalid-file",
  ],
];

const warnings: [architect: string, file: string, problem: string][] = [
  [
    "The variable 'Flow.A' is not used.",
    task(BYE).replace("  startUpRef", "  variables: [{ stringVariable: { name: Flow.A } }]\n  startUpRef"),
    "5:15 unused-variable variables.Flow.A",
  ],
  ["This action is unreachable", task(BYE, "disconnect: { name: Never }"), "12:13 unreachable-action"],
  [
    "There are no update statements",
    task("updateData: { name: a, statements: [] }", BYE),
    "11:13 empty-list start parameters.statements",
  ],
  [
    "The main sequence for 'Initial Greeting' has no audio set",
    task(BYE).replace("  initialGreeting: { tts: Welcome. }\n", ""),
    "1:1 invalid-file",
  ],
  [
    "A Loop Count less than one will skip the loop action",
    task(
      "loop: { name: a, loopCount: { lit: 0 }, outputs: { loop: { actions: [{ playAudio: { name: c, audio: { tts: x } } }] } } }",
      BYE,
    ),
    "11:13 skipped-loop start parameters.body.loopCount",
  ],
  [
    "(a property that may be a slip)",
    task(BYE).replace("  startUpRef", "  descripton: x\n  startUpRef"),
    "5:3 invalid-file",
  ],
  [
    "(an action that may be a slip)",
    task("playAudoi: { name: a, audio: { tts: x } }", BYE),
    "11:13 unknown-action start parameters.type",
  ],
];

describe("What Architect rejects when a file is published", () => {
  for (const [what, file, problem] of errors) {
    it(`is told at preview: ${what}`, () => {
      const { problems } = checkYaml("inboundCall", file);
      const found = linesOf(problems.filter(({ severity }) => severity === "error"));
      expect(found).to.deep.equal([problem]);
    });
  }

  for (const [what, file, problem] of warnings) {
    it(`is only warned of where Architect only warns: ${what}`, () => {
      const { problems } = checkYaml("inboundCall", file);
      expect(linesOf(problems)).to.deep.equal([problem]);
      expect(problems[0]?.severity).to.equal("warning");
    });
  }

  it("is told of everything at once", () => {
    const file = task(
      "not an action",
      "callData: { name: a }",
      'jumpToTask: { name: b, targetTaskRef: "./tasks/task[none]" }',
    );
    expect(linesOf(checkYaml("inboundCall", file).problems)).to.deep.equal([
      "11:13 invalid-file",
      "13:13 invalid-file",
      "12:13 missing-parameter start parameters.body",
    ]);
  });

  it("is nothing that a module may do which other flows than calls may run", () => {
    const file = (action: string) =>
      `commonModule:\n  name: Ask\n  startUpTaskActions:\n    - ${action}\n    - endTask: { name: End }\n`;
    const problemsOf = (action: string) => linesOf(checkYaml("module", file(action)).problems);
    expect(problemsOf("sendResponse: { name: a, messageBody: { lit: x } }")).to.deep.equal([]);
    expect(problemsOf("previousMenu: { name: a }")[0]).to.equal(
      "4:7 unavailable-action start parameters.type",
    );
  });
});
