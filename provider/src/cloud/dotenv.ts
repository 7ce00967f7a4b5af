import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "dotenv";
import { SettingsError } from "./errors";

/** A `.env` file that was found. */
export interface Dotenv {
  /** Where it stands; paths in it are relative to this file's folder. */
  path: string;
  values: Record<string, string>;
}

/**
 * Reads the nearest `.env` file: in the folder given, else in the one above it, and so on. Undefined when there is none.
 * Nothing is written to `process.env`.
 *
 * @throws SettingsError when a `.env` file is there and cannot be read.
 */
export function readDotenv(
  folder: string,
  read: (path: string) => Buffer | string = readFileSync,
): Dotenv | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, ".env");
    try {
      return { path, values: parse(read(path)) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      // A folder named .env (a Python environment) is not what we look for either.
      if (!["ENOENT", "ENOTDIR", "EISDIR"].includes(code)) {
        throw new SettingsError(
          `The file ${path} cannot be read (${code}); give this user the right to read it, or remove it.`,
        );
      }
    }
    if (dirname(at) === at) return undefined;
  }
}
