import { changedKeys, type PropertyChange } from "./propertyDiff";
import { parsePropertyPath, pathContains } from "./propertyPath";

/** What is known about the difference between a resource in state and the program's wish. */
export interface Difference {
  changed: boolean;
  /** Top-level keys that differ, where they are known. */
  changedKeys: string[];
  replaceKeys: string[];
  deleteBeforeReplace: boolean;
}

export type Decision = "same" | "update" | "replace";

export const unchanged: Difference = {
  changed: false,
  changedKeys: [],
  replaceKeys: [],
  deleteBeforeReplace: false,
};

export const replacedBecauseOf = (key: string): Difference => ({
  ...unchanged,
  changed: true,
  replaceKeys: [key],
});

/**
 * Joins a provider's answer with the engine's own comparison: where the provider leaves open whether anything
 * changes, the old and new inputs decide, and only then are the changed keys known.
 */
export function differenceOf(
  answer: { changes: boolean | undefined; replaceKeys: string[]; deleteBeforeReplace: boolean },
  inputChanges: () => PropertyChange[],
): Difference {
  const { changes, ...rest } = answer;
  if (changes !== undefined) return { ...rest, changed: changes, changedKeys: [] };
  const found = inputChanges();
  return { ...rest, changed: found.length > 0, changedKeys: changedKeys(found) };
}

/** `replaceOnChanges` turns changed keys into keys that replace; `#initerror` and `*` also match init errors. */
export function withReplaceOnChanges(
  difference: Difference,
  replaceOnChanges: string[],
  hasInitErrors: boolean,
): Difference {
  const paths = replaceOnChanges.map(parsePropertyPath);
  const forced = difference.changed
    ? difference.changedKeys.filter((key) => paths.some((path) => pathContains(path, [key])))
    : [];
  const initError = hasInitErrors && paths.some((path) => pathContains(path, ["#initerror"]));
  return {
    ...difference,
    changed: difference.changed || initError,
    replaceKeys: [...new Set([...difference.replaceKeys, ...forced, ...(initError ? ["#initerror"] : [])])],
  };
}

/** Same, update or replace. A resource with init errors is updated again even where nothing differs. */
export function decide(
  difference: Difference,
  old: { pendingReplacement: boolean; initErrors: string[] },
): Decision {
  if (old.pendingReplacement) return "replace";
  if (difference.changed) return difference.replaceKeys.length > 0 ? "replace" : "update";
  return old.initErrors.length > 0 ? "update" : "same";
}
