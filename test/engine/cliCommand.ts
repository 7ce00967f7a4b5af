import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A Pulumi CLI on this machine. */
export interface Cli {
  path: string;
  /** Without the "v". */
  version: string;
}

// The first version whose dynamic providers may return inputs from `read`: what this package relies on.
const OLDEST = [3, 216] as const;

/**
 * The Pulumi CLI that `PULUMI_CLI` names, else the first one on `PATH`; undefined where there is none, or where it is
 * older than 3.216.
 */
export function findCli(env: NodeJS.ProcessEnv = process.env): Cli | undefined {
  const named = env.PULUMI_CLI?.trim() ?? "";
  const path = named === "" ? onPath(env.PATH ?? "", env.PATHEXT) : named;
  if (path === undefined) return undefined;
  const asked = spawnSync(path, ["version"], {
    encoding: "utf8",
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  const version = /v?(\d+)\.(\d+)\.\S+/.exec(asked.stdout ?? "");
  if (asked.status !== 0 || !version) return undefined;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return isNewEnough ? { path, version: version[0].replace(/^v/, "") } : undefined;
}

function onPath(path: string, extensions = ""): string | undefined {
  const names = [
    "pulumi",
    ...extensions
      .split(";")
      .filter(Boolean)
      .map((extension) => `pulumi${extension}`),
  ];
  const candidates = path
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Absent or not ours to run: the next folder of PATH may have one.
  }
}
