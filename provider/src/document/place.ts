import type { FlowKind } from "./kinds";
import { suggestion } from "./nearest";
import type { Problem, ProblemCode } from "./problems";
import type { Place } from "./schema";

/** How many suggestions a check makes: each compares a name with every known one. */
const MOST_SUGGESTIONS = 20;

/** What else is known of a document. */
export interface ReportOptions {
  /** The flow's languages, if they are known. */
  languages?: readonly string[];
  /** What the user wrote: what is checked as a document may have been read from an Architect file. @default "document" */
  form?: "document" | "yaml";
}

/** The problems of one document, and the places at which they are reported. */
export class Report {
  readonly problems: Problem[] = [];
  private readonly failed = new Set<string>();
  private errors = 0;
  private suggestions = 0;

  constructor(
    readonly kind: FlowKind,
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

  /** How many errors there are. */
  get errorCount(): number {
    return this.errors;
  }

  /** Whether there is an error. */
  get hasErrors(): boolean {
    return this.errors > 0;
  }

  /** Whether an entry has an error. */
  hasFailed(entry: string): boolean {
    return this.failed.has(entry);
  }

  /** A place in the document, or in one of its entries. */
  at(entry?: string, path?: string): Place {
    return new ReportedPlace(this, entry, path);
  }

  /** Adds a problem; places do. */
  add(problem: Problem): void {
    this.problems.push(problem);
    if (problem.severity === "warning") return;
    this.errors++;
    if (problem.entry !== undefined) this.failed.add(problem.entry);
  }

  /** See {@link Place.suggestion}. */
  suggest(wrong: string, known: Iterable<string>): string {
    return ++this.suggestions > MOST_SUGGESTIONS ? "" : suggestion(wrong, known);
  }
}

class ReportedPlace implements Place {
  constructor(
    private readonly report: Report,
    private readonly entry: string | undefined,
    private readonly path: string | undefined,
  ) {}

  get kind(): FlowKind {
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

  at(key: string): Place {
    return new ReportedPlace(this.report, this.entry, this.below(key));
  }

  suggestion(wrong: string, known: Iterable<string>): string {
    return this.report.suggest(wrong, known);
  }

  private add(severity: Problem["severity"], code: ProblemCode, message: string, key?: string): void {
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
    // An empty key would show no place at all.
    const shown = key === "" ? '""' : key;
    return this.path === undefined || this.path === "" ? shown : `${this.path}.${shown}`;
  }
}
