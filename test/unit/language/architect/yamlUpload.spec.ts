import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { toArchitectYaml } from "#language/architect/write";
import { parseYaml } from "#language/architect/parseYaml";
import { fromArchitectYaml } from "#language/architect/readFlow";
import { checkYaml } from "#language/architect/checkYaml";
import { prepareYaml, equalYamlFiles, withoutKeys } from "#language/architect/yamlFile";
import { flowFromYaml } from "#codegen/fromYaml";
import type { FlowDocument } from "#language/model";

const HEAD = { name: "Toys: us", description: "It's ours", division: "EU" };

/** The values under the root key of an uploaded text. */
const said = (text: string): Record<string, unknown> =>
  (parse(text) as { inboundCall: Record<string, unknown> }).inboundCall;

describe("Name, description and division", () => {
  const files: [what: string, yaml: string][] = [
    ["plain text", "inboundCall:\n  name: a\n  description: b\n  division: c\n  x: y\n"],
    ["nothing", "inboundCall:\n  x: y\n"],
    [
      "text of several lines",
      "inboundCall:\n  description: |\n    one\n    two\n  name: >-\n    a\n    b\n  x: y\n",
    ],
    ["a comment away", "inboundCall: # shop\n  name: # the name\n    a # here\n  x: y # end\n"],
    ["an alias", "inboundCall:\n  x: &x y\n  name: *x\n  description: *x\n  division: *x\n"],
    ["an anchor for others", "inboundCall:\n  name: &n y\n  x: *n\n"],
    ["a tag", "inboundCall:\n  name: !!str a\n  description: !!str b\n  x: y\n"],
    ["a list", "inboundCall:\n  name: [a, b]\n  description:\n    - c\n  x: y\n"],
    ["a mapping", "inboundCall:\n  name: { a: b }\n  x: y\n"],
    ["explicit keys", "inboundCall:\n  ? name\n  : a\n  ? description\n  ? x\n  : y\n"],
    ["quoted keys", "inboundCall:\n  \"name\": a\n  'description': b\n  x: y\n"],
    ["a merge", "inboundCall:\n  <<: { name: a, description: b, x: y }\n"],
    ["nothing behind a key", "inboundCall:\n  name:\n  description:\n  x: y\n"],
    ["JSON on one line", '{"inboundCall": {"name": "a", "x": "y"}}'],
    ["flow style", "inboundCall: {name: a, x: y}"],
    ["lines that end as on Windows", "\uFEFFinboundCall:\r\n  name: a\r\n  x: y\r\n"],
    ["marks of a document", "---\ninboundCall:\n  name: a\n  x: y\n...\n"],
  ];
  for (const [what, yaml] of files) {
    it(`replace what the file has for them, and nothing else: ${what}`, () => {
      const text = prepareYaml("inboundCall", yaml, HEAD);
      expect(said(text)).to.deep.equal({ ...HEAD, x: "y" });
      expect(prepareYaml("inboundCall", text, HEAD)).to.equal(text);
    });
  }

  it("come from the file if the resource has none", () => {
    const yaml = "inboundCall:\n  name: a\n  description: |\n    one\n    two\n  x: y\n";
    expect(said(prepareYaml("inboundCall", yaml, { name: "b" }))).to.deep.equal({
      name: "b",
      description: "one\ntwo\n",
      x: "y",
    });
  });

  it("leave the rest of the file unchanged", () => {
    const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.boolean(), fc.constant(null));
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        scalar,
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie("node"), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (x) => {
        const file = JSON.stringify({ inboundCall: { x } });
        fc.pre(parseYaml(file).problems.length === 0);
        const text = prepareYaml("inboundCall", file, HEAD);
        expect(said(text)).to.deep.equal({ ...HEAD, ...said(file) });
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("Merge keys of a file", () => {
  const file = (...actions: string[]) =>
    `inboundCall:\n  name: Merge\n  defaultLanguage: en-us\n  startUpRef: ./tasks/task[main]\n  initialGreeting: { tts: Hi. }\n  tasks:\n    - task:\n        name: Main\n        refId: main\n        actions:\n${actions.map((action) => `          - ${action}\n`).join("")}          - disconnect: { none: true }\n`;
  const said = "playAudio: &hello { name: One, audio: { tts: Hello. } }";

  it("are merged below the mapping's own keys", () => {
    const yaml = file(said, "playAudio: { <<: *hello, name: Two }");
    expect(checkYaml("inboundCall", yaml).problems).to.deep.equal([]);
    const spelledOut = file(
      "playAudio: { name: One, audio: { tts: Hello. } }",
      "playAudio: { name: Two, audio: { tts: Hello. } }",
    );
    expect(prepareYaml("inboundCall", yaml, {})).to.equal(prepareYaml("inboundCall", spelledOut, {}));
    expect(equalYamlFiles("inboundCall", { yaml }, { yaml: spelledOut })).to.equal(true);
  });

  it("are merged in order: the first mapping with a key wins", () => {
    const { value } = parseYaml(
      "a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2, <<: *a }\nc: { <<: [*b, *a], z: 3 }\n",
    );
    expect((value as Record<string, unknown>).c).to.deep.equal({ z: 3, y: 2, x: 1 });
  });

  it("keep the position of a mistake in the merged mapping", () => {
    const yaml = file(
      "playAudio: &hello { name: One, audio: { prompt: Welcome } }",
      "playAudio: { <<: *hello, name: Two }",
    );
    const lines = checkYaml("inboundCall", yaml).problems.map(({ line }) => line);
    expect(lines).to.deep.equal([11, 11]);
  });

  it("are plain keys if quoted", () => {
    expect(parseYaml('"<<": { a: 1 }\n').value).to.deep.equal({ "<<": { a: 1 } });
  });
});

describe("Braces in text", () => {
  const document: FlowDocument = {
    content: {
      entries: {
        start: {
          entryType: "action",
          action: {
            action: "playAudio",
            actionType: "playAudio",
            parameters: { audio: "Hello {{customer}}." },
          },
          nexts: { default: "{{ tag }}" },
        },
        "{{ tag }}": {
          entryType: "action",
          action: {
            action: "setParticipantData",
            actionType: "setParticipantData",
            parameters: { attributes: { "{{{{key}}}}": "tpl {{ x }}" } },
          },
        },
      },
    },
  };
  const yaml = toArchitectYaml({ kind: "inboundCall", name: "{{a}}", document, moduleNames: {} });

  it("of a document are not written as substitution keys", () => {
    expect(yaml).to.not.contain("{{");
    const read = fromArchitectYaml(yaml);
    expect(read.name).to.equal("{{a}}");
    expect(read.document.content.entries).to.deep.equal(document.content.entries);
  });

  it("from a substituted value are text", () => {
    const file = 'inboundCall:\n  name: a\n  initialGreeting: { tts: "{{greeting}}" }\n';
    const text = prepareYaml("inboundCall", file, { substitutions: { greeting: "Hi {{name}}." } });
    expect(text).to.not.contain("{{");
    expect(said(text).initialGreeting).to.deep.equal({ tts: "Hi {{name}}." });
  });

  it("of an export are text, in a program and in its YAML file", () => {
    const exported = yaml.replaceAll("{\\u007b", "{{");
    expect(exported).to.contain("{{customer}}");
    const source = flowFromYaml(exported, { origin: "x", exported: true });
    expect(source.content).to.have.property("form", "document");
    const kept = withoutKeys(exported);
    expect(
      checkYaml("inboundCall", kept).problems.filter(({ severity }) => severity === "error"),
    ).to.deep.equal([]);
    expect(parseYaml(kept).value).to.deep.equal(parseYaml(exported).value);
  });

  it("are not a key if empty", () => {
    expect(
      checkYaml("inboundCall", "inboundCall:\n  name: 'a {{ }} b'\n").problems.map(({ code }) => code),
    ).to.not.contain("unknown-substitution");
  });
});
