import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli, PulumiCli, StandInEngine, type Engine, type OperationResult } from "../engine";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { callTable } from "./callTable";

const ROOT = resolve(__dirname, "../..");
const PROGRAM = "examples/shared-module/index.ts";

/** The expected result of a step. The demo checks what it shows. */
type Expectation = Record<string, number>;

/** Deploys the first example to a local organization, edits it, and destroys it, showing every step. */
export async function runDemo(): Promise<void> {
  const began = Date.now();
  const folder = await mkdtemp(join(tmpdir(), "genesyscloud-demo-"));
  const org = await startLocalOrg({ jobMs: 300 });
  try {
    const { engine, name } = await stackIn(folder, org);
    say(`A local Genesys Cloud organization runs at ${org.url}; the stack is deployed by ${name}.`);
    await play(folder, org, engine);
    say(`Done in ${((Date.now() - began) / 1000).toFixed(1)} s. Nothing of it is left.\n${NEXT}`);
  } finally {
    await org.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function play(folder: string, org: LocalOrg, engine: Engine): Promise<void> {
  const step = async (
    title: string,
    run: () => Promise<OperationResult>,
    expected: Expectation,
  ): Promise<void> => {
    say(`\n── ${title}`);
    await org.control.clearJournal();
    const result = await run();
    say(result.output.trimEnd());
    const calls = await org.control.journal();
    say(calls.length === 0 ? "0 API calls." : callTable(calls));
    const actual = Object.fromEntries(Object.keys(expected).map((op) => [op, result.changes[op] ?? 0]));
    if (result.exitCode !== 0 || JSON.stringify(actual) !== JSON.stringify(expected)) {
      throw new Error(`The step "${title}" did not end as promised: ${JSON.stringify(result.changes)}`);
    }
  };

  await step(
    "pulumi preview: 3 to create, one module and two flows (the engine counts the stack as well)",
    () => engine.preview(),
    { create: 4 },
  );
  await step("pulumi up: the module first, then both flows side by side", () => engine.up(), { create: 4 });
  await step("pulumi preview: nothing to do", () => engine.preview(), { same: 4 });
  await showModules(org);

  await edit(folder, "maxDigits: 1", "maxDigits: 2");
  await step("the module is edited in the program (maxDigits: 2), then pulumi up", () => engine.up(), {
    update: 3,
  });
  await showModules(org);

  await editInTheUi(org, "SharedDTMFCollector", "max: 2", "max: 9");
  await step(
    "somebody edits the module in the UI; pulumi refresh names what changed",
    () => engine.refresh(),
    {
      update: 1,
    },
  );
  await step(
    "pulumi up puts it back, and its callers on the version that is right again",
    () => engine.up(),
    {
      update: 3,
    },
  );
  await showModules(org);

  await step("pulumi destroy", () => engine.destroy(), { delete: 4 });
  const left = await org.control.flows();
  if (left.length > 0) throw new Error(`destroy left ${left.length} flows behind.`);
  say("The organization is empty again.");
}

/** The module version that each flow runs: the state that other tools leave behind. */
async function showModules(org: LocalOrg): Promise<void> {
  for (const flow of (await org.control.flows()).filter(({ modules }) => modules.length > 0)) {
    const carried = flow.modules.map(({ name, version }) => `${name} ${version}`).join(", ");
    say(`  ${flow.name} (version ${flow.publishedVersion ?? "-"}) runs ${carried}`);
  }
}

/** A copy of the first example as a separate project, so that the demo can edit it. */
async function stackIn(folder: string, org: LocalOrg): Promise<{ engine: Engine; name: string }> {
  await cp(join(ROOT, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  await cp(join(ROOT, "examples/shared-module"), join(folder, "examples/shared-module"), {
    recursive: true,
    filter: (source) => !source.includes("node_modules"),
  });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const options = {
    projectDir: folder,
    stack: "demo",
    stateDir: join(folder, "state"),
    env: {
      GENESYSCLOUD_GATEWAY_URL: org.url,
      GENESYSCLOUD_OAUTHCLIENT_ID: "local",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
      PULUMI_HOME: join(folder, "home"),
      // The example is type-checked by the tests; here it would only take time.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    },
  };
  const cli = findCli();
  return cli === undefined
    ? {
        engine: new StandInEngine(options),
        name: "the stand-in engine (no Pulumi CLI on PATH or in PULUMI_CLI)",
      }
    : { engine: new PulumiCli(options), name: `the Pulumi CLI ${cli.version}` };
}

/** An Architect user's edit: opens the flow, changes it, publishes. */
async function editInTheUi(org: LocalOrg, name: string, from: string, to: string): Promise<void> {
  const flow = (await org.control.flows()).find((one) => one.name === name);
  if (!flow?.content.includes(from)) throw new Error(`${name} no longer holds "${from}".`);
  await org.control.edit(flow.id, flow.content.replace(from, to));
}

async function edit(folder: string, from: string, to: string): Promise<void> {
  const file = join(folder, PROGRAM);
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) throw new Error(`${PROGRAM} no longer holds "${from}".`);
  await writeFile(file, text.replace(from, to));
}

function say(line: string): void {
  console.log(line);
}

const NEXT = `
To deploy the same stack into your own organization:
  export GENESYSCLOUD_REGION=eu-central-1            # your region
  export GENESYSCLOUD_OAUTHCLIENT_ID=...             # an OAuth client with the grant "Client Credentials"
  export GENESYSCLOUD_OAUTHCLIENT_SECRET=...
  pulumi login --local && pulumi stack init dev
  pulumi preview`;
