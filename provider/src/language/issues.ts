import { editDistance } from "./editDistance";
import type { DocumentKind } from "./kinds";
import type { IssueReporter } from "./validation/schema";

/** All problem codes. Codes are stable: tools and tests can rely on them, even if the message text changes. */
export const PROBLEM_CODES = [
  // Arguments of the resource.
  "unknown-argument",
  "missing-content",
  "conflicting-content",
  "unused-substitutions",
  "invalid-name",
  "duplicate-name",
  "name-taken",
  "missing-object",
  "invalid-settings",
  "not-sent",
  "unknown-flow-type",
  "unused-reference",
  "missing-reference",
  "untracked-module",
  "unsupported-language",
  "unsupported-prompts",
  // The structure of a document.
  "invalid-value",
  "unknown-property",
  "missing-property",
  "invalid-text",
  "not-json",
  "too-deep",
  "too-large",
  // Entries and their targets.
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
  // Problems omitted from a long list.
  "more-problems",
] as const;

/** See {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * An error or warning about a user's input. A check collects all of its problems, so that one run reports everything.
 */
export interface Issue {
  /** An error stops preview and up; a warning is only displayed. */
  severity: "error" | "warning";
  /** The kind of problem. Stable, unlike the message. */
  code: ProblemCode;
  /** The entry that has the problem, if any. */
  entry?: string;
  /** The property or parameter that has the problem, if any: `nexts.default`, `parameters.maxDigits`. */
  property?: string;
  /**
   * What is wrong and, if known, how to fix it. May quote keys, paths, action names and allowed values, but never free
   * text.
   */
  message: string;
  /** The line in a `yaml` text, counted from 1. */
  line?: number;
  column?: number;
}

/** Whether a problem stops preview and up. */
export function isError({ severity }: Issue): boolean {
  return severity === "error";
}

/**
 * Formats a problem as one sentence that starts with its location: `entry "start", parameters.maxDigits: must be ...`.
 */
export function formatIssue(problem: Issue): string {
  const issueReporter = [
    problem.line === undefined ? undefined : `line ${problem.line}, column ${problem.column ?? 1}`,
    problem.entry === undefined ? undefined : `entry ${quoted(problem.entry)}`,
    problem.property === undefined ? undefined : quoted(problem.property).slice(1, -1),
  ].filter((part) => part !== undefined);
  return issueReporter.length === 0 ? problem.message : `${issueReporter.join(", ")}: ${problem.message}`;
}

/** The maximum number of errors, and of warnings, that a check reports. */
const MOST_PROBLEMS = 100;

/** The first problems of a list, followed by a count of the rest, so that a long list does not flood the terminal. */
export function firstProblems(problems: readonly Issue[]): Issue[] {
  const shown = { error: 0, warning: 0 };
  const first = problems.filter(({ severity }) => ++shown[severity] <= MOST_PROBLEMS);
  for (const severity of ["error", "warning"] as const) {
    const more = shown[severity] - MOST_PROBLEMS;
    if (more > 0) first.push({ severity, code: "more-problems", message: `and ${more} more ${severity}s` });
  }
  return first;
}

/** A key or path as messages show it: on one line, and shortened if it is long. */
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

/** The maximum number of suggestions per check; each one compares a name with every known name. */
const MOST_SUGGESTIONS = 20;

/** What is known about a document besides its content. */
export interface ReportOptions {
  /** The flow's languages, if they are known. */
  languages?: readonly string[];
  /**
   * The form in which the user wrote the flow; a checked document may have been read from an Architect file. @default
   * "document"
   */
  form?: "document" | "yaml";
}

/** Collects the problems of one document and creates the reporters for its parts. */
export class Report {
  readonly problems: Issue[] = [];
  private readonly failed = new Set<string>();
  private errors = 0;
  private suggestions = 0;

  constructor(
    readonly kind: DocumentKind,
    private readonly options: ReportOptions = {},
  ) {}

  /** See {@link ReportOptions.languages}. */
  get languages(): readonly string[] | undefined {
    return this.options.languages;
  }

  /** See {@link ReportOptions.form}. */
  get form(): "document" | "yaml" {
    return this.options.form ?? "document";
  }

  /** The number of errors. */
  get errorCount(): number {
    return this.errors;
  }

  /** Whether there are errors. */
  get hasErrors(): boolean {
    return this.errors > 0;
  }

  /** Whether an entry has an error. */
  hasFailed(entry: string): boolean {
    return this.failed.has(entry);
  }

  /** A reporter for the document, or for one of its entries. */
  at(entry?: string, path?: string): IssueReporter {
    return new ReportedPlace(this, entry, path);
  }

  /** Adds a problem. Called by reporters. */
  add(problem: Issue): void {
    this.problems.push(problem);
    if (problem.severity === "warning") return;
    this.errors++;
    if (problem.entry !== undefined) this.failed.add(problem.entry);
  }

  /** See {@link IssueReporter.suggestion}. */
  suggest(wrong: string, known: Iterable<string>): string {
    return ++this.suggestions > MOST_SUGGESTIONS ? "" : suggestion(wrong, known);
  }
}

class ReportedPlace implements IssueReporter {
  constructor(
    private readonly report: Report,
    private readonly entry: string | undefined,
    private readonly path: string | undefined,
  ) {}

  get kind(): DocumentKind {
    return this.report.kind;
  }

  get languages(): readonly string[] | undefined {
    return this.report.languages;
  }

  get form(): "document" | "yaml" {
    return this.report.form;
  }

  error(code: ProblemCode, message: string, below?: string): void {
    this.add("error", code, message, below);
  }

  warning(code: ProblemCode, message: string, below?: string): void {
    this.add("warning", code, message, below);
  }

  limit(code: ProblemCode, message: string, below?: string): void {
    this.add(this.report.form === "document" ? "error" : "warning", code, message, below);
  }

  at(key: string): IssueReporter {
    return new ReportedPlace(this.report, this.entry, this.below(key));
  }

  suggestion(wrong: string, known: Iterable<string>): string {
    return this.report.suggest(wrong, known);
  }

  private add(severity: Issue["severity"], code: ProblemCode, message: string, key?: string): void {
    const property = this.below(key);
    this.report.add({
      severity,
      code,
      ...(this.entry !== undefined && { entry: this.entry }),
      ...(property !== undefined && { property }),
      message,
    });
  }

  private below(key: string | undefined): string | undefined {
    if (key === undefined) return this.path;
    // Quoted, because an empty key would be invisible in the message.
    const shown = key === "" ? '""' : key;
    return this.path === undefined || this.path === "" ? shown : `${this.path}.${shown}`;
  }
}

/** Longer names are not compared, because that is slow and a name this long is unlikely to be a typo. */
const GREATEST_LENGTH = 200;

/** The known name closest to a wrong one, or undefined if none is close. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  if (wrong.length > GREATEST_LENGTH) return undefined;
  const folded = wrong.toLowerCase();
  // Up to a third of the letters may differ: "maxDigit" matches "maxDigits", "foo" matches nothing.
  let bound = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  let best: string | undefined;
  for (const name of known) {
    const distance = editDistance(folded, name.toLowerCase(), bound);
    if (distance < bound) {
      bound = distance;
      best = name;
    }
  }
  return best;
}

/** The end of a message: `; did you mean "x"?` or, if no known name is close, the list of allowed names. */
export function suggestion(wrong: string, known: Iterable<string>): string {
  const names = [...known];
  const name = nearest(wrong, names);
  if (name !== undefined) return `; did you mean ${quoted(name)}?`;
  if (names.length === 0) return "; there are none";
  const shown = names.slice(0, 20).map((each) => quoted(each).slice(1, -1));
  return `; known: ${shown.join(", ")}${names.length > 20 ? ` and ${names.length - 20} more` : ""}`;
}

/** A noun with its article: "a flow module", "an inbound flow". */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}
