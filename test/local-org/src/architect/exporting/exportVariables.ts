import { asList, onlyEntry } from "../tree";
import type { YamlMap } from "../tree";

/**
 * Variables as exported: sorted by name, case-insensitively, each with its initial value.
 * @param flags the flags that they have
 */
export function exportVariables(variables: unknown, flags: readonly Flag[]): unknown[] {
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
        ...(flags.includes("isInput") ? { isInput: isInput ?? false } : {}),
        ...(flags.includes("isOutput") ? { isOutput: isOutput ?? false } : {}),
      },
    }));
}

type Flag = "isInput" | "isOutput";

/** The flags of the variables of tasks. */
export const TASK_FLAGS: readonly Flag[] = ["isInput", "isOutput"];

/**
 * The flags of a flow's own variables in public exports: those of modules, workflows and bots are inputs and outputs (57 of
 * 60 in workflows, all others), those of message flows only outputs, those of call flows neither.
 */
export function flowFlags(rootKey: string): readonly Flag[] {
  if (["commonModule", "workflow", "botFlow", "digitalBot"].includes(rootKey)) return TASK_FLAGS;
  return rootKey === "inboundShortMessage" ? ["isOutput"] : [];
}

const nameOf = ({ name }: YamlMap): string => (typeof name === "string" ? name.toLowerCase() : "");
