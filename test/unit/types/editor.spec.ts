import { join } from "node:path";
import { expect } from "chai";
import { flow } from "pulumi-genesyscloud";
import ts from "typescript";

const file = join(__dirname, "program.ts");

/** A program as open in an editor, with the editor's results at the end of its text. */
class Editor {
  private text = "";
  private version = 0;
  private readonly service: ts.LanguageService;

  constructor() {
    const options: ts.CompilerOptions = {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
      skipLibCheck: true,
    };
    this.service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file],
      getScriptVersion: (path) => (path === file ? String(this.version) : "0"),
      getScriptSnapshot: (path) => {
        const text = path === file ? this.text : ts.sys.readFile(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => __dirname,
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      fileExists: (path) => path === file || ts.sys.fileExists(path),
      readFile: (path) => (path === file ? this.text : ts.sys.readFile(path)),
      directoryExists: (path) => ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
    });
  }

  private write(body: string): number {
    this.text = `import { flow } from "pulumi-genesyscloud";\n${body}`;
    this.version++;
    return this.text.length;
  }

  hover(name: string): ts.QuickInfo | undefined {
    return this.service.getQuickInfoAtPosition(file, this.write(`flow.${name}`) - 1);
  }

  completion(name: string): ts.CompletionEntryDetails | undefined {
    const end = this.write("flow.");
    return this.service.getCompletionEntryDetails(
      file,
      end,
      name,
      undefined,
      undefined,
      undefined,
      undefined,
    );
  }

  signatures(name: string): readonly ts.SignatureHelpItem[] {
    const end = this.write(`flow.${name}(`);
    return this.service.getSignatureHelpItems(file, end, undefined)?.items ?? [];
  }

  completions(body: string): string[] {
    const end = this.write(body);
    return (this.service.getCompletionsAtPosition(file, end, undefined)?.entries ?? []).map(
      ({ name }) => name,
    );
  }
}

const textOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  ts.displayPartsToString([...(parts ?? [])]);
const tagsOf = (tags: readonly ts.JSDocTagInfo[] | undefined): string[] =>
  (tags ?? []).map(({ name }) => name);

describe("in an editor", () => {
  let editor: Editor;
  before(() => {
    editor = new Editor();
  });

  for (const name of Object.keys(flow)) {
    it(`flow.${name} shows its documentation on hover, in the list of completions and while its arguments are typed`, () => {
      const hover = editor.hover(name);
      const completion = editor.completion(name);
      const [signature] = editor.signatures(name);
      const deprecated = tagsOf(hover?.tags).includes("deprecated");
      for (const shown of [hover, completion, signature]) {
        expect(textOf(shown?.documentation)).to.match(/^[A-Z][^]{20,}/);
        if (!deprecated) expect(tagsOf(shown?.tags)).to.include("example");
      }
      if (deprecated) return;
      for (const parameter of signature?.parameters ?? [])
        expect(textOf(parameter.documentation), parameter.name).to.not.equal("");
    });
  }

  it("the parameters and paths of an action are suggested", () => {
    expect(editor.completions("flow.collectInput({ ")).to.include.members(["maxDigits", "timeout", "audio"]);
    expect(editor.completions("flow.collectInput({}, { ")).to.include.members([
      "success",
      "failure",
      "default",
    ]);
    expect(editor.completions("flow.menu({ ")).to.include.members(["audio", "choices", "defaultChoice"]);
    expect(editor.completions("flow.invokeSubFlow({ ")).to.include.members(["module", "moduleId", "outputs"]);
  });
});
