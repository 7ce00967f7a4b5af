import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { flow } from "#language/builders";
import { moduleInterface } from "#language/actions/moduleReferences";
import { canonicalDocument } from "#language/architect/equality";
import { toArchitectYaml } from "#language/architect/write";
import { mergeWithAuthored } from "#language/architect/merge";
import { fromArchitectYaml } from "#language/architect/readFlow";
import { prepareYaml, equalYamlFiles, withoutKeys } from "#language/architect/yamlFile";
import type { DocumentKind } from "#language/kinds";
import type { FlowDocument } from "#language/model";
import fc from "fast-check";
import { useTestOrganization } from "../../../local-org/test/testOrganization";
import { documentOf, MODULE_NAME as SAMPLE_MODULE, samples } from "../actions/samples";
import { documents, everyAction, MODULE_ID } from "./documents";

/** A module with the inputs and outputs that samples and generated documents bind. */
const module = flow.document(
  { start: flow.collectInput({ variable: "Common.digit" }) },
  {
    variables: {
      "Common.greeting": { type: "string", input: true },
      "Common.tries": { type: "integer", input: true },
      "Common.postcode": { type: "string", output: true },
    },
  },
);

describe("A refresh after a publish", () => {
  const world = useTestOrganization();
  const names = { [MODULE_ID]: SAMPLE_MODULE };
  const ids = Object.fromEntries(Object.entries(names).map(([id, name]) => [name, id]));

  const compile = (kind: DocumentKind, document: FlowDocument, name = "Sample") =>
    toArchitectYaml({ kind, name, document, moduleNames: names });

  beforeEach(async () => {
    await world.org.control.objects({
      queues: ["Sales", "Support", "Orders"],
      prompts: ["Welcome", "Sorry"],
      dataActions: ["Get Order"],
      dataTables: ["Shops"],
      schedules: ["Lunch"],
      scheduleGroups: ["Shop hours"],
      emergencyGroups: ["Storm"],
      scripts: ["Order desk"],
      users: ["ada@example.com"],
      skills: ["Toys"],
      languages: ["English"],
    });
    for (const name of [SAMPLE_MODULE, "Other: module"]) {
      await world.publish(compile("module", module, name));
    }
    await world.publish(compile("inboundCall", flow.document({ start: flow.disconnect() }), "Main line"));
    await world.publish(
      "inqueueCall:\n  name: Music\n  startUpTaskActions:\n    - disconnect:\n        name: Disconnect\n",
    );
  });

  /** Publishes, exports, reads and merges with state: the steps of a refresh of an unchanged flow. */
  const roundTrip = async (kind: DocumentKind, document: FlowDocument) => {
    const yaml = compile(kind, document);
    const exported = await world.me.exported({ id: await world.publish(yaml) });
    return {
      yaml,
      exported,
      back: mergeWithAuthored(kind, fromArchitectYaml(exported, { moduleIds: ids }).document, document),
    };
  };

  const publishedAndExported = async (text: string) => world.me.exported({ id: await world.publish(text) });

  for (const [name, list] of Object.entries(samples)) {
    for (const [index, { entry, kind = "inboundCall" }] of list.entries()) {
      it(`is no drift after ${name}${list.length > 1 ? ` (${index + 1})` : ""}`, async () => {
        const document = documentOf(entry);
        const { yaml, exported, back } = await roundTrip(kind, document);
        expect(back).to.deep.equal(document);
        expect(equalYamlFiles(kind, { yaml }, { yaml: exported })).to.equal(true);
      });
    }
  }

  for (const [kind, file] of [
    ["inboundCall", "inboundFlow.yaml"],
    ["module", "module.yaml"],
  ] as const) {
    it(`is no drift after the file of every action and setting, ${file}`, async () => {
      await world.org.control.objects({ prompts: ["Main_Menu"] });
      const text = await readFile(join(__dirname, "../../../fixtures/flows", file), "utf8");
      const { document } = fromArchitectYaml(text, { moduleIds: ids });
      const { yaml, exported, back } = await roundTrip(kind, document);
      expect(canonicalDocument(kind, back)).to.deep.equal(canonicalDocument(kind, document));
      expect(equalYamlFiles(kind, { yaml }, { yaml: exported })).to.equal(true);
      expect(equalYamlFiles(kind, { yaml: text }, { yaml: await publishedAndExported(text) })).to.equal(true);
    });
  }

  for (const kind of ["module", "inboundCall"] as const) {
    it(`is no drift after any ${kind === "module" ? "module" : "inbound flow"} of joins, cycles and tails`, async () => {
      await fc.assert(
        fc.asyncProperty(documents(kind, kind === "inboundCall" ? everyAction : []), async (document) => {
          const { yaml, exported, back } = await roundTrip(kind, document);
          expect(canonicalDocument(kind, back)).to.deep.equal(canonicalDocument(kind, document));
          expect(equalYamlFiles(kind, { yaml }, { yaml: exported })).to.equal(true);
        }),
        { numRuns: 40 },
      );
    });
  }

  it("is no drift after text with braces", async () => {
    const document = flow.document({
      start: flow.playAudio({ audio: "Hello {{customer}}, welcome." }, { default: "{{ tag }}" }),
      "{{ tag }}": flow.setParticipantData(
        { attributes: { "{{{{note}}}}": "tpl {{ x }}" } },
        { default: "bye" },
      ),
      bye: flow.disconnect(),
    });
    const { exported, back } = await roundTrip("inboundCall", document);
    expect(exported).to.contain("Hello {{customer}}, welcome.");
    expect(back).to.deep.equal(document);
    // The `yaml` that a UI edit puts into state is also published unchanged.
    const again = await publishedAndExported(prepareYaml("inboundCall", withoutKeys(exported), {}));
    expect(equalYamlFiles("inboundCall", { yaml: exported }, { yaml: again })).to.equal(true);
  });

  it("is no drift after any notation of numbers, merge keys and aliases", async () => {
    const yaml = `inboundCall:
  name: &name 911
  description: *name
  startUpRef: ./tasks/task[m]
  defaultLanguage: en-us
  initialGreeting: { tts: &hi Welcome. }
  variables:
    - decimalVariable: { name: Flow.Price, initialValue: { lit: 9.90 } }
    - integerVariable: { name: Flow.Count, initialValue: { lit: 0x1F } }
    - stringVariable: { name: Flow.Zip, initialValue: { lit: 007 } }
  tasks:
    - task:
        name: Main
        refId: m
        actions:
          - playAudio: &say { name: Say, audio: { exp: "ToAudioTTS(ToString(Flow.Price) + Flow.Zip + ToString(Flow.Count))" } }
          - playAudio: { <<: *say, name: Say again }
          - playAudio: { name: Say hi, audio: { tts: *hi } }
          - disconnect: { none: true }
`;
    const exported = await publishedAndExported(prepareYaml("inboundCall", yaml, { name: "911" }));
    expect(equalYamlFiles("inboundCall", { yaml }, { yaml: exported })).to.equal(true);
  });

  it("finds the declared variables of a module", () => {
    expect(moduleInterface(module)).to.deep.equal({
      inputs: { "Common.greeting": "string", "Common.tries": "integer" },
      outputs: { "Common.postcode": "string", "Common.digit": "string" },
    });
  });

  it("is drift that names the choice after a menu edit in the UI", async () => {
    const document = flow.document({
      start: flow.menu({ audio: "Press 1.", choices: { sales: { dtmf: "1" } } }, { sales: "sell" }),
      sell: flow.transferToAcd({ queue: "Sales" }),
    });
    const id = await world.publish(compile("inboundCall", document));
    const exported = await world.me.exported({ id });
    await world.org.control.edit(id, exported.replace("dtmf: digit_1", "dtmf: digit_2"));
    const edited = fromArchitectYaml(await world.me.exported({ id })).document;
    const expected = flow.document({
      start: flow.menu({ audio: "Press 1.", choices: { sales: { dtmf: "2" } } }, { sales: "sell" }),
      sell: flow.transferToAcd({ queue: "Sales" }),
    });
    expect(mergeWithAuthored("inboundCall", edited, document)).to.deep.equal(expected);
  });
});
