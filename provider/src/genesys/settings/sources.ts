import { lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse as parseDotenv } from "dotenv";
import { parse as parseYaml } from "yaml";
import { SettingsError } from "../http/platformErrors";
import { environmentVariable, nonEmpty } from "./environment";
import type { SettingName } from "./settingNames";
import { ENVIRONMENT_NAMES, describeSetting, configKey } from "./settingNames";
import type { SettingsNotice, SettingsProblem, SettingsProblemCode } from "./settingsIssues";

/** The sources of settings, from highest to lowest precedence. The first source that has a setting wins. */
export interface SettingsSources {
  /**
   * The stack's configuration, or that of an explicit `Provider`, called with keys such as `genesyscloud:region`.
   * Undefined if there is no stack.
   */
  config?: (key: string) => string | undefined;
  /** All keys of that configuration, including those of other packages. Empty if they cannot be listed. */
  configKeys?: readonly string[];
  env: NodeJS.ProcessEnv;
  dotenv?: Dotenv;
  /** Relative paths in configuration and environment are resolved against this folder. */
  folder: string;
}

/** One source of settings. */
export interface Source {
  kind: "config" | "environment" | "dotenv";
  title: string;
  /** The value and the name it was found under. */
  read: (name: SettingName, preferred?: readonly string[]) => { value: string; as: string } | undefined;
  /** A value by the variable's own name. Only for sources with environment variable names. */
  variable: (name: string) => string | undefined;
  folder: string;
}

/** A setting with its source. */
interface Found {
  value: string;
  source: Source;
}

/** Looks up settings one by one and collects problems with them. */
export class SettingsReader {
  readonly problems: SettingsProblem[] = [];
  readonly notices: SettingsNotice[] = [];
  /** The name and source of each setting. */
  readonly origins: Partial<Record<SettingName, string>> = {};
  /** The source of each setting that was found. */
  readonly sourceOf: Partial<Record<SettingName, Source>> = {};
  readonly sources: readonly Source[];
  private readonly hasStack: boolean;

  constructor(sources: SettingsSources) {
    const { config, env, dotenv, folder } = sources;
    this.hasStack = config !== undefined;
    this.sources = [
      {
        kind: "config",
        title: "stack configuration",
        read: (name) => named(configKey(name), nonEmpty(config?.(configKey(name)))),
        variable: () => undefined,
        folder,
      },
      environmentSource("environment", "environment", env, folder),
      ...(dotenv === undefined
        ? []
        : [environmentSource("dotenv", dotenv.path, dotenv.values, dirname(dotenv.path))]),
    ];
  }

  /** The setting from the highest-precedence source that has it. */
  find(name: SettingName, preferred?: readonly string[]): Found | undefined {
    for (const source of this.sources) {
      const found = source.read(name, preferred);
      if (found === undefined) continue;
      this.record(name, found.as, source);
      return { value: found.value, source };
    }
    return undefined;
  }

  /** Like `find`, but reports a problem if the setting is missing. */
  need(name: SettingName, why: string, preferred?: readonly string[]): string {
    const found = this.find(name, preferred);
    if (found === undefined)
      this.problem("incomplete-credentials", [name], `${why}: set ${this.namesOf(name)}.`);
    return found?.value ?? "";
  }

  /** Records the name and source of a setting. */
  record(name: SettingName, as: string, source: Source): void {
    this.origins[name] = `${as} (${source.title})`;
    this.sourceOf[name] = source;
  }

  /** All names of a setting, for messages. */
  namesOf(name: SettingName): string {
    if (this.hasStack) return describeSetting(name);
    const [first = "", ...others] = ENVIRONMENT_NAMES[name];
    return others.length === 0 ? first : `${first} (or ${others.join(", ")})`;
  }

  problem(code: SettingsProblemCode, settings: readonly SettingName[], message: string): void {
    this.problems.push({ code, settings, message });
  }
}

function environmentSource(
  kind: Source["kind"],
  title: string,
  values: Record<string, string | undefined>,
  folder: string,
): Source {
  return {
    kind,
    title,
    read: (name, preferred) => {
      for (const variable of preferred ?? ENVIRONMENT_NAMES[name]) {
        const found = named(variable, environmentVariable(values, variable));
        if (found !== undefined) return found;
      }
      return undefined;
    },
    variable: (name) => environmentVariable(values, name),
    folder,
  };
}

function named(as: string, value: string | undefined): { value: string; as: string } | undefined {
  return value === undefined ? undefined : { value, as };
}

/** A `.env` file that was found. */
export interface Dotenv {
  /** The file's path. Paths in the file are relative to its folder. */
  path: string;
  values: Record<string, string>;
}

/** The file system functions that the search needs; both throw like `node:fs`. */
export interface DotenvFiles {
  /** `owners`: the file's owner and, if the path is a link, also the link's owner. */
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
 * Reads the nearest `.env` file, searching from the given folder up to the folder of the Pulumi project but not above
 * it: a file there belongs to something else. Without a project, only the given folder is searched. Undefined if
 * there is no file. Nothing is written to `process.env`.
 *
 * @param env contains the name of the running project (`PULUMI_NODEJS_PROJECT`), because one project may be inside
 * another project's folder
 * @throws SettingsError if a `.env` file cannot be read, or belongs neither to this user nor to root
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
      // Skip folders named .env (Python environments) and named pipes, which would block forever.
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

/** The given folder and its parents, up to the project's folder. */
function searchedFolders(folder: string, project: string | undefined, files: DotenvFiles): string[] {
  const upward = [resolve(folder)];
  for (let at = resolve(folder); dirname(at) !== at; at = dirname(at)) upward.push(dirname(at));
  const names = upward.map((at) => projectIn(at, files));
  const named = project === undefined ? -1 : names.indexOf(project);
  const last = named === -1 ? names.findIndex((name) => name !== undefined) : named;
  return upward.slice(0, Math.max(last, 0) + 1);
}

/** The name of the Pulumi project in a folder. "" if its file has no name, undefined if there is no such file. */
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
