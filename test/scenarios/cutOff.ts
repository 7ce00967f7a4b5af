import { spawnSync } from "node:child_process";
import type { OperationOptions, OperationResult } from "../engine";
import { descendantsOf } from "../engine/processTree";
import type { LocalOrg } from "genesyscloud-local-org";
import type { StoppingClock } from "../provider/faults/stoppingClock";

/** The request at which a run is interrupted, the first that matches. */
export interface CutAt {
  method: string;
  path: string;
  /** The request never reaches the platform. Default: it does. */
  lost?: true;
}

/** The target of `kill -9`. */
export type Victim = "the engine" | "the provider";

/**
 * Runs an operation up to a request, and kills the engine or the provider process while that request is in
 * flight.
 */
export async function cutOff(
  { control }: LocalOrg,
  clock: StoppingClock,
  { method, path, lost }: CutAt,
  victim: Victim,
  operation: (options: OperationOptions) => Promise<OperationResult>,
): Promise<OperationResult> {
  const stop = clock.stopNext();
  await control.faults({ method, path, nth: 1, delayMs: 1, ...(lost && { drop: "before" }) });
  const kill = new AbortController();
  const running = operation({ signal: kill.signal });
  const over = await Promise.race([stop.reached, running]);
  if (over !== "reached") throw new Error(`it was over before ${method} ${path}:\n${over.output}`);
  if (victim === "the engine") kill.abort();
  else killProviders();
  stop.release();
  const result = await running;
  await control.clearFaults();
  return result;
}

/** Kills the processes of dynamic providers, among all that this one has started. */
function killProviders(): void {
  const pids = descendantsOf(process.pid);
  const listed = spawnSync("ps", ["-o", "pid=,args=", "-p", pids.join()], { encoding: "utf8" });
  const providers = listed.stdout.split("\n").filter((line) => /\bnode\b.*dynamic-provider/.test(line));
  if (providers.length === 0) throw new Error("no process of a provider runs");
  for (const line of providers) process.kill(Number.parseInt(line, 10), "SIGKILL");
}
