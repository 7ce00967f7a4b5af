import { createReadStream } from "node:fs";
import { access, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { makeFolder } from "../lifecycle/createFolder";
import { CommandError } from "./commandLine";

const READ_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file: a part of the path is a file itself",
  EISDIR: "this is a folder; name the files in it",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
};

/** No flow is nearly this large, and reading a device would never end. */
const LARGEST = 64 * 2 ** 20;

/** Reads a file that the user named. */
export async function readText(file: string, folder: string): Promise<string> {
  try {
    return await boundedText(resolve(folder, file));
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError(`${file}: ${error.message}`);
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CommandError(`${file}: ${READ_FAILURES[code] ?? `cannot be read (${code})`}.`);
  }
}

async function boundedText(path: string): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST) throw new CommandError(`larger than ${LARGEST / 2 ** 20} MB, which no flow file is.`);
  }
  return Buffer.concat(parts).toString("utf8");
}

const WRITE_FAILURES: Readonly<Record<string, string>> = {
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

/** Where to write, and whether to overwrite existing files. */
export interface Destination {
  /** The folder as the user named it. */
  out: string;
  /** The folder that it is relative to. */
  folder: string;
  force: boolean;
}

/**
 * Writes files by their paths relative to the destination. Writes all of them, or none if one exists or cannot be
 * written. Only files that `force` has overwritten stay overwritten.
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
        `${join(to.out, path)}: cannot be written: ${WRITE_FAILURES[code] ?? code}. Give another folder with --out.`,
      );
    }
  }
}

/** Throws if a file exists that must not be overwritten. Called early, it avoids a long export that cannot be saved. */
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
