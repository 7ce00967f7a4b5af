/** Normalizes a name for comparison: Genesys Cloud treats "shop" and "Shop" as the same name. */
export const nameKey = (name: string): string => name.toLowerCase();

/** Whether Genesys Cloud treats two names as the same. */
export function isSameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

/** Of flows whose names differ only in case, the one with exactly this name, otherwise all of them. */
export function bestMatches<T extends { name: string }>(found: readonly T[], name: string): T[] {
  const exact = found.find((one) => one.name === name);
  return exact === undefined ? [...found] : [exact];
}

/** The best matches for each of several names. */
export function namesIn<T extends { name: string }>(flows: readonly T[], names: readonly string[]): T[][] {
  const byKey = new Map<string, T[]>();
  for (const flow of flows) {
    const key = nameKey(flow.name);
    byKey.set(key, [...(byKey.get(key) ?? []), flow]);
  }
  return names.map((name) => bestMatches(byKey.get(nameKey(name)) ?? [], name));
}
