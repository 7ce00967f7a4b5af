import { extname } from "node:path";
import { readText, writeFiles } from "./files";
import { CommandError, DifferenceFound, UsageError } from "./commandLine";
import type { CommandLine, OptionName, Terminal } from "./commandLine";

/** `diff OLD.yaml NEW.yaml [--out FILE]` */
export const diff = {
  options: ["help", "out", "force"] satisfies OptionName[],

  async run({ flags, operands }: CommandLine, terminal: Terminal): Promise<void> {
    const [before, after, ...more] = operands;
    if (before === undefined || after === undefined || more.length > 0)
      throw new UsageError("Give two files.");
    const { out } = flags;
    if (out !== undefined && !/\.(svg|html)$/i.test(out))
      throw new UsageError("The name behind --out ends in .svg or .html.");
    // The layout library is loaded for pictures only.
    const [{ pictureOfYaml }, { differenceOf }, { withMarks }] = await Promise.all([
      import("../diagram/write.js"),
      import("../diagram/difference.js"),
      import("../diagram/picture.js"),
    ]);
    const [old, now] = await Promise.all(
      [before, after].map(async (file) => {
        const yaml = await readText(file, terminal.folder);
        try {
          return pictureOfYaml(yaml);
        } catch (error) {
          throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }),
    );
    if (old === undefined || now === undefined) return;
    const { lines, picture, marks } = differenceOf(old, now);
    if (lines.length === 0) {
      terminal.stdout("No difference.\n");
      return;
    }
    terminal.stdout(`${lines.join("\n")}\n`);
    if (out !== undefined) {
      const [{ svgOf }, { htmlOf }] = await Promise.all([
        import("../diagram/svg.js"),
        import("../diagram/html.js"),
      ]);
      const drawn =
        extname(out).toLowerCase() === ".svg"
          ? svgOf(withMarks(picture, marks))
          : htmlOf(withMarks(picture, marks));
      await writeFiles(new Map([[out, drawn]]), {
        out: ".",
        folder: terminal.folder,
        force: flags.force ?? false,
      });
      terminal.stderr(`Wrote ${out}.`);
    }
    throw new DifferenceFound();
  },
};
