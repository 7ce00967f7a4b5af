import { secret, type PropertyMap } from "./values";

/** A stack's config in the forms in which program and provider get it. */
export interface StackConfig {
  /** For the program, under the long keys that the language host sends. */
  values: Record<string, string>;
  secretKeys: string[];
  /** For default providers: dynamic ones get the whole config of the stack. */
  providerSettings: PropertyMap;
}

export function stackConfig(
  project: string,
  given: Record<string, string | { secret: string }>,
): StackConfig {
  const config: StackConfig = { values: {}, secretKeys: [], providerSettings: {} };
  for (const [name, value] of Object.entries(given)) {
    const [namespace = project, key = name] = name.includes(":") ? name.split(":") : [];
    const isSecret = typeof value !== "string";
    const plain = isSecret ? value.secret : value;
    config.values[`${namespace}:config:${key}`] = plain;
    if (isSecret) config.secretKeys.push(`${namespace}:${key}`);
    config.providerSettings[`${namespace}:${key}`] = isSecret ? secret(plain) : plain;
  }
  return config;
}
