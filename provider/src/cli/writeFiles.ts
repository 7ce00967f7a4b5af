import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "./terminal";

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "a file stands where a folder has to be",
  ENOTDIR: "a file stands where a folder has to be",
  EISDIR: "a folder stands where the file has to be",
  EACCES: "this user may not write there",
  EROFS: "nothing can be written there",
  ENOSPC: "the disk is full",
};

/** Where to write, and whether over what is there. */
export interface Destination {
  /** The folder as the user named it. */
  out: string;
  /** The folder that it is relative to. */
  folder: string;
  force: boolean;
}

/** Writes files by their paths below the destination, all of them or, where one exists already, none. */
export async function writeFiles(files: ReadonlyMap<string, string>, to: Destination): Promise<void> {
  await refuseToOverwrite([...files.keys()], to);
  for (const [path, text] of files) {
    const file = resolve(to.folder, to.out, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    } catch (error) {
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
  const there = await Promise.all(
    paths.map((path) =>
      access(resolve(to.folder, to.out, path)).then(
        () => true,
        () => false,
      ),
    ),
  );
  const existing = paths.filter((_, at) => there[at]).map((path) => join(to.out, path));
  if (existing.length === 0) return;
  throw new CommandError(
    `${existing.join(", ")}: exists already, so nothing was written. Give another folder with --out, or --force to overwrite.`,
  );
}
