import { checkDocument } from "../actions/check";
import { actionTable } from "../actions/index";
import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";
import { flowNameFault } from "../document/names";
import { isObject, sameJson } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { describe } from "../document/problems";
import type { Problem, ProblemCode } from "../document/problems";
import { effectiveVariables, writesOf } from "../document/variables";
import { fileFaults } from "./checkFile";
import { parseYaml } from "./parse";
import type { ParsedYaml } from "./parse";
import { readFlow } from "./read";
import type { ReadFlow } from "./read";
import type { ReadFault } from "./readAction";
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
        code: "invalid-name",
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
  const faults: ReadFault[] = [];
  const flow = readFlow(parsed.value, { faults });
  const warning = (code: ProblemCode, message: string, path: YamlPath): Problem => ({
    severity: "warning",
    code,
    message,
    ...at(path),
  });
  const unnamed = new Set(flow.others.flatMap(({ places }) => [...places.values()].map(pathText)));
  return [
    ...fileFaults(kind, root).map(({ path, ...fault }): Problem => ({
      code: "invalid-file",
      ...fault,
      ...at(path),
    })),
    // What only a document has no words for may be right all the same.
    ...faults
      .filter(({ wrong }) => wrong)
      .map(({ message, path }): Problem => ({
        severity: "error",
        code: "invalid-file",
        message,
        ...at(path),
      })),
    ...documentProblems(kind, flow, root, at),
    // Architect itself adds a menu that nothing refers to.
    ...flow.others
      .map(({ places }) => places.get("start") ?? [])
      .filter(([list]) => list === "tasks")
      .map((path) => warning("unreachable-action", "nothing leads to this task", path.slice(0, 2))),
    ...flow.unreachable
      .filter((path) => !unnamed.has(pathText(path)))
      .map((path) => warning("unreachable-action", "this action is unreachable", path)),
    ...[flow, ...flow.others].flatMap(({ open }) => open).map((path) => openEnd(kind, at(path))),
  ];
}

/**
 * What a document's check says of the flow, and of tasks and menus to which nothing leads: Architect publishes no flow with an
 * error in one of those either.
 */
function documentProblems(
  kind: FlowKind,
  flow: ReadFlow,
  root: PlainObject,
  at: (path: YamlPath) => object | undefined,
): Problem[] {
  const found = [flow.document.content, ...flow.others].map((part, index) => {
    const document = { content: { ...flow.document.content, entries: part.entries } };
    const places = flow.others[index - 1]?.places ?? flow.places;
    return [
      ...checkDocument(kind, document, {
        languages: flow.supportedLanguages,
        compatibleFlowTypes: flow.compatibleFlowTypes,
        form: "yaml",
      }).problems,
      ...undeclared(kind, document),
    ].map((problem): Problem => ({ ...problem, ...at(placeOf(problem, places, root)) }));
  });
  const everywhere = (problem: Problem) =>
    found.every((problems) => problems.some((other) => sameJson(other, problem)));
  const [main = [], ...others] = found;
  const told = new Set<string>();
  return [
    // A variable that one part does not use, another may.
    ...main.filter(
      (problem) => problem.severity === "error" || problem.entry !== undefined || everywhere(problem),
    ),
    ...others.flat().filter(({ severity }) => severity === "error"),
  ].filter((problem) => {
    const text = describe(problem);
    return !told.has(text) && told.add(text);
  });
}

/** Variables that an action sets and the file does not declare: a document declares them, a file has to. */
function undeclared(kind: FlowKind, document: FlowDocument): Problem[] {
  const implied = [...effectiveVariables(kind, document, actionTable)].filter(
    ([, { declared }]) => !declared,
  );
  const names = new Set(implied.map(([name]) => name));
  return Object.entries(document.content.entries).flatMap(([entry, given]) =>
    writesOf(kind, given, actionTable)
      .filter(({ name }) => names.has(name))
      .map(({ name, property }): Problem => ({
        severity: "error",
        code: "undeclared-variable",
        entry,
        property,
        message: `sets "${name}", which the file does not declare; add it to "variables"`,
      })),
  );
}

function pathText(path: YamlPath): string {
  return path.join(" ");
}

function openEnd(kind: FlowKind, place: object | undefined): Problem {
  return kind === "module"
    ? // Whether Archy adds the end of a module by itself is not known.
      {
        severity: "warning",
        code: "missing-end",
        message: "the module does not end with an endTask action; add one",
        ...place,
      }
    : {
        severity: "error",
        code: "missing-end",
        message:
          "the task does not contain a terminating action on every path; add a disconnect, an endTask or a jump",
        ...place,
      };
}

function placeOf(problem: Problem, places: ReadonlyMap<string, YamlPath>, root: PlainObject): YamlPath {
  if (problem.entry !== undefined) return places.get(problem.entry) ?? [];
  const [, name] = /^variables\.([^.]+\.[^.]+)/.exec(problem.property ?? "") ?? [];
  if (name === undefined) return problem.property === undefined ? [] : problem.property.split(".");
  const list: unknown[] = Array.isArray(root.variables) ? root.variables : [];
  const index = list.findIndex(
    (item) => isObject(item) && Object.values(item).some((body) => isObject(body) && body.name === name),
  );
  return index < 0 ? [] : ["variables", index];
}

/** What stands under the root key that the kind has. */
function rootFor(kind: FlowKind, parsed: ParsedYaml): { root?: PlainObject; problem?: Problem } {
  const { rootKey, title } = KINDS[kind];
  const error = (message: string, path: string[] = []): { problem: Problem } => ({
    problem: { severity: "error", code: "invalid-file", message, ...parsed.locate(path) },
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
