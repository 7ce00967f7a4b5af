import type { FlowKind } from "./kinds";
import { suggestion } from "./nearest";
import { isError } from "./problems";
import type { Problem, ProblemCode } from "./problems";
import type { Place } from "./schema";

/** How many suggestions a check makes: each compares a name with every known one. */
const MOST_SUGGESTIONS = 20;

/** The problems of one document, and the places at which they are reported. */
export class Report {
  readonly problems: Problem[] = [];
  private readonly failed = new Set<string>();
  private suggestions = 0;

  constructor(readonly kind: FlowKind) {}

  /** Whether there is an error. */
  get hasErrors(): boolean {
    return this.problems.some(isError);
  }

  /** Whether an entry has an error. */
  hasFailed(entry: string): boolean {
    return this.failed.has(entry);
  }

  /** A place in the document, or in one of its entries. */
  at(entry?: string, path = ""): Place {
    const below = (key?: string) => [path, key].filter((part) => part !== undefined && part !== "").join(".");
    const add = (severity: Problem["severity"], code: ProblemCode, message: string, key?: string) => {
      const property = below(key);
      this.problems.push({
        severity,
        code,
        ...(entry !== undefined && { entry }),
        ...(property !== "" && { property }),
        message,
      });
      if (severity === "error" && entry !== undefined) this.failed.add(entry);
    };
    return {
      kind: this.kind,
      error: (code, message, key) => {
        add("error", code, message, key);
      },
      warning: (code, message, key) => {
        add("warning", code, message, key);
      },
      at: (key) => this.at(entry, below(key)),
      suggestion: (wrong, known) => (++this.suggestions > MOST_SUGGESTIONS ? "" : suggestion(wrong, known)),
    };
  }
}
