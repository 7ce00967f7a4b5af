import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { environmentVariable } from "../genesys/settings/environment";
import { makeFolder } from "./createFolder";

/** Whose publish it is: one resource of one stack, in one organization. */
export interface CreateKey {
  /** The resource's URN. */
  owner: string;
  organizationId: string;
  /** Upper case, as the platform writes it. */
  type: string;
}

/** A publish or another change of a flow, written down before it can have any effect. */
export interface PendingPublish extends CreateKey {
  name: string;
  /** Absent for an update that has not come to its job yet, or has none. */
  jobId?: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Of an update: the flow, and what state recorded of it before (see `recordOf`). Absent for a create. */
  update?: { flowId: string; recorded: string };
  /** Of a create: its result was returned to an engine that was there to record it. */
  answered?: true;
}

/**
 * Creates and updates that began and of which nobody may have recorded the result: the provider process or the engine can be
 * killed between the platform's work and the state file. One file for each resource, so that parallel calls and
 * several processes never write to the same one.
 */
export interface PendingCreateStore {
  /** What was begun for this resource, oldest first. */
  find(key: CreateKey): Promise<PendingPublish[]>;
  begin(entry: PendingPublish): Promise<void>;
  /** Notes that the result of a create was returned. */
  answer(key: CreateKey): Promise<void>;
  finish(key: CreateKey): Promise<void>;
  /** Everything that was begun for any resource of the stack that this resource is of. */
  ofStack(owner: string): Promise<PendingPublish[]>;
}

/** Where this package keeps what must outlive a process: in the Pulumi home, beside what Pulumi itself keeps there. */
export function packageHome(env: NodeJS.ProcessEnv): string {
  // An empty HOME is no home, and a relative folder would be another one in every program.
  const home = environmentVariable(env, "PULUMI_HOME") ?? join(homedir() || userInfo().homedir, ".pulumi");
  return join(home, "genesyscloud");
}

/**
 * The journal under the Pulumi home (`PULUMI_HOME`, else `~/.pulumi`).
 *
 * @param warn is told of a file that cannot be read, which is then set aside
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
    // A half-written file would be worse than none: it is put in place whole.
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

/** The entries of a file; one that cannot be read is set aside. */
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

/** `urn:pulumi:<stack>::<project>` of `urn:pulumi:<stack>::<project>::<type>::<name>`. */
export function stackOf(owner: string): string {
  return owner.split("::").slice(0, 2).join("::");
}

/** The entries of a file; undefined where it holds something else. */
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
