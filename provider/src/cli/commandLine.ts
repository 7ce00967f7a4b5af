import { parseArgs } from "node:util";
import { suggestion } from "../document/nearest";
import { UsageError } from "./terminal";

/** Every option of every command. */
const OPTIONS = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
  force: { type: "boolean" },
  "from-org": { type: "boolean" },
  out: { type: "string" },
} as const;

export type OptionName = keyof typeof OPTIONS;

/** A command line, taken apart. */
export interface CommandLine {
  /** The options that were given. */
  flags: { help?: boolean; version?: boolean; force?: boolean; "from-org"?: boolean; out?: string };
  /** What is no option: files or names. */
  operands: string[];
}

/** Takes a command line apart. Throws a {@link UsageError} for an option that the command does not have. */
export function commandLine(args: readonly string[], known: readonly OptionName[]): CommandLine {
  const options = Object.fromEntries(known.map((name) => [name, OPTIONS[name]]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { flags: values, operands: positionals };
  } catch (error) {
    throw new UsageError(explained(error, known));
  }
}

/** What node says is for programmers: its first sentence has the option. */
function explained(error: unknown, known: readonly OptionName[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (option === undefined) return `${(message.split(/\.\s/)[0] ?? message).replace(/\.$/, "")}.`;
  const names = known.map((name) => `--${name}`);
  return `There is no option ${option}${suggestion(option, names)}`.replace(/(?<![?.])$/, ".");
}
