import { expect } from "chai";
import { checkYaml, prepareYaml, sameYaml } from "../../../provider/src/architect/yamlInput";
import { applySubstitutions } from "../../../provider/src/architect/substitutions";
import { describe as sentence } from "../../../provider/src/document/problems";

const SUBMITTED = `# our shop
inboundCall:
  name: "{{shop}} line"
  defaultLanguage: en-us
  startUpRef: ./tasks/task[main]
  initialGreeting:
    tts: Welcome.
  variables:
    - stringVariable:
        name: Flow.Zip
    - integerVariable:
        name: Flow.age
        initialValue:
          lit: 5
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - playAudio:
              audio:
                tts: {{ greeting }}
          - jumpToTask:
              targetTaskRef: ./tasks/task[last]
    - task:
        name: Last
        refId: last
        actions:
          - disconnect:
              none: true
`;

/** The same flow as the platform gives it back. */
const EXPORTED = `inboundCall:
  name: Toy line
  division: Home
  startUpRef: "/inboundCall/tasks/task[Main_12]"
  defaultLanguage: en-us
  supportedLanguages:
    en-us:
      defaultLanguageSkill:
        noValue: true
  initialGreeting:
    tts: Welcome.
  variables:
    - integerVariable:
        name: Flow.age
        initialValue:
          lit: 5
    - stringVariable:
        name: Flow.Zip
        initialValue:
          noValue: true
  settingsActionDefaults:
    collectInput:
      noEntryTimeout:
        lit:
          seconds: 5
  settingsMenu:
    repeatCount:
      lit: 3
  tasks:
    - task:
        name: Last
        refId: Last_13
        actions:
          - disconnect:
              name: Disconnect
    - task:
        name: Main
        refId: Main_12
        actions:
          - playAudio:
              name: Play Audio
              audio:
                tts: Hello there
          - jumpToTask:
              name: Jump to Reusable Task
              targetTaskRef: "/inboundCall/tasks/task[Last_13]"
  referencedObjects:
    flows: []
`;
const VALUES = { shop: "Toy", greeting: "Hello there" };

const problemsOf = (text: string, substitutions: Record<string, string> = {}) =>
  checkYaml("inboundCall", text, substitutions).problems.map(sentence);

describe("An Architect file as the content of a flow", () => {
  it("is right with a value for each of its keys, and tells the flow's name", () => {
    const { problems, name } = checkYaml("inboundCall", SUBMITTED, VALUES);
    expect(name).to.equal("Toy line");
    expect(problems.map(sentence)).to.deep.equal([
      "line 9, column 7, variables.Flow.Zip: the variable is not used",
      "line 11, column 7, variables.Flow.age: the variable is not used",
    ]);
    expect(problems.map(({ severity }) => severity)).to.deep.equal(["warning", "warning"]);
  });

  it("means the same when the platform gives it back with defaults, other ids and another order", () => {
    expect(sameYaml("inboundCall", { yaml: SUBMITTED, substitutions: VALUES }, { yaml: EXPORTED })).to.equal(
      true,
    );
  });

  for (const [what, from, to] of [
    ["a text", "Hello there", "Hello here"],
    ["a number", "lit: 5", "lit: 6"],
    ["a variable's type", "stringVariable", "decimalVariable"],
    ["the target of a jump", 'task[Last_13]"\n', 'task[Main_12]"\n'],
    ["a setting", "lit: 3", "lit: 4"],
    ["the greeting", "tts: Welcome.", "tts: Welcome!"],
    ["the name", "name: Toy line", "name: Toy"],
  ] as const) {
    it(`does not mean the same after somebody changed ${what}`, () => {
      const edited = EXPORTED.replace(from, to);
      expect(edited).to.not.equal(EXPORTED);
      expect(sameYaml("inboundCall", { yaml: SUBMITTED, substitutions: VALUES }, { yaml: edited })).to.equal(
        false,
      );
    });
  }

  it("is uploaded with name, description and division of the resource, and else exactly as it was written", () => {
    const text = prepareYaml("inboundCall", SUBMITTED, {
      substitutions: VALUES,
      name: "Toys: us",
      description: "It's ours",
      division: "EU",
    });
    expect(text).to.equal(
      SUBMITTED.replace(
        '  name: "{{shop}} line"',
        '  description: "It\'s ours"\n  division: "EU"\n  name: "Toys: us"',
      ).replace("{{ greeting }}", "Hello there"),
    );
  });

  it("keeps its name line where the name is the same already", () => {
    expect(
      prepareYaml("inboundCall", "inboundCall: {name: x, startUpRef: y}", { name: "x", division: "EU" }),
    ).to.equal('inboundCall: {division: "EU", name: x, startUpRef: y}');
  });

  it("replaces a description of several lines", () => {
    const text = "inboundCall:\n  description: |\n    one\n    two\n  name: a\n";
    expect(prepareYaml("inboundCall", text, { name: "a", description: "three" })).to.equal(
      'inboundCall:\n  description: "three"\n  name: a\n',
    );
  });

  it("names keys without a value and values without a key, where they stand", () => {
    expect(problemsOf(SUBMITTED, { shop: "Toy", greetings: "x" })).to.deep.equal([
      'line 22, column 22: "{{greeting}}" has no value in "substitutions"; did you mean "greetings"?',
      'substitutions.greetings: "{{greetings}}" stands nowhere in the text; remove it, or correct its name',
    ]);
  });

  it("is told where it is broken, in the text as it was written, not as it was filled in", () => {
    const text = "inboundCall:\n  name: {{a}} {{b}} 'x\n";
    const [problem] = checkYaml("inboundCall", text, {
      a: "much longer than its key\nand two lines",
      b: "'",
    }).problems;
    expect(problem).to.include({ severity: "error", line: 2 });
  });

  it("is told the place behind a value that is longer than its key", () => {
    const { origin } = applySubstitutions("a: {{x}} b", { x: "12345678" });
    expect(origin(1, 13)).to.deep.equal({ line: 1, column: 10 });
    expect(origin(1, 6)).to.deep.equal({ line: 1, column: 4 });
    expect(origin(1, 2)).to.deep.equal({ line: 1, column: 2 });
  });

  const faults: [string, string, RegExp][] = [
    ["broken YAML", "inboundCall:\n  name: 'x\n", /^line \d+, column \d+: invalid YAML: /],
    [
      "a key twice",
      "inboundCall:\n  name: x\n  name: y\n",
      /^line 3, column 3: invalid YAML: map keys must be unique/,
    ],
    [
      "two root keys",
      "inboundCall:\n  name: x\nworkflow:\n  name: y\n",
      /^line 3, column 1: the file must have exactly one root key, "inboundCall"; it has 2/,
    ],
    [
      "another flow type",
      "workflow:\n  name: x\n",
      /^line 1, column 1: the root key must be "inboundCall", for an inbound flow/,
    ],
    ["no mapping", "- 1\n", /^line 1, column 1: the file must be a mapping/],
    ["nothing", "", /the file must be a mapping/],
    ["a bad name", "inboundCall:\n  name: a/b\n", /^line 2, column 3, name: must not contain "\/"/],
    ["text that is no UTF-8", "inboundCall:\n  name: \uFFFD\n", /^line 2, column 9: the text is not UTF-8/],
    ["half a character", "inboundCall:\n  name: a\uD800b\n", /^line 2, column 10: the text is not UTF-8/],
    ["a NUL", "inboundCall:\n  name: a\0b\n", /^line 2, column 10: the text is not UTF-8/],
    [
      "half a character in an escape",
      EXPORTED.replace("tts: Welcome.", 'tts: "\\uD800"'),
      /^line 10, column \d+, initialGreeting(\.tts)?: contains NUL or unpaired surrogate/,
    ],
    [
      "indented by tabs",
      "inboundCall:\n\tname: x\n",
      /^line 2, column 1: invalid YAML: tabs are not allowed as indentation/,
    ],
    ["two documents", "inboundCall:\n  name: x\n---\na: 1\n", /^line 3, column 1: invalid YAML: /],
    ["an alias of nothing", "inboundCall:\n  name: *x\n", /^line 2, column 9: this alias names nothing/],
    ["text in UTF-16", Buffer.from("inboundCall:", "utf16le").toString("latin1"), /the text is not UTF-8/],
    [
      "10 MB",
      `inboundCall:\n  name: ${"x".repeat(10_000_000)}\n`,
      /the text has 10000022 characters; Architect takes no flow above/,
    ],
    [
      "an alias inside its own anchor",
      "inboundCall: &a\n  name: x\n  more: *a\n",
      /^line 3, column 9: this alias stands inside what it names/,
    ],
    ["brackets ten thousand deep", `inboundCall: ${"[".repeat(10_000)}`, /nests more than 400 levels deep/],
    [
      "keys of keys ten thousand deep",
      `${"? ".repeat(10_000)}x`,
      /^line 1, .* nests more than 400 levels deep/,
    ],
    [
      "one column deeper on each of a thousand lines",
      Array.from({ length: 1000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      /^line 401, column 1: the text nests more than 400 levels deep/,
    ],
    [
      "a key ten thousand times",
      `inboundCall:\n${"  name: x\n".repeat(10_000)}`,
      /^line 3, column 3: invalid YAML: map keys must be unique/,
    ],
    ["lists ten thousand deep", `inboundCall:\n${"- ".repeat(10_000)}x`, /nests more than 400 levels deep/],
    [
      "indentation ten thousand deep",
      Array.from({ length: 10_000 }, (_, n) => `${" ".repeat(n)}a:`)
        .join("\n")
        .slice(0, 6_000_000),
      /nests more than 400 levels deep/,
    ],
    [
      "aliases that grow to a billion",
      [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
        ...Array.from(
          { length: 9 },
          (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(", ")}]`,
        ),
      ].join("\n"),
      /the aliases in this text grow it beyond any flow's size/,
    ],
  ];
  for (const [what, text, message] of faults) {
    it(`is refused in one clear sentence when it is ${what}`, () => {
      const [first] = problemsOf(text);
      expect(first).to.match(message);
    });
  }

  for (const [what, text] of [
    ["a byte order mark", `\uFEFF${EXPORTED}`],
    ["lines that end as on Windows", EXPORTED.replaceAll("\n", "\r\n")],
    ["both", `\uFEFF${EXPORTED.replaceAll("\n", "\r\n")}`],
  ] as const) {
    it(`means the same with ${what}, and is told the same places`, () => {
      expect(problemsOf(text)).to.deep.equal(problemsOf(EXPORTED));
      expect(sameYaml("inboundCall", { yaml: text }, { yaml: EXPORTED })).to.equal(true);
    });
  }

  it("never has a piece of its text in what is said of it: that may be a secret of its substitutions", () => {
    const secret = "s3cr3tValue";
    for (const broken of [
      `name: 'x' ${secret}`,
      `name: | ${secret}`,
      `name: !!${secret} x`,
      `name: "\\${secret}"`,
      `name: x\n  ] ${secret}`,
      `name: [${secret}`,
      `name: \`${secret}\``,
      `name: {a: ${secret}, a: ${secret}}`,
    ]) {
      const text = problemsOf(`inboundCall:\n  ${broken}\n`).join("\n");
      expect(text, broken).to.not.equal("").and.not.contain(secret);
    }
  });

  it("is told the places of ten thousand problems", () => {
    const text = `inboundCall:\n  name: x\n${Array.from({ length: 10_000 }, (_, n) => `  key${n}: &a${n} x\n`).join("")}`;
    const said = problemsOf(text);
    expect(said).to.have.length.above(10_000);
    expect(said.find((problem) => problem.includes('"key9999"'))).to.match(/^line 10002, column 3: /);
  });
});
