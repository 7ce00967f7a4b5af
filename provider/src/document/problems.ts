/**
 * Every code that a problem can have. A code is stable: tools and specs may rely on it, whatever becomes of the wording.
 */
export const PROBLEM_CODES = [
  // What a program passes to the resource.
  "unknown-argument",
  "missing-content",
  "conflicting-content",
  "unused-substitutions",
  "invalid-name",
  "duplicate-name",
  "invalid-settings",
  "not-sent",
  "unknown-flow-type",
  "unsupported-language",
  "unsupported-prompts",
  // The form of a document.
  "invalid-value",
  "unknown-property",
  "missing-property",
  "invalid-text",
  "not-json",
  "too-deep",
  "too-large",
  // Entries and where they lead.
  "missing-start",
  "invalid-entry-key",
  "unknown-action",
  "unavailable-action",
  "unavailable-parameter",
  "mismatched-action",
  "unknown-entry",
  "unreachable-entry",
  "unknown-path",
  "path-after-end",
  "unused-default",
  "module-cycle",
  "endless-loop",
  "unsupported-structure",
  "outside-loop",
  "loop-without-next",
  // Parameters of actions.
  "unknown-parameter",
  "missing-parameter",
  "conflicting-parameters",
  "empty-list",
  "reserved-name",
  "duplicate-value",
  "unknown-module-input",
  "unknown-module-output",
  "unknown-choice",
  "unreachable-choice",
  "no-menu",
  "invalid-time",
  "unwired-path",
  "skipped-loop",
  "unconfirmed-yaml",
  // Variables and expressions.
  "invalid-variable",
  "duplicate-variable",
  "unknown-variable",
  "undeclared-variable",
  "mismatched-type",
  "unused-variable",
  "task-variable-shared",
  "invalid-expression",
  // Architect files.
  "invalid-yaml",
  "unquoted-text",
  "invalid-file",
  "unknown-substitution",
  "unused-substitution",
  "unreachable-action",
  "missing-end",
  // What was left out of a long list.
  "more-problems",
] as const;

/** See {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Something wrong, or doubtful, in what a user gave; every check collects them, so that one run shows all. */
export interface Problem {
  /** An error stops preview and up; a warning is only shown. */
  severity: "error" | "warning";
  /** What kind of problem it is. Stable, unlike the message. */
  code: ProblemCode;
  /** The entry it is in, when it is in one. */
  entry?: string;
  /** The property or parameter it is about, when it is about one: `nexts.default`, `parameters.maxDigits`. */
  property?: string;
  /** What is wrong and, if known, what to do. May quote keys, paths, action names and allowed values, never free text. */
  message: string;
  /** Where in a `yaml` text, counted from 1. */
  line?: number;
  column?: number;
}

/** Whether a problem stops preview and up. */
export function isError({ severity }: Problem): boolean {
  return severity === "error";
}

/** A problem as one sentence that names its place: `entry "start", parameters.maxDigits: must be ...`. */
export function describe(problem: Problem): string {
  const place = [
    problem.line === undefined ? undefined : `line ${problem.line}, column ${problem.column ?? 1}`,
    problem.entry === undefined ? undefined : `entry ${quoted(problem.entry)}`,
    problem.property === undefined ? undefined : quoted(problem.property).slice(1, -1),
  ].filter((part) => part !== undefined);
  return place.length === 0 ? problem.message : `${place.join(", ")}: ${problem.message}`;
}

/** How many errors, and how many warnings, a check reports. */
const MOST_PROBLEMS = 100;

/** The first problems of a list that may be endless, and one that counts the rest: a terminal shows no thousands. */
export function firstProblems(problems: readonly Problem[]): Problem[] {
  const shown = { error: 0, warning: 0 };
  const first = problems.filter(({ severity }) => ++shown[severity] <= MOST_PROBLEMS);
  for (const severity of ["error", "warning"] as const) {
    const more = shown[severity] - MOST_PROBLEMS;
    if (more > 0) first.push({ severity, code: "more-problems", message: `and ${more} more ${severity}s` });
  }
  return first;
}

/** A key or path as messages show it: on one line, and not endless. */
export function quoted(key: string): string {
  const short = key.length > 200 ? `${key.slice(0, 200)}...` : key;
  return JSON.stringify(short).replace(/[\p{Cf}\u2028\u2029]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The other entries with the same mistake, as the end of a message. */
export function alsoIn(entries: readonly string[]): string {
  const names = [...new Set(entries)];
  if (names.length === 0) return "";
  const shown = names.slice(0, 5).map(quoted).join(", ");
  return ` (also in ${names.length === 1 ? "entry" : "entries"} ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ""})`;
}
