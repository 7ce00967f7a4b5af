import { expect } from "chai";
import fc from "fast-check";
import type { canonicalDocument } from "#language/architect/equality";
import { toArchitectYaml } from "#language/architect/write";
import { exportedDocument } from "#language/architect/exportedDocument";
import { flowFromYaml } from "#codegen/fromYaml";
import { programOf } from "#codegen/program";
import { documents, everyAction, MODULE_ID, MODULE_NAME } from "./documents";

/** The same documents in every run. FUZZ_SEED selects others. fast-check prints the seed of a failure. */
const seed = Number(process.env.FUZZ_SEED ?? 20261126);

for (const kind of ["module", "inboundCall"] as const) {
  describe(`Thousands of documents of kind ${kind} (seed ${seed})`, () => {
    const of = documents(kind, kind === "inboundCall" ? everyAction : []);
    const compile = (document: Parameters<typeof canonicalDocument>[1]) =>
      toArchitectYaml({
        kind,
        name: "Fuzzed",
        document,
        moduleNames: { [MODULE_ID]: MODULE_NAME },
        ...(kind === "inboundCall" && { supportedLanguages: ["en-us", "de-de"] }),
      });

    it("survive a round trip", () => {
      fc.assert(
        fc.property(of, (known) => {
          const options = { moduleIds: { [MODULE_NAME]: MODULE_ID }, known };
          expect(exportedDocument(kind, compile(known), options)).to.equal(known);
        }),
        { numRuns: 1_000, seed },
      );
    });

    it("become programs without loss", () => {
      fc.assert(
        fc.property(of, (document) => {
          const source = flowFromYaml(compile(document), { origin: "fuzzed.yaml" });
          expect(programOf([source]).program).to.include('name: "Fuzzed"');
          if (source.content.form === "yaml") expect(source.notes.join()).to.match(/^Kept as YAML: /);
        }),
        { numRuns: 400, seed },
      );
    });
  });
}
