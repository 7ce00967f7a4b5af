import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Whose create it is: one resource of one stack, in one organisation. */
export interface CreateKey {
  /** The resource's URN. */
  owner: string;
  organizationId: string;
  /** Upper case, as the platform writes it. */
  type: string;
}

/** What is written down before a create can have any effect. */
export interface UnfinishedCreate extends CreateKey {
  name: string;
  jobId: string;
}

/**
 * Creates that began and of which nobody may have recorded the result: the provider process or the engine can be
 * killed between the platform's work and the state file. One file for each resource, so that parallel creates and
 * several processes never write to the same one.
 */
export interface Journal {
  find(key: CreateKey): Promise<UnfinishedCreate | undefined>;
  begin(entry: UnfinishedCreate): Promise<void>;
  finish(key: CreateKey): Promise<void>;
}

/** Where this package keeps what must outlive a process: in the Pulumi home, beside what Pulumi itself keeps there. */
export function packageHome(env: NodeJS.ProcessEnv): string {
  return join(env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "genesyscloud");
}

/** The journal under the Pulumi home (`PULUMI_HOME`, else `~/.pulumi`). */
export function journalIn(env: NodeJS.ProcessEnv): Journal {
  const folder = join(packageHome(env), "unfinished");
  const fileOf = ({ owner, organizationId, type }: CreateKey): string =>
    join(
      folder,
      `${createHash("sha256")
        .update(JSON.stringify([owner, organizationId, type]))
        .digest("hex")}.json`,
    );

  return {
    async find(key) {
      try {
        return JSON.parse(await readFile(fileOf(key), "utf8")) as UnfinishedCreate;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async begin(entry) {
      await mkdir(folder, { recursive: true });
      const file = fileOf(entry);
      // A half-written entry would be worse than none: it is put in place whole.
      await writeFile(`${file}.${process.pid}`, JSON.stringify(entry));
      await rename(`${file}.${process.pid}`, file);
    },
    async finish(key) {
      await rm(fileOf(key), { force: true });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
