import { actionTable } from "../actions/index";
import { silence } from "../actions/silence";
import { NONE, NO_VALUE, writeAudio } from "../actions/yaml";
import type { WriteContext } from "../document/action";
import { exitsOf, pathsOf } from "../document/exits";
import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";
import { GENERATED_END } from "../document/names";
import { isObject, own, put } from "../document/plain";
import type { PlainObject } from "../document/plain";
import { LANGUAGES, SETTINGS } from "../document/settings";
import { structure, StructureError } from "../document/structure";
import type { Step } from "../document/structure";
import { effectiveVariables } from "../document/variables";
import { moduleSettings } from "./defaults";
import { taskRef } from "./refs";
import { writeYaml } from "./text";
import { sortedByName, writeVariable } from "./variables";

/** A flow to be written as an Architect file. */
export interface ArchitectFlow {
  kind: FlowKind;
  name: string;
  description?: string;
  /** The division's name. Default: the home division of the client. */
  division?: string;
  /** A document that {@link checkDocument} found right, all of it known. */
  document: FlowDocument;
  /** Default: "en-us". */
  defaultLanguage?: string;
  /** Default: the default language alone. */
  supportedLanguages?: readonly string[];
  /** Modules only: the flow types that may call it. Default: inbound calls. */
  compatibleFlowTypes?: readonly string[];
  /** The names of the modules that the document calls by id. */
  moduleNames: Readonly<Record<string, string>>;
}

/**
 * The flow as an Architect file. The same flow always gives the same bytes. Throws, with a sentence for the user, where
 * a module's name is missing or a document has no form in Architect; what `checkDocument` accepts has one.
 */
export function toArchitectYaml(flow: ArchitectFlow): string {
  return writeYaml(architectTree(flow));
}

/** What {@link toArchitectYaml} writes, as plain values. */
export function architectTree(flow: ArchitectFlow): PlainObject {
  const { kind, name, description, division } = flow;
  const tasks = compileTasks(flow);
  const head = {
    name,
    ...(description !== undefined && { description }),
    ...(division !== undefined && { division }),
  };
  const body = kind === "module" ? moduleBody(flow, tasks) : inboundBody(flow, tasks);
  return { [KINDS[kind].rootKey]: { ...head, ...body } };
}

/** The keys of a flow below its name and description, in the order of exports. */
function inboundBody(flow: ArchitectFlow, tasks: ReadonlyMap<string, PlainObject[]>): PlainObject {
  const { document, defaultLanguage = "en-us" } = flow;
  const { content } = document;
  const variables = variableList(flow);
  return {
    startUpRef: taskRef("inboundCall", "start"),
    defaultLanguage,
    supportedLanguages: languages(flow, { defaultLanguageSkill: NO_VALUE }),
    initialGreeting: writeAudio(content.initialGreeting ?? silence()),
    ...(variables.length > 0 && { variables }),
    ...settingsBlocks(flow),
    tasks: [...tasks].map(([key, actions]) => ({ task: { name: key, refId: key, actions } })),
  };
}

function moduleBody(flow: ArchitectFlow, tasks: ReadonlyMap<string, PlainObject[]>): PlainObject {
  const { compatibleFlowTypes = [KINDS.inboundCall.queryType] } = flow;
  return {
    supportedLanguages: languages(flow, NONE),
    variables: variableList(flow),
    settingsCommonModule: { compatibleFlowTypes: compatibleFlowTypes.map((flowType) => ({ flowType })) },
    ...moduleSettings(),
    ...settingsBlocks(flow),
    startUpTaskActions: tasks.get("start") ?? [],
  };
}

/** Every supported language with what the document says of it, else with the options of an export. */
function languages(flow: ArchitectFlow, options: PlainObject): PlainObject {
  const { defaultLanguage = "en-us", supportedLanguages = [defaultLanguage] } = flow;
  const given = flow.document.content.settings?.[LANGUAGES];
  const said = isObject(given) ? given : {};
  const names = [...new Set([...supportedLanguages, ...Object.keys(said).sort()])];
  return Object.fromEntries(names.map((language) => [language, own(said, language) ?? options]));
}

/** The settings that the document holds, in the order of exports; each block is written as it is. */
function settingsBlocks({ kind, document }: ArchitectFlow): PlainObject {
  const given = document.content.settings ?? {};
  const blocks = SETTINGS[kind].filter((block) => block !== LANGUAGES && given[block] !== undefined);
  return Object.fromEntries(blocks.map((block) => [block, sortedKeys(given[block])]));
}

/** The engine hands on maps in no order of ours: the same document must give the same bytes all the same. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  const sorted: PlainObject = {};
  for (const key of Object.keys(value).sort()) put(sorted, key, sortedKeys(value[key]));
  return sorted;
}

function variableList({ kind, document }: ArchitectFlow): PlainObject[] {
  return sortedByName(effectiveVariables(kind, document, actionTable)).map(([name, variable]) =>
    writeVariable(kind, name, variable),
  );
}

/** The lists of actions of the flow's tasks, by the entry that each begins with. */
function compileTasks(flow: ArchitectFlow): Map<string, PlainObject[]> {
  const { kind, document, moduleNames } = flow;
  const { entries } = document.content;
  const exits = new Map(
    Object.entries(entries).map(([key, entry]) => [
      key,
      exitsOf(pathsOf(entry, actionTable), entry.nexts ?? {}),
    ]),
  );
  const variables = effectiveVariables(kind, document, actionTable);
  const { tasks } = structured(() => structure(exits, "start", { jumps: kind !== "module" }));
  const end = kind === "module" ? "endTask" : "disconnect";

  const write = (steps: readonly Step[]): PlainObject[] =>
    steps.map((step) => {
      if (step.step === "end") return { [end]: { name: GENERATED_END } };
      if (step.step === "jump") {
        return {
          jumpToTask: {
            name: `Go to ${step.to}`.slice(0, 200),
            targetTaskRef: taskRef("inboundCall", step.to),
          },
        };
      }
      const entry = own(entries, step.key);
      const definition = entry && actionTable.get(entry.action.actionType);
      const architectKey = definition?.key?.(entry?.action.parameters ?? {}) ?? definition?.architect[kind];
      if (!definition || architectKey === undefined)
        throw new Error(`entry "${step.key}" cannot be written in a ${kind}`);
      const context: WriteContext = {
        kind,
        paths: [...step.branches.keys()],
        branch(path) {
          const branch = step.branches.get(path);
          return branch && write(branch);
        },
        reference(path) {
          const to = own(entry.nexts ?? {}, path);
          return to === undefined ? undefined : taskRef(KINDS[kind].rootKey, to);
        },
        variableType: (name) => variables.get(name)?.type,
        moduleName(id) {
          const name = own(moduleNames, id);
          if (name === undefined)
            throw new Error(`entry "${step.key}": the name of the module ${id} is not known`);
          return name;
        },
      };
      return {
        [architectKey]: { name: step.key, ...definition.write(entry.action.parameters ?? {}, context) },
      };
    });

  return new Map([...tasks].map(([key, steps]) => [key, write(steps)]));
}

/** Names the entry in what has no structure. */
function structured<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof StructureError
      ? new Error(`entry "${error.entry}" ${error.message}`, { cause: error })
      : error;
  }
}
