import type { ActionTable } from "./action";
import { exitsOf, pathsOf } from "./exits";
import { expressionsIn, variablesIn } from "./expressions";
import type { Entry, FlowDocument } from "./model";
import { own } from "./plain";
import type { Report } from "./place";
import { quoted } from "./problems";
import { errorHandlingOf } from "./settings";
import { structure, StructureError } from "./structure";
import type { Step, Structure } from "./structure";
import type { EffectiveVariable } from "./variables";
import { writesOf } from "./variables";

/**
 * What can only be told from the trees that the entries become: whether there are any, whether what belongs in a loop is in
 * one, and whether a task's variable is used in another task. Only for documents that are right and known in full.
 */
export function checkStructure(
  report: Report,
  document: FlowDocument,
  variables: ReadonlyMap<string, EffectiveVariable>,
  table: ActionTable,
): void {
  const { entries } = document.content;
  const exits = new Map(
    Object.entries(entries).map(([key, entry]) => [key, exitsOf(pathsOf(entry, table), entry.nexts ?? {})]),
  );
  let trees: Structure;
  try {
    const handler = errorHandlingOf(document);
    const entryPoints = handler === undefined ? [] : [handler];
    trees = structure(exits, "start", { jumps: report.kind !== "module", entryPoints });
  } catch (error) {
    if (!(error instanceof StructureError)) throw error;
    report.at(error.entry).error("unsupported-structure", error.message);
    return;
  }
  checkLoops(report, entries, trees, table);
  if (report.form === "document") checkTaskNames(report, entries, trees, table);
  if ([...variables.keys()].some((name) => name.startsWith("Task.")))
    checkTaskVariables(report, document, trees, table);
}

function checkLoops(
  report: Report,
  entries: Readonly<Record<string, Entry>>,
  { tasks }: Structure,
  table: ActionTable,
): void {
  const told = new Set<string>();
  const visit = (steps: readonly Step[], inLoop: boolean): void => {
    for (const step of steps) {
      if (step.step !== "entry") continue;
      const paths = pathsOf(own(entries, step.key), table);
      if (paths.inLoop && !inLoop && !told.has(step.key)) {
        told.add(step.key);
        report
          .at(step.key)
          .error(
            "outside-loop",
            "must be within a loop's path, and everything between the loop and it must be reached from that loop alone",
          );
      }
      for (const [path, list] of step.branches) {
        const loops = paths.loops?.includes(path) ?? false;
        if (loops && list.length > 0 && !goesOn(list, entries, table)) {
          report
            .at(step.key)
            .error(
              "loop-without-next",
              `the loop path cannot be terminating: nothing in "${path}" leads to the next round (loopNext) or out (loopExit)`,
              `nexts.${path}`,
            );
        }
        visit(list, inLoop || loops);
      }
    }
  };
  for (const steps of tasks.values()) visit(steps, false);
}

/** A choice of a menu that holds its actions is a task of the choice's name, which no other task may have. */
function checkTaskNames(
  report: Report,
  entries: Readonly<Record<string, Entry>>,
  { tasks }: Structure,
  table: ActionTable,
): void {
  const isMenu = (key: string) => pathsOf(own(entries, key), table).standsAlone === true;
  // Architect reads names without regard to case.
  const names = new Map(
    [...tasks.keys()].filter((key) => !isMenu(key)).map((key) => [key.toLowerCase(), key]),
  );
  for (const [menu, [step]] of tasks) {
    if (step?.step !== "entry" || !isMenu(menu)) continue;
    for (const [choice, [first]] of step.branches) {
      const task = names.get(choice.toLowerCase());
      if (first?.step !== "entry" || task === undefined) continue;
      report
        .at(menu)
        .error(
          "duplicate-name",
          `the entry ${quoted(task)} begins a task of the same name; give the choice or the entry another name`,
          `parameters.choices.${choice}`,
        );
    }
  }
}

/** Whether a loop's body comes to another round, or out of the loop, on any way; what a loop within it does is its own. */
function goesOn(
  steps: readonly Step[],
  entries: Readonly<Record<string, Entry>>,
  table: ActionTable,
): boolean {
  return steps.some((step) => {
    if (step.step !== "entry") return false;
    const paths = pathsOf(own(entries, step.key), table);
    if (paths.inLoop) return true;
    return [...step.branches].some(
      ([path, list]) => !paths.loops?.includes(path) && goesOn(list, entries, table),
    );
  });
}

/** A variable of a task is new each time the task begins: what another task put into it is not there. */
function checkTaskVariables(
  report: Report,
  document: FlowDocument,
  { tasks }: Structure,
  table: ActionTable,
): void {
  const { entries } = document.content;
  const users = new Map<string, Set<string>>();
  const visit = (steps: readonly Step[], task: string): void => {
    for (const step of steps) {
      if (step.step !== "entry") continue;
      const entry = own(entries, step.key);
      if (!entry) continue;
      for (const name of taskVariablesOf(entry, table))
        users.set(name, (users.get(name) ?? new Set()).add(task));
      const { standsAlone } = pathsOf(entry, table);
      // Each choice of a menu is a task of its own.
      for (const [path, list] of step.branches) visit(list, standsAlone ? `${step.key}, ${path}` : task);
    }
  };
  for (const [task, steps] of tasks) visit(steps, task);
  for (const [name, where] of users) {
    if (where.size < 2) continue;
    report
      .at()
      .warning(
        "task-variable-shared",
        `is used in ${where.size} tasks of the flow (those that begin at ${[...where].join("; ")}), and does not keep its ` +
          `value from one to the other; a variable "Flow.<name>" does`,
        `variables.${name}`,
      );
  }
}

function taskVariablesOf(entry: Entry, table: ActionTable): Set<string> {
  const names = new Set<string>();
  for (const { name } of writesOf("inboundCall", entry, table)) if (name.startsWith("Task.")) names.add(name);
  for (const { exp } of expressionsIn(entry.action.parameters ?? {})) {
    for (const name of variablesIn(exp, ["Task"])) names.add(name);
  }
  return names;
}
