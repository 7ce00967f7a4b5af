import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli, PulumiCli, StandInEngine, type Engine } from "../engine";
import { startLocalOrg, type LocalOrg, type LocalOrgOptions } from "../local-org";

/** Everything a scenario plays in: an organisation, a stack, and the program that a user would write. */
export interface World {
  org: LocalOrg;
  engine: Engine;
  /** Writes the program; `body` stands below the imports of Pulumi and of this package. */
  program: (body: string) => Promise<void>;
}

const cli = findCli();

/**
 * A scenario of a user's world. It is written once and runs on the stand-in engine and, where there is one, on the
 * Pulumi CLI, whose behaviour is the truth.
 */
export function scenario(
  title: string,
  play: (world: World) => Promise<void>,
  options: LocalOrgOptions = {},
): void {
  it(`${title} (stand-in engine)`, () => inWorld(options, (stack) => new StandInEngine(stack), play));
  if (cli !== undefined) {
    it(`${title} (Pulumi CLI ${cli.version})`, () => inWorld(options, (stack) => new PulumiCli(stack), play));
  }
}

type StackOptions = ConstructorParameters<typeof StandInEngine>[0];

async function inWorld(
  options: LocalOrgOptions,
  engineFor: (stack: StackOptions) => Engine,
  play: (world: World) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "scenario-"));
  const org = await startLocalOrg(options);
  try {
    await mkdir(join(folder, "home"));
    await symlink(resolve(__dirname, "../../node_modules"), join(folder, "node_modules"));
    await writeFile(
      join(folder, "Pulumi.yaml"),
      "name: ivr\nruntime:\n  name: nodejs\n  options: {typescript: false}\nmain: index.js\n",
    );
    await writeFile(join(folder, "package.json"), '{ "name": "ivr", "main": "index.js" }\n');
    await writeFile(join(folder, "index.js"), IMPORTS);
    const engine = engineFor({
      projectDir: folder,
      stack: "dev",
      stateDir: join(folder, "state"),
      env: {
        GENESYSCLOUD_GATEWAY_URL: org.url,
        GENESYSCLOUD_OAUTHCLIENT_ID: "local",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
        PULUMI_HOME: join(folder, "home"),
      },
    });
    await play({
      org,
      engine,
      program: (body) => writeFile(join(folder, "index.js"), `${IMPORTS}\n${body}\n`),
    });
  } finally {
    await org.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const IMPORTS = `const pulumi = require("@pulumi/pulumi");
const { FlowModule, InboundFlow, Provider, flow } = require("pulumi-genesyscloud");`;
