/** The command of the package, as `npx` runs it. */
export const COMMAND = "pulumi-genesyscloud";

/** The first line of each help text, which errors of usage repeat. */
export const USAGE = {
  "": `${COMMAND} <command> [options]`,
  diagram: `${COMMAND} diagram FILE.yaml`,
  codegen: `${COMMAND} codegen [--out DIR] [--force] FILE.yaml...
       ${COMMAND} codegen [--out DIR] [--force] --from-org NAME...`,
} as const;

/** A command; "" is the command line as a whole. */
export type Topic = keyof typeof USAGE;

/** What `--help` prints. */
export const HELP: Readonly<Record<Topic, string>> = {
  "": `Usage: ${USAGE[""]}

Flows of Genesys Cloud for Pulumi programs: pictures of Architect files, and programs from them.

Commands:
  diagram    draw a flow file as Mermaid text
  codegen    write a TypeScript program for flow files, or for flows of an organisation

Options:
  -h, --help       this text; behind a command, that command's own
  -V, --version    the version of the package

Exit codes: 0 done; 1 failed, nothing written; 2 wrong usage.
`,

  diagram: `Usage: ${USAGE.diagram}

Prints the flow in an Architect file as Mermaid text, which code review sites draw in a block of the language
"mermaid". Every entry keeps its place and its id, so that a change of the flow is a change of a few lines.

Options:
  -h, --help    this text

Example:
  ${COMMAND} diagram flows/main.yaml > main.mmd
`,

  codegen: `Usage: ${USAGE.codegen}

Writes index.ts, a Pulumi program: flow modules first, then the inbound flows, which take the modules that they call.

From files (Architect YAML, as Archy and exports have it) nothing is asked of an organisation: file names and names in
the files are all that is known. The first "pulumi up" creates the flows; for those that exist already, give
onConflict: "adopt", or use --from-org.

With --from-org the flows are exported from the organisation by their names, and with them the modules that they call.
Beside index.ts stands import.json, which brings the flows under the stack's management as they are:

  pulumi import --file import.json --generate-code=false --protect=false    (CLI 3.254 or newer)
  pulumi preview    shows no change
  pulumi up         publishes nothing; records what depends on what

A later destroy leaves flows in the organisation that another client than a person has published. A flow that runs an
older version of a module than the published one is named; the preview shows its update.

Content that has no form as a document, and files with {{key}} in them, stay YAML in the folder flows beside index.ts;
the values of keys are taken from the stack's configuration.

Options:
      --from-org    take NAME... from the organisation that the settings open
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
