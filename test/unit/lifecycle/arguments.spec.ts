import { expect } from "chai";
import { checkArguments } from "#lifecycle/arguments";
import type { DocumentKind } from "#language/kinds";
import { formatIssue as sentence } from "#language/issues";
import { UNKNOWN } from "#language/json";
import { placesOf } from "../language/validation/places";
import type { Place } from "../language/validation/places";

const document = { content: { entries: {} } };
const errorsOf = (kind: DocumentKind, news: Record<string, unknown>): Place[] =>
  placesOf(checkArguments(kind, news).filter(({ severity }) => severity === "error"));
const warningsOf = (kind: DocumentKind, news: Record<string, unknown>): Place[] =>
  placesOf(checkArguments(kind, news).filter(({ severity }) => severity === "warning"));

describe("resource arguments", () => {
  it("are accepted if valid", () => {
    const news = {
      name: "Main",
      document,
      enabled: false,
      defaultLanguage: "en-us",
      supportedLanguages: ["en-us", "es"],
      timeouts: { publish: 60 },
      onConflict: "adopt",
      verifyContent: true,
      modules: ["id"],
      moduleVersions: {},
      __owner: "urn",
    };
    expect(checkArguments("inboundCall", news)).to.deep.equal([]);
  });

  it("may be unknown at preview, at any depth", () => {
    const news = {
      name: UNKNOWN,
      yaml: UNKNOWN,
      substitutions: { a: UNKNOWN },
      timeouts: UNKNOWN,
      compatibleFlowTypes: [UNKNOWN],
      forceUnlock: UNKNOWN,
    };
    expect(checkArguments("module", news)).to.deep.equal([]);
    for (const languages of [
      { defaultLanguage: UNKNOWN, supportedLanguages: ["de-de"] },
      { defaultLanguage: "de-de", supportedLanguages: UNKNOWN },
      { defaultLanguage: "de-de", supportedLanguages: ["es", UNKNOWN] },
    ]) {
      expect(checkArguments("inboundCall", { document, ...languages })).to.deep.equal([]);
    }
  });

  const WRONG: [string, DocumentKind, Record<string, unknown>, Place][] = [
    [
      "a misspelled one",
      "module",
      { document, descripton: "x" },
      ["unknown-argument", undefined, "descripton"],
    ],
    [
      "one of the other type",
      "module",
      { document, enabled: true },
      ["unknown-argument", undefined, "enabled"],
    ],
    ["a misspelled document", "module", { documnet: document }, ["unknown-argument", undefined, "documnet"]],
    [
      "a misspelled yaml with its substitutions",
      "module",
      { yml: "x", substitutions: {} },
      ["unknown-argument", undefined, "yml"],
    ],
    [
      "a text that is none",
      "module",
      { document, description: 1 },
      ["invalid-value", undefined, "description"],
    ],
    [
      "a choice that there is not",
      "module",
      { document, onConflict: "take" },
      ["invalid-value", undefined, "onConflict"],
    ],
    [
      "an unknown time-out",
      "module",
      { document, timeouts: { update: 5 } },
      ["unknown-property", undefined, "timeouts.update"],
    ],
    [
      "a time-out of no time",
      "module",
      { document, timeouts: { publish: 0 } },
      ["invalid-value", undefined, "timeouts.publish"],
    ],
    [
      "a time-out without end",
      "module",
      { document, timeouts: { publish: Infinity } },
      ["invalid-value", undefined, "timeouts.publish"],
    ],
    [
      "an item of a list",
      "module",
      { document, compatibleFlowTypes: ["inboundcall", 2] },
      ["invalid-value", undefined, "compatibleFlowTypes.1"],
    ],
    [
      "a misspelled flow type",
      "module",
      { document, compatibleFlowTypes: ["inboundcal"] },
      ["unknown-flow-type", undefined, "compatibleFlowTypes.0"],
    ],
    [
      "a flow type in capital letters",
      "module",
      { document, compatibleFlowTypes: ["InboundCall"] },
      ["unknown-flow-type", undefined, "compatibleFlowTypes.0"],
    ],
    [
      "a substitution",
      "module",
      { yaml: "x", substitutions: { a: 1 } },
      ["invalid-value", undefined, "substitutions.a"],
    ],
    [
      "a language",
      "inboundCall",
      { document, defaultLanguage: "en_US" },
      ["invalid-value", undefined, "defaultLanguage"],
    ],
    [
      "a default language that the flow does not speak",
      "inboundCall",
      { document, defaultLanguage: "de-de", supportedLanguages: ["en-us", "es"] },
      ["unsupported-language", undefined, "defaultLanguage"],
    ],
    [
      "substitutions without yaml",
      "module",
      { document, substitutions: {} },
      ["unused-substitutions", undefined, "substitutions"],
    ],
    ["two contents", "module", { document, yaml: "x" }, ["conflicting-content"]],
    ["no content", "module", {}, ["missing-content"]],
    ...["constructor", "toString", "hasOwnProperty", "valueOf", "__proto__"].map(
      (name): [string, DocumentKind, Record<string, unknown>, Place] => [
        `one called ${name}`,
        "module",
        Object.fromEntries<unknown>([
          ["document", document],
          [name, "x"],
        ]),
        ["unknown-argument", undefined, name],
      ],
    ),
    ...["constructor", "toString", "__proto__"].map(
      (name): [string, DocumentKind, Record<string, unknown>, Place] => [
        `a time-out called ${name}`,
        "module",
        { document, timeouts: Object.fromEntries([[name, 5]]) },
        ["unknown-property", undefined, `timeouts.${name}`],
      ],
    ),
  ];
  for (const [title, kind, news, place] of WRONG) {
    it(`${title} is named, and nothing else`, () => {
      expect(errorsOf(kind, news)).to.deep.equal([place]);
      expect(warningsOf(kind, news)).to.deep.equal([]);
    });
  }

  it("of a wrong type are an error at that argument", () => {
    for (const [argument, good] of [
      ["name", 1],
      ["description", 1],
      ["division", 1],
      ["yaml", 1],
      ["substitutions", 1],
      ["onConflict", 1],
      ["forceUnlock", 0],
      ["timeouts", 0],
      ["verifyContent", 0],
      ["supportedLanguages", 0],
      ["enabled", 0],
      ["defaultLanguage", 0],
      ["modules", 0],
    ] as const) {
      for (const value of [good, NaN, [[1]], { a: [] }, { constructor: { a: 1 } }, [null]]) {
        const news = {
          ...(argument === "substitutions" ? { yaml: "x" } : argument !== "yaml" && { document }),
          [argument]: value,
        };
        const errors = errorsOf("inboundCall", news);
        expect(errors, `${argument} = ${JSON.stringify(value)}`).to.have.length(1);
        expect(errors[0]?.[2]?.split(".")[0]).to.equal(argument);
      }
    }
  });

  it("get only a warning if Genesys Cloud may allow more by now", () => {
    expect(warningsOf("module", { document, compatibleFlowTypes: ["hologram"] })).to.deep.equal([
      ["unknown-flow-type", undefined, "compatibleFlowTypes.0"],
    ]);
    expect(errorsOf("module", { document, compatibleFlowTypes: ["hologram"] })).to.deep.equal([]);
    const news = { document, supportedLanguages: ["de-de"] };
    expect(warningsOf("inboundCall", news)).to.deep.equal([
      ["unsupported-language", undefined, "defaultLanguage"],
    ]);
    expect(errorsOf("inboundCall", news)).to.deep.equal([]);
  });

  it("count the languages that the document adds", () => {
    const speaks = { content: { entries: {}, settings: { supportedLanguages: { "de-de": {} } } } };
    const news = { document: speaks, defaultLanguage: "de-de", supportedLanguages: ["en-us"] };
    expect(checkArguments("inboundCall", news)).to.deep.equal([]);
  });

  it("never appear in messages", () => {
    const text = checkArguments("module", {
      document,
      description: 4711,
      nmae: "hush-hush",
      timeouts: { publish: "hush" },
    })
      .map(sentence)
      .join();
    expect(text).to.not.match(/4711|hush/);
  });
});
