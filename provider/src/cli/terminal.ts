/** Where a command is run: what it reads and writes beside files. */
export interface Terminal {
  /** Results: standard output. */
  out: (text: string) => void;
  /** Progress and problems: standard error. A line, without its end. */
  say: (line: string) => void;
  env: NodeJS.ProcessEnv;
  /** The folder that relative paths begin in, and where the search for `.env` starts. */
  folder: string;
}

/** The command line makes no sense: exit code 2, with the usage. */
export class UsageError extends Error {}

/** What was asked for failed: exit code 1. The message is all that a user needs. */
export class CommandError extends Error {}
