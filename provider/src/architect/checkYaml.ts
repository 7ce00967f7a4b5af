import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import { flowNameFault } from "../document/names";
import { isObject } from "../document/plain";
import type { PlainObject } from "../document/plain";
import type { Problem } from "../document/problems";
import { parseYaml } from "./parse";
import type { ParsedYaml } from "./parse";
import { applySubstitutions } from "./substitutions";

/** The outcome of {@link checkYaml}. */
export interface CheckedYaml {
  /** Every problem, with line and column in the text as it was given. */
  problems: Problem[];
  /** The flow's name in the file. */
  name?: string;
}

/** Checks an Architect file, as far as that can be done without Architect. */
export function checkYaml(
  kind: FlowKind,
  text: string,
  substitutions?: Readonly<Record<string, string>>,
): CheckedYaml {
  const filled = applySubstitutions(text, substitutions);
  // With a key left open the text need not be YAML yet: what a parser says of it would only confuse.
  if (filled.problems.some((problem) => problem.line !== undefined)) return { problems: filled.problems };
  const parsed = parseYaml(filled.text);
  const problems = [...filled.problems];
  const add = (found: readonly Problem[]) => {
    for (const problem of found) {
      const { line, column = 1 } = problem;
      problems.push(line === undefined ? problem : { ...problem, ...filled.origin(line, column) });
    }
  };
  add(parsed.problems);
  if (parsed.problems.length > 0) return { problems };
  const { root, problem } = rootFor(kind, parsed);
  if (problem) add([problem]);
  if (!root) return { problems };
  const { name } = root;
  const fault = typeof name === "string" ? flowNameFault(name) : "must be the flow's name";
  if (fault !== undefined) {
    add([
      {
        severity: "error",
        property: "name",
        message: fault,
        ...parsed.locate([KINDS[kind].rootKey, "name"]),
      },
    ]);
  }
  return { problems, ...(typeof name === "string" && { name }) };
}

/** What stands under the root key that the kind has. */
function rootFor(kind: FlowKind, parsed: ParsedYaml): { root?: PlainObject; problem?: Problem } {
  const { rootKey, title } = KINDS[kind];
  const error = (message: string, path: string[] = []): { problem: Problem } => ({
    problem: { severity: "error", message, ...parsed.locate(path) },
  });
  if (!isObject(parsed.value)) return error(`the file must be a mapping with the one root key "${rootKey}"`);
  const keys = Object.keys(parsed.value);
  if (keys.length !== 1) {
    return error(
      `the file must have exactly one root key, "${rootKey}"; it has ${keys.length}`,
      keys.slice(1, 2),
    );
  }
  const [key = ""] = keys;
  if (key !== rootKey) {
    return error(`the root key must be "${rootKey}", for ${/^[aeiou]/.test(title) ? "an" : "a"} ${title}`, [
      key,
    ]);
  }
  const root = parsed.value[key];
  return isObject(root) ? { root } : error(`"${rootKey}" must be a mapping`, [key]);
}
