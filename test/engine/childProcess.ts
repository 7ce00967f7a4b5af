import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A line that a child printed. */
export type OnLine = (line: string, stream: "stdout" | "stderr") => void;

/** A process that dies with us at the latest. */
export interface Child {
  process: ChildProcessWithoutNullStreams;
  /** The exit code, once the process is gone and everything that it printed was handed over. */
  exited: Promise<number>;
  /** Kills it, unless it has gone by itself. Resolves when it is gone. */
  kill(): Promise<void>;
}

// Nothing else of our own environment reaches a child: a test's outcome must not hang on who runs it.
const INHERITED = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "SYSTEMROOT",
  "TMPDIR",
  "TEMP",
  "TMP",
  "LANG",
  "LC_ALL",
  "TZ",
];

export function childEnvironment(given: Record<string, string>): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...given };
}

export const startNode = (args: string[], cwd: string, env: Record<string, string>, onLine: OnLine): Child =>
  startProcess(process.execPath, args, cwd, env, onLine);

/** @param env The whole environment: see `childEnvironment`. */
export function startProcess(
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
  onLine: OnLine,
): Child {
  const child = spawn(command, args, { cwd, env, stdio: "pipe" });
  child.stdin.end();
  living.add(child);
  watchOverLiving();
  const printed = [
    readLines(child.stdout, (line) => onLine(line, "stdout")),
    readLines(child.stderr, (line) => onLine(line, "stderr")),
  ];
  const exited = once(child, "exit").then(async ([code, signal]: unknown[]) => {
    living.delete(child);
    await Promise.all(printed);
    return typeof code === "number" ? code : signal === null ? 1 : 137;
  });
  return {
    process: child,
    exited,
    async kill() {
      if (living.has(child)) child.kill("SIGKILL");
      await exited;
    },
  };
}

async function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream })) onLine(line);
}

const living = new Set<ChildProcessWithoutNullStreams>();
let watching = false;

/** Kills what still lives when this process ends, by itself or by a signal. */
function watchOverLiving(): void {
  if (watching) return;
  watching = true;
  const killAll = () => living.forEach((child) => child.kill("SIGKILL"));
  process.once("exit", killAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const onSignal = () => {
      killAll();
      process.removeListener(signal, onSignal);
      // With our listener gone the signal does what it would have done without us, unless others listen too.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    process.on(signal, onSignal);
  }
}
