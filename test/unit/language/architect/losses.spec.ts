import { expect } from "chai";
import { checkDocument } from "#language/validation/document";
import { flow } from "#language/builders";
import { toArchitectYaml } from "#language/architect/write";
import { exportedDocument } from "#language/architect/exportedDocument";
import { readWhole } from "#language/architect/losses";
import { parseYaml } from "#language/architect/parseYaml";
import type { FlowDocument } from "#language/model";

/** An inbound flow with parts that a spec can replace. */
const file = ({
  root = "",
  variables = "",
  first = "",
  taskKeys = "",
  actions = '- jumpToTask: { name: On, targetTaskRef: "./tasks/task[two]" }',
  more = "",
} = {}): string => `
inboundCall:
  name: Shop
  startUpRef: ./tasks/task[one]
  defaultLanguage: en-us
  supportedLanguages: { en-us: { none: true }, es-us: { none: true } }
  initialGreeting: { tts: Welcome. }
${root}
  variables:
    - stringVariable: { name: Flow.Name, initialValue: { noValue: true } }
${variables}
  tasks:
    - task:
        name: One
        refId: one
${taskKeys}
        variables:
          - integerVariable: { name: Task.Tries, initialValue: { lit: 1 }, isInput: false, isOutput: false }
${first}
        actions:
          - updateData:
              name: Count
              statements: [{ integer: { variable: Task.Tries, value: { exp: Task.Tries + 1 } } }]
          ${actions}
    - task:
        name: Two
        refId: two
        actions:
          - playAudio: { name: Say, audio: { exp: ToAudioTTS(Flow.Name) } }
          - disconnect: { name: Bye }
${more}
`;

const read = (yaml: string) => {
  const { value, problems } = parseYaml(yaml);
  expect(problems).to.deep.equal([]);
  return readWhole(value);
};
const lossesOf = (yaml: string) =>
  read(yaml).losses.map(({ message, path }) => `${path.join(".")}: ${message}`);

describe("File content lost in a document", () => {
  it("is empty if the document covers the whole file", () => {
    expect(lossesOf(file())).to.deep.equal([]);
  });

  const cases: [string, Parameters<typeof file>[0], RegExp][] = [
    [
      "a key of the flow that no document has",
      { root: "  recording: { lit: true }" },
      /^recording.*"recording/,
    ],
    [
      "a key of a task",
      { taskKeys: "        description: Counts." },
      /^tasks\.0\.task\.description: "description" of the task "One"/,
    ],
    [
      "a key of a variable",
      { variables: "    - stringVariable: { name: Flow.Zip, secure: true }" },
      /^variables\.1: "variables\.Flow\.Zip\.secure"/,
    ],
    [
      "an initial value in another form",
      {
        variables: "    - stringVariable: { name: Flow.Zip, initialValue: { noValueWithNoFallback: true } }",
      },
      /^variables\.1: "variables\.Flow\.Zip\.initialValue/,
    ],
    [
      "a reference in the settings that is no error handling",
      { root: '  settingsActionDefaults: { callTask: { targetTaskRef: "./tasks/task[two]" } }' },
      /^settingsActionDefaults: "targetTaskRef"/,
    ],
    [
      "a task to which nothing leads",
      { more: "    - task: { name: Spare, refId: s, actions: [{ disconnect: { name: Off } }] }" },
      /^tasks\.2: nothing leads to the task "Spare"/,
    ],
    [
      "an action behind one that ends the task",
      { more: "          - playAudio: { name: Late, audio: { tts: Late. } }" },
      /^tasks\.1\.task\.actions\.2\.playAudio: nothing leads to the action "Late"/,
    ],
    [
      "an output path that nothing takes",
      { taskKeys: "        outputPaths: [{ outputPath: { name: Done } }]" },
      /^tasks\.0\.task\.outputPaths\.0: .*"Done"/,
    ],
    [
      "an output of a task that nobody uses",
      {
        more: `    - task:
        name: Helper
        refId: h
        variables:
          - stringVariable: { name: Task.Result, initialValue: { noValue: true }, isInput: false, isOutput: true }
        actions: [{ endTask: { name: Back } }]`,
        actions:
          '- callTask: { name: Help, targetTaskRef: "./tasks/task[h]" }\n          - disconnect: { name: End }',
      },
      /the variable "Task\.Result" of the task "Helper" is used by nothing/,
    ],
    [
      "two task variables of one name",
      {
        more: `    - task:
        name: Again
        refId: a
        variables:
          - integerVariable: { name: Task.Tries, initialValue: { lit: 5 }, isInput: false, isOutput: false }
        actions:
          - playAudio: { name: Say it, audio: { exp: ToAudioTTS(ToString(Task.Tries)) } }
          - disconnect: { name: Hang up }`,
        actions: '- jumpToTask: { name: On, targetTaskRef: "./tasks/task[a]" }',
      },
      /the variable "Task\.Tries" of the task "(One|Again)" is declared otherwise/,
    ],
  ];
  for (const [what, parts, message] of cases) {
    it(`is ${what}`, () => {
      expect(
        lossesOf(file(parts)).some((loss) => message.test(loss)),
        lossesOf(file(parts)).join("\n"),
      ).to.equal(true);
    });
  }

  it("is a task variable that would no longer reset in an inlined task", () => {
    const again = `    - task:
        name: Again
        refId: a
        variables:
          - integerVariable: { name: Task.Tries, initialValue: { lit: 1 }, isInput: false, isOutput: false }
        actions:
          - playAudio: { name: Say it, audio: { exp: ToAudioTTS(ToString(Task.Tries)) } }
          - disconnect: { name: Hang up }`;
    const to = (ref: string) => `- jumpToTask: { name: On, targetTaskRef: "./tasks/task[${ref}]" }`;
    expect(lossesOf(file({ more: again, actions: to("a") })).join()).to.match(/would be in another task/);
  });

  it("excludes Architect's default menu and empty settings", () => {
    const menu = `
  menus:
    - menu:
        name: Main Menu
        refId: Main Menu_10
        audio: { tts: Press 9. }
        choices: [{ menuDisconnect: { name: Off, refId: Off_11, dtmf: digit_9 } }]
        defaultChildMenuRef: "./choices/menuDisconnect[Off_11]"
  newBlock: { noValue: true }
  otherBlock: {}
  thirdBlock:`;
    expect(lossesOf(file({ root: menu }))).to.deep.equal([]);
  });
});

describe("An export of a flow with a document", () => {
  const known = flow.document({
    start: flow.playAudio({ audio: "Hello." }, { default: "bye" }),
    bye: flow.disconnect(),
  });
  const yaml = toArchitectYaml({ kind: "inboundCall", name: "Known", document: known, moduleNames: {} });

  it("equals the document if the meaning is the same", () => {
    expect(exportedDocument("inboundCall", yaml, { known })).to.equal(known);
  });

  it("stays YAML if a document cannot express it", () => {
    const edited = yaml.replace("  tasks:\n", "  recording:\n    lit: true\n  tasks:\n");
    expect(exportedDocument("inboundCall", edited, { known })).to.equal(undefined);
  });

  it("equals a document that itself cannot be read without loss", () => {
    const odd = flow.document({
      start: flow.architect({ type: "playAudioOnSilence", body: { targetStateRef: "./tasks/task[x]" } }),
    });
    const compiled = toArchitectYaml({ kind: "inboundCall", name: "Odd", document: odd, moduleNames: {} });
    expect(exportedDocument("inboundCall", compiled, { known: odd })).to.equal(odd);
  });
});

describe("Audio by language", () => {
  const byLanguage = { "es-us": "Hola.", "fr-ca": { prompt: "Prompt.Bonjour" as const } };
  const spoken = { tts: "Hello.", byLanguage };
  const transfer = flow.transferToAcd({ queue: "Sales", preTransferAudio: spoken }, { failure: "menu" });
  const document = flow.document(
    {
      start: flow.playAudio({ audio: spoken }, { default: "ask" }),
      ask: flow.collectInput({ audio: { byLanguage } }, { success: "transfer" }),
      transfer,
      menu: flow.menu({
        audio: { exp: "ToAudioTTS(Flow.Input)", byLanguage },
        choices: { bye: { dtmf: "9" } },
      }),
    },
    { initialGreeting: spoken, variables: { "Flow.Input": { type: "string" } } },
  );
  const languages = ["en-us", "es-us", "fr-ca"];
  const problems = (given: unknown, supported = languages) =>
    checkDocument("inboundCall", given, { languages: supported }).problems.map(
      ({ code, property }) => `${code} ${property}`,
    );

  it("survives a round trip wherever audio is allowed", () => {
    expect(problems(document)).to.deep.equal([]);
    const yaml = toArchitectYaml({
      kind: "inboundCall",
      name: "x",
      document,
      moduleNames: {},
      supportedLanguages: languages,
    });
    expect(yaml.match(/alternateSequences/g)).to.have.length(5);
    expect(read(yaml)).to.deep.include({ losses: [] });
    expect(read(yaml).read?.document).to.deep.equal(document);
  });

  it("differs if the audio of one language differs", () => {
    const yaml = toArchitectYaml({ kind: "inboundCall", name: "x", document, moduleNames: {} });
    const edited = exportedDocument("inboundCall", yaml.replace("tts: Hola.", "tts: Buenas."), {
      known: document,
    });
    expect(edited?.content.entries.ask).to.equal(document.content.entries.ask);
    expect(edited?.content.initialGreeting).to.deep.equal({
      tts: "Hello.",
      byLanguage: { ...byLanguage, "es-us": "Buenas." },
    });
  });

  it("must not have unknown languages, no content, or duplicates", () => {
    const speaking = (audio: unknown) => ({
      content: { entries: { start: { ...flow.playAudio({ audio: audio as string }) } } },
    });
    expect(problems(document, ["en-us", "es-US"])).to.include(
      "unsupported-language initialGreeting.byLanguage.fr-ca",
    );
    expect(problems(speaking({ byLanguage: { "es-us": "" } }))).to.deep.equal([
      "invalid-value parameters.audio.byLanguage.es-us",
    ]);
    expect(problems(speaking({ byLanguage: { "es-us": "a", "ES-us": "b" } }))).to.deep.equal([
      "duplicate-value parameters.audio.byLanguage.ES-us",
    ]);
    expect(problems(speaking({ tts: "a", prompt: "Prompt.B", byLanguage: {} }))).to.have.length(1);
    expect(problems(speaking({ byLanguage: "es-us" }))).to.deep.equal([
      "invalid-value parameters.audio.byLanguage",
    ]);
  });

  it("has its expressions checked", () => {
    const wrong = flow.document({
      start: flow.playAudio({ audio: { exp: "ToAudioTTS(Flow.Nobody)", byLanguage: { "es-us": "a" } } }),
    });
    expect(problems(wrong)).to.deep.equal(["unknown-variable parameters.audio"]);
  });
});

describe("The error handling entry", () => {
  const document = flow.document(
    {
      start: flow.playAudio({ audio: "Hello." }, { default: "bye" }),
      bye: flow.disconnect(),
      oops: flow.transferToAcd({ queue: "Sales" }, { failure: "bye" }),
    },
    { settings: { errorHandling: "oops", settingsErrorHandling: { preHandlingAudio: { tts: "Sorry." } } } },
  );
  const compile = (given: FlowDocument) =>
    toArchitectYaml({ kind: "inboundCall", name: "x", document: given, moduleNames: {} });
  const problems = (given: FlowDocument, kind: "module" | "inboundCall" = "inboundCall") =>
    checkDocument(kind, given).problems.map(({ code, entry, property }) =>
      [code, entry, property].filter((part) => part !== undefined).join(" "),
    );
  const withSettings = (settings: Record<string, unknown>) =>
    flow.document(document.content.entries, { settings });

  it("starts its own task, and is read back as that entry", () => {
    expect(problems(document)).to.deep.equal([]);
    expect(compile(document)).to.contain('targetTaskRef: "/inboundCall/tasks/task[oops]"');
    expect(read(compile(document)).losses).to.deep.equal([]);
    expect(read(compile(document)).read?.document).to.deep.equal(document);
    expect(flow.diagram(document)).to.contain("--> e_oops");
  });

  it("may be a menu, or the target of other entries", () => {
    const shared = flow.document(
      {
        start: flow.playAudio({ audio: "Hello." }, { default: "main" }),
        main: flow.menu({ audio: "Press 1.", choices: { one: { dtmf: "1" } } }, { one: "start" }),
      },
      { settings: { errorHandling: "main" } },
    );
    expect(problems(shared)).to.deep.equal([]);
    expect(read(compile(shared)).read?.document).to.deep.equal(shared);
    const start = withSettings({ errorHandling: "start" });
    expect(problems(start)).to.deep.equal(["unreachable-entry oops"]);
  });

  it("is read from a task for errors, with variables and loops", () => {
    const onError = `
  settingsErrorHandling:
    errorHandling: { task: { targetTaskRef: "/inboundCall/tasks/task[oops]" } }
    preHandlingAudio: { tts: Sorry. }`;
    const task = "    - task: { name: Oops, refId: oops, actions: [{ disconnect: { name: Off } }] }";
    const { losses, read: flowRead } = read(file({ root: onError, more: task }));
    expect(losses).to.deep.equal([]);
    expect(flowRead?.document.content.settings).to.deep.equal({
      errorHandling: "Off",
      settingsErrorHandling: { preHandlingAudio: { tts: "Sorry." } },
    });
  });

  it("must exist and be set only once", () => {
    expect(problems(withSettings({ errorHandling: "ooops" }))).to.deep.equal([
      "unknown-entry settings.errorHandling",
    ]);
    expect(problems(withSettings({ errorHandling: 1 }))).to.deep.equal([
      "invalid-value settings.errorHandling",
    ]);
    expect(
      problems(
        withSettings({
          errorHandling: "oops",
          settingsErrorHandling: { errorHandling: { disconnect: { none: true } } },
        }),
      ),
    ).to.deep.equal(["conflicting-parameters settings.errorHandling"]);
    expect(problems(document, "module")).to.include("unknown-property settings.errorHandling");
  });
});
