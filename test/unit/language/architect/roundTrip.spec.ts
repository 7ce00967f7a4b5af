import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { checkDocument } from "#language/validation/document";
import { flow } from "#language/builders";
import { canonicalDocument, equalDocuments } from "#language/architect/equality";
import { architectTree, toArchitectYaml } from "#language/architect/write";
import { mergeWithAuthored } from "#language/architect/merge";
import { fromArchitectYaml } from "#language/architect/readFlow";
import type { DocumentKind } from "#language/kinds";
import type { FlowDocument } from "#language/model";
import { documents, everyAction, MODULE_ID, MODULE_NAME, shuffled } from "./documents";

const compile = (kind: DocumentKind, document: FlowDocument) =>
  toArchitectYaml({ kind, name: "Round trip", document, moduleNames: { [MODULE_ID]: MODULE_NAME } });
const readBack = (yaml: string) =>
  fromArchitectYaml(yaml, { moduleIds: { [MODULE_NAME]: MODULE_ID } }).document;

for (const kind of ["module", "inboundCall"] as const) {
  describe(`A document of ${kind === "module" ? "a flow module" : "an inbound flow"} and its Architect file`, () => {
    const of = documents(kind, kind === "inboundCall" ? everyAction : []);

    it("have no errors", () => {
      fc.assert(
        fc.property(of, (document) => {
          const errors = checkDocument(kind, document).problems.filter(
            (problem) => problem.severity === "error",
          );
          expect(errors).to.deep.equal([]);
        }),
        { numRuns: 200 },
      );
    });

    it("are equal after export and merge", () => {
      fc.assert(
        fc.property(of, (document) => {
          const back = mergeWithAuthored(kind, readBack(compile(kind, document)), document);
          expect(canonicalDocument(kind, back)).to.deep.equal(canonicalDocument(kind, document));
          expect(equalDocuments(kind, back, document)).to.equal(true);
        }),
        { numRuns: 300 },
      );
    });

    it("reach a fixed point without the original", () => {
      fc.assert(
        fc.property(of, (document) => {
          const once = readBack(compile(kind, document));
          const twice = readBack(compile(kind, once));
          expect(canonicalDocument(kind, twice)).to.deep.equal(canonicalDocument(kind, once));
        }),
        { numRuns: 200 },
      );
    });

    it("have the same bytes for any key order", () => {
      fc.assert(
        fc.property(of, (document) => {
          expect(compile(kind, shuffled(document))).to.equal(compile(kind, shuffled(document, 2)));
        }),
        { numRuns: 100 },
      );
    });

    it("are read alike as YAML 1.2 and 1.1", () => {
      fc.assert(
        fc.property(of, (document) => {
          const order = { kind, name: "Round trip", document, moduleNames: { [MODULE_ID]: MODULE_NAME } };
          const tree = architectTree(order);
          expect(parse(toArchitectYaml(order))).to.deep.equal(tree);
          expect(parse(toArchitectYaml(order), { version: "1.1" })).to.deep.equal(tree);
        }),
        { numRuns: 100 },
      );
    });
  });
}

describe("Merging an export with state", () => {
  const known = flow.document({
    start: flow.invokeSubFlow({ moduleId: MODULE_ID, timeout: 30000 }, { default: "end_step" }),
    end_step: flow.end(),
  });

  it("keeps what YAML lacks: call timeouts, end for disconnect", () => {
    expect(mergeWithAuthored("inboundCall", readBack(compile("inboundCall", known)), known)).to.deep.equal(
      known,
    );
  });

  it("shows exactly the setting changed in the UI", () => {
    const ours = flow.document({
      start: flow.collectInput(
        { inputType: "DTMF", maxDigits: 1, timeout: 5000, audio: flow.tts("Press 1.") },
        { success: "bye" },
      ),
      bye: flow.end(),
    });
    const edited = readBack(compile("inboundCall", ours).replace("Press 1.", "Press 2."));
    const expected = flow.document({
      start: flow.collectInput(
        { inputType: "DTMF", maxDigits: 1, timeout: 5000, audio: "Press 2." },
        { success: "bye" },
      ),
      bye: flow.end(),
    });
    expect(mergeWithAuthored("inboundCall", edited, ours)).to.deep.equal(expected);
  });

  it("shows an action added in the UI, under its own name", () => {
    const ours = flow.document({
      start: flow.playAudio({ audio: "One." }, { default: "bye" }),
      bye: flow.disconnect(),
    });
    const theirs = flow.document({
      start: flow.playAudio({ audio: "One." }, { default: "Play Audio" }),
      "Play Audio": flow.playAudio({ audio: "Two." }, { default: "bye" }),
      bye: flow.disconnect(),
    });
    const seen = mergeWithAuthored("inboundCall", readBack(compile("inboundCall", theirs)), ours);
    expect(seen).to.deep.equal(theirs);
    expect(equalDocuments("inboundCall", seen, ours)).to.equal(false);
  });

  it("keeps the module's id and program-only settings", () => {
    const ours = flow.document({
      start: flow.invokeSubFlow({
        module: { id: MODULE_ID, interface: { inputs: {}, outputs: { "Common.digit": "string" } } },
        outputs: { digit: "Flow.Digit" },
      }),
    });
    expect(mergeWithAuthored("inboundCall", readBack(compile("inboundCall", ours)), ours)).to.deep.equal(
      ours,
    );
  });
});
