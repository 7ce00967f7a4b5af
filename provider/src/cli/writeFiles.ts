import { access, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { makeFolder } from "../lifecycle/makeFolder";
import { CommandError } from "./terminal";

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "a file with the name of the folder already exists",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "a folder with that name already exists",
  ENOENT: "nothing can be created there",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
};

/** Where to write, and whether over what is there. */
export interface Destination {
  /** The folder as the user named it. */
  out: string;
  /** The folder that it is relative to. */
  folder: string;
  force: boolean;
}

/**
 * Writes files by their paths below the destination: all of them, or none where one exists already or cannot be written. Only what
 * `force` has overwritten stays overwritten.
 */
export async function writeFiles(files: ReadonlyMap<string, string>, to: Destination): Promise<void> {
  await refuseToOverwrite([...files.keys()], to);
  const created: string[] = [];
  for (const [path, text] of files) {
    const file = resolve(to.folder, to.out, path);
    try {
      await makeFolder(dirname(file));
      if (!(await exists(file))) created.push(file);
      await writeFile(file, text);
    } catch (error) {
      await Promise.all(created.map((one) => rm(one, { force: true }).catch(() => undefined)));
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      throw new CommandError(
        `${join(to.out, path)}: cannot be written: ${REASONS[code] ?? code}. Give another folder with --out.`,
      );
    }
  }
}

/** Throws where a file exists that may not be overwritten. Asked early, it spares the user a long export. */
export async function refuseToOverwrite(paths: readonly string[], to: Destination): Promise<void> {
  if (to.force) return;
  const there = await Promise.all(paths.map((path) => exists(resolve(to.folder, to.out, path))));
  const existing = paths.filter((_, at) => there[at]).map((path) => join(to.out, path));
  if (existing.length === 0) return;
  throw new CommandError(
    `${existing.join(", ")}: exists already, so nothing was written. Give another folder with --out, or --force to overwrite.`,
  );
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
