import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { environmentVariable } from "../cloud/environment";
import { makeFolder } from "./makeFolder";

/** Whose create it is: one resource of one stack, in one organisation. */
export interface CreateKey {
  /** The resource's URN. */
  owner: string;
  organizationId: string;
  /** Upper case, as the platform writes it. */
  type: string;
}

/** A publish of a create, written down before it can have any effect. */
export interface BegunPublish extends CreateKey {
  name: string;
  jobId: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/**
 * Creates that began and of which nobody may have recorded the result: the provider process or the engine can be
 * killed between the platform's work and the state file. One file for each resource, so that parallel creates and
 * several processes never write to the same one.
 */
export interface Journal {
  /** What creates of this resource have begun, oldest first. */
  find(key: CreateKey): Promise<BegunPublish[]>;
  begin(entry: BegunPublish): Promise<void>;
  finish(key: CreateKey): Promise<void>;
}

/** Where this package keeps what must outlive a process: in the Pulumi home, beside what Pulumi itself keeps there. */
export function packageHome(env: NodeJS.ProcessEnv): string {
  // An empty HOME is no home, and a relative folder would be another one in every program.
  const home = environmentVariable(env, "PULUMI_HOME") ?? join(homedir() || userInfo().homedir, ".pulumi");
  return join(home, "genesyscloud");
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

  const find = async (key: CreateKey): Promise<BegunPublish[]> => {
    try {
      return JSON.parse(await readFile(fileOf(key), "utf8")) as BegunPublish[];
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };

  return {
    find,
    async begin(entry) {
      await makeFolder(folder);
      const file = fileOf(entry);
      const entries = [...(await find(entry)), entry];
      // A half-written file would be worse than none: it is put in place whole.
      await writeFile(`${file}.${process.pid}`, JSON.stringify(entries));
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
