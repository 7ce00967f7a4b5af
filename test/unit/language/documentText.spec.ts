import { expect } from "chai";
import fc from "fast-check";
import { documentFrom, referenceName, showsReference, textOf } from "#language/documentText";

const text = {
  document:
    '{"content":{"entries":{"start":{"action":{"parameters":{"moduleId":{"$ref":"start.parameters.moduleId"}}}}}}}',
  references: { "start.parameters.moduleId": "6f1c2f6e" },
};
const tree = (moduleId: unknown) => ({
  content: { entries: { start: { action: { parameters: { moduleId } } } } },
});

describe("a document as text", () => {
  it("has the values of its references in place of their marks", () => {
    expect(documentFrom(text)).to.deep.equal(tree("6f1c2f6e"));
  });

  it("drops a reference without a value", () => {
    expect(documentFrom({ ...text, references: {} })).to.deep.equal({
      content: { entries: { start: { action: { parameters: {} } } } },
    });
  });

  it("is undefined if it is no JSON", () => {
    expect(documentFrom({ document: "{", references: {} })).to.equal(undefined);
  });

  it("keeps every byte for an equal document", () => {
    const spaced = { ...text, document: text.document.replaceAll(":", " : ") };
    expect(textOf(tree("6f1c2f6e"), spaced)).to.equal(spaced.document);
  });

  it("has its marks again after a change elsewhere", () => {
    const changed = { ...tree("6f1c2f6e"), other: true };
    expect(textOf(changed, text)).to.equal(`${text.document.slice(0, -1)},"other":true}`);
  });

  it("shows a value that is no longer the reference's", () => {
    expect(textOf(tree("other"), text)).to.include('"moduleId":"other"');
    expect(showsReference({ ...text, document: textOf(tree("other"), text) })).to.equal(true);
    expect(showsReference(text)).to.equal(false);
  });

  it("shows a reference whose value stands elsewhere too", () => {
    const moved = { ...tree("6f1c2f6e"), note: "see 6f1c2f6e" };
    expect(showsReference({ ...text, document: textOf(moved, text) })).to.equal(true);
  });

  it("names references by their place", () => {
    expect(referenceName(["content", "entries", "start", "action", "parameters", "audio", 0])).to.equal(
      "start.parameters.audio.0",
    );
    expect(referenceName(["content", "variables", "Flow.A", "initialValue"])).to.equal(
      "content.variables.Flow.A.initialValue",
    );
  });

  it("gives any plain document back", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          fc.jsonValue(),
        ),
        (document) => {
          const plain: unknown = JSON.parse(JSON.stringify(document));
          const written = { document: JSON.stringify(plain), references: {} };
          const marks = written.document.includes('"$ref"');
          if (!marks) expect(documentFrom(written)).to.deep.equal(plain);
        },
      ),
    );
  });
});
