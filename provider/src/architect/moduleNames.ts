import { isObject } from "../document/plain";
import { parseYaml } from "./parse";

/** The names of the modules that an Architect file calls, each once. Nothing for a text that is no YAML. */
export function moduleNamesIn(yaml: string): string[] {
  return modulesOf(parseYaml(yaml).value);
}

/** {@link moduleNamesIn} for plain values. */
export function modulesOf(file: unknown): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (
      isObject(value) &&
      isObject(value.callCommonModule) &&
      isObject(value.callCommonModule.commonModule)
    ) {
      for (const name of Object.keys(value.callCommonModule.commonModule)) names.add(name);
    }
    Object.values(value).forEach(visit);
  };
  visit(file);
  return [...names];
}
