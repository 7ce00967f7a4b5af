import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { suggestion } from "../language/issues";

/** The options of all commands. */
const OPTIONS = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
  force: { type: "boolean" },
  "from-org": { type: "boolean" },
  out: { type: "string" },
} as const;

export type OptionName = keyof typeof OPTIONS;

/** A parsed command line. */
export interface CommandLine {
  /** The options that were set. */
  flags: { help?: boolean; version?: boolean; force?: boolean; "from-org"?: boolean; out?: string };
  /** The arguments that are not options: files or names. */
  operands: string[];
}

/**
 * Parses a command line.
 *
 * @throws UsageError for an option that the command does not have
 */
export function commandLine(args: readonly string[], known: readonly OptionName[]): CommandLine {
  const options = Object.fromEntries(known.map((name) => [name, OPTIONS[name]]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { flags: values, operands: positionals };
  } catch (error) {
    throw new UsageError(explained(error, known));
  }
}

/** Node's messages are for programmers. Users only need the option and what is wrong with it. */
function explained(error: unknown, known: readonly OptionName[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    return `Unknown option: ${unknown}${suggestion(
      unknown,
      known.map((name) => `--${name}`),
    )}`;
  }
  const option = /(--[\w-]+)/.exec(message)?.[1] ?? "";
  if (message.includes("does not take an argument")) return `The option ${option} takes no value.`;
  if (message.includes("argument")) return `The option ${option} needs a value.`;
  return message;
}

/** The name of the package's command, as used with `npx`. */
export const COMMAND = "pulumi-genesyscloud";

/** The first line of each help text, repeated in usage errors. */
export const USAGE = {
  "": `${COMMAND} <command> [options]`,
  call: `${COMMAND} call FILE.yaml [MODULE.yaml...]`,
  diff: `${COMMAND} diff [--out FILE] [--force] OLD.yaml NEW.yaml`,
  diagram: `${COMMAND} diagram [--out FILE] [--force] FILE.yaml`,
  codegen: `${COMMAND} codegen [--out DIR] [--force] FILE.yaml...
       ${COMMAND} codegen [--out DIR] [--force] --from-org NAME...`,
  doctor: `${COMMAND} doctor`,
  init: `${COMMAND} init [--force] [DIR]`,
} as const;

/** A command, or "" for the whole command line. */
export type Topic = keyof typeof USAGE;

/** The output of `--help`. */
export const HELP: Readonly<Record<Topic, string>> = {
  "": `Usage: ${USAGE[""]}

Flows of Genesys Cloud for Pulumi programs: pictures of Architect files, and programs from them.

Commands:
  call       take a call through a flow file in the terminal
  diff       say what differs between two flow files
  diagram    draw a flow file: Mermaid text, SVG or an HTML page
  doctor     examine settings, sign-in, permissions and limits
  init       write a small project: program, test, pipeline
  codegen    write a TypeScript program for flow files, or for flows of an organization

Options:
  -h, --help       this text; behind a command, that command's own
  -V, --version    the version of the package

Exit codes: 0 done; 1 failed, nothing written; 2 wrong usage.
`,

  call: `Usage: ${USAGE.call}

Takes a call through the flow in an Architect file, without an organization: prints what the caller hears, and reads what
the caller does, a line at a time: keys such as 1 or 42#; an empty line lets the time for an answer pass; "say WORDS" at a
menu; "hang up". The flow modules that it calls are the other files. What a flow needs besides (data actions, schedules) is
for unit tests: docs/testing.md.

Options:
  -h, --help    this text

Example:
  ${COMMAND} call flows/main.yaml flows/ask-digit.yaml
`,

  diff: `Usage: ${USAGE.diff}

Says in words what differs between two flow files: actions that were added, removed or changed, and ways between them.
Formatting, reference ids and the order of keys are no difference. With --out it draws both in one picture, with marks.

Options:
      --out FILE    where to write the picture: .svg or .html
      --force       overwrite a file that exists
  -h, --help        this text

Exit codes: 0 no difference; 1 a difference, or failed; 2 wrong usage.

Example:
  ${COMMAND} diff --out change.html old/main.yaml flows/main.yaml
`,

  diagram: `Usage: ${USAGE.diagram}

Prints the flow in an Architect file as Mermaid text, which code review sites draw in a block of the language
"mermaid". Every entry keeps its place and its id, so that a change of the flow is a change of a few lines.

With --out it writes a picture by the name's extension: .svg, .html (one page that needs nothing else, with tasks and menus to
fold), or .mmd. SVG and HTML take flows of every type, and follow the viewer's light or dark setting.

Options:
      --out FILE    where to write the picture
      --force       overwrite a file that exists
  -h, --help        this text

Examples:
  ${COMMAND} diagram flows/main.yaml > main.mmd
  ${COMMAND} diagram --out main.svg flows/main.yaml
`,

  doctor: `Usage: ${USAGE.doctor}

Says, a line each: every setting and where it comes from, the address, the client, the organization, each permission that the client
has or lacks and what for, whether flows are found by name, the difference of clocks, and the rate limit. It only reads.

Settings come from the environment, else from .env in this folder or above it, up to the folder of the Pulumi project.

Options:
  -h, --help    this text

Exit codes: 0 no problem; 1 a problem, or failed; 2 wrong usage.
`,

  init: `Usage: ${USAGE.init}

Writes a small project into DIR (default: the current folder): a program with one inbound flow, calls that test it, a tsconfig,
a pipeline. It overwrites nothing without --force.

Options:
      --force    overwrite files that exist
  -h, --help     this text

Example:
  ${COMMAND} init my-ivr
`,

  codegen: `Usage: ${USAGE.codegen}

Writes index.ts, a Pulumi program: flow modules first, then the inbound flows, which take the modules that they call.

From files (Architect YAML, as Archy and exports have it) nothing is asked of an organization: file names and names in
the files are all that is known. The first "pulumi up" creates the flows; for those that exist already, give
onConflict: "adopt", or use --from-org.

With --from-org the flows are exported from the organization by their names, and with them the modules that they call.
Beside index.ts stands import.json, which brings the flows under the stack's management as they are:

  pulumi import --file import.json --generate-code=false --protect=false    (CLI 3.254 or newer)
  pulumi preview    shows no change
  pulumi up         publishes nothing; records what depends on what

A later destroy leaves flows in the organization that another client than a person has published. A flow that runs an
older version of a module than the published one is named; the preview shows its update.

Content that has no form as a document, and files with {{key}} in them, stay YAML in the folder flows beside index.ts;
the values of keys are taken from the stack's configuration.

Options:
      --from-org    take NAME... from the organization that the settings open
      --out DIR     the folder to write into; made where it is missing (default: the current folder)
      --force       overwrite files that exist
  -h, --help        this text

Settings for --from-org come from the environment, else from .env in this folder or above it, up to the folder of the
Pulumi project, as for the provider:
GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET, and the others of the README.

Exit codes: 0 done; 1 failed, nothing written; 2 wrong usage.

Examples:
  ${COMMAND} codegen --out stack flows/*.yaml
  ${COMMAND} codegen --out stack --from-org "Main line" "Support line"
`,
};

/** The environment of a command: its input and output, except for files. */
export interface Terminal {
  /** Writes results to standard output. */
  stdout: (text: string) => void;
  /** Writes a line (without its line break) of progress or errors to standard error. */
  stderr: (line: string) => void;
  /** The lines of standard input, as they come. */
  lines?: () => AsyncIterable<string>;
  env: NodeJS.ProcessEnv;
  /** The folder for relative paths, where the search for `.env` starts. */
  folder: string;
}

/** The command line is invalid. Exit code 2, with the usage line. */
export class UsageError extends Error {}

/** The command did its work, and found a difference. Exit code 1, without a message. */
export class DifferenceFound extends Error {}

/** The command failed. Exit code 1. The message contains everything that a user needs. */
export class CommandError extends Error {}

/** The version of this package. */
export function version(): string {
  // The relative path is the same from the source and from the build output.
  const manifest = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
