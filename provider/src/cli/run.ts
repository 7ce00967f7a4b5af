import { environmentVariable } from "../cloud/environment";
import { suggestion } from "../document/nearest";
import { version } from "./version";
import { codegen } from "./codegen";
import { diagram } from "./diagram";
import { commandLine } from "./commandLine";
import { UsageError, type Terminal } from "./terminal";
import { COMMAND, HELP, USAGE, type Topic } from "./usage";

const COMMANDS = { diagram, codegen } as const;

/**
 * Runs one command line, without the names of node and script. Gives the exit code: 0 done, 1 failed, 2 wrong usage.
 * Whatever fails is one message on `say`, never a stack trace.
 *
 * @example process.exitCode = await run(["diagram", "main.yaml"], terminal);
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first = "", ...rest] = args;
  const topic: Topic = isCommand(first) ? first : "";
  try {
    if (isCommand(first)) {
      const line = commandLine(rest, COMMANDS[first].options);
      if (line.flags.help) terminal.out(HELP[first]);
      else await COMMANDS[first].run(line, terminal);
      return 0;
    }
    if (first !== "" && !first.startsWith("-")) {
      throw new UsageError(`Unknown command: ${first}${suggestion(first, Object.keys(COMMANDS))}`);
    }
    const { flags } = commandLine(args, ["help", "version"]);
    if (flags.help) terminal.out(HELP[""]);
    else if (flags.version) terminal.out(`${version()}\n`);
    else throw new UsageError("A command is missing.");
    return 0;
  } catch (error) {
    terminal.say(error instanceof Error ? error.message : String(error));
    if (error instanceof Error && environmentVariable(terminal.env, "GENESYSCLOUD_DEBUG") !== undefined)
      terminal.say(error.stack ?? "");
    if (!(error instanceof UsageError)) return 1;
    terminal.say(`Usage: ${USAGE[topic]}`);
    terminal.say(`Try "${[COMMAND, topic, "--help"].filter(Boolean).join(" ")}".`);
    return 2;
  }
}

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}
