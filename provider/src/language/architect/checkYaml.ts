import type { Issue, ProblemCode } from "../issues";
import { firstProblems, isError, quoted, suggestion, withArticle } from "../issues";
import type { PlainObject } from "../json";
import { isObject, kindOf } from "../json";
import type { FlowKind, Kind } from "../kinds";
import { isDocumentKind, namesOf } from "../kinds";
import { checkActions } from "./checkActions";
import { checkOtherFlow } from "./checkOtherFlow";
import { checkCalls, checkReferences } from "./checkReferences";
import { checkFile } from "./checkTasksAndMenus";
import { fileActions } from "./fileActions";
import type { ParsedYaml } from "./parseYaml";
import { parseYaml } from "./parseYaml";
import type { YamlPath } from "./readEntries";
import { applySubstitutions } from "./substitutions";
import { pathText } from "./yamlPlace";

/** The result of {@link checkYaml}. */
export interface CheckedYaml {
  /** All issues, with line and column in the original text. At most one hundred. */
  problems: Issue[];
  /** The flow's name in the file. */
  name?: string;
}

/**
 * Checks an Architect file as far as possible without Architect: substitution keys, YAML, root key and name,
 * references, and the document rules for actions, variables and menus. Only what Architect is certain to reject is an
 * error.
 */
export function checkYaml(
  kind: FlowKind,
  text: string,
  substitutions?: Readonly<Record<string, string>>,
): CheckedYaml {
  const filled = applySubstitutions(text, substitutions);
  // With unfilled keys the text may not be valid YAML yet, so the parser's errors would be misleading.
  if (filled.problems.some((problem) => problem.line !== undefined))
    return { problems: firstProblems(filled.problems) };
  const parsed = parseYaml(filled.text);
  const names = namesOf(kind);
  const report = new FileReport((path) => parsed.locate([names.rootKey, ...path]));
  const root = parsed.problems.length > 0 ? undefined : rootFor(names, parsed, report);
  if (root) checkFlow(kind, root, report);
  const inOrder = [...parsed.problems, ...parsed.warnings, ...report.problems].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  const found = firstProblems(inOrder);
  const problems = found.map((problem): Issue => {
    const { line, column = 1 } = problem;
    return line === undefined ? problem : { ...problem, ...filled.origin(line, column) };
  });
  return {
    problems: [...filled.problems, ...problems],
    ...(typeof root?.name === "string" && { name: root.name }),
  };
}

function checkFlow(kind: FlowKind, root: PlainObject, report: FileReport): void {
  if (!isDocumentKind(kind)) {
    checkOtherFlow(namesOf(kind), root, report);
    return;
  }
  const file = fileActions(kind, root, report);
  checkFile(kind, root, file, report);
  if (kind === "inboundCall") checkReferences(namesOf(kind), root, report);
  checkCalls(file.actions, report);
  checkActions(kind, root, file, report);
}

/** The mapping under the root key of this flow type. */
function rootFor(
  { rootKey, title }: Kind,
  { value, locate }: ParsedYaml,
  report: FileReport,
): PlainObject | undefined {
  const error = (message: string, path: readonly string[]): undefined => {
    report.problems.push({ severity: "error", code: "invalid-file", message, ...locate(path) });
  };
  if (value === null) return error("the file is empty", []);
  if (!isObject(value))
    return error(`the file must be a mapping with the root key "${rootKey}", not ${kindOf(value)}`, []);
  const keys = Object.keys(value);
  const [key = ""] = keys;
  if (keys.length !== 1)
    return error(
      `the file must have exactly one root key, "${rootKey}"; it has ${keys.length}`,
      keys.slice(1, 2),
    );
  if (key !== rootKey) {
    return error(`the root key must be "${rootKey}" for ${withArticle(title)}, not ${quoted(key)}`, [key]);
  }
  const root = value[key];
  return isObject(root) ? root : error(`"${rootKey}" must be a mapping, not ${kindOf(root)}`, [key]);
}

/** The maximum number of suggestions, because each compares a name with all known names. */
const MOST_SUGGESTIONS = 20;

/** Collects the issues of an Architect file, each with its path below the root key. */
export class FileReport {
  readonly problems: Issue[] = [];
  private suggestions = 0;

  /** @param locate returns the position of a path below the root key */
  constructor(private readonly locate: (path: YamlPath) => Pick<Issue, "line" | "column"> | undefined) {}

  error(code: ProblemCode, message: string, path: YamlPath): void {
    this.add({ severity: "error", code, message }, path);
  }

  warning(code: ProblemCode, message: string, path: YamlPath): void {
    this.add({ severity: "warning", code, message }, path);
  }

  add({ severity, code, message }: Pick<Issue, "severity" | "code" | "message">, path: YamlPath): void {
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

  /**
   * The end of a message about an unknown name: the most similar name, or the known names. Empty after the first
   * twenty.
   */
  suggestion(wrong: string, known: Iterable<string>): string {
    return ++this.suggestions > MOST_SUGGESTIONS ? "" : suggestion(wrong, known);
  }
}
