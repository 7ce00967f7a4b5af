import { asList, onlyEntry } from "../tree";
import type { YamlMap } from "../tree";

/**
 * Variables as exported: sorted by name, case-insensitively, each with its initial value.
 * @param flags whether they have input and output flags: those of modules and tasks do, those of an inbound flow do
 * not.
 */
export function exportVariables(variables: unknown, flags: boolean): unknown[] {
  return asList(variables)
    .flatMap((item) => {
      const entry = onlyEntry(item);
      return entry ? [entry] : [];
    })
    .sort(([, one], [, other]) => (nameOf(one) < nameOf(other) ? -1 : 1))
    .map(([key, { name, description, initialValue, isInput, isOutput }]) => ({
      [key]: {
        name,
        ...(description === undefined ? {} : { description }),
        initialValue: initialValue ?? { noValue: true },
        ...(flags ? { isInput: isInput ?? false, isOutput: isOutput ?? false } : {}),
      },
    }));
}

const nameOf = ({ name }: YamlMap): string => (typeof name === "string" ? name.toLowerCase() : "");
