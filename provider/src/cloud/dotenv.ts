import { lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse as parseDotenv } from "dotenv";
import { parse as parseYaml } from "yaml";
import { environmentVariable } from "./environment";
import { SettingsError } from "./errors";

/** A `.env` file that was found. */
export interface Dotenv {
  /** Where it stands; paths in it are relative to this file's folder. */
  path: string;
  values: Record<string, string>;
}

/** The file system, as far as the search needs it; both functions throw as `node:fs` does. */
export interface DotenvFiles {
  /** `owners`: that of the file and, where the path is a link, that of the link. */
  stat: (path: string) => { isFile: boolean; owners: readonly number[] };
  read: (path: string) => string;
}

const DISK: DotenvFiles = {
  stat: (path) => {
    const file = statSync(path);
    return { isFile: file.isFile(), owners: [file.uid, lstatSync(path).uid] };
  },
  read: (path) => readFileSync(path, "utf8"),
};

/**
 * Reads the nearest `.env` file, from the folder given up to the folder of the Pulumi project, and no further: a file above it
 * belongs to something else. Without a project only the folder itself is searched. Undefined where there is none.
 * Nothing is written to `process.env`.
 *
 * @param env tells the name of the project that runs (`PULUMI_NODEJS_PROJECT`): one project's program may lie inside another's folder.
 * @throws SettingsError where a `.env` file cannot be read, or belongs neither to this user nor to root.
 */
export function readDotenv(
  folder: string,
  env: NodeJS.ProcessEnv = {},
  files: DotenvFiles = DISK,
  user = process.getuid?.(),
): Dotenv | undefined {
  for (const at of searchedFolders(folder, environmentVariable(env, "PULUMI_NODEJS_PROJECT"), files)) {
    const path = join(at, ".env");
    try {
      const { isFile, owners } = files.stat(path);
      // A folder named .env (a Python environment) is not what we look for, and a named pipe would never end.
      if (!isFile) continue;
      const foreign = owners.find((owner) => owner !== 0 && owner !== user);
      // On Windows every owner is 0.
      if (foreign !== undefined) throw foreignOwner(path, foreign);
      return { path, values: parseDotenv(files.read(path)) };
    } catch (error) {
      if (error instanceof SettingsError) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      if (code !== "ENOENT" && code !== "ENOTDIR") throw unreadable(path, code);
    }
  }
  return undefined;
}

/** The folder and those above it, up to the one of the project. */
function searchedFolders(folder: string, project: string | undefined, files: DotenvFiles): string[] {
  const upward = [resolve(folder)];
  for (let at = resolve(folder); dirname(at) !== at; at = dirname(at)) upward.push(dirname(at));
  const names = upward.map((at) => projectIn(at, files));
  const named = project === undefined ? -1 : names.indexOf(project);
  const last = named === -1 ? names.findIndex((name) => name !== undefined) : named;
  return upward.slice(0, Math.max(last, 0) + 1);
}

/** The name of the Pulumi project in a folder; "" where its file says none, undefined where there is no such file. */
function projectIn(folder: string, files: DotenvFiles): string | undefined {
  for (const file of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
    try {
      if (!files.stat(join(folder, file)).isFile) continue;
    } catch {
      continue;
    }
    try {
      const { name } = parseYaml(files.read(join(folder, file))) as { name?: unknown };
      return typeof name === "string" ? name : "";
    } catch {
      return "";
    }
  }
  return undefined;
}

function unreadable(path: string, code: string): SettingsError {
  return new SettingsError({
    code: "unreadable-dotenv",
    settings: [],
    message: `The file ${path} cannot be read (${code}); give this user the right to read it, or remove it.`,
  });
}

function foreignOwner(path: string, owner: number): SettingsError {
  return new SettingsError({
    code: "foreign-dotenv",
    settings: [],
    message: `The file ${path} belongs to another user (uid ${owner}), who could send your credentials anywhere. Make it yours (chown), or remove it.`,
  });
}
