import { expect } from "chai";
import { driftPlaces } from "#lifecycle/drift";

const document = (maxDigits: number, more = {}) => ({
  content: {
    entries: {
      start: {
        entryType: "action" as const,
        action: { action: "collectInput", actionType: "collectInput", parameters: { maxDigits } },
        ...more,
      },
    },
  },
});

describe("differences to the organization", () => {
  it("are empty without changes", () => {
    expect(
      driftPlaces({ name: "A", document: document(1) }, { name: "A", document: document(1) }),
    ).to.deep.equal([]);
  });

  it("are listed down to the parameter of an entry", () => {
    expect(driftPlaces({ document: document(1) }, { document: document(2) })).to.deep.equal([
      'entry "start", parameters.maxDigits',
    ]);
  });

  it("are listed for paths, entries, and settings outside the document", () => {
    expect(
      driftPlaces(
        { name: "A", enabled: true, document: document(1) },
        { name: "B", enabled: false, document: document(1, { nexts: { default: "bye" } }) },
      ),
    ).to.deep.equal(["name", 'entry "start", nexts', "enabled"]);
    expect(driftPlaces({ document: document(1) }, { document: { content: { entries: {} } } })).to.deep.equal([
      'entry "start"',
    ]);
  });

  it("are listed up to a limit", () => {
    const many = (value: number) =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`e${i}`, { ...document(value).content.entries.start }]),
      );
    const places = driftPlaces(
      { document: { content: { entries: many(1) } } },
      { document: { content: { entries: many(2) } } },
    );
    expect(places).to.have.length(7);
    expect(places.at(-1)).to.equal("14 more places");
  });
});
