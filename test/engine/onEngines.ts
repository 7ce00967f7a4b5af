import { PulumiCli } from "./cli";
import { findCli } from "./cliCommand";
import type { Engine, StackOptions } from "./engine";
import { RecorderStack } from "./recorderStack";
import { StandInEngine } from "./standIn";

/** A stack of recorder things, and the engine that deploys it. */
export interface World {
  stack: RecorderStack;
  engine: Engine;
  /** Writes the program; `pulumi`, `Thing` and `Provider` are there. */
  program: (body: string) => void;
}

const IMPORTS =
  'const pulumi = require("@pulumi/pulumi");\nconst { Thing, Provider } = require("recorder");\n';

const cli = findCli();

/** Tests what an engine does on the stand-in and, where there is one, on the Pulumi CLI, whose behavior is the truth. */
export function onEngines(
  title: string,
  play: (world: World) => Promise<void>,
  config?: StackOptions["config"],
): void {
  onStandIn(`${title} (stand-in)`, play, config);
  onCli(`${title} (Pulumi CLI)`, play, config);
}

export function onStandIn(
  title: string,
  play: (world: World) => Promise<void>,
  config?: StackOptions["config"],
): void {
  it(title, () => inWorld((options) => new StandInEngine(options), play, config));
}

function onCli(title: string, play: (world: World) => Promise<void>, config?: StackOptions["config"]): void {
  if (!cli) return;
  it(title, () => inWorld((options) => new PulumiCli(options), play, config));
}

/** One sentence for a machine without the CLI, where half of these tests do not run. */
export function saySoWithoutCli(): void {
  if (cli) return;
  it("is compared with the Pulumi CLI where one is on PATH or named by PULUMI_CLI: there is none here");
}

/** Waits for something that another process does. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 50_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("What the test waits for has not come in 50 seconds.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function inWorld(
  engineFor: (options: StackOptions) => Engine,
  play: (world: World) => Promise<void>,
  config: StackOptions["config"],
): Promise<void> {
  const stack = new RecorderStack();
  try {
    const engine = engineFor({ ...stack.options(), config });
    await play({ stack, engine, program: (body) => stack.writeProgram(`${IMPORTS}${body}\n`) });
  } finally {
    stack.remove();
  }
}
