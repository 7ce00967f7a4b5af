/** Something wrong, or doubtful, in what a user gave; every check collects them, so that one run shows all. */
export interface Problem {
  /** An error stops preview and up; a warning is only shown. */
  severity: "error" | "warning";
  /** The entry it is in, when it is in one. */
  entry?: string;
  /** The property or parameter it is about, when it is about one: `nexts.default`, `parameters.maxDigits`. */
  property?: string;
  /** What is wrong and, where one can be told, what to do. Never repeats the user's value. */
  message: string;
  /** Where in a `yaml` text, counted from 1. */
  line?: number;
  column?: number;
}

/** A problem as one sentence that names its place: `entry "start", parameters.maxDigits: must be ...`. */
export function describe(problem: Problem): string {
  const place = [
    problem.line === undefined ? undefined : `line ${problem.line}, column ${problem.column ?? 1}`,
    problem.entry === undefined ? undefined : `entry "${problem.entry}"`,
    problem.property,
  ].filter((part) => part !== undefined);
  return place.length === 0 ? problem.message : `${place.join(", ")}: ${problem.message}`;
}
