import { environmentVariable } from "../genesys/settings/environment";
import { suggestion } from "../language/issues";
import { version } from "./commandLine";
import { call } from "./callCommand";
import { codegen } from "./codegenCommand";
import { diagram } from "./diagramCommand";
import { diff } from "./diffCommand";
import { doctor } from "./doctorCommand";
import { init } from "./initCommand";
import { commandLine } from "./commandLine";
import { DifferenceFound, UsageError, type Terminal } from "./commandLine";
import { COMMAND, HELP, USAGE, type Topic } from "./commandLine";

const COMMANDS = { call, codegen, diagram, diff, doctor, init } as const;

/**
 * Runs a command line, given without the names of node and the script. Returns the exit code: 0 success, 1 failure, 2
 * usage error. Every error is one message on `stderr`, never a stack trace.
 *
 * @example process.exitCode = await run(["diagram", "main.yaml"], terminal);
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first = "", ...rest] = args;
  const topic: Topic = isCommand(first) ? first : "";
  try {
    if (isCommand(first)) {
      const line = commandLine(rest, COMMANDS[first].options);
      if (line.flags.help) terminal.stdout(HELP[first]);
      else await COMMANDS[first].run(line, terminal);
      return 0;
    }
    if (first !== "" && !first.startsWith("-")) {
      throw new UsageError(`Unknown command: ${first}${suggestion(first, Object.keys(COMMANDS))}`);
    }
    const { flags } = commandLine(args, ["help", "version"]);
    if (flags.help) terminal.stdout(HELP[""]);
    else if (flags.version) terminal.stdout(`${version()}\n`);
    else throw new UsageError("A command is missing.");
    return 0;
  } catch (error) {
    if (error instanceof DifferenceFound) return 1;
    terminal.stderr(error instanceof Error ? error.message : String(error));
    if (error instanceof Error && environmentVariable(terminal.env, "GENESYSCLOUD_DEBUG") !== undefined)
      terminal.stderr(error.stack ?? "");
    if (!(error instanceof UsageError)) return 1;
    terminal.stderr(`Usage: ${USAGE[topic]}`);
    terminal.stderr(`Try "${[COMMAND, topic, "--help"].filter(Boolean).join(" ")}".`);
    return 2;
  }
}

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}
