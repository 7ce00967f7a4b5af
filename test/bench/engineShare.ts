import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli, PulumiCli, StandInEngine } from "../engine";
import { startLocalOrg } from "genesyscloud-local-org";

/**
 * The time that the engine adds to an `up`, in seconds: it starts, runs the program, and writes the state after every
 * step.
 */
export interface EngineShare {
  engine: string;
  flows: number;
  parallel: number;
  wallSeconds: number;
  /** Until the provider's first call: start of the engine, program and provider process. */
  beforeFirstCall: number;
  /** After the provider's last call: writing the rest of the state, and ending all processes. */
  afterLastCall: number;
}

/**
 * Deploys a stack with the Pulumi CLI if installed, otherwise with the stand-in engine, with instant jobs. It must
 * stay below the rate limit, which would otherwise be measured.
 */
export async function engineShare(flows: number, parallel: number): Promise<EngineShare> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const org = await startLocalOrg({ jobMs: 0 });
  try {
    await project(folder, flows);
    const stack = {
      projectDir: folder,
      stack: "dev",
      stateDir: join(folder, "state"),
      env: {
        GENESYSCLOUD_GATEWAY_URL: org.url,
        GENESYSCLOUD_OAUTHCLIENT_ID: "local",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
        PULUMI_HOME: join(folder, "home"),
      },
    };
    const cli = findCli();
    const engine = cli === undefined ? new StandInEngine(stack) : new PulumiCli(stack);
    // The first use creates the stack; the program is verified before anything is measured.
    await engine.preview();
    const begin = Date.now();
    const { exitCode, output } = await engine.up({ parallel });
    const end = Date.now();
    if (exitCode !== 0) throw new Error(`The engine could not deploy the stack:\n${output}`);
    const times = (await org.control.journal()).map(({ time }) => Date.parse(time));
    const seconds = (from: number, to: number): number => Math.round((to - from) / 10) / 100;
    return {
      engine: cli === undefined ? "stand-in" : `Pulumi CLI ${cli.version}`,
      flows,
      parallel,
      wallSeconds: seconds(begin, end),
      beforeFirstCall: seconds(begin, Math.min(...times)),
      afterLastCall: seconds(Math.max(...times), end),
    };
  } finally {
    await org.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function project(folder: string, flows: number): Promise<void> {
  await mkdir(join(folder, "home"));
  await symlink(resolve(__dirname, "../../node_modules"), join(folder, "node_modules"));
  await writeFile(
    join(folder, "Pulumi.yaml"),
    "name: ivr\nruntime:\n  name: nodejs\n  options: {typescript: false}\nmain: index.js\n",
  );
  await writeFile(join(folder, "package.json"), '{ "name": "ivr", "main": "index.js" }\n');
  await writeFile(
    join(folder, "index.js"),
    `const { FlowModule, InboundFlow, flow } = require("pulumi-genesyscloud");
const modules = [];
for (let n = 0; n < ${flows}; n++) {
  if (n < ${Math.ceil(flows / 10)}) modules.push(new FlowModule("module-" + n, {
    document: flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) }),
  }));
  else new InboundFlow("caller-" + n, {
    document: flow.document({
      start: flow.invokeSubFlow({ module: modules[n % modules.length] }, { default: "bye" }),
      bye: flow.end(),
    }),
  });
}
`,
  );
}
