import { suggestion } from "../document/nearest";
import { isError } from "../document/problems";
import type { Problem, ProblemCode } from "../document/problems";
import { pathText } from "./yamlPlace";
import type { YamlPath } from "./readEntries";

/** How many suggestions a check makes: each compares a name with every known one. */
const MOST_SUGGESTIONS = 20;

/** The problems of an Architect file, each with the keys below the root key that lead to its place. */
export class FileReport {
  readonly problems: Problem[] = [];
  private suggestions = 0;

  /** @param locate the position of what is below the root key */
  constructor(private readonly locate: (path: YamlPath) => Pick<Problem, "line" | "column"> | undefined) {}

  error(code: ProblemCode, message: string, path: YamlPath): void {
    this.add({ severity: "error", code, message }, path);
  }

  warning(code: ProblemCode, message: string, path: YamlPath): void {
    this.add({ severity: "warning", code, message }, path);
  }

  add({ severity, code, message }: Pick<Problem, "severity" | "code" | "message">, path: YamlPath): void {
    const property = pathText(path);
    this.problems.push({
      severity,
      code,
      ...(property !== undefined && { property }),
      message,
      ...this.locate(path),
    });
  }

  get hasErrors(): boolean {
    return this.problems.some(isError);
  }

  /** The end of a message about an unknown name: what was meant, or what is known; empty after the first twenty. */
  suggestion(wrong: string, known: Iterable<string>): string {
    return ++this.suggestions > MOST_SUGGESTIONS ? "" : suggestion(wrong, known);
  }
}
