import { flowFromYaml } from "../codegen/fromYaml";
import type { FlowSource } from "../codegen/source";
import { importFileOf } from "./importFile";
import { programOf } from "../codegen/program";
import { ALL_KINDS, namesOf } from "../language/kinds";
import type { CommandLine, OptionName } from "./commandLine";
import { exportFlows } from "./exportFlows";
import { importedResources } from "./importFile";
import { readText } from "./files";
import { CommandError, UsageError, type Terminal } from "./commandLine";
import { refuseToOverwrite, writeFiles, type Destination } from "./files";

const PROGRAM = "index.ts";
const IMPORT = "import.json";

/** `codegen FILE.yaml...` and `codegen --from-org NAME...` */
export const codegen = {
  options: ["help", "from-org", "out", "force"] satisfies OptionName[],

  async run({ flags, operands }: CommandLine, terminal: Terminal): Promise<void> {
    const to = { out: flags.out ?? ".", folder: terminal.folder, force: flags.force ?? false };
    if (to.out === "") throw new UsageError("The option --out needs a folder.");
    if (flags["from-org"]) {
      if (operands.length === 0) throw new UsageError("Give the names of flows behind --from-org.");
      await fromOrganization(operands, to, terminal);
    } else {
      if (operands.length === 0)
        throw new UsageError("Give the files of flows, or --from-org and their names.");
      await fromFiles(operands, to, terminal);
    }
  },
};

async function fromFiles(files: readonly string[], to: Destination, terminal: Terminal): Promise<void> {
  const problems: string[] = [];
  const flows: FlowSource[] = [];
  for (const file of new Set(files)) {
    const yaml = await readText(file, terminal.folder).catch((error: unknown) => {
      problems.push(error instanceof Error ? error.message : String(error));
      return undefined;
    });
    if (yaml === undefined) continue;
    try {
      flows.push(flowFromYaml(yaml, { origin: file }));
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  problems.push(...twins(flows));
  const taken = withoutTwins(flows);
  if (taken.length === 0) throw new CommandError([...problems, "Nothing was written."].join("\n"));
  await writeProgram(taken, to, terminal);
  if (problems.length > 0)
    throw new CommandError(
      [`${problems.length} of ${files.length} files were left out:`, ...problems].join("\n"),
    );
}

async function writeProgram(
  flows: readonly FlowSource[],
  to: Destination,
  terminal: Terminal,
): Promise<void> {
  const { program, files: texts, config } = programOf(flows);
  await writeFiles(new Map([[PROGRAM, program], ...texts]), to);
  tellNotes(flows, terminal);
  tellMissingModules(flows, terminal);
  terminal.stdout(
    [
      summary([PROGRAM, ...texts.keys()], flows, to),
      ...(config.length > 0 ? ["Set the values that the files leave open:"] : []),
      ...config.map(({ name, secret }) =>
        secret ? `  pulumi config set --secret ${name}` : `  pulumi config set ${name} <value>`,
      ),
      'Next: "pulumi preview" in the folder of the stack\'s project. For flows that exist already in the organization, give',
      'onConflict: "adopt", or take them over without publishing them by codegen --from-org.',
      "",
    ].join("\n"),
  );
}

async function fromOrganization(
  names: readonly string[],
  to: Destination,
  terminal: Terminal,
): Promise<void> {
  // The names of the other files are known only after the export.
  await refuseToOverwrite([PROGRAM, IMPORT], to);
  const exported = await exportFlows([...new Set(names)], terminal);
  const flows = exported.flows.map(({ source }) => source);
  const { program, files, logicalNames } = programOf(flows);
  const resources = await importedResources(exported, logicalNames, terminal);
  await writeFiles(new Map([[PROGRAM, program], [IMPORT, importFileOf(resources)], ...files]), to);
  tellNotes(flows, terminal);
  terminal.stdout(
    [
      summary([PROGRAM, IMPORT, ...files.keys()], flows, to),
      "Next, in the folder of the stack's project:",
      `  pulumi import --file ${IMPORT} --generate-code=false --protect=false`,
      "  pulumi preview    shows no change",
      "  pulumi up         publishes nothing; records what depends on what",
      "",
    ].join("\n"),
  );
}

/** Finds flows with the same type and name, which would be the same flow. */
function twins(flows: readonly FlowSource[]): string[] {
  const first = new Map<string, FlowSource>();
  return flows.flatMap((flow) => {
    if (flow.name === undefined) return [];
    const key = `${flow.kind}/${flow.name}`;
    const duplicate = first.get(key);
    first.set(key, duplicate ?? flow);
    if (duplicate === undefined) return [];
    return [
      `${flow.origin}: has the same ${namesOf(flow.kind).title} as ${duplicate.origin}; give one of the two files.`,
    ];
  });
}

/** The flows, of those with the same type and name only the first. */
function withoutTwins(flows: readonly FlowSource[]): FlowSource[] {
  return flows.filter(
    (flow) =>
      flow.name === undefined ||
      flows.find(({ kind, name }) => kind === flow.kind && name === flow.name) === flow,
  );
}

function tellNotes(flows: readonly FlowSource[], terminal: Terminal): void {
  for (const { origin, notes } of flows) {
    for (const note of notes) terminal.stderr(`note: ${origin}: ${note}`);
  }
}

function tellMissingModules(flows: readonly FlowSource[], terminal: Terminal): void {
  const here = new Set(flows.filter(({ kind }) => kind === "module").map(({ name }) => name));
  for (const { origin, modules } of flows) {
    const missing = modules.filter((name) => !here.has(name));
    if (missing.length === 0) continue;
    const names = missing.map((name) => `"${name}"`).join(", ");
    terminal.stderr(
      `note: ${origin}: calls ${names}, not among the files: the program names it, and it must exist in the organization.`,
    );
  }
}

function summary(files: readonly string[], flows: readonly FlowSource[], { out }: Destination): string {
  const count = (kind: FlowSource["kind"]): string => {
    const many = flows.filter((flow) => flow.kind === kind).length;
    return `${many} ${namesOf(kind).title}${many === 1 ? "" : "s"}`;
  };
  const kinds = ALL_KINDS.filter((kind) => flows.some((flow) => flow.kind === kind));
  return `Wrote ${files.join(", ")} in ${out}: ${kinds.map(count).join(", ")}.`;
}
