import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "./terminal";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file: a part of the path is a file itself",
  EISDIR: "this is a folder; name the files in it",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
};

/** No flow comes near this size, and a device would never end. */
const LARGEST = 64 * 2 ** 20;

/** The text of a file that the user named. */
export async function readText(file: string, folder: string): Promise<string> {
  try {
    return await boundedText(resolve(folder, file));
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError(`${file}: ${error.message}`);
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CommandError(`${file}: ${REASONS[code] ?? `cannot be read (${code})`}.`);
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
