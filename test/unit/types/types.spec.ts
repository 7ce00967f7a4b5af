import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";

/** One compiler message about a file. */
interface Finding {
  line: number;
  message: string;
}

/** The compiler's messages about a text in this folder, in a project with strict settings. */
function findings(name: string, text: string, more: ts.CompilerOptions = {}): Finding[] {
  const file = join(__dirname, name);
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
    ...more,
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (path) => (path === file ? text : readFile(path));
  host.getSourceFile = (path, version, ...rest) =>
    path === file ? ts.createSourceFile(path, text, version) : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => ({
    line:
      diagnostic.file && diagnostic.start !== undefined
        ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line
        : -1,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
  }));
}

const source = (name: string): string => readFileSync(join(__dirname, name), "utf8");

describe("builder types", () => {
  it("accept outputs, plain entries, computed targets and helper functions", () => {
    for (const exactOptionalPropertyTypes of [false, true])
      expect(findings("accepted.ts", source("accepted.ts"), { exactOptionalPropertyTypes })).to.deep.equal(
        [],
      );
  });

  const MARK = /^\s*\/\/ @ts-expect-error (.*)$/;
  const lines = source("refused.ts").split("\n");
  let found: Finding[];
  before(() => {
    // Removes the marks, so that the messages themselves can be compared.
    found = findings("refused.ts", lines.map((line) => (MARK.test(line) ? "" : line)).join("\n"));
  });

  for (const [at, line] of lines.entries()) {
    const message = MARK.exec(line)?.[1];
    if (message === undefined) continue;
    it(`refuse ${(lines[at + 1] ?? "").trim()}`, () => {
      const here = found.filter((finding) => finding.line === at + 1);
      expect(
        here
          .map((finding) => finding.message)
          .join("\n")
          .toLowerCase(),
      ).to.include(message.toLowerCase());
    });
  }

  it("refuse nothing else in that file", () => {
    const marked = new Set(lines.flatMap((line, at) => (MARK.test(line) ? [at + 1] : [])));
    expect(found.filter((finding) => !marked.has(finding.line))).to.deep.equal([]);
  });
});
