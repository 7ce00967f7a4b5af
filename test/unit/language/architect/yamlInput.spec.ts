import { expect } from "chai";
import { checkYaml } from "#language/architect/checkYaml";
import { equalYamlFiles } from "#language/architect/yamlFile";
import { applySubstitutions } from "#language/architect/substitutions";
import { formatIssue as sentence } from "#language/issues";

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

/** The same flow as Genesys Cloud exports it. */
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

describe("An Architect file", () => {
  it("is valid with a value for each key, and has the flow's name", () => {
    const { problems, name } = checkYaml("inboundCall", SUBMITTED, VALUES);
    expect(name).to.equal("Toy line");
    expect(problems.map(sentence)).to.deep.equal([
      'line 9, column 7, stringVariable: the variable "Flow.Zip" is not used',
      'line 11, column 7, integerVariable: the variable "Flow.age" is not used',
    ]);
    expect(problems.map(({ severity }) => severity)).to.deep.equal(["warning", "warning"]);
  });

  it("equals its export with defaults, other ids and another order", () => {
    expect(
      equalYamlFiles("inboundCall", { yaml: SUBMITTED, substitutions: VALUES }, { yaml: EXPORTED }),
    ).to.equal(true);
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
      expect(
        equalYamlFiles("inboundCall", { yaml: SUBMITTED, substitutions: VALUES }, { yaml: edited }),
      ).to.equal(false);
    });
  }

  it("has errors at keys without a value and at unused values", () => {
    expect(problemsOf(SUBMITTED, { shop: "Toy", greetings: "x" })).to.deep.equal([
      'line 22, column 22: "{{greeting}}" has no value in "substitutions"; did you mean "greetings"?',
    ]);
    expect(problemsOf(SUBMITTED, { ...VALUES, unused: "x" })).to.include(
      'substitutions.unused: "{{unused}}" is not used in the text; remove it, or correct its name',
    );
  });

  it("has one error for a missing value that is used often", () => {
    expect(problemsOf("a: {{x}}\nb: {{ x }} {{x}}\n")).to.deep.equal([
      'line 1, column 4: "{{x}}" has no value in "substitutions"; there are none (used 3 times)',
    ]);
  });

  it("has errors at positions in the text before substitution", () => {
    const text = "inboundCall:\n  name: {{a}} {{b}} 'x\n";
    const [problem] = checkYaml("inboundCall", text, {
      a: "much longer than its key\nand two lines",
      b: "'",
    }).problems;
    expect(problem).to.include({ severity: "error", line: 2 });
  });

  it("has correct positions after a value longer than its key", () => {
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
      /^line 1, column 1: the root key must be "inboundCall" for an inbound flow, not "workflow"/,
    ],
    ["no mapping", "- 1\n", /^line 1, column 1: the file must be a mapping/],
    ["nothing", "", /the file is empty/],
    ["nothing but comments", "# to do\n\n", /the file is empty/],
    ["a bad name", "inboundCall:\n  name: a/b\n", /^line 2, column 3, name: must not contain "\/"/m],
    ["text that is no UTF-8", "inboundCall:\n  name: \uFFFDa\n", /^line 2, column 9: the text is not UTF-8/],
    ["half a character", "inboundCall:\n  name: a\uD800b\n", /^line 2, column 10: the text is not UTF-8/],
    ["a NUL", "inboundCall:\n  name: a\0b\n", /^line 2, column 10: the text is not UTF-8/],
    [
      "half a character in an escape",
      EXPORTED.replace("tts: Welcome.", 'tts: "\\uD800"'),
      /^line 11, column 10: contains NUL or unpaired surrogate characters/,
    ],
    [
      "indented by tabs",
      "inboundCall:\n\tname: x\n",
      /^line 2, column 1: invalid YAML: tabs are not allowed as indentation/,
    ],
    [
      "two documents",
      "inboundCall:\n  name: x\n---\na: 1\n",
      /^line 3, column 1: invalid YAML: the file has several documents/,
    ],
    [
      "an unresolved merge",
      "inboundCall:\n<<<<<<< HEAD\n  name: x\n=======\n  name: y\n>>>>>>> main\n",
      /^line 2, column 1: the text has the marks of a merge conflict/,
    ],
    [
      "a value with an exclamation mark before it",
      EXPORTED.replace("tts: Welcome.", "exp: !Flow.Open and true"),
      /^line 11, column 10: invalid YAML: .* put the value in quotes/,
    ],
    [
      "a key that is a list",
      "inboundCall:\n  ? [a, b]\n  : c\n",
      /^line 2, column 5: invalid YAML: a key must be text/,
    ],
    ["a key that is nothing", "inboundCall:\n  : c\n", /^line 2, column 3: invalid YAML: a key must be text/],
    ["a merge of text", "inboundCall:\n  <<: x\n", /^line 2, column 3: invalid YAML: a merge key/],
    [
      "a number that is none",
      EXPORTED.replace("lit: 5", "lit: .nan"),
      /^line 16, column 16: Architect has no infinite/,
    ],
    ["an alias of nothing", "inboundCall:\n  name: *x\n", /^line 2, column 9: unknown alias/],
    ["text in UTF-16", Buffer.from("inboundCall:", "utf16le").toString("latin1"), /the text is not UTF-8/],
    [
      "10 MB",
      `inboundCall:\n  name: ${"x".repeat(10_000_000)}\n`,
      /the text has 10000022 characters; Architect takes no flow above/,
    ],
    [
      "an alias inside its own anchor",
      "inboundCall: &a\n  name: x\n  more: *a\n",
      /^line 3, column 9: circular alias/,
    ],
    [
      "brackets ten thousand deep",
      `inboundCall: ${"[".repeat(10_000)}`,
      /is nested more than 400 levels deep/,
    ],
    [
      "keys of keys ten thousand deep",
      `${"? ".repeat(10_000)}x`,
      /^line 1, .* is nested more than 400 levels deep/,
    ],
    [
      "one column deeper on each of a thousand lines",
      Array.from({ length: 1000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      /^line 400, column 401: the text is nested more than 400 levels deep/,
    ],
    [
      "a key ten thousand times",
      `inboundCall:\n${"  name: x\n".repeat(10_000)}`,
      /^line 3, column 3: invalid YAML: map keys must be unique/,
    ],
    [
      "lists ten thousand deep",
      `inboundCall:\n${"- ".repeat(10_000)}x`,
      /is nested more than 400 levels deep/,
    ],
    [
      "indentation ten thousand deep",
      Array.from({ length: 10_000 }, (_, n) => `${" ".repeat(n)}a:`)
        .join("\n")
        .slice(0, 6_000_000),
      /is nested more than 400 levels deep/,
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
      /the aliases make this text larger than any flow/,
    ],
  ];
  for (const [what, text, message] of faults) {
    it(`is refused in one clear sentence when it is ${what}`, () => {
      expect(problemsOf(text).join("\n")).to.match(message);
    });
  }

  for (const [what, text] of [
    ["a byte order mark", `\uFEFF${EXPORTED}`],
    ["lines that end as on Windows", EXPORTED.replaceAll("\n", "\r\n")],
    ["both", `\uFEFF${EXPORTED.replaceAll("\n", "\r\n")}`],
  ] as const) {
    it(`means the same with ${what}, and is told the same places`, () => {
      expect(problemsOf(text)).to.deep.equal(problemsOf(EXPORTED));
      expect(equalYamlFiles("inboundCall", { yaml: text }, { yaml: EXPORTED })).to.equal(true);
    });
  }

  it("is never quoted in messages, because it may contain secrets", () => {
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

  it("shows the first hundred of ten thousand problems, and their number", () => {
    const text = `inboundCall:\n  name: x\n${Array.from({ length: 10_000 }, (_, n) => `  key${n}: &a${n} x\n`).join("")}`;
    const warnings = checkYaml("inboundCall", text).problems.filter(({ severity }) => severity === "warning");
    expect(warnings).to.have.length(101);
    expect(warnings[50]).to.include({ code: "unknown-property", property: "key49", line: 52, column: 3 });
    expect(warnings.at(-1)).to.include({ code: "more-problems", message: "and 9901 more warnings" });
  });
});
