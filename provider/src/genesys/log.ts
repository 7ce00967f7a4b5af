import { environmentVariable } from "./settings/environment";

/** Where messages for the user are written. */
export interface Log {
  /** Something that the user should know although nothing failed. */
  warn: (line: string) => void;
  /** Details for troubleshooting, shown if `GENESYSCLOUD_DEBUG` is set. */
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

/** A log that discards everything. */
export const silent: Log = { warn: () => undefined, debug: () => undefined };
