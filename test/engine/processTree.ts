import { spawnSync } from "node:child_process";

const GRACE_MS = 3000;
const LOOK_EVERY_MS = 50;

/** The ids of all processes below one; none where the system has no `ps`. */
export function descendantsOf(pid: number): number[] {
  const listed = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = (listed.stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const found = new Set([pid]);
  let before: number;
  do {
    before = found.size;
    for (const [child = 0, parent = 0] of pairs) if (found.has(parent)) found.add(child);
  } while (found.size > before);
  found.delete(pid);
  return [...found];
}

/** Gives processes that have lost their parent some time to finish what they are doing, then ends them. */
export async function killLeftovers(pids: number[]): Promise<void> {
  const deadline = Date.now() + GRACE_MS;
  while (pids.some(lives) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  for (const pid of pids.filter(lives)) process.kill(pid, "SIGKILL");
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // Signal 0 is how one asks; no such process is the answer.
  }
}
