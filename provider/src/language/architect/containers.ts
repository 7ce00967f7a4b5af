import { actionTable } from "../actions/index";
import type { WriteContext } from "../actions/definition";
import { exitsOf, pathsOf } from "../validation/paths";
import { KINDS } from "../kinds";
import type { DocumentKind } from "../kinds";
import type { Entry, FlowDocument } from "../model";
import { GENERATED_END } from "../names";
import { isObject, own } from "../json";
import type { PlainObject } from "../json";
import { errorHandlingOf } from "../validation/structureRules";
import { structure, StructureError } from "./tree";
import type { Step, Structure } from "./tree";
import {
  isTaskVariable,
  passedVariablesOf,
  taskVariablesIn,
  taskVariablesOf,
} from "../validation/taskVariables";
import { effectiveVariables } from "../validation/variables";
import type { EffectiveVariable } from "../validation/variables";
import { writeErrorHandling } from "./errorHandling";
import { containerRef, refIds } from "./references";
import { sortedByName, writeVariable } from "./variableItems";

/** The input of the compilation: a document, and the names of the modules that it references by id. */
export interface ContainerSource {
  kind: DocumentKind;
  document: FlowDocument;
  moduleNames: Readonly<Record<string, string>>;
}

/** The tasks and menus of a flow, as YAML. */
export interface TasksAndMenus {
  /** The reference to the task or menu where the flow starts. */
  start: string;
  menus: PlainObject[];
  tasks: PlainObject[];
  /** The error handling for the flow's settings, if the document names an entry for it. */
  errorHandling?: PlainObject;
}

/**
 * Compiles the entries of a document to tasks and menus.
 *
 * @throws Error naming the entry that Architect cannot represent
 */
export function writeTasksAndMenus({ kind, document, moduleNames }: ContainerSource): TasksAndMenus {
  const { entries } = document.content;
  const handler = errorHandlingOf(document);
  const trees = withEntryNamed(() => treesOf(kind, document));
  const writer = new ArchitectWriter(
    kind,
    entries,
    moduleNames,
    effectiveVariables(kind, document, actionTable),
    trees,
  );
  const menus: PlainObject[] = [];
  const tasks: PlainObject[] = [];
  for (const [key, steps] of trees) {
    if (writer.isMenu(key)) menus.push(writer.menu(key, steps));
    else tasks.push(writer.namedTask(key, steps));
  }
  return {
    start: writer.reference("start"),
    menus,
    tasks,
    ...(handler !== undefined && {
      errorHandling: writeErrorHandling(writer.isMenu(handler) ? "menu" : "task", writer.reference(handler)),
    }),
  };
}

/** The lists of steps that the entries of a document are compiled to, by the first entry of each task or menu. */
export function treesOf(kind: DocumentKind, document: FlowDocument): Structure["tasks"] {
  const exits = new Map(
    Object.entries(document.content.entries).map(([key, entry]) => [
      key,
      exitsOf(pathsOf(entry, actionTable), entry.nexts ?? {}),
    ]),
  );
  const handler = errorHandlingOf(document);
  const entryPoints = handler === undefined ? [] : [handler];
  return structure(exits, "start", { jumps: kind !== "module", entryPoints }).tasks;
}

class ArchitectWriter {
  private readonly ids: ReadonlyMap<string, string>;
  /** Whether any task returns to its caller. */
  private readonly returns: boolean;
  /** The variables, by lower-case name, that each task must declare even if none of its actions uses them. */
  private readonly inputs = new Map<string, Set<string>>();

  constructor(
    private readonly kind: DocumentKind,
    private readonly entries: Readonly<Record<string, Entry>>,
    private readonly moduleNames: Readonly<Record<string, string>>,
    private readonly variables: ReadonlyMap<string, EffectiveVariable>,
    trees: ReadonlyMap<string, readonly Step[]>,
  ) {
    this.ids = refIds(trees.keys());
    this.returns = Object.values(entries).some(({ action }) => action.parameters?.type === "endTask");
    if (![...variables.keys()].some(isTaskVariable)) return;
    const used = new Set<string>();
    for (const entry of Object.values(entries)) {
      for (const name of taskVariablesOf(entry, actionTable)) used.add(name);
      const { references = [] } = pathsOf(entry, actionTable);
      const passed = references.length > 0 ? passedVariablesOf(entry) : [];
      for (const name of passed) used.add(name);
      for (const path of references) this.give(own(entry.nexts ?? {}, path), passed);
    }
    // A variable that nothing uses is declared in the first task.
    const first = [...trees.keys()].find((key) => !this.isMenu(key));
    const unused = [...variables.keys()].map((name) => name.toLowerCase()).filter((name) => !used.has(name));
    this.give(first, unused);
  }

  private give(task: string | undefined, names: Iterable<string>): void {
    if (task === undefined) return;
    const inputs = this.inputs.get(task) ?? new Set();
    for (const name of names) inputs.add(name);
    this.inputs.set(task, inputs);
  }

  isMenu(key: string): boolean {
    return own(this.entries, key)?.action.actionType === "menu";
  }

  reference(key: string): string {
    const container = this.isMenu(key) ? "menu" : "task";
    return containerRef(KINDS[this.kind].rootKey, container, this.ids.get(key) ?? key);
  }

  menu(key: string, steps: readonly Step[]): PlainObject {
    const [body] = this.list(steps).map((item) => item.menu);
    const refId = this.ids.get(key) ?? key;
    return { ...(isObject(body) ? { name: key, refId, ...body } : { name: key, refId }) };
  }

  namedTask(key: string, steps: readonly Step[]): PlainObject {
    return { name: key, refId: this.ids.get(key) ?? key, ...this.task(steps, this.inputs.get(key)) };
  }

  /** A task's actions, with the variables and output paths that they use and that the task must therefore declare. */
  private task(steps: readonly Step[], inputs?: ReadonlySet<string>): PlainObject {
    const actions = this.list(steps);
    if (this.kind === "module") return { actions };
    const ofTasks = [...this.variables].filter(([name]) => isTaskVariable(name));
    const used = ofTasks.length === 0 ? new Set<string>() : taskVariablesIn(actions);
    const has = (name: string) => used.has(name) || inputs?.has(name);
    const variables = ofTasks.filter(([name]) => has(name.toLowerCase()));
    const paths = this.returns ? outputPathsOf(actions) : [];
    return {
      ...(variables.length > 0 && {
        variables: sortedByName(variables).map(([name, variable]) =>
          writeVariable(this.kind, name, variable),
        ),
      }),
      actions,
      ...(paths.length > 0 && { outputPaths: paths.map((name) => ({ outputPath: { name } })) }),
    };
  }

  private list(steps: readonly Step[]): PlainObject[] {
    return steps.map((step) => {
      if (step.step === "end") {
        return { [this.kind === "module" ? "endTask" : "disconnect"]: { name: GENERATED_END } };
      }
      return step.step === "jump" ? this.jump(step.to) : this.action(step);
    });
  }

  private jump(to: string): PlainObject {
    const name = `Go to ${to}`.slice(0, 200);
    const ref = this.reference(to);
    return this.isMenu(to)
      ? { jumpToMenu: { name, targetMenuRef: ref } }
      : { jumpToTask: { name, targetTaskRef: ref } };
  }

  private action({ key, branches }: Extract<Step, { step: "entry" }>): PlainObject {
    const entry = own(this.entries, key);
    const definition = entry && actionTable.get(entry.action.actionType);
    const parameters = entry?.action.parameters ?? {};
    const yamlKey = definition?.key?.(parameters) ?? definition?.actionKeys[this.kind];
    if (!definition || yamlKey === undefined) {
      throw new Error(`entry "${key}": its action cannot be written in a ${KINDS[this.kind].title}`);
    }
    const context: WriteContext = {
      kind: this.kind,
      paths: [...branches.keys()],
      branch: (path) => {
        const steps = branches.get(path);
        return steps && this.list(steps);
      },
      leadsTo: (path) => this.leadsTo(branches.get(path)),
      task: (path) => this.task(branches.get(path) ?? []),
      moduleName: (id) => {
        const name = own(this.moduleNames, id);
        if (name === undefined) throw new Error(`entry "${key}": the name of the module ${id} is not known`);
        return name;
      },
      variableType: (name) => this.variables.get(name)?.type,
    };
    return { [yamlKey]: { name: key, ...definition.write(parameters, context) } };
  }

  private leadsTo(steps: readonly Step[] = []): ReturnType<WriteContext["leadsTo"]> {
    const [first] = steps;
    if (first?.step === "end") return "end";
    if (first?.step !== "jump") return undefined;
    const ref = this.reference(first.to);
    return this.isMenu(first.to) ? { menu: ref } : { task: ref };
  }
}

/** The output paths that a task's `endTask` actions use. The default path needs no declaration. */
function outputPathsOf(actions: readonly PlainObject[]): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    const path =
      isObject(value.endTask) && isObject(value.endTask.outputPath)
        ? value.endTask.outputPath.name
        : undefined;
    if (typeof path === "string" && path.toLowerCase() !== "default") names.add(path);
    Object.values(value).forEach(visit);
  };
  visit(actions);
  return [...names];
}

/** Adds the entry's key to the message of a StructureError. */
function withEntryNamed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof StructureError
      ? new Error(`entry "${error.entry}" ${error.message}`, { cause: error })
      : error;
  }
}
