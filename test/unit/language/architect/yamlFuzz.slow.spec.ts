import { expect } from "chai";
import fc from "fast-check";
import { flowFromYaml } from "#codegen/fromYaml";
import { programOf } from "#codegen/program";
import { checkYaml } from "#language/architect/checkYaml";
import { equalYamlFiles } from "#language/architect/yamlFile";
import { isError } from "#language/issues";
import { kindOfRootKey } from "#language/kinds";
import { fixtureFiles, otherFixtureFiles } from "../../../flowFiles";

/** Another seed generates other files: FUZZ_SEED=5 npm run test:fuzz. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const RUNS = 3_000;

/** One change of a text: at a line (counted modulo the number of lines). */
interface Edit {
  line: number;
  kind: "delete" | "duplicate" | "swap" | "indent" | "outdent" | "value" | "key" | "cut" | "insert";
  text: string;
}

const texts = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      "~",
      "null",
      "true",
      "1e309",
      ".nan",
      "0x1F",
      "-",
      "[",
      "{}",
      "[]",
      "{ exp: '((' }",
      "&a",
      "*a",
      "*none",
    ],
    ...[
      "!!binary aGk=",
      "!custom x",
      "? a",
      "|",
      ">-",
      "<<: *a",
      "'",
      '"',
      "\t",
      "# x",
      "---",
      "...",
      "%YAML 1.1",
    ],
    ...["{{key}}", "{{", "}}", "\u0000", "\ud800", "\u2028", "__proto__", "constructor", "./tasks/task[x]"],
    ...["<<<<<<< HEAD", "=======", "Flow.A", "2026-01-01", "x".repeat(3_000), "[".repeat(200)],
  ),
  fc.string({ maxLength: 30 }),
);
const edits = fc.array(
  fc.record<Edit>({
    line: fc.nat(5_000),
    kind: fc.constantFrom(
      "delete",
      "duplicate",
      "swap",
      "indent",
      "outdent",
      "value",
      "value",
      "key",
      "cut",
      "insert",
    ),
    text: texts,
  }),
  { minLength: 1, maxLength: 4 },
);

const files = [...fixtureFiles(), ...otherFixtureFiles()].map(({ text }) => ({
  text,
  kind: kindOfRootKey(/^(\w+):/m.exec(text)?.[1] ?? "") ?? "inboundCall",
}));

describe("Mutated files", () => {
  it(`are checked without an exception, and each error has a place (seed ${SEED})`, function () {
    // Takes some ten seconds. A slow check of any file exceeds this.
    this.timeout(240_000);
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...files), edits, ({ text, kind }, changes) => {
        const yaml = changes.reduce(edited, text);
        const { problems } = checkYaml(kind, yaml);
        for (const { line, property, message } of problems.filter(isError)) {
          // Only a file without any content has no position.
          if (message !== "the file is empty") expect(line ?? property, message).to.not.equal(undefined);
          expect(message).to.not.match(/undefined|\[object|Cannot read|is not a function|NaN/);
        }
        if (problems.some(isError)) return;
        accepted++;
        expect(equalYamlFiles(kind, { yaml }, { yaml })).to.equal(true);
        expect(programOf([flowFromYaml(yaml, { origin: "a file" })]).program).to.be.a("string");
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(accepted, "accepted files").to.be.greaterThan(RUNS / 20);
  });
});

function edited(text: string, { line, kind, text: given }: Edit): string {
  const lines = text.split("\n");
  const at = line % lines.length;
  const [before = "", after = ""] = [lines[at], lines[(at + 1) % lines.length]];
  if (kind === "delete") lines.splice(at, 1);
  else if (kind === "duplicate") lines.splice(at, 0, before);
  else if (kind === "swap") lines.splice(at, 2, after, before);
  else if (kind === "indent") lines[at] = `  ${before}`;
  else if (kind === "outdent") lines[at] = before.replace(/^ {2}/, "");
  else if (kind === "value") lines[at] = before.replace(/:.*$/, () => `: ${given}`);
  else if (kind === "key") lines[at] = before.replace(/[\w"']+:/, () => `${given}:`);
  else if (kind === "cut") lines.splice(at + 1);
  else lines.splice(at, 0, given);
  return lines.join("\n");
}
