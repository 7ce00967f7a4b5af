/** The form in which names are compared: Genesys Cloud's engine takes "shop" for "Shop". */
export const nameKey = (name: string): string => name.toLowerCase();

/** Whether Genesys Cloud's engine takes two names for one. */
export function isSameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

/** Of flows whose names are the same without case, the one that has exactly this name; else all of them. */
export function bestMatches<T extends { name: string }>(found: readonly T[], name: string): T[] {
  const exact = found.find((one) => one.name === name);
  return exact === undefined ? [...found] : [exact];
}

/** The best matches for each of many names. */
export function namesIn<T extends { name: string }>(flows: readonly T[], names: readonly string[]): T[][] {
  const byKey = new Map<string, T[]>();
  for (const flow of flows) {
    const key = nameKey(flow.name);
    byKey.set(key, [...(byKey.get(key) ?? []), flow]);
  }
  return names.map((name) => bestMatches(byKey.get(nameKey(name)) ?? [], name));
}
