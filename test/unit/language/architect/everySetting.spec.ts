import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { actions } from "#language/actions/index";
import { canonicalDocument } from "#language/architect/equality";
import { toArchitectYaml } from "#language/architect/write";
import { fromArchitectYaml } from "#language/architect/readFlow";
import { checkYaml } from "#language/architect/checkYaml";
import { equalYamlFiles } from "#language/architect/yamlFile";
import type { ActionDefinition } from "#language/actions/definition";
import type { DocumentKind } from "#language/kinds";
import type { Entry } from "#language/model";
import { formatIssue as sentence } from "#language/issues";
import { SETTINGS } from "#language/validation/structureRules";

const files: Record<DocumentKind, string> = {
  inboundCall: fixture("inboundFlow.yaml"),
  module: fixture("module.yaml"),
};

function fixture(name: string): string {
  return readFileSync(join(__dirname, "../../../fixtures/flows", name), "utf8");
}

/** Parameters without a YAML equivalent, by action. */
const unsaid: Readonly<Record<string, readonly string[]>> = {
  // YAML refers to modules by name. The rest is used only by the program.
  invokeSubFlow: ["moduleId", "timeout", "moduleVersion", "interface"],
  // Has only one possible value, which YAML leaves out.
  collectInput: ["inputType"],
};

const entriesOf = (kind: DocumentKind): Entry[] =>
  Object.values(fromArchitectYaml(files[kind]).document.content.entries);

describe("The complete fixture files", () => {
  for (const kind of ["inboundCall", "module"] as const) {
    const yaml = files[kind];

    it(`are right, and go to a document and back: ${kind}`, () => {
      const errors = checkYaml(kind, yaml).problems.filter(({ severity }) => severity === "error");
      expect(errors.map(sentence)).to.deep.equal([]);
      const read = fromArchitectYaml(yaml);
      const again = toArchitectYaml({ ...read, moduleNames: {} });
      expect(canonicalDocument(kind, fromArchitectYaml(again).document)).to.deep.equal(
        canonicalDocument(kind, read.document),
      );
      expect(equalYamlFiles(kind, { yaml }, { yaml: again })).to.equal(true);
    });

    it(`set every block of settings otherwise than by default: ${kind}`, () => {
      const { settings } = fromArchitectYaml(yaml).document.content;
      // A module's language has no further settings. Its callers define them.
      const blocks = SETTINGS[kind].filter(
        (block) => kind === "inboundCall" || block !== "supportedLanguages",
      );
      expect(Object.keys(settings ?? {})).to.have.members(blocks);
    });
  }

  for (const definition of Object.values(actions) as unknown as ActionDefinition[]) {
    // An inbound flow's "end" is a disconnect in YAML.
    const kind = definition.type === "end" ? "module" : "inboundCall";

    it(`hold ${definition.type} with all that it can say`, () => {
      const found = entriesOf(kind).filter(({ action }) => action.actionType === definition.type);
      expect(found).to.not.deep.equal([]);
      const said = new Set(found.flatMap(({ action }) => Object.keys(action.parameters ?? {})));
      const sayable = Object.keys(definition.parameters).filter(
        (name) => !unsaid[definition.type]?.includes(name),
      );
      expect([...said]).to.have.members(sayable);
      const wired = new Set(found.flatMap(({ nexts }) => Object.keys(nexts ?? {})));
      const paths = found.flatMap(({ action }) => definition.paths(action.parameters ?? {}).names);
      // Menu choices that disconnect have no paths.
      if (definition.type !== "menu") expect([...wired]).to.include.members(paths);
    });
  }

  it("include every flow setting seen in exports", () => {
    const { settings = {} } = fromArchitectYaml(files.inboundCall).document.content;
    const keys = (block: string) => Object.keys(settings[block] as object);
    expect(keys("settingsActionDefaults")).to.have.members([
      ...["playAudioOnSilence", "detectSilence", "callData", "callBridge", "collectInput", "dialByExtension"],
      ...["transferToUser", "transferToNumber", "transferToGroup", "transferToFlowSecure"],
    ]);
    expect(keys("settingsErrorHandling")).to.have.members(["errorHandling", "preHandlingAudio"]);
    expect(keys("settingsMenu")).to.have.members([
      ...["extensionDialingMaxDelay", "listenForExtensionDialing", "menuSelectionTimeout", "repeatCount"],
    ]);
    expect(keys("settingsPrompts")).to.have.members(["ensureAudioInPrompts", "promptMediaToValidate"]);
    expect(keys("settingsSpeechRec")).to.have.members([
      ...["completeMatchTimeout", "incompleteMatchTimeout", "maxSpeechLengthTimeout", "minConfidenceLevel"],
      ...["asrCompanyDir", "asrEnabledOnFlow", "suppressRecording"],
    ]);
  });

  it("include every kind of menu choice", () => {
    const kinds = new Set([...files.inboundCall.matchAll(/- (menu[A-Z]\w+):/g)].map(([, kind]) => kind));
    expect([...kinds]).to.have.members([
      ...["menuTask", "menuTransferToAcd", "menuJumpToTask", "menuJumpToMenu", "menuDisconnect"],
      "menuTransferToUser",
    ]);
  });
});
