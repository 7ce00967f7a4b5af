import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { format } from "prettier";
import ts from "typescript";
import { actionsPage } from "./actionsPage";
import { PROBLEM_CODES } from "#language/issues";
import { HELP } from "#cli/commandLine";

const ROOT = resolve(__dirname, "../..");
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
  ...readdirSync(join(ROOT, "examples")).map((name) => `examples/${name}/README.md`),
].filter((page) => page.endsWith(".md") && existsSync(join(ROOT, page)));
const read = (page: string): string => readFileSync(join(ROOT, page), "utf8");

/** What a page's blocks take from the program around them. */
const AROUND = ["expect", "mainLine", "askDigit", "flowId", "moduleId", "line", "collector"];

describe("the documentation", () => {
  for (const page of PAGES) {
    it(`links to what exists: ${page}`, () => {
      const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
      const missing = links.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
      expect(missing).to.deep.equal([]);
    });

    it(`names commands that exist: ${page}`, () => {
      const named = [...read(page).matchAll(/npx pulumi-genesyscloud (\w+)/g)].map(([, name = ""]) => name);
      expect(named.filter((name) => !Object.hasOwn(HELP, name))).to.deep.equal([]);
    });
  }

  it("has a README that a terminal shows whole", () => {
    const lines = read("README.md").split("\n");
    expect(lines.length).to.be.at.most(250);
    expect(lines.filter((line) => line.length > 120)).to.deep.equal([]);
  });

  it("has a page of every action", async () => {
    const file = join(ROOT, "docs/actions.md");
    const page = await format(actionsPage(), { parser: "markdown", printWidth: 110 });
    // UPDATE_DOCS=1 writes it anew.
    if (process.env.UPDATE_DOCS !== undefined) writeFileSync(file, page);
    expect(readFileSync(file, "utf8")).to.equal(page);
  });

  it("explains every problem", () => {
    const page = read("docs/errors.md");
    expect(PROBLEM_CODES.filter((code) => !page.includes(`\`${code}\``))).to.deep.equal([]);
  });

  it("has TypeScript that compiles", () => {
    const folder = mkdtempSync(join(tmpdir(), "documentation-"));
    try {
      symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
      const files = PAGES.flatMap((page) =>
        [...read(page).matchAll(/^( *)```ts\n([^]*?)^ *```/gm)].map(([, , block = ""], at) => {
          const file = join(folder, `${page.replace(/\W/g, "_")}_${at}.mts`);
          const used = AROUND.filter((name) => new RegExp(`\\b${name}\\b`).test(block)).filter(
            (name) => !new RegExp(`(const ${name}|import \\{[^}]*\\b${name})\\b`).test(block),
          );
          writeFileSync(
            file,
            `${used.map((name) => `declare const ${name}: any;`).join("\n")}\n${block}\nexport {};\n`,
          );
          return file;
        }),
      );
      const program = ts.createProgram(files, {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ["node"],
        typeRoots: [join(ROOT, "node_modules/@types")],
      });
      const problems = ts
        .getPreEmitDiagnostics(program)
        .map(
          ({ file, messageText }) =>
            `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
        );
      expect(problems.join("\n").replaceAll(folder, "")).to.equal("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
