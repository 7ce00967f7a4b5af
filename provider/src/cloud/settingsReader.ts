import { dirname } from "node:path";
import type { Dotenv } from "./dotenv";
import { ENVIRONMENT_NAMES, allNames, configKey, type SettingName } from "./settingNames";

/** Where settings come from, from strong to weak; the strongest one that names a setting gives it. */
export interface SettingsSources {
  /** The stack's configuration, or that of an explicit `Provider`; asked for keys such as `genesyscloud:region`. */
  config: (key: string) => string | undefined;
  env: NodeJS.ProcessEnv;
  dotenv?: Dotenv;
  /** Relative paths of config and environment start here. */
  folder: string;
}

/** One source of settings. */
export interface Source {
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
  readonly problems: string[] = [];
  /** By which name, from which source each setting came. */
  readonly origins: Partial<Record<SettingName, string>> = {};
  readonly sources: readonly Source[];

  constructor(sources: SettingsSources) {
    const { config, env, dotenv, folder } = sources;
    this.sources = [
      {
        title: "stack configuration",
        read: (name) => named(configKey(name), given(config(configKey(name)))),
        variable: () => undefined,
        folder,
      },
      environmentSource("environment", env, folder),
      ...(dotenv === undefined ? [] : [environmentSource(dotenv.path, dotenv.values, dirname(dotenv.path))]),
    ];
  }

  /** The setting from the strongest source that names it. */
  find(name: SettingName, preferred?: readonly string[]): Found | undefined {
    for (const source of this.sources) {
      const found = source.read(name, preferred);
      if (found === undefined) continue;
      this.origins[name] = `${found.as} (${source.title})`;
      return { value: found.value, source };
    }
    return undefined;
  }

  /** The same, where it must be there. */
  need(name: SettingName, why: string, preferred?: readonly string[]): string {
    const found = this.find(name, preferred);
    if (found === undefined) this.problems.push(`${why}: set ${allNames(name)}.`);
    return found?.value ?? "";
  }
}

function environmentSource(
  title: string,
  values: Record<string, string | undefined>,
  folder: string,
): Source {
  return {
    title,
    read: (name, preferred) => {
      for (const variable of preferred ?? ENVIRONMENT_NAMES[name]) {
        const found = named(variable, given(values[variable]));
        if (found !== undefined) return found;
      }
      return undefined;
    },
    variable: (name) => given(values[name]),
    folder,
  };
}

function named(as: string, value: string | undefined): { value: string; as: string } | undefined {
  return value === undefined ? undefined : { value, as };
}

/** A value that says something: pipelines leave unset secrets as empty variables. */
function given(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}
