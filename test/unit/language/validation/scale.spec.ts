import { expect } from "chai";
import { checkDocument } from "#language/validation/document";
import type { DocumentKind } from "#language/kinds";
import { content, plain } from "./places";

const SIZE = 10_000;
const key = (index: number) => (index === 0 ? "start" : `e${index}`);
const following = (index: number) => (index + 1 < SIZE ? key(index + 1) : undefined);
const large = (entry: (index: number) => object) =>
  content(Object.fromEntries(Array.from({ length: SIZE }, (_, index) => [key(index), entry(index)])));
const say = (index: number, parameters: object = { audio: "x" }) =>
  plain("playAudio", parameters, { default: following(index) });
const decide = (yes: string | undefined, no: string | undefined) =>
  plain("decision", { condition: { exp: "true" } }, { yes, no });

/** Flows of ten thousand entries, most of them with a mistake in every entry. */
const LARGE: [string, DocumentKind, object][] = [
  ["a chain", "inboundCall", large((index) => say(index))],
  ["a chain in a module", "module", large((index) => say(index))],
  [
    "a misspelled target everywhere",
    "inboundCall",
    large((index) => plain("playAudio", { audio: "x" }, { default: `entry ${index}` })),
  ],
  ["a misspelled parameter everywhere", "inboundCall", large((index) => say(index, { audoi: "x" }))],
  [
    "thousands of misspelled parameters in one entry",
    "inboundCall",
    content({
      start: plain(
        "playAudio",
        Object.fromEntries(Array.from({ length: SIZE }, (_, index) => [`audio${index}`, 1])),
      ),
    }),
  ],
  [
    "a misspelled action everywhere",
    "inboundCall",
    large((index) => ({ ...say(index), action: { action: "playAudoi", actionType: "playAudoi" } })),
  ],
  ["nothing that leads anywhere", "inboundCall", large(() => plain("end"))],
  [
    "an unknown variable everywhere",
    "inboundCall",
    large((index) => say(index, { audio: { exp: `Flow.V${index}` } })),
  ],
  [
    "one variable set everywhere",
    "inboundCall",
    large((index) =>
      plain("updateData", { statements: [{ variable: "Flow.A", value: 1 }] }, { default: following(index) }),
    ),
  ],
  [
    "a variable of its own everywhere",
    "inboundCall",
    large((index) =>
      plain(
        "updateData",
        { statements: [{ variable: `Flow.A${index}`, value: 1 }] },
        { default: following(index) },
      ),
    ),
  ],
  ["ways back in a module", "module", large((index) => decide(following(index), key(index >> 1)))],
  [
    "150,000 ways back in a module",
    "module",
    large((index) =>
      plain(
        "switch",
        {
          value: "x",
          cases: Object.fromEntries(Array.from({ length: 15 }, (_, way) => [`c${way}`, `v${way}`])),
        },
        {
          ...Object.fromEntries(Array.from({ length: 15 }, (_, way) => [`c${way}`, key((index * way) >> 4)])),
          default: following(index),
        },
      ),
    ),
  ],
  [
    "joins everywhere",
    "inboundCall",
    large((index) => decide(following(index), key(Math.min(index + 2, SIZE - 1)))),
  ],
  [
    "a menu everywhere",
    "inboundCall",
    large((index) =>
      plain(
        "menu",
        { audio: "x", choices: { a: { dtmf: "1", globalDtmf: true }, b: { dtmf: "2" } } },
        { a: following(index), b: key((index * 7919) % SIZE) },
      ),
    ),
  ],
];

describe("A flow of ten thousand entries", () => {
  for (const [what, kind, document] of LARGE) {
    it(`with ${what} gets at most a hundred errors and twenty suggestions`, function () {
      // Takes some tenths of a second. Superlinear time would take minutes.
      this.timeout(60_000);
      const { problems } = checkDocument(kind, document);
      for (const severity of ["error", "warning"]) {
        const shown = problems.filter((problem) => problem.severity === severity);
        expect(shown.length).to.be.at.most(101);
        if (shown.length === 101) expect(shown.at(-1)?.code).to.equal("more-problems");
      }
      const suggestions = problems.filter(({ message }) => /did you mean|; known:/.test(message));
      expect(suggestions.length).to.be.at.most(20);
    });
  }
});
