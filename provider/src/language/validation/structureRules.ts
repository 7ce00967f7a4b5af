import type { ActionTable } from "../actions/definition";
import type { Step, Structure } from "../architect/tree";
import { StructureError, structure } from "../architect/tree";
import type { Report } from "../issues";
import { quoted } from "../issues";
import type { PlainObject } from "../json";
import { isObject, isUnknown, kindOf, own } from "../json";
import type { DocumentKind } from "../kinds";
import type { Entry, FlowDocument } from "../model";
import { exitsOf, pathsOf } from "./paths";
import type { IssueReporter } from "./schema";
import type { EffectiveVariable } from "./variables";
import { expressionsIn, variablesIn, assignmentsOf } from "./variables";

/**
 * Checks that need the structure compiled from the entries: whether there are any trees, whether loop-only actions are
 * in a loop, and whether a task's variable is used in another task. Only for documents that are valid and fully known.
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
  const reported = new Set<string>();
  const visit = (steps: readonly Step[], inLoop: boolean): void => {
    for (const step of steps) {
      if (step.step !== "entry") continue;
      const paths = pathsOf(own(entries, step.key), table);
      if (paths.requiresLoop && !inLoop && !reported.has(step.key)) {
        reported.add(step.key);
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

/** A choice of a menu that contains actions is a task with the choice's name, which no other task may have. */
function checkTaskNames(
  report: Report,
  entries: Readonly<Record<string, Entry>>,
  { tasks }: Structure,
  table: ActionTable,
): void {
  const isMenu = (key: string) => pathsOf(own(entries, key), table).isContainer === true;
  // Names in Architect are case-insensitive.
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

/** Whether any path of a loop's body reaches the next iteration or exits the loop. Nested loops are not counted. */
function goesOn(
  steps: readonly Step[],
  entries: Readonly<Record<string, Entry>>,
  table: ActionTable,
): boolean {
  return steps.some((step) => {
    if (step.step !== "entry") return false;
    const paths = pathsOf(own(entries, step.key), table);
    if (paths.requiresLoop) return true;
    return [...step.branches].some(
      ([path, list]) => !paths.loops?.includes(path) && goesOn(list, entries, table),
    );
  });
}

/** A task's variables are created anew each time the task begins, so values set by another task are not available. */
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
      const { isContainer } = pathsOf(entry, table);
      // Each choice of a menu is a separate task.
      for (const [path, list] of step.branches) visit(list, isContainer ? `${step.key}, ${path}` : task);
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
  for (const { name } of assignmentsOf("inboundCall", entry, table))
    if (name.startsWith("Task.")) names.add(name);
  for (const { exp } of expressionsIn(entry.action.parameters ?? {})) {
    for (const name of variablesIn(exp, ["Task"])) names.add(name);
  }
  return names;
}

/** Architect does not publish a flow larger than 98% of 6,291,456 bytes. */
const MOST_TEXT = 6_165_626;
/** Deeper than any flow; limited because the checks are recursive. */
const GREATEST_DEPTH = 200;
/** More values than a flow of the maximum size can contain. */
const MOST_VALUES = 1_000_000;

/**
 * Checks whether content can be a flow at all: JSON, not too large, not too deep, valid text. Runs before all other
 * checks, which would be slow or fail on such content. Returns false if the content is not usable.
 */
export function checkLimits(report: Report, content: object): boolean {
  let passed = true;
  let characters = 0;
  let values = 0;
  const part = (value: unknown, entry?: string, property?: string): void => {
    const path: string[] = property === undefined ? [] : [property];
    const open = new Set<object>();
    // One report of each kind per entry, because one invalid value in an entry often means many.
    const reported = new Set<string>();
    const fault = (code: "not-json" | "invalid-text" | "too-deep", message: string, at = path) => {
      passed = false;
      if (reported.has(code)) return;
      reported.add(code);
      // Messages about entries name the action's properties directly: `parameters.audio`.
      const inAction = entry !== undefined && at.length > 1 && at[0] === "action";
      report.at(entry).error(code, message, at.length > 0 ? at.slice(inAction ? 1 : 0).join(".") : property);
    };
    const text = (value: string): void => {
      characters += value.length;
      if (BROKEN.test(value)) fault("invalid-text", "contains NUL or unpaired surrogate characters", path);
    };
    const walk = (value: unknown): void => {
      if (++values > MOST_VALUES) return;
      if (typeof value === "string") return text(value);
      const foreign = foreignKind(value);
      if (foreign !== undefined) return fault("not-json", foreign);
      if (typeof value !== "object" || value === null) return;
      if (open.has(value)) return fault("not-json", "contains itself; a document is a tree of plain values");
      if (path.length > GREATEST_DEPTH) {
        return fault("too-deep", `is nested more than ${GREATEST_DEPTH} levels deep`, []);
      }
      open.add(value);
      for (const [key, item] of Object.entries(value)) {
        path.push(key);
        text(key);
        walk(item);
        path.pop();
      }
      open.delete(value);
    };
    walk(value);
  };
  for (const [name, value] of Object.entries(content)) {
    if (name !== "entries" || !isObject(value)) {
      part(value, undefined, name);
      continue;
    }
    for (const [key, entry] of Object.entries(value)) {
      characters += key.length;
      part(entry, key);
    }
  }
  if (characters > MOST_TEXT || values > MOST_VALUES) {
    passed = false;
    report
      .at()
      .error(
        "too-large",
        `is too large: Architect publishes no flow above ${MOST_TEXT} bytes; split it, or move a part into a flow module`,
        "content",
      );
  }
  return passed;
}

/** Text that Architect rejects, and that gRPC does not transmit unchanged. */
export const BROKEN = /[\0\p{Surrogate}]/u;

/** The problem with a value that JSON does not support, as the end of a message; undefined for all other values. */
export function foreignKind(value: unknown): string | undefined {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `must be a finite number, not ${value}`;
    return Object.is(value, -0) ? "must not be -0; write 0" : undefined;
  }
  if (typeof value === "function") return "must be a plain value, not a function";
  if (typeof value === "bigint") return "must be a plain value, not a BigInt; convert it with Number()";
  if (typeof value === "symbol") return "must be a plain value, not a symbol";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm have a different Object.prototype, which also has no prototype.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const { constructor } = value as { constructor?: unknown };
  const name = typeof constructor === "function" ? constructor.name : "";
  return `must be a plain value, not an instance of ${name === "" ? "a class" : name}`;
}

/** The block with the settings of each language besides its name: voices, language skills. */
export const LANGUAGES = "supportedLanguages";

/** The settings blocks of each flow kind, in the order of Architect's exports. */
export const SETTINGS: Readonly<Record<DocumentKind, readonly string[]>> = {
  // `settingsCommonModule` is not listed: the flow types that can call the module are an input of the resource.
  module: [LANGUAGES, "settingsActionDefaults", "settingsPrompts"],
  inboundCall: [
    LANGUAGES,
    "settingsActionDefaults",
    "settingsErrorHandling",
    "settingsMenu",
    "settingsPrompts",
    "settingsSpeechRec",
  ],
};

/** The key of the entry that runs after an error in the flow, if the document names one. */
export function errorHandlingOf({ content }: FlowDocument): string | undefined {
  const entry = content.settings?.[ERROR_HANDLING];
  return typeof entry === "string" && Object.hasOwn(content.entries, entry) ? entry : undefined;
}

/** The setting that names an entry; all others are blocks of Architect's YAML. */
export const ERROR_HANDLING = "errorHandling";

/** Checks the names of the blocks in `content.settings`; the content of a block is defined by Architect. */
export function checkSettings(kind: DocumentKind, settings: unknown, at: IssueReporter): void {
  if (settings === undefined || isUnknown(settings)) return;
  if (!isObject(settings)) {
    at.error("invalid-value", `must be an object of settings blocks, not ${kindOf(settings)}`);
    return;
  }
  for (const [name, block] of Object.entries(settings)) {
    if (block === undefined) continue;
    if (kind === "inboundCall" && name === ERROR_HANDLING) {
      checkErrorHandling(block, settings, at);
    } else if (!SETTINGS[kind].includes(name)) {
      const known = kind === "inboundCall" ? [...SETTINGS[kind], ERROR_HANDLING] : SETTINGS[kind];
      at.error("unknown-property", `unknown settings block${at.suggestion(name, known)}`, name);
    } else if (!isObject(block) && !isUnknown(block)) {
      at.error("invalid-value", `must be an object, as in Architect's YAML, not ${kindOf(block)}`, name);
    }
  }
}

function checkErrorHandling(entry: unknown, settings: PlainObject, at: IssueReporter): void {
  if (typeof entry !== "string") {
    at.error("invalid-value", `must be the key of an entry, not ${kindOf(entry)}`, ERROR_HANDLING);
  }
  const { settingsErrorHandling: block } = settings;
  if (isObject(block) && block.errorHandling !== undefined) {
    at.error(
      "conflicting-parameters",
      `"settingsErrorHandling.errorHandling" says otherwise where an error leads; remove one of them`,
      ERROR_HANDLING,
    );
  }
}
