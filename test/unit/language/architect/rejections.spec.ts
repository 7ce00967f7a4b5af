import { expect } from "chai";
import { checkYaml } from "#language/architect/checkYaml";
import type { DocumentKind } from "#language/kinds";
import { formatIssue as sentence } from "#language/issues";
import type { ProblemCode } from "#language/issues";

const HEAD = `inboundCall:
  name: Shop line
  defaultLanguage: en-us
  initialGreeting: { tts: Welcome. }
`;

/** A flow with one task of these actions, one per line from line 11. */
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

const CHOICES = "choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }]";

/** A flow with one menu of these settings. */
const menu = (settings: string) =>
  `${HEAD}  startUpRef: ./menus/menu[main]\n  menus:\n    - menu: { name: Main, refId: main, audio: { tts: Press 1. }, ${settings} }\n`;

type Row = [architect: string, file: string, code: ProblemCode, line: number, property?: string];

/** Architect's message on publish, the file, and the problems reported at preview. */
const errors: Row[] = [
  [
    "The task does not contain a terminating action",
    task("playAudio: { name: a, audio: { tts: x } }"),
    "missing-end",
    7,
    "task",
  ],
  ["Name can not be empty", task(BYE).replace("name: Main", 'name: ""'), "invalid-name", 8, "task.name"],
  [
    "Name can not be empty (of an action)",
    task('disconnect: { name: " " }'),
    "invalid-name",
    11,
    "disconnect.name",
  ],
  [
    "(an action's name has at most 200 characters)",
    task(`disconnect: { name: ${"x".repeat(201)} }`),
    "invalid-name",
    11,
    "disconnect.name",
  ],
  [
    "There is no startup object configured in the current flow.",
    task(BYE).replace("  startUpRef: ./tasks/task[main]\n", ""),
    "missing-property",
    1,
    "startUpRef",
  ],
  [
    "There is no task reference set",
    task("jumpToTask: { name: a }"),
    "missing-parameter",
    11,
    "jumpToTask.targetTaskRef",
  ],
  [
    "There is an invalid task reference set",
    task('jumpToTask: { name: a, targetTaskRef: "./tasks/task[other]" }'),
    "unknown-entry",
    11,
    "jumpToTask.targetTaskRef",
  ],
  [
    "There is no menu set",
    task("jumpToMenu: { name: a, targetMenuRef: { noValue: true } }"),
    "missing-parameter",
    11,
    "jumpToMenu.targetMenuRef",
  ],
  [
    "There is no path reference set",
    task("endTask: { name: a, outputPath: { name: Sold } }"),
    "unknown-path",
    11,
    "endTask.outputPath.name",
  ],
  [
    "A data table must be selected.",
    task("dataTableLookup: { name: a, lookupValue: { lit: x } }", BYE),
    "missing-parameter",
    11,
    "dataTableLookup.dataTable",
  ],
  [
    "A data action must be selected.",
    task("callData: { name: a }", BYE),
    "missing-parameter",
    11,
    "callData.category",
  ],
  [
    "A schedule must be selected.",
    task("evaluateSchedule: { name: a }", BYE),
    "missing-parameter",
    11,
    "evaluateSchedule.evaluationType.schedule.selectedSchedule",
  ],
  [
    "A schedule group must be selected.",
    task("evaluateScheduleGroup: { name: a }", BYE),
    "missing-parameter",
    11,
    "evaluateScheduleGroup.scheduleGroup",
  ],
  [
    "No value set for Condition",
    task("decision: { name: a }", BYE),
    "missing-parameter",
    11,
    "decision.condition",
  ],
  ["This action must be within a loop path.", task("loopExit: { name: a }"), "outside-loop", 11, "loopExit"],
  [
    "The loop path cannot be terminating",
    task("loop: { name: a, outputs: { loop: { actions: [{ disconnect: { name: c } }] } } }", BYE),
    "loop-without-next",
    11,
    "loop.outputs.loop.actions",
  ],
  [
    "The variable reference 'Flow.Digit' at position 11 is not valid.",
    task("playAudio: { name: a, audio: { exp: ToAudioTTS(Flow.Digit) } }", BYE),
    "unknown-variable",
    11,
    "playAudio.audio.exp",
  ],
  [
    "The variable reference is not valid (of a variable that an action sets)",
    task("findQueue: { name: a, findName: { lit: x }, findResult: { var: Flow.Queue } }", BYE),
    "undeclared-variable",
    11,
    "findQueue.findResult.var",
  ],
  [
    "This action is not available to be used in Inbound Call Flow",
    task("sendResponse: { name: a, messageBody: { lit: x } }", BYE),
    "unavailable-action",
    11,
    "sendResponse",
  ],
  [
    "'Flow' scoped variables cannot used as inputs in flows of type 'Inbound Call Flow'.",
    task(BYE).replace(
      "  startUpRef",
      "  variables: [{ stringVariable: { name: Flow.A, isInput: true } }]\n  startUpRef",
    ),
    "invalid-variable",
    5,
    "stringVariable.isInput",
  ],
  ["There are no menu choices", menu("choices: []"), "empty-list", 7, "menu.choices"],
  [
    "Default menu choice is not valid",
    menu(
      'defaultChildMenuRef: "./choices/menuDisconnect[z]", choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }]',
    ),
    "unknown-choice",
    7,
    "menu.defaultChildMenuRef",
  ],
  [
    "DTMF (1) is used in two or more menu choices at this menu level",
    menu(
      "choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }, { menuDisconnect: { name: a, dtmf: digit_1 } }]",
    ),
    "duplicate-value",
    7,
    "menuDisconnect.dtmf",
  ],
  [
    "DTMF (1) is used in two or more menu choices in this flow",
    menu(
      "choices: [{ menuDisconnect: { name: a, dtmf: digit_1, globalDtmf: true } }, " +
        '{ menuJumpToMenu: { name: b, dtmf: digit_2, targetMenuRef: "./menus/menu[more]" } }] }\n' +
        "    - menu: { name: More, refId: more, audio: { tts: x }, choices: [{ menuDisconnect: { name: c, dtmf: digit_1, globalDtmf: true } }]",
    ),
    "duplicate-value",
    8,
    "menuDisconnect.dtmf",
  ],
  [
    "Each menu choice must have DTMF when speech recognition is disabled",
    menu(
      "choices: [{ menuDisconnect: { name: a, speechRecTerms: { en-us: { terms: [bye] } } } }] }\n  settingsSpeechRec: { asrEnabledOnFlow: false",
    ),
    "unreachable-choice",
    7,
    "menuDisconnect",
  ],
  [
    "Each menu choice must have DTMF or speech recognition terms for each supported language",
    menu(
      "choices: [{ menuDisconnect: { name: a, speechRecTerms: { en-us: { terms: [bye] } } } }] }\n  supportedLanguages: { en-us: { none: true }, de-de: { none: true }",
    ),
    "unreachable-choice",
    7,
    "menuDisconnect",
  ],
  [
    "Another task has the same name",
    `${task(BYE)}    - task: { name: Main, refId: other, actions: [{ ${BYE} }] }\n`,
    "duplicate-name",
    12,
    "task",
  ],
  [
    "(a list that is none)",
    task(BYE).replace("  startUpRef", "  variables: { a: 1 }\n  startUpRef"),
    "invalid-file",
    5,
    "variables",
  ],
  [
    "(a variable that is none)",
    task(BYE).replace("  startUpRef", "  variables: [{ name: Flow.A }]\n  startUpRef"),
    "invalid-variable",
    5,
  ],
];

const warnings: Row[] = [
  [
    "There are no menus in this flow for Previous Menu to return to.",
    task("previousMenu: { name: a }"),
    "no-menu",
    11,
    "previousMenu",
  ],
  [
    "The maximum delay for extension dialing should be less than the time to wait before repeating",
    menu(
      "settingsMenu: { menuSelectionTimeout: { lit: { seconds: 4 } } }, choices: [{ menuDisconnect: { name: a, dtmf: digit_1 } }] }\n" +
        "  settingsMenu: { extensionDialingMaxDelay: { lit: { seconds: 5 } }",
    ),
    "invalid-time",
    7,
    "menu.settingsMenu.extensionDialingMaxDelay",
  ],
  [
    "(an action in a task to which nothing leads)",
    `${task(BYE)}    - task: { name: Other, refId: other, actions: [{ playAudio: { name: a } }, { ${BYE} }] }\n`,
    "missing-parameter",
    12,
    "playAudio.audio",
  ],
  [
    "The variable 'Flow.A' is not used.",
    task(BYE).replace("  startUpRef", "  variables: [{ stringVariable: { name: Flow.A } }]\n  startUpRef"),
    "unused-variable",
    5,
    "stringVariable",
  ],
  ["This action is unreachable", task(BYE, "disconnect: { name: Never }"), "unreachable-action", 12],
  [
    "There are no update statements",
    task("updateData: { name: a, statements: [] }", BYE),
    "empty-list",
    11,
    "updateData.statements",
  ],
  [
    "The main sequence for 'Initial Greeting' has no audio set",
    task(BYE).replace("  initialGreeting: { tts: Welcome. }\n", ""),
    "missing-property",
    1,
  ],
  [
    "A Loop Count less than one will skip the loop action",
    task(
      "loop: { name: a, loopCount: { lit: 0 }, outputs: { loop: { actions: [{ playAudio: { name: c, audio: { tts: x } } }] } } }",
      BYE,
    ),
    "skipped-loop",
    11,
    "loop.loopCount.lit",
  ],
  [
    "(a property that may be a slip)",
    task(BYE).replace("  startUpRef", "  descripton: x\n  startUpRef"),
    "unknown-property",
    5,
    "descripton",
  ],
  [
    "(an action that may be a slip)",
    task("playAudoi: { name: a, audio: { tts: x } }", BYE),
    "unknown-action",
    11,
    "playAudoi",
  ],
];

/** Severity, code and position of each problem of a file. */
const found = (file: string, kind: DocumentKind = "inboundCall") =>
  checkYaml(kind, file).problems.map(({ severity, code, line, property }) => [
    severity,
    code,
    line,
    ...(property === undefined ? [] : [property]),
  ]);

describe("What Architect rejects", () => {
  for (const [what, file, ...problem] of errors) {
    it(`is an error at preview: ${what}`, () => {
      const faults = found(file).filter(([severity]) => severity === "error");
      expect(faults).to.deep.equal([["error", ...problem]]);
    });
  }

  for (const [what, file, ...problem] of warnings) {
    it(`is a warning where it is not sure, or Architect only warns: ${what}`, () => {
      const doubts = found(file).filter(([, code]) => code !== "unreachable-action" || problem[0] === code);
      expect(doubts).to.deep.equal([["warning", ...problem]]);
    });
  }

  it("is reported all at once, in file order", () => {
    const file = task(
      "not an action",
      "callData: { name: a }",
      'jumpToTask: { name: b, targetTaskRef: "./tasks/task[none]" }',
    );
    expect(found(file)).to.deep.equal([
      ["error", "invalid-file", 11],
      ["error", "missing-parameter", 12, "callData.category"],
      ["error", "unknown-entry", 13, "jumpToTask.targetTaskRef"],
    ]);
  });

  it("includes actions that a module may never have, for any caller", () => {
    const file = (action: string) =>
      `commonModule:\n  name: Ask\n  startUpTaskActions:\n    - ${action}\n    - endTask: { name: End }\n`;
    expect(found(file("sendResponse: { name: a, messageBody: { lit: x } }"), "module")).to.deep.equal([]);
    expect(found(file("repeatMenu: { name: a }"), "module")[0]).to.deep.equal([
      "error",
      "unavailable-action",
      4,
      "repeatMenu",
    ]);
  });
});

describe("What Architect may accept", () => {
  const accepted: [what: string, file: string][] = [
    [
      "times beyond the limits of documents",
      menu(
        `settingsMenu: { menuSelectionTimeout: { lit: { ms: 500 } }, extensionDialingMaxDelay: { lit: { ms: 0 } } }, ${CHOICES}`,
      ),
    ],
    ["a menu without audio", menu(CHOICES).replace("audio: { tts: Press 1. }, ", "")],
    ["an action without audio", task("playAudio: { name: a }", BYE)],
    [
      "a number in quotes",
      task('transferToAcd: { targetQueue: { lit: { name: q } }, priority: { lit: "5" } }'),
    ],
    [
      "more digits than documents take",
      task("collectInput: { inputData: { var: Task.A }, digits: { exact: 40 } }", BYE).replace(
        "        actions:",
        "        variables: [{ stringVariable: { name: Task.A } }]\n        actions:",
      ),
    ],
    [
      "a way to read digits back that nobody has seen",
      task(
        "collectInput: { inputData: { var: Task.A }, digits: { exact: 4 }, verificationType: spoken }",
        BYE,
      ).replace(
        "        actions:",
        "        variables: [{ stringVariable: { name: Task.A } }]\n        actions:",
      ),
    ],
    [
      "a variable of a type that nobody has seen",
      task(BYE).replace("  startUpRef", "  variables: [{ newVariable: { name: Flow.A } }]\n  startUpRef"),
    ],
    ["an action at the end of a task that may or may not end it", task("exitSomehow: { name: a }")],
    [
      "a transfer that may fail at the end of a task",
      task(
        "transferToUser: { name: a, targetUser: { lit: { name: u } }, allowVoicemailRollover: { lit: true } }",
      ),
    ],
    [
      "another version key of a module",
      task("callCommonModule: { commonModule: { M: { ver_2: { none: true } } } }", BYE),
    ],
    [
      "an expression longer than the old limit",
      task(`playAudio: { audio: { exp: 'ToAudioTTS("${"x".repeat(40_000)}")' } }`, BYE),
    ],
    ["speech without text", task('playAudio: { audio: { tts: "" } }', BYE)],
  ];
  for (const [what, file] of accepted) {
    it(`is no error: ${what}`, () => {
      expect(found(file).filter(([severity]) => severity === "error")).to.deep.equal([]);
    });
  }

  it("is reported at its position, with the names of the file", () => {
    const { problems } = checkYaml(
      "inboundCall",
      menu(`settingsMenu: { menuSelectionTimeout: { lit: { ms: 500 } } }, ${CHOICES}`),
    );
    expect(problems.map(sentence).join())
      .to.match(/line 7.*menu\.settingsMenu\.menuSelectionTimeout: .* from 1 s to 60 s/)
      .and.not.match(/parameters|milliseconds|entry/);
  });
});

describe("One mistake in a file", () => {
  const errorsOf = (file: string) => found(file).filter(([severity]) => severity === "error");

  it("is one error if many references name a missing task", () => {
    const jump = 'jumpToTask: { targetTaskRef: "./tasks/task[non]" }';
    const file = `${task(`decision: { condition: { lit: true }, outputs: { "yes": { actions: [{ ${jump} }] } } }`, jump)}    - task: { name: None, refId: none, actions: [{ ${BYE} }] }\n`;
    expect(found(file)).to.deep.equal([["error", "unknown-entry", 11, "jumpToTask.targetTaskRef"]]);
  });

  it("is one error if a variable is misspelled several times", () => {
    const say = "playAudio: { audio: { exp: ToAudioTTS(Flow.Nmae) } }";
    const file = task(say, say, BYE).replace(
      "  startUpRef",
      "  variables: [{ stringVariable: { name: Flow.Name } }]\n  startUpRef",
    );
    expect(found(file)).to.deep.equal([["error", "unknown-variable", 12, "playAudio.audio.exp"]]);
  });

  it("is one error if a variable declaration is wrong", () => {
    const file = task("playAudio: { audio: { exp: ToAudioTTS(Flow.A-B) } }", BYE).replace(
      "  startUpRef",
      "  variables: [{ stringVariable: { name: Flow.A-B } }]\n  startUpRef",
    );
    expect(errorsOf(file)).to.deep.equal([["error", "invalid-variable", 5, "stringVariable.name"]]);
  });

  it("is one error if an action is indented wrongly", () => {
    const file = task("{ playAudio: { audio: { tts: x } }, name: a }");
    expect(found(file)).to.deep.equal([["error", "invalid-file", 11]]);
  });
});

describe("References of a file", () => {
  const other = `    - task: { name: Other, refId: other, actions: [{ ${BYE} }] }\n`;

  it("lead to a task from error handling, and on from there", () => {
    const last = `    - task: { name: Last, refId: last, actions: [{ ${BYE} }] }\n`;
    const file = (target: string) =>
      `${task(BYE)}    - task: { name: Oops, refId: oops, actions: [{ jumpToTask: { targetTaskRef: "./tasks/task[last]" } }] }\n${last}  settingsErrorHandling: { errorHandling: { task: { targetTaskRef: "/inboundCall/tasks/task[${target}]" } } }\n`;
    expect(found(file("oops"))).to.deep.equal([]);
    expect(found(file("opps"))).to.deep.equal([
      ["error", "unknown-entry", 14, "settingsErrorHandling.errorHandling.task.targetTaskRef"],
    ]);
  });

  it("are missing for an unreachable task", () => {
    expect(found(`${task(BYE)}${other}`)).to.deep.equal([["warning", "unreachable-action", 12]]);
  });

  for (const [where, file] of [
    ["the start", task(BYE).replace("./tasks/task[main]", '"more.yaml#/inboundCall/tasks/task[a]"')],
    ["a jump", task('jumpToTask: { targetTaskRef: "./more.yml#/inboundCall/tasks/task[a]" }')],
    [
      "error handling",
      `${task(BYE)}  settingsErrorHandling: { errorHandling: { task: { targetTaskRef: "a/b.yaml#/inboundCall/tasks/task[a]" } } }\n`,
    ],
  ] as const) {
    it(`cannot lead into another file: from ${where}`, () => {
      const { problems } = checkYaml("inboundCall", file);
      expect(problems.map(sentence).join("\n")).to.match(/other files are not supported/);
      expect(problems).to.have.length(1);
    });
  }
});

describe("Calls of a module or bot in a file", () => {
  const call = (version: string) =>
    found(task(`callCommonModule: { name: a, commonModule: { CM - Log: ${version} } }`, BYE));

  for (const version of [
    "{ ver_latestPublished: { none: true } }",
    "{ ver_latestPublished: true }",
    "{ ver_latestPublished: {} }",
    "{ ver_latestPublished: }",
  ]) {
    it(`need a version key: ${version} has one`, () => {
      expect(call(version)).to.deep.equal([]);
    });
  }
  for (const version of [
    "{ inputs: { Common.A: { lit: 1 } } }",
    "{}",
    "null",
    "latest",
    "{ ver_latestPublished: {}, inputs: {} }",
  ]) {
    it(`need a version key: ${version} has none`, () => {
      expect(call(version)).to.deep.equal([
        ["error", "missing-property", 11, "callCommonModule.commonModule.CM - Log"],
      ]);
    });
  }
  it("name exactly one, as a mapping", () => {
    for (const module of [
      "CM - Log",
      "{ A: { ver_latestPublished: {} }, B: { ver_latestPublished: {} } }",
      "[]",
    ])
      expect(found(task(`callBotFlow: { botFlow: ${module} }`, BYE)).slice(0, 1), module).to.deep.equal([
        ["error", "invalid-value", 11, "callBotFlow.botFlow"],
      ]);
  });
});
