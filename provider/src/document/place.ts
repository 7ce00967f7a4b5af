import type { FlowKind } from "./kinds";
import type { Problem } from "./problems";
import type { Place } from "./schema";

/** A place in a document, or in one of its entries, whose reports go into the list. */
export function place(kind: FlowKind, problems: Problem[], entry?: string, path = ""): Place {
  const below = (key?: string) => [path, key].filter((part) => part !== undefined && part !== "").join(".");
  const report = (severity: Problem["severity"], message: string, key?: string) => {
    const property = below(key);
    problems.push({
      severity,
      ...(entry !== undefined && { entry }),
      ...(property !== "" && { property }),
      message,
    });
  };
  return {
    kind,
    error: (message, key) => {
      report("error", message, key);
    },
    warning: (message, key) => {
      report("warning", message, key);
    },
    at: (key) => place(kind, problems, entry, below(key)),
  };
}
