import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import { isObject, kindOf } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { firstProblems, quoted } from "../document/problems";
import type { Problem } from "../document/problems";
import { checkActions } from "./checkActions";
import { checkFile } from "./checkFile";
import { checkCalls, checkReferences } from "./checkReferences";
import { fileActions } from "./fileActions";
import { FileReport } from "./fileReport";
import { parseYaml } from "./parse";
import type { ParsedYaml } from "./parse";
import { applySubstitutions } from "./substitutions";

/** The outcome of {@link checkYaml}. */
export interface CheckedYaml {
  /** Every problem, with line and column in the text as it was given; of many, the first hundred. */
  problems: Problem[];
  /** The flow's name in the file. */
  name?: string;
}

/**
 * Checks an Architect file, as far as that can be done without Architect: keys, YAML, root key and name, references, and what
 * the check of a document knows of actions, variables and menus. Only what Architect is sure to refuse is an error.
 */
export function checkYaml(
  kind: FlowKind,
  text: string,
  substitutions?: Readonly<Record<string, string>>,
): CheckedYaml {
  const filled = applySubstitutions(text, substitutions);
  // With a key left open the text need not be YAML yet: what a parser says of it would only confuse.
  if (filled.problems.some((problem) => problem.line !== undefined))
    return { problems: firstProblems(filled.problems) };
  const parsed = parseYaml(filled.text);
  const report = new FileReport((path) => parsed.locate([KINDS[kind].rootKey, ...path]));
  const root = parsed.problems.length > 0 ? undefined : rootFor(kind, parsed, report);
  if (root) checkFlow(kind, root, report);
  const inOrder = [...parsed.problems, ...parsed.warnings, ...report.problems].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  const found = firstProblems(inOrder);
  const problems = found.map((problem): Problem => {
    const { line, column = 1 } = problem;
    return line === undefined ? problem : { ...problem, ...filled.origin(line, column) };
  });
  return {
    problems: [...filled.problems, ...problems],
    ...(typeof root?.name === "string" && { name: root.name }),
  };
}

function checkFlow(kind: FlowKind, root: PlainObject, report: FileReport): void {
  const file = fileActions(kind, root, report);
  checkFile(kind, root, file, report);
  if (kind === "inboundCall") checkReferences(root, report);
  checkCalls(file.actions, report);
  checkActions(kind, root, file, report);
}

/** What is under the root key that the kind has. */
function rootFor(kind: FlowKind, { value, locate }: ParsedYaml, report: FileReport): PlainObject | undefined {
  const { rootKey, title } = KINDS[kind];
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
    const article = /^[aeiou]/.test(title) ? "an" : "a";
    return error(`the root key must be "${rootKey}" for ${article} ${title}, not ${quoted(key)}`, [key]);
  }
  const root = value[key];
  return isObject(root) ? root : error(`"${rootKey}" must be a mapping, not ${kindOf(root)}`, [key]);
}
