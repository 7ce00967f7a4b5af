import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "./terminal";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder; name the files in it",
  EACCES: "this user may not read it",
};

/** The text of a file that the user named. */
export async function readText(file: string, folder: string): Promise<string> {
  try {
    return await readFile(resolve(folder, file), "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CommandError(`${file}: ${REASONS[code] ?? `cannot be read (${code})`}.`);
  }
}
