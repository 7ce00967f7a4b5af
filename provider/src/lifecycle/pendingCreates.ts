import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { environmentVariable } from "../genesys/settings/environment";
import { makeFolder } from "./createFolder";

/** Identifies the resource of a publish: one resource of one stack, in one organization. */
export interface CreateKey {
  /** The resource's URN. */
  owner: string;
  organizationId: string;
  /** Upper case, as in the platform API. */
  type: string;
}

/** A publish or other change of a flow, recorded before it can take effect. */
export interface PendingPublish extends CreateKey {
  name: string;
  /** Undefined for an update whose publish job has not started yet, or that has none. */
  jobId?: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** For an update: the flow, and a hash of its state before the update (see `recordOf`). Undefined for a create. */
  update?: { flowId: string; recorded: string };
  /** For a create: its result was returned to an engine that was running to record it. */
  answered?: true;
}

/**
 * Creates and updates whose result may not have been recorded: the provider process or the engine can be killed after
 * the platform did its work and before the state file is written. One file per resource, so that parallel calls and
 * processes never write to the same file.
 */
export interface PendingCreateStore {
  /** The pending entries of this resource, oldest first. */
  find(key: CreateKey): Promise<PendingPublish[]>;
  begin(entry: PendingPublish): Promise<void>;
  /** Records that the result of a create was returned. */
  answer(key: CreateKey): Promise<void>;
  finish(key: CreateKey): Promise<void>;
  /** All pending entries of the stack that this resource belongs to. */
  ofStack(owner: string): Promise<PendingPublish[]>;
}

/** The folder for data that must outlive a process: in the Pulumi home, next to Pulumi's own data. */
export function packageHome(env: NodeJS.ProcessEnv): string {
  // An empty HOME is treated as unset, and a relative folder would be different for every program.
  const home = environmentVariable(env, "PULUMI_HOME") ?? join(homedir() || userInfo().homedir, ".pulumi");
  return join(home, "genesyscloud");
}

/**
 * The pending creates store under the Pulumi home (`PULUMI_HOME`, or `~/.pulumi`).
 *
 * @param warn called for each file that cannot be read, which is then set aside
 */
export function pendingCreateStore(env: NodeJS.ProcessEnv, warn: (line: string) => void): PendingCreateStore {
  const folder = join(packageHome(env), "unfinished");
  const fileOf = ({ owner, organizationId, type }: CreateKey): string =>
    join(
      folder,
      `${createHash("sha256")
        .update(JSON.stringify([owner, organizationId, type]))
        .digest("hex")}.json`,
    );

  const entriesIn = (file: string): Promise<PendingPublish[]> => readEntries(file, warn);

  const write = async (file: string, entries: PendingPublish[]): Promise<void> => {
    await makeFolder(folder);
    // Writes to a temporary file first, so that the file is never half-written.
    await writeFile(`${file}.${process.pid}`, JSON.stringify(entries));
    await rename(`${file}.${process.pid}`, file);
  };

  return {
    find: (key) => entriesIn(fileOf(key)),
    async begin(entry) {
      const file = fileOf(entry);
      await write(file, [...(await entriesIn(file)), entry]);
    },
    async answer(key) {
      const file = fileOf(key);
      const entries = await entriesIn(file);
      if (entries.length > 0)
        await write(
          file,
          entries.map((entry) => ({ ...entry, answered: true })),
        );
    },
    async finish(key) {
      await rm(fileOf(key), { force: true });
    },
    async ofStack(owner) {
      const files = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const found = files
        .filter((file) => file.endsWith(".json"))
        .map((file) => entriesIn(join(folder, file)));
      const entries = (await Promise.all(found)).flat();
      return entries.filter((entry) => stackOf(entry.owner) === stackOf(owner));
    },
  };
}

/** The entries of a file. Sets a file aside that cannot be read. */
async function readEntries(file: string, warn: (line: string) => void): Promise<PendingPublish[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const entries = parsed(text);
  if (entries !== undefined) return entries;
  const aside = `${file}.damaged`;
  await rename(file, aside);
  warn(
    `warning: ${file} is damaged, so it was set aside as ${aside}. It held what an earlier run began and may not have ` +
      `recorded: if that run was cut off, compare the flows in Architect with this stack.`,
  );
  return [];
}

/** Returns `urn:pulumi:<stack>::<project>` for `urn:pulumi:<stack>::<project>::<type>::<name>`. */
export function stackOf(owner: string): string {
  return owner.split("::").slice(0, 2).join("::");
}

/** The entries of a file. Undefined if it contains anything else. */
function parsed(text: string): PendingPublish[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isEntry) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is PendingPublish {
  if (typeof value !== "object" || value === null) return false;
  const { owner, name, jobId, at, update } = value as Record<string, unknown>;
  return (
    typeof owner === "string" &&
    typeof name === "string" &&
    typeof at === "number" &&
    (typeof jobId === "string" || (jobId === undefined && typeof update === "object"))
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
