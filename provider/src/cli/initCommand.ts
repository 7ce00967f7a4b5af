import { basename, resolve } from "node:path";
import { writeFiles } from "./files";
import { UsageError, version } from "./commandLine";
import type { CommandLine, OptionName, Terminal } from "./commandLine";

/** `init [DIR]` */
export const init = {
  options: ["help", "force"] satisfies OptionName[],

  async run({ flags, operands }: CommandLine, terminal: Terminal): Promise<void> {
    const [folder = ".", ...more] = operands;
    if (more.length > 0) throw new UsageError("Give at most one folder.");
    const name = basename(resolve(terminal.folder, folder)).replace(/[^A-Za-z0-9._-]+/g, "-") || "ivr";
    const files = projectFiles(name);
    await writeFiles(files, { out: folder, folder: terminal.folder, force: flags.force ?? false });
    terminal.stdout(
      [
        `Wrote ${[...files.keys()].join(", ")} in ${folder}.`,
        "Next:",
        `  ${folder === "." ? "" : `cd ${folder} && `}npm install`,
        "  npm test          calls through the flow, without an organization",
        "  pulumi up         with GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET set",
        "",
      ].join("\n"),
    );
  },
};

/** A small project: a program, a test of it, and a pipeline. */
export function projectFiles(name: string): Map<string, string> {
  return new Map([
    ["Pulumi.yaml", `name: ${name}\ndescription: Genesys Cloud call flows\nruntime: nodejs\n`],
    ["package.json", `${JSON.stringify(manifest(name), undefined, 2)}\n`],
    ["tsconfig.json", `${JSON.stringify(TSCONFIG, undefined, 2)}\n`],
    [".gitignore", "node_modules/\n.env\n"],
    ["flows.ts", FLOWS],
    ["index.ts", PROGRAM],
    ["calls.spec.ts", SPEC],
    [".github/workflows/ivr.yml", PIPELINE],
  ]);
}

function manifest(name: string): object {
  return {
    name: name.toLowerCase(),
    version: "0.0.0",
    private: true,
    main: "index.ts",
    scripts: { typecheck: "tsc --noEmit", test: "mocha --import=tsx calls.spec.ts" },
    dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-genesyscloud": `^${version()}` },
    devDependencies: {
      "@types/chai": "^5.2.3",
      "@types/mocha": "^10.0.10",
      "@types/node": "^20.19.0",
      chai: "^6.2.0",
      mocha: "^11.7.0",
      tsx: "^4.20.0",
      typescript: "~5.9.3",
    },
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    skipLibCheck: true,
    types: ["node", "mocha"],
  },
  include: ["*.ts"],
};

const FLOWS = `import { flow } from "pulumi-genesyscloud";

/** The main line: the queue Sales must exist in the organization. */
export const mainLine = flow.document(
  {
    start: flow.menu(
      {
        audio: "For sales press 1. To hang up press 9.",
        choices: { sales: { dtmf: "1" }, "hang up": { dtmf: "9" } },
      },
      { sales: "toSales", "hang up": "bye" },
    ),
    toSales: flow.transferToAcd({ queue: "Sales" }, { failure: "sorry" }),
    sorry: flow.playAudio({ audio: "Please try again later." }, { default: "bye" }),
    bye: flow.disconnect(),
  },
  { initialGreeting: "Welcome." },
);
`;

const PROGRAM = `import { InboundFlow } from "pulumi-genesyscloud";
import { mainLine } from "./flows";

export const line = new InboundFlow("main", { name: "Main line", document: mainLine }).id;
`;

const SPEC = `import { expect } from "chai";
import { checkDocument, simulateCall } from "pulumi-genesyscloud/testing";
import { mainLine } from "./flows";

describe("the main line", () => {
  it("leads to sales", () => {
    const call = simulateCall(mainLine).press("1");
    expect(call.heard[0]).to.equal("Welcome.");
    expect(call.ended).to.include({ by: "transferToAcd", queue: "Sales" });
  });

  it("passes the checks of a preview", () => {
    expect(checkDocument(mainLine)).to.deep.equal([]);
  });
});
`;

const PIPELINE = `name: ivr
on:
  push: { branches: [main] }
  pull_request:
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm install
      - run: npm run typecheck
      - run: npm test
`;
