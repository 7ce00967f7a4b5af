import { expect } from "chai";
import { parse } from "yaml";
import { checkDocument } from "#language/validation/document";
import { flow } from "#language/builders";
import { architectTree, toArchitectYaml } from "#language/architect/write";
import { mergeWithAuthored } from "#language/architect/merge";
import { fromArchitectYaml } from "#language/architect/readFlow";
import type { FlowDocument } from "#language/model";
import { placesOf } from "../validation/places";
import type { Place } from "../validation/places";

/** A flow that starts at a menu, with every kind of choice. */
const shop = flow.document({
  start: flow.menu(
    {
      audio: "For sales press 1.",
      choices: {
        sales: { dtmf: "1", speech: { "en-us": ["sales", "buy"] } },
        orders: { dtmf: "2", globalDtmf: true, transferToAcd: { queue: "Orders", priority: 3 } },
        support: { dtmf: "3" },
        "also support": { dtmf: "4" },
        more: { dtmf: "5", globalSpeech: true },
        operator: {
          dtmf: "0",
          architect: { type: "menuTransferToUser", body: { targetUser: { lit: { name: "Ada" } } } },
        },
        "hang up": { dtmf: "*" },
      },
      defaultChoice: "hang up",
      timeout: 7000,
      repeatCount: 2,
      extensionDialing: false,
      extensionDialingMaxDelay: 2000,
      speechRecognition: { minConfidenceLevel: { lit: 70 } },
    },
    { sales: "sell", support: "help", "also support": "help", more: "second" },
  ),
  sell: flow.transferToAcd({ queue: "Sales" }, { failure: "start" }),
  help: flow.playAudio({ audio: "Help!" }, { default: "bye" }),
  second: flow.menu({ audio: "Press 9.", choices: { back: { dtmf: "9" } } }, { back: "start" }),
  bye: flow.disconnect(),
});

const YAML = `
inboundCall:
  name: Shop
  startUpRef: "/inboundCall/menus/menu[start]"
  defaultLanguage: en-us
  supportedLanguages: { en-us: { defaultLanguageSkill: { noValue: true } } }
  initialGreeting: { exp: "AudioPlaybackOptions(ToAudioBlank(100), true)" }
  menus:
    - menu:
        name: start
        refId: start
        audio: { tts: For sales press 1. }
        settingsMenu:
          extensionDialingMaxDelay: { lit: { seconds: 2 } }
          listenForExtensionDialing: { lit: false }
          menuSelectionTimeout: { lit: { seconds: 7 } }
          repeatCount: { lit: 2 }
        settingsSpeechRec:
          completeMatchTimeout: { noValue: true }
          incompleteMatchTimeout: { noValue: true }
          maxSpeechLengthTimeout: { noValue: true }
          minConfidenceLevel: { lit: 70 }
        choices:
          - menuTask:
              name: sales
              dtmf: digit_1
              globalDtmf: false
              globalSpeechRecTerms: false
              task:
                actions:
                  - transferToAcd:
                      name: sell
                      targetQueue: { lit: { name: Sales } }
                      priority: { lit: 0 }
                      preferredAgents: { noValue: true }
                      languageSkill: { noValue: true }
                      directAgent: { noValue: true }
                      failureOutputs: { errorType: { noValue: true }, errorMessage: { noValue: true } }
                      outputs:
                        failure:
                          actions:
                            - jumpToMenu: { name: Go to start, targetMenuRef: "/inboundCall/menus/menu[start]" }
              speechRecTerms: { en-us: { terms: [sales, buy] } }
          - menuTransferToAcd:
              name: orders
              dtmf: digit_2
              globalDtmf: true
              globalSpeechRecTerms: false
              targetQueue: { lit: { name: Orders } }
              priority: { lit: 3 }
              preferredAgents: { noValue: true }
              languageSkill: { noValue: true }
              directAgent: { noValue: true }
              failureOutputs: { errorType: { noValue: true }, errorMessage: { noValue: true } }
          - menuJumpToTask:
              name: support
              dtmf: digit_3
              globalDtmf: false
              globalSpeechRecTerms: false
              targetTaskRef: "/inboundCall/tasks/task[help]"
          - menuJumpToTask:
              name: also support
              dtmf: digit_4
              globalDtmf: false
              globalSpeechRecTerms: false
              targetTaskRef: "/inboundCall/tasks/task[help]"
          - menuJumpToMenu:
              name: more
              dtmf: digit_5
              globalDtmf: false
              globalSpeechRecTerms: true
              targetMenuRef: "/inboundCall/menus/menu[second]"
          - menuTransferToUser:
              name: operator
              dtmf: digit_0
              globalDtmf: false
              globalSpeechRecTerms: false
              targetUser: { lit: { name: Ada } }
          - menuDisconnect:
              name: hang up
              refId: hang up
              dtmf: digit_*
              globalDtmf: false
              globalSpeechRecTerms: false
        defaultChildMenuRef: "./choices/menuDisconnect[hang up]"
    - menu:
        name: second
        refId: second
        audio: { tts: Press 9. }
        settingsMenu:
          extensionDialingMaxDelay: { noValue: true }
          listenForExtensionDialing: { noValue: true }
          menuSelectionTimeout: { noValue: true }
          repeatCount: { noValue: true }
        settingsSpeechRec:
          completeMatchTimeout: { noValue: true }
          incompleteMatchTimeout: { noValue: true }
          maxSpeechLengthTimeout: { noValue: true }
          minConfidenceLevel: { noValue: true }
        choices:
          - menuJumpToMenu:
              name: back
              dtmf: digit_9
              globalDtmf: false
              globalSpeechRecTerms: false
              targetMenuRef: "/inboundCall/menus/menu[start]"
  tasks:
    - task:
        name: help
        refId: help
        actions:
          - playAudio: { name: help, audio: { tts: Help! } }
          - disconnect: { name: bye }
`;

const problemsOf = (document: unknown) => placesOf(checkDocument("inboundCall", document).problems);
const compile = (document: FlowDocument) => ({
  kind: "inboundCall" as const,
  name: "Shop",
  document,
  moduleNames: {},
});

describe("A menu", () => {
  it("is a plain entry like any other", () => {
    expect(flow.menu({ audio: "Press 1.", choices: { one: { dtmf: "1" } } }, { one: "next" })).to.deep.equal({
      entryType: "action",
      action: {
        action: "menu",
        actionType: "menu",
        parameters: { audio: "Press 1.", choices: { one: { dtmf: "1" } } },
      },
      nexts: { one: "next" },
    });
  });

  it("may start a flow, with every kind of choice in Architect files", () => {
    // A choice that leads to another menu, which no export shows.
    expect(problemsOf(shop)).to.deep.equal([["unconfirmed-yaml", "start"]]);
    expect(architectTree(compile(shop))).to.deep.equal(parse(YAML));
  });

  it("survives a round trip through its file", () => {
    const back = fromArchitectYaml(toArchitectYaml(compile(shop))).document;
    expect(mergeWithAuthored("inboundCall", back, shop)).to.deep.equal(shop);
    expect(Object.keys(back.content.entries)).to.have.members(Object.keys(shop.content.entries));
  });

  it("is a target for other entries", () => {
    const document = flow.document({
      start: flow.playAudio({ audio: "Hello." }, { default: "main" }),
      main: flow.menu({ audio: "Press 1.", choices: { again: { dtmf: "1" } } }, { again: "start" }),
    });
    expect(problemsOf(document)).to.deep.equal([]);
    const yaml = toArchitectYaml(compile(document));
    expect(yaml).to.contain("jumpToMenu").and.to.contain("menuJumpToTask");
    expect(fromArchitectYaml(yaml).document).to.deep.equal(document);
  });

  const faults: [string, object, Place][] = [
    [
      "one digit for two choices",
      { audio: "x", choices: { a: { dtmf: "1" }, b: { dtmf: "1" } } },
      ["duplicate-value", "start", "parameters.choices.b.dtmf"],
    ],
    ["no choice", { audio: "x", choices: {} }, ["empty-list", "start", "parameters.choices"]],
    [
      "a choice that nobody can choose",
      { audio: "x", choices: { a: {} } },
      ["unreachable-choice", "start", "parameters.choices.a"],
    ],
    [
      "a default that is no choice",
      { audio: "x", choices: { a: { dtmf: "1" } }, defaultChoice: "b" },
      ["unknown-choice", "start", "parameters.defaultChoice"],
    ],
    [
      "a key that no phone has",
      { audio: "x", choices: { a: { dtmf: "11" } } },
      ["invalid-value", "start", "parameters.choices.a.dtmf"],
    ],
    [
      "a misspelled setting of a transfer",
      { audio: "x", choices: { a: { dtmf: "1", transferToAcd: { queu: "Sales", queue: "Sales" } } } },
      ["unknown-parameter", "start", "parameters.choices.a.transferToAcd.queu"],
    ],
  ];
  for (const [what, parameters, expected] of faults) {
    it(`is refused with ${what}`, () => {
      const document = {
        content: {
          entries: {
            start: { entryType: "action", action: { action: "menu", actionType: "menu", parameters } },
          },
        },
      };
      expect(problemsOf(document)).to.deep.equal([expected]);
    });
  }

  it("has no choice with actions that shares a task's name", () => {
    const shared = flow.collectInput({}, { success: "sales", failure: "start" });
    const choices = { sales: { dtmf: "1" as const }, more: { dtmf: "2" as const } };
    const of = (nexts: Record<string, string>) =>
      flow.document({
        start: flow.menu({ audio: "x", choices }, nexts),
        hello: flow.playAudio({ audio: "x" }, { default: "more" }),
        more: flow.playAudio({ audio: "y" }, { default: "sales" }),
        sales: shared,
      });
    // Both choices lead to "sales", a separate task. The choice "sales" runs other actions first.
    expect(problemsOf(of({ sales: "hello", more: "sales" }))).to.deep.equal([
      ["duplicate-name", "start", "parameters.choices.sales"],
    ]);
    // A choice that only goes to the task may share its name.
    expect(problemsOf(of({ sales: "sales", more: "hello" }))).to.deep.equal([]);
  });

  it("is not allowed in a module", () => {
    const document = flow.document({ start: flow.menu({ audio: "x", choices: { a: { dtmf: "1" } } }) });
    expect(placesOf(checkDocument("module", document).problems)).to.deep.equal([
      ["unavailable-action", "start", "actionType"],
    ]);
  });

  it("has no path that is not a choice", () => {
    const nexts: Record<string, string> = { b: "bye", a: "bye" };
    const document = flow.document({
      start: flow.menu({ audio: "x", choices: { a: { dtmf: "1" } } }, nexts),
      bye: flow.disconnect(),
    });
    expect(problemsOf(document)).to.deep.equal([["unknown-path", "start", "nexts.b"]]);
  });
});

describe("Loops and tasks of existing files", () => {
  const file = `
inboundCall:
  name: Loops
  startUpRef: ./tasks/task[main]
  defaultLanguage: en-us
  tasks:
    - task:
        name: Main
        refId: main
        variables:
          - integerVariable: { name: Task.Count, initialValue: { lit: 0 } }
        actions:
          - loop:
              name: Three times
              currentIndex: { var: Task.Count }
              loopCount: { lit: 3 }
              outputs:
                loop:
                  actions:
                    - callTask: { name: Say it, targetTaskRef: "./tasks/task[say]" }
                    - decision:
                        name: Enough?
                        condition: { exp: Task.Count > 1 }
                        outputs:
                          "yes": { actions: [{ loopExit: { name: Leave } }] }
          - disconnect: { name: Bye }
    - task:
        name: Say
        refId: say
        actions:
          - playAudio: { name: Speak, audio: { tts: Again. } }
          - endTask: { name: Back, outputPath: { name: Default } }
`;

  it("become entries of an equivalent file", () => {
    const { document } = fromArchitectYaml(file);
    expect(problemsOf(document)).to.deep.equal([]);
    expect(document.content.entries["Enough?"]?.nexts).to.deep.equal({ yes: "Leave", no: "Next Loop" });
    expect(document.content.entries["Say it"]?.nexts).to.deep.equal({ task: "Speak", default: "Enough?" });
    const again = toArchitectYaml(compile(document));
    expect(fromArchitectYaml(again).document).to.deep.equal(document);
    const tree = parse(again) as {
      inboundCall: { tasks: { task: { name: string; variables?: unknown } }[] };
    };
    expect(tree.inboundCall.tasks.map(({ task }) => task.name)).to.deep.equal(["start", "Speak"]);
    expect(tree.inboundCall.tasks[0]?.task.variables).to.deep.equal([
      { integerVariable: { name: "Task.Count", initialValue: { lit: 0 }, isInput: false, isOutput: false } },
    ]);
    expect(tree.inboundCall.tasks[1]?.task.variables).to.equal(undefined);
  });

  it("are refused if an exit is outside any loop", () => {
    const document = flow.document({ start: flow.action("loopExit") });
    expect(problemsOf(document)).to.deep.equal([["outside-loop", "start"]]);
  });

  it("get a warning if two tasks use a task variable", () => {
    const document = flow.document({
      start: flow.collectInput({ variable: "Task.Digit" }, { success: "say", failure: "start" }),
      say: flow.playAudio({ audio: flow.exp("ToAudioTTS(Task.Digit)") }, { default: "again" }),
      again: flow.collectInput({ variable: "Flow.More" }, { success: "say", failure: "start" }),
    });
    expect(problemsOf(document)).to.deep.equal([["task-variable-shared", undefined, "variables.Task.Digit"]]);
  });
});
