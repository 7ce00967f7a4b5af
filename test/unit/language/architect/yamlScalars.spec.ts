import { expect } from "chai";
import { parseYaml } from "#language/architect/parseYaml";
import { checkYaml } from "#language/architect/checkYaml";
import { prepareYaml, equalYamlFiles } from "#language/architect/yamlFile";

/** A flow whose one variable has this type and initial value. */
const withVariable = (type: string, literal: string) => `inboundCall:
  name: Prices
  defaultLanguage: en-us
  startUpRef: ./tasks/task[main]
  initialGreeting: { tts: Welcome. }
  variables:
    - ${type}Variable:
        name: Flow.Value
        initialValue:
          lit: ${literal}
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - playAudio: { audio: { exp: ToAudioTTS(ToString(Flow.Value)) } }
          - disconnect: { name: Bye }
`;

const codesOf = (yaml: string) =>
  checkYaml("inboundCall", yaml).problems.map(
    ({ severity, code, line }) => `${severity} ${code} ${line ?? ""}`,
  );

/** The value at a path of a file. */
const valueAt = (yaml: string, ...path: (string | number)[]) =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], parseYaml(yaml).value);

const initialValue = (type: string, literal: string) =>
  valueAt(
    withVariable(type, literal),
    "inboundCall",
    "variables",
    0,
    `${type}Variable`,
    "initialValue",
    "lit",
  );

describe("A number in a file", () => {
  const spellings: [source: string, value: number][] = [
    ["9.90", 9.9],
    ["1.0", 1],
    [".5", 0.5],
    ["-0.50", -0.5],
    ["1e3", 1000],
    ["1.5E+2", 150],
    ["+3", 3],
    ["-0", 0],
    ["0x1F", 31],
    ["0o17", 15],
    ["007", 7],
  ];
  for (const [source, value] of spellings) {
    it(`is one where a number is wanted: ${source}`, () => {
      expect(initialValue("decimal", source)).to.equal(value);
      expect(codesOf(withVariable("decimal", source))).to.deep.equal([]);
    });

    it(`is text as it is written where text is wanted, with a warning: ${source}`, () => {
      expect(initialValue("string", source)).to.equal(source);
      expect(codesOf(withVariable("string", source))).to.deep.equal(["warning unquoted-text 10"]);
    });
  }

  for (const source of ["1.0", "1e3", "+3", "0x1F", "007"]) {
    it(`may be an integer: ${source}`, () => {
      expect(codesOf(withVariable("integer", source))).to.deep.equal([]);
    });
  }

  it("is accepted as a time or a number of digits", () => {
    const yaml = withVariable("string", '"x"').replace(
      "- playAudio",
      "- collectInput: { inputData: { var: Flow.Value }, digits: { exact: 0x4 }, noEntryTimeout: { lit: { seconds: 5.0 } } }\n          - playAudio",
    );
    expect(codesOf(yaml)).to.deep.equal([]);
  });

  it("is an error if an integer is required and it is not one", () => {
    for (const literal of ["1.5", "many", "1_000", "true"])
      expect(codesOf(withVariable("integer", literal)), literal).to.deep.equal(["error invalid-value 10"]);
  });

  it("is an error if it is infinite or NaN", () => {
    for (const literal of [".inf", "-.INF", ".nan"])
      expect(codesOf(withVariable("decimal", literal)), literal).to.deep.equal(["error invalid-value 10"]);
    expect(initialValue("string", ".inf")).to.equal(".inf");
  });

  it("keeps its notation if its purpose is unknown", () => {
    const call = (literal: string) =>
      withVariable("string", '"x"').replace(
        "- playAudio",
        `- callCommonModule: { commonModule: { M: { ver_latestPublished: { inputs: { Common.A: { lit: ${literal} } } } } } }\n          - playAudio`,
      );
    for (const literal of ["9.90", "1e3", "+3", "0049", "0x1F", "123456789012345678901"])
      expect(prepareYaml("inboundCall", call(literal), {}), literal).to.contain(`lit: ${literal}\n`);
    expect(codesOf(call("9.90"))).to.deep.equal([]);
    // It may be text.
    for (const literal of ["0049", "0x1F", "123456789012345678901"])
      expect(codesOf(call(literal)), literal).to.deep.equal(["warning unquoted-text 16"]);
  });
});

describe("Text in a file", () => {
  const named = (name: string) =>
    withVariable("string", '"x"').replace(
      "- disconnect",
      `- transferToAcd: { targetQueue: { lit: { name: ${name} } } }\n          - disconnect`,
    );

  for (const name of ["911", "007", "1.0", "true", "False", "+49301234"]) {
    it(`is taken as it is written, with a warning to quote it, where it is a name: ${name}`, () => {
      expect(codesOf(named(name))).to.deep.equal(["warning unquoted-text 17"]);
      expect(prepareYaml("inboundCall", named(name), {})).to.contain(
        /^[A-Za-z]/.test(name) ? `name: "${name}"\n` : `name: "${name}"\n`,
      );
      expect(equalYamlFiles("inboundCall", { yaml: named(name) }, { yaml: named(`"${name}"`) })).to.equal(
        true,
      );
    });
  }

  for (const name of ["yes", "NO", "on", "off", "2024-01-31", "12:30:45"]) {
    it(`is text, with a warning to quote it, where other readers of YAML take it for something else: ${name}`, () => {
      expect(codesOf(named(name))).to.deep.equal(["warning unquoted-text 17"]);
      expect(codesOf(named(`"${name}"`))).to.deep.equal([]);
      expect(prepareYaml("inboundCall", named(name), {})).to.contain(`name: "${name}"\n`);
    });
  }

  it("is the flow's name in any notation", () => {
    for (const [written, name] of [
      ["911", "911"],
      ["true", "true"],
      ["0x1F", "0x1F"],
      ["yes", "yes"],
    ] as const)
      expect(checkYaml("inboundCall", withVariable("string", "x").replace("Prices", written)).name).to.equal(
        name,
      );
    for (const nothing of ["null", "~", ""])
      expect(codesOf(withVariable("string", "x").replace("Prices", nothing))).to.deep.equal([
        "error invalid-name 2",
      ]);
  });

  it("is unknown if a part of it is unknown", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(codesOf(withVariable("integer", unknown))).to.deep.equal([]);
    expect(codesOf(withVariable("integer", "5").replace("Flow.Value))", `Flow.${unknown}))`))).to.not.contain(
      "error unknown-variable 16",
    );
  });
});
