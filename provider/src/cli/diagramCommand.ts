import { extname } from "node:path";
import type { PictureForm } from "../diagram/write";
import { applySubstitutions, substitutionKeys } from "../language/architect/substitutions";
import type { CommandLine, OptionName } from "./commandLine";
import { readText, writeFiles } from "./files";
import { CommandError, UsageError, type Terminal } from "./commandLine";

/** `diagram FILE.yaml [--out FILE]` */
export const diagram = {
  options: ["help", "out", "force"] satisfies OptionName[],

  async run({ flags, operands }: CommandLine, terminal: Terminal): Promise<void> {
    const [file, ...more] = operands;
    if (file === undefined || more.length > 0) throw new UsageError("Give exactly one file.");
    const yaml = await readText(file, terminal.folder);
    // The diagram shows each key by its name instead of its value.
    const values = Object.fromEntries(substitutionKeys(yaml).map((key) => [key, key]));
    const { out } = flags;
    const drawn = await draw(applySubstitutions(yaml, values).text, file, formOf(out));
    if (out === undefined) {
      terminal.stdout(drawn);
      return;
    }
    await writeFiles(new Map([[out, drawn]]), {
      out: ".",
      folder: terminal.folder,
      force: flags.force ?? false,
    });
    terminal.stderr(`Wrote ${out}.`);
  },
};

function formOf(out: string | undefined): PictureForm {
  const extension = out === undefined ? "mmd" : extname(out).slice(1).toLowerCase();
  if (extension === "svg" || extension === "html" || extension === "mmd") return extension;
  throw new UsageError("The name behind --out ends in .svg, .html or .mmd.");
}

async function draw(yaml: string, file: string, form: PictureForm): Promise<string> {
  // The layout library is loaded for pictures only.
  const { drawYaml } = await import("../diagram/write.js");
  try {
    return drawYaml(yaml, form);
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
