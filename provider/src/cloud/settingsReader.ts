import { dirname } from "node:path";
import type { Dotenv } from "./dotenv";
import { environmentVariable, nonEmpty } from "./environment";
import { ENVIRONMENT_NAMES, allNames, configKey, type SettingName } from "./settingNames";
import type { SettingsNotice, SettingsProblem, SettingsProblemCode } from "./settingsProblem";

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
    if (this.hasStack) return allNames(name);
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
