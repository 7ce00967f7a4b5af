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

/** Node's errors are for programmers; the option and what is wrong with it are all that a user needs. */
function explained(error: unknown, known: readonly OptionName[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    return `Unknown option: ${unknown}${suggestion(
      unknown,
      known.map((name) => `--${name}`),
    )}`;
  }
  const option = /(--[\w-]+)/.exec(message)?.[1] ?? "";
  if (message.includes("does not take an argument")) return `The option ${option} takes no value.`;
  if (message.includes("argument")) return `The option ${option} needs a value.`;
  return message;
}
