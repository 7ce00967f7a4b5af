import { flow } from "../language/builders";
import { fromArchitectYaml } from "../language/architect/readFlow";
import { applySubstitutions, substitutionKeys } from "../language/architect/substitutions";
import type { CommandLine, OptionName } from "./commandLine";
import { readText } from "./files";
import { CommandError, UsageError, type Terminal } from "./commandLine";

/** `diagram FILE.yaml` */
export const diagram = {
  options: ["help"] satisfies OptionName[],

  async run({ operands }: CommandLine, terminal: Terminal): Promise<void> {
    const [file, ...more] = operands;
    if (file === undefined || more.length > 0) throw new UsageError("Give exactly one file.");
    const yaml = await readText(file, terminal.folder);
    // The diagram shows each key by its name instead of its value.
    const values = Object.fromEntries(substitutionKeys(yaml).map((key) => [key, key]));
    terminal.stdout(drawn(applySubstitutions(yaml, values).text, file));
  },
};

function drawn(yaml: string, file: string): string {
  try {
    return flow.diagram(fromArchitectYaml(yaml).document);
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
