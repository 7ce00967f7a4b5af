/** A mapping of a parsed YAML file. */
export type YamlMap = Record<string, unknown>;

export const asMap = (value: unknown): YamlMap | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as YamlMap) : undefined;

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Follows `keys` through nested mappings; undefined if one is missing. */
export function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((inner, key) => asMap(inner)?.[key], value);
}

/** `{ menuTask: {...} }` -> `["menuTask", {...}]`: a mapping with one key that names its type. */
export function onlyEntry(value: unknown): [key: string, body: YamlMap] | undefined {
  const entries = Object.entries(asMap(value) ?? {});
  const first = entries[0];
  return first && entries.length === 1 ? [first[0], asMap(first[1]) ?? {}] : undefined;
}

/** The mapping without these keys. */
export const without = (map: YamlMap, ...keys: string[]): YamlMap =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
