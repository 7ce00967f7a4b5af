import { actionTable } from "../actions/index";
import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import { flowNameFault } from "../document/names";
import { isObject } from "../document/plain";
import type { PlainObject } from "../document/plain";
import type { Problem } from "../document/problems";
import { validate } from "../document/validate";
import { parseYaml } from "./parse";
import type { ParsedYaml } from "./parse";
import { readFlow } from "./read";
import type { ReadFlow } from "./read";
import { ReadError } from "./readEntries";
import type { YamlPath } from "./readEntries";
import { applySubstitutions } from "./substitutions";

/** The outcome of {@link checkYaml}. */
export interface CheckedYaml {
  /** Every problem, with line and column in the text as it was given. */
  problems: Problem[];
  /** The flow's name in the file. */
  name?: string;
}

/**
 * Checks an Architect file, as far as that can be done without Architect: keys, YAML, root key and name, references, and, as
 * a document, whatever a document's check knows.
 */
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
  add(contentProblems(kind, root, parsed));
  return { problems, ...(typeof name === "string" && { name }) };
}

/** What is wrong with tasks, menus, actions and variables. */
function contentProblems(kind: FlowKind, root: PlainObject, parsed: ParsedYaml): Problem[] {
  const { rootKey } = KINDS[kind];
  const at = (path: YamlPath) => parsed.locate([rootKey, ...path]);
  let flow: ReadFlow;
  try {
    flow = readFlow(parsed.value);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    // What only a document has no words for may be right all the same.
    return error.wrong ? [{ severity: "error", message: error.message, ...at(error.path) }] : [];
  }
  const problems: Problem[] = validate(kind, flow.document, actionTable).map((problem) => ({
    ...problem,
    ...at(placeOf(problem, flow, root)),
  }));
  for (const path of flow.unreachable) {
    // Architect itself adds a menu that nothing refers to.
    if (path[0] === "menus") continue;
    problems.push({ severity: "warning", message: "this action is unreachable", ...at(path) });
  }
  for (const path of flow.open) {
    problems.push(openEnd(kind, at(path)));
  }
  return [...problems, ...twins(root, "tasks", at), ...twins(root, "menus", at)];
}

function openEnd(kind: FlowKind, place: object | undefined): Problem {
  return kind === "module"
    ? // Whether Archy adds the end of a module by itself is not known.
      { severity: "warning", message: "the module does not end with an endTask action; add one", ...place }
    : {
        severity: "error",
        message:
          "the task does not contain a terminating action on every path; add a disconnect, an endTask or a jump",
        ...place,
      };
}

function placeOf(problem: Problem, flow: ReadFlow, root: PlainObject): YamlPath {
  if (problem.entry !== undefined) return flow.places.get(problem.entry) ?? [];
  const [, name] = /^variables\.([^.]+\.[^.]+)/.exec(problem.property ?? "") ?? [];
  if (name === undefined) return problem.property === undefined ? [] : problem.property.split(".");
  const list: unknown[] = Array.isArray(root.variables) ? root.variables : [];
  const index = list.findIndex(
    (item) => isObject(item) && Object.values(item).some((body) => isObject(body) && body.name === name),
  );
  return index < 0 ? [] : ["variables", index];
}

/** Containers of one name: "Another task has the same name". */
function twins(
  root: PlainObject,
  key: "tasks" | "menus",
  at: (path: YamlPath) => object | undefined,
): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, item] of (Array.isArray(root[key]) ? (root[key] as unknown[]) : []).entries()) {
    const body: unknown = isObject(item) ? Object.values(item)[0] : undefined;
    const name: unknown = isObject(body) ? body.name : undefined;
    if (typeof name !== "string") continue;
    const what = key === "tasks" ? "task" : "menu";
    if (seen.has(name))
      problems.push({ severity: "error", message: `another ${what} has the same name`, ...at([key, index]) });
    seen.add(name);
  }
  return problems;
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
