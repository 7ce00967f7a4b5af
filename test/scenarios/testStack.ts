import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli, PulumiCli, StandInEngine, type Engine } from "../engine";
import { startLocalOrg, type LocalOrg, type LocalOrgOptions } from "genesyscloud-local-org";

/** The parts of a scenario: an organization, a stack, and the program that a user would write. */
export interface TestStack {
  org: LocalOrg;
  /** Deploys the stack "dev". */
  engine: Engine;
  /** Deploys another stack of the same program, or the same one with another environment. */
  stack: (name: string, env?: Record<string, string>) => Engine;
  /** The folder of the stack's project. */
  folder: string;
  /** Writes the program; `body` follows the imports of Pulumi and of this package. */
  program: (body: string) => Promise<void>;
}

/** The options of the organization, and the source of the program. */
export interface E2eOptions extends LocalOrgOptions {
  /** The folder of an example, whose program replaces the one that the scenario writes. */
  example?: string;
  /** The packages that the program finds. @default those of this workspace */
  nodeModules?: () => string;
  /** The config of the stack "dev", and of every other one. */
  config?: StackOptions["config"];
}

const cli = findCli();

/**
 * A scenario. It runs on the stand-in engine and, if there is one, on the Pulumi CLI, whose behavior is the
 * reference.
 */
export function e2e(
  title: string,
  play: (world: TestStack) => Promise<void>,
  options: E2eOptions = {},
): void {
  it(`${title} (stand-in engine)`, () => onTestStack(options, (stack) => new StandInEngine(stack), play));
  if (cli !== undefined) {
    it(`${title} (Pulumi CLI ${cli.version})`, () =>
      onTestStack(options, (stack) => new PulumiCli(stack), play));
  }
}

type StackOptions = ConstructorParameters<typeof StandInEngine>[0];

async function onTestStack(
  { example, config, nodeModules, ...options }: E2eOptions,
  engineFor: (stack: StackOptions) => Engine,
  play: (world: TestStack) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "scenario-"));
  const org = await startLocalOrg(options);
  try {
    await mkdir(join(folder, "home"));
    const packages = nodeModules?.() ?? resolve(__dirname, "../../node_modules");
    await symlink(packages, join(folder, "node_modules"));
    await (example === undefined ? writeProject(folder) : copyExample(folder, example));
    const stack = (name: string, env: Record<string, string> = {}): Engine =>
      engineFor({
        projectDir: folder,
        stack: name,
        stateDir: join(folder, "state", name),
        config,
        env: {
          GENESYSCLOUD_GATEWAY_URL: org.url,
          GENESYSCLOUD_OAUTHCLIENT_ID: "local",
          GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
          PULUMI_HOME: join(folder, "home"),
          // The type check of the examples has a command of its own; here it would add seconds to each
          // operation.
          PULUMI_NODEJS_TRANSPILE_ONLY: "true",
          ...env,
        },
      });
    await play({
      org,
      engine: stack("dev"),
      stack,
      folder,
      program: (body) => writeFile(join(folder, "index.js"), `${IMPORTS}\n${body}\n`),
    });
  } finally {
    await org.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeProject(folder: string): Promise<void> {
  await writeFile(
    join(folder, "Pulumi.yaml"),
    "name: ivr\nruntime:\n  name: nodejs\n  options: {typescript: false}\nmain: index.js\n",
  );
  await writeFile(join(folder, "package.json"), '{ "name": "ivr", "main": "index.js" }\n');
  await writeFile(join(folder, "index.js"), IMPORTS);
}

async function copyExample(folder: string, example: string): Promise<void> {
  const source = resolve(__dirname, "../../examples", example);
  await cp(source, folder, {
    recursive: true,
    filter: (path) => !path.slice(source.length).includes("node_modules"),
  });
}

const IMPORTS = `const pulumi = require("@pulumi/pulumi");
const { Flow, FlowModule, InboundFlow, Provider, flow, verifyFlowReferencesModule } = require("pulumi-genesyscloud");`;
