import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import ts from "typescript";

/** The compiler's errors for all programs at once, in a project with strict settings. */
export function typeErrors(programs: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "typed-"));
  try {
    symlinkSync(resolve(__dirname, "../../../node_modules"), join(folder, "node_modules"));
    const files = programs.map((program, at) => {
      mkdirSync(join(folder, String(at)));
      const file = join(folder, String(at), "index.ts");
      writeFileSync(file, program);
      return file;
    });
    const compiled = ts.createProgram(files, {
      strict: true,
      noUnusedLocals: true,
      exactOptionalPropertyTypes: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
      typeRoots: [join(folder, "node_modules/@types")],
      skipLibCheck: true,
      noEmit: true,
    });
    return ts.getPreEmitDiagnostics(compiled).map(({ file, start, messageText }) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${file === undefined ? "" : relative(folder, file.fileName)}:${line}: ${text}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
