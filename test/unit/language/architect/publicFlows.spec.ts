import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { checkDocument } from "#language/validation/document";
import { canonicalDocument } from "#language/architect/equality";
import { toArchitectYaml } from "#language/architect/write";
import { fromArchitectYaml } from "#language/architect/readFlow";
import { applySubstitutions } from "#language/architect/substitutions";
import { checkYaml } from "#language/architect/checkYaml";
import { equalYamlFiles } from "#language/architect/yamlFile";
import { formatIssue as sentence } from "#language/issues";
import type { DocumentKind } from "#language/kinds";
import { NO_FOREIGN_FILES } from "../../../flowFiles";

/** Flow files from public repositories, in the folder that FLOW_FILES names. */
const folder = process.env.FLOW_FILES;

/** Files that are not Architect exports, with the expected messages. */
const wrong: Record<string, string> = {
  // Handwritten: inbound call flows have no states.
  "inboundCall-CrossOrgMainFlow.yaml":
    'line 4, column 3, startUpRef: no state has the refId "Initial State_1"; there are none',
};

describe("Public flow files", function () {
  if (folder === undefined) {
    it(NO_FOREIGN_FILES);
    return;
  }
  const files = readdirSync(folder).filter((name) => /^(inboundCall|commonModule)-/.test(name));

  it("are many", () => {
    expect(files.length).to.be.greaterThan(20);
  });

  for (const file of files) {
    const raw = readFileSync(join(folder, file), "utf8");
    const kind: DocumentKind = file.startsWith("commonModule") ? "module" : "inboundCall";
    const keys = [...raw.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(
      ([, key = ""]) => [key, `value of ${key}`] as const,
    );
    const substitutions = Object.fromEntries(keys);

    if (file in wrong) {
      it(`${file} is told what is wrong with it`, () => {
        const { problems } = checkYaml(kind, raw, substitutions);
        const errors = problems.filter(({ severity }) => severity === "error");
        expect(errors.map(sentence)).to.deep.equal([wrong[file]]);
      });
      continue;
    }

    it(`${file} is right as it stands, and means the same as itself`, () => {
      const { problems } = checkYaml(kind, raw, substitutions);
      expect(problems.filter(({ severity }) => severity === "error").map(sentence)).to.deep.equal([]);
      expect(equalYamlFiles(kind, { yaml: raw, substitutions }, { yaml: raw, substitutions })).to.equal(true);
    });

    it(`${file} becomes a document that is right, and comes back from what it is compiled to`, () => {
      const read = fromArchitectYaml(applySubstitutions(raw, substitutions).text);
      expect(read.kind).to.equal(kind);
      const { problems } = checkDocument(kind, read.document);
      const inTheWay = problems.filter(
        (problem) => problem.severity === "error" || problem.message.includes("tasks"),
      );
      expect(inTheWay.map(sentence)).to.deep.equal([]);
      const again = fromArchitectYaml(toArchitectYaml({ ...read, moduleNames: {} }));
      expect(canonicalDocument(kind, again.document)).to.deep.equal(canonicalDocument(kind, read.document));
      expect({
        ...again,
        document: undefined,
        places: undefined,
        unreachable: undefined,
        unreferenced: undefined,
        notes: undefined,
      }).to.deep.equal({
        ...read,
        document: undefined,
        places: undefined,
        unreachable: undefined,
        unreferenced: undefined,
        notes: undefined,
      });
    });
  }
});
