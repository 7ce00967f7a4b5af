import { environmentVariable } from "./settings/environment";

/** Where lines for people go. */
export interface Log {
  /** Something that a user should know although nothing failed. */
  warn: (line: string) => void;
  /** What only helps to look into a problem: shown when `GENESYSCLOUD_DEBUG` is set. */
  debug: (line: string) => void;
}

/** A log that prints. */
export function logTo(print: (line: string) => void, env: NodeJS.ProcessEnv): Log {
  const debugging = environmentVariable(env, "GENESYSCLOUD_DEBUG") !== undefined;
  return {
    warn: print,
    debug: (line) => {
      if (debugging) print(line);
    },
  };
}

/** A log that nobody reads. */
export const silent: Log = { warn: () => undefined, debug: () => undefined };
