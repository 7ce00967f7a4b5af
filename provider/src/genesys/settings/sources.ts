import { lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse as parseDotenv } from "dotenv";
import { parse as parseYaml } from "yaml";
import { SettingsError } from "../http/platformErrors";
import { environmentVariable, nonEmpty } from "./environment";
import type { SettingName } from "./settingNames";
import { ENVIRONMENT_NAMES, describeSetting, configKey } from "./settingNames";
import type { SettingsNotice, SettingsProblem, SettingsProblemCode } from "./settingsIssues";

/** Where settings come from, from strong to weak; the strongest one that names a setting gives it. */
export interface SettingsSources {
  /**
   * The stack's configuration, or that of an explicit `Provider`; asked for keys such as `genesyscloud:region`. Undefined where there
   * is no stack.
   */
  config?: (key: string) => string | undefined;
  /** All keys of that configuration, those of other packages too; empty where they cannot be listed. */
  configKeys?: readonly string[];
  env: NodeJS.ProcessEnv;
  dotenv?: Dotenv;
  /** Relative paths of config and environment start here. */
  folder: string;
}

/** One source of settings. */
export interface Source {
  kind: "config" | "environment" | "dotenv";
  title: string;
  /** The value and the name under which it was found. */
  read: (name: SettingName, preferred?: readonly string[]) => { value: string; as: string } | undefined;
  /** A value by the variable's own name; only where names are those of the environment. */
  variable: (name: string) => string | undefined;
  folder: string;
}

/** A setting with the place it came from. */
interface Found {
  value: string;
  source: Source;
}

/** Looks settings up, key by key, and collects what is wrong with them. */
export class SettingsReader {
  readonly problems: SettingsProblem[] = [];
  readonly notices: SettingsNotice[] = [];
  /** By which name, from which source each setting came. */
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

  /** The setting from the strongest source that names it. */
  find(name: SettingName, preferred?: readonly string[]): Found | undefined {
    for (const source of this.sources) {
      const found = source.read(name, preferred);
      if (found === undefined) continue;
      this.record(name, found.as, source);
      return { value: found.value, source };
    }
    return undefined;
  }

  /** The same, where it must be there. */
  need(name: SettingName, why: string, preferred?: readonly string[]): string {
    const found = this.find(name, preferred);
    if (found === undefined)
      this.problem("incomplete-credentials", [name], `${why}: set ${this.namesOf(name)}.`);
    return found?.value ?? "";
  }

  /** Notes by which name, from which source a setting came. */
  record(name: SettingName, as: string, source: Source): void {
    this.origins[name] = `${as} (${source.title})`;
    this.sourceOf[name] = source;
  }

  /** A setting by all names under which it can be given, for messages. */
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
