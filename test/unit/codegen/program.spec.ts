import { otherFixtureFiles } from "../../flowFiles";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { check, format } from "prettier";
import ts from "typescript";
import { flow } from "#language/builders";
import type { FlowSource } from "#codegen/source";
import { flowFromYaml } from "#codegen/fromYaml";
import { programOf } from "#codegen/program";
import { askDigitYaml, greetingYaml, mainLineYaml } from "./flowFiles";

const read = (yaml: string) => flowFromYaml(yaml, { origin: "test.yaml" });

const inboundFlow = (name: string, document: Parameters<typeof flow.diagram>[0]): FlowSource => ({
  kind: "inboundCall",
  name,
  content: { form: "document", document },
  modules: [],
  notes: [],
  origin: name,
});

/** The compiler's syntax errors, and its errors about duplicate or forbidden names. */
function syntaxErrors(program: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(program, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("a generated program", () => {
  it("declares modules before their callers", () => {
    const { program, files } = programOf([read(mainLineYaml), read(askDigitYaml)]);
    expect(files.size).to.equal(0);
    expect(program).to.equal(`import { flow, FlowModule, InboundFlow } from "pulumi-genesyscloud";

const askDigit = new FlowModule("Ask-digit", {
  name: "Ask digit",
  description: "Asks for a digit.",
  document: flow.document(
    {
      start: flow.collectInput({
        timeout: 5000,
        audio: 'Say "one" or press 1.',
        variable: "Common.Digit",
      }),
    },
    {
      variables: { "Common.Digit": { type: "string", output: true } },
    },
  ),
});

new InboundFlow("Main-line", {
  name: "Main line",
  division: "Home",
  defaultLanguage: "de-de",
  document: flow.document(
    {
      start: flow.invokeSubFlow(
        { module: askDigit, outputs: { Digit: "Flow.Digit" } },
        { default: "Sales wanted" },
      ),
      "Sales wanted": flow.decision(
        { condition: flow.exp('Flow.Digit == "1"') },
        { yes: "To sales", no: "Bye" },
      ),
      "To sales": flow.transferToAcd({ queue: "Sales" }, { failure: "Bye" }),
      Bye: flow.disconnect(),
    },
    {
      variables: { "Flow.Digit": { type: "string" } },
    },
  ),
});
`);
  });

  it("refers to a module outside the program by name", () => {
    const { program } = programOf([read(mainLineYaml)]);
    expect(program).to.include('moduleName: "Ask digit"');
    expect(program).not.to.include("FlowModule");
  });

  it("reads the values of substitution keys from stack configuration", () => {
    const { program, files } = programOf([read(greetingYaml)]);
    expect(program).to.equal(`import { readFileSync } from "node:fs";
import { Config } from "@pulumi/pulumi";
import { InboundFlow } from "pulumi-genesyscloud";

const testConfig = new Config("test");

// Kept as YAML, because the values of its keys come from the stack's
// configuration.
new InboundFlow("test", {
  description: "Greets.",
  yaml: readFileSync("flows/test.yaml", "utf8"),
  substitutions: {
    team: testConfig.require("team"),
    greeting: testConfig.require("greeting"),
  },
});
`);
    expect([...files]).to.deep.equal([["flows/test.yaml", greetingYaml]]);
  });

  it("separates the values of equal keys in two texts, and keeps secrets secret", () => {
    const texts = ["flows/open.yaml", "C:\\flows\\closed.yaml"].map((origin) =>
      flowFromYaml(greetingYaml.replace("{{greeting}}", "{{greeting}} {{api token}}"), { origin }),
    );
    const { program, config, files } = programOf(texts);
    expect(program).to.include('const openConfig = new Config("open");');
    expect(program).to.include('greeting: closedConfig.require("greeting")');
    expect(program).to.include('"api token": closedConfig.requireSecret("api_token")');
    expect([...files.keys()]).to.deep.equal(["flows/open.yaml", "flows/closed.yaml"]);
    expect(config).to.deep.include.members([
      { name: "open:team", secret: false },
      { name: "closed:api_token", secret: true },
    ]);
  });

  it("avoids reserved Windows file names and namespaces in use", () => {
    const programs = ["con.yaml", "nul", "aux.v2.yaml", "COM1.yml", "genesyscloud.yaml"].map((origin) =>
      programOf([flowFromYaml(greetingYaml, { origin })]),
    );
    for (const { files } of programs) {
      for (const path of files.keys()) expect(path).to.not.match(/\/(?:con|prn|aux|nul|com\d|lpt\d)\./i);
    }
    expect(programs.at(-1)?.config[0]).to.deep.equal({ name: "genesyscloud-flow:team", secret: false });
  });

  it("writes out an entry that no builder creates", () => {
    const odd = { ...flow.disconnect(), nexts: {} };
    const { program } = programOf([inboundFlow("Odd", flow.document({ start: odd }))]);
    expect(program).to.include(`start: {
      entryType: "action",
      action: { action: "disconnect", actionType: "disconnect" },
      nexts: {},
    },`);
  });

  it("is valid for any flow names, with one resource per name", () => {
    const name = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "module",
        "class",
        "flow",
        "config",
        "1",
        "A b",
        "a-b",
        "A_B",
        "größe",
        "Größe",
        "主要",
      ),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        const modules = names.map((one): FlowSource => ({
          ...inboundFlow(one, { content: { entries: {} } }),
          kind: "module",
        }));
        const calls = Object.fromEntries(
          names.map((one, at) => [`call ${at}`, flow.invokeSubFlow({ moduleName: one })]),
        );
        const { program, logicalNames } = programOf([...modules, inboundFlow("all", flow.document(calls))]);
        expect(syntaxErrors(program)).to.deep.equal([]);
        expect(new Set(logicalNames.values()).size).to.equal(names.length + 1);
        const variables = [...program.matchAll(/^const (\S+) =/gm)].map(([, variable]) => variable);
        expect(new Set(variables).size).to.equal(names.length);
      }),
      { numRuns: 25 },
    );
  });

  it("matches Prettier's format for every action", async () => {
    const everyAction = readFileSync(join(__dirname, "../../local-org/test/flows/everyAction.yaml"), "utf8");
    const { program } = programOf([
      read(everyAction),
      read(askDigitYaml),
      read(mainLineYaml),
      read(greetingYaml),
    ]);
    if (await check(program, { parser: "typescript" })) return;
    expect(program).to.equal(await format(program, { parser: "typescript" }));
  });
});

describe("reading a file for a program", () => {
  const failure = (yaml: string): string => {
    try {
      read(yaml);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("keeps a flow of another type as its file, after the flows that it names", () => {
    const [bot, messages] = ["bot", "message"].map((name) => {
      const file = otherFixtureFiles().find((one) => one.name === `${name}.yaml`);
      return flowFromYaml(file?.text ?? "", { origin: `${name}.yaml` });
    });
    if (bot === undefined || messages === undefined) throw new Error("fixtures are missing");
    const { program, files } = programOf([messages, bot]);
    expect([...files.keys()]).to.deep.equal(["flows/desk-bot.yaml", "flows/messages.yaml"]);
    expect(program).to.match(/import { Flow } from/);
    expect(program).to.match(
      /const deskBot = new Flow\("Desk-bot",[^]*new Flow\("Messages",[^]*uses: \[deskBot\]/,
    );
  });

  it("fails with a reason if the flow is not supported", () => {
    expect(failure("botflw:\n  name: Bot\n")).to.include(
      '"botflw" is no known flow type; did you mean "botFlow"?',
    );
    expect(failure("a: 1\nb: 2\n")).to.include("exactly one root key");
    expect(failure("inboundCall: [\n")).to.include("line 2");
    expect(failure(askDigitYaml.replace("name: Ask digit", "name: a/b"))).to.include('must not contain "/"');
  });

  it("keeps an unsupported menu as YAML, with the reason", () => {
    const yaml = `inboundCall:
  name: Two byes
  defaultLanguage: en-us
  startUpRef: ./menus/menu[main]
  initialGreeting: { tts: Welcome. }
  menus:
    - menu:
        name: Main
        refId: main
        audio: { tts: "Press 1, 2 or 3." }
        choices:
          - menuDisconnect: { name: Bye, dtmf: digit_1 }
          - menuDisconnect: { name: Bye, dtmf: digit_2 }
          - menuTask:
              name: Ask
              dtmf: digit_3
              task:
                actions:
                  - callCommonModule:
                      name: Ask
                      commonModule: { Ask digit: { ver_latestPublished: {} } }
                  - disconnect: { name: Bye }
`;
    const { program, files } = programOf([read(askDigitYaml), read(yaml)]);
    expect(program).to.include(`// Kept as YAML: line 7: the menu "Main" has settings that a document cannot
// say.
new InboundFlow("Two-byes", {
  name: "Two byes",
  yaml: readFileSync("flows/two-byes.yaml", "utf8"),
  modules: [askDigit.id],
});
`);
    expect(files.get("flows/two-byes.yaml")).to.equal(yaml);
  });

  it("fails with the position of content that cannot be published", () => {
    expect(failure(mainLineYaml.replaceAll("Flow.Digit", "Call.Ani"))).to.match(
      /line 14, column 9, stringVariable\.name: must be named/,
    );
  });
});
