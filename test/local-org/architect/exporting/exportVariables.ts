import { asList, onlyEntry } from "../tree";
import type { YamlMap } from "../tree";

/**
 * Variables as the export lists them: sorted by name without regard to case, each with its initial value.
 * @param flags whether they say which way they go: those of an inbound flow do not, those of modules and tasks do.
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
