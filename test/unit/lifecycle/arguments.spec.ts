import { expect } from "chai";
import { checkArguments } from "../../../provider/src/lifecycle/arguments";
import { describe as sentence } from "../../../provider/src/document/problems";
import { UNKNOWN } from "../../../provider/src/document/unknown";

const document = { content: { entries: {} } };
const said = (kind: "module" | "inboundCall", news: Record<string, unknown>): string[] =>
  checkArguments(kind, news).map(sentence);

describe("the arguments of a resource", () => {
  it("pass when they are what they should be", () => {
    expect(
      said("inboundCall", {
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
      }),
    ).to.deep.equal([]);
  });

  it("may be unknown at preview, at any depth", () => {
    expect(
      said("module", {
        name: UNKNOWN,
        yaml: UNKNOWN,
        substitutions: { a: UNKNOWN },
        timeouts: UNKNOWN,
        compatibleFlowTypes: [UNKNOWN],
        forceUnlock: UNKNOWN,
      }),
    ).to.deep.equal([]);
  });

  const WRONG: [string, "module" | "inboundCall", Record<string, unknown>, string][] = [
    [
      "a misspelt one",
      "module",
      { document, descripton: "x" },
      "descripton: is no argument of a flow module; did you mean description?",
    ],
    [
      "one of the other type",
      "module",
      { document, enabled: true },
      "enabled: is no argument of a flow module",
    ],
    ["a text that is none", "module", { document, description: 1 }, "description: must be a string"],
    [
      "a choice that there is not",
      "module",
      { document, onConflict: "take" },
      'onConflict: must be "fail" or "adopt"',
    ],
    [
      "an unknown time-out",
      "module",
      { document, timeouts: { update: 5 } },
      'timeouts: has no "update"; it takes publish, delete',
    ],
    [
      "a time-out of no time",
      "module",
      { document, timeouts: { publish: 0 } },
      "timeouts: publish must be a positive number of seconds",
    ],
    [
      "an item of a list",
      "module",
      { document, compatibleFlowTypes: ["a", 2] },
      "compatibleFlowTypes: item 2 must be a string",
    ],
    ["a substitution", "module", { yaml: "x", substitutions: { a: 1 } }, "substitutions: a must be a string"],
    [
      "a language",
      "inboundCall",
      { document, defaultLanguage: "en_US" },
      'defaultLanguage: must be a language in lower case, such as "en-us"',
    ],
    [
      "substitutions without yaml",
      "module",
      { document, substitutions: {} },
      "substitutions: goes with yaml only",
    ],
    [
      "two contents",
      "module",
      { document, yaml: "x" },
      "give exactly one of document and yaml (there are both)",
    ],
    ["no content", "module", {}, "give exactly one of document and yaml (there is neither)"],
  ];
  for (const [title, kind, news, message] of WRONG) {
    it(`${title} is named, and what it should be`, () => {
      expect(said(kind, news)).to.deep.equal([message]);
    });
  }

  it("never have their values repeated", () => {
    const text = said("module", {
      document,
      description: 4711,
      nmae: "hush-hush",
      timeouts: { publish: "hush" },
    }).join();
    expect(text).to.not.match(/4711|hush/);
  });
});
