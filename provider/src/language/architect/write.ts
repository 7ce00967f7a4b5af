import { actionTable } from "../actions/index";
import { supportPrompts } from "../actions/promptSettings";
import { silentAudio } from "../actions/codecs";
import { NONE, NO_VALUE, writeAudio } from "../actions/codecs";
import { KINDS } from "../kinds";
import type { DocumentKind } from "../kinds";
import type { FlowDocument } from "../model";
import { isObject, own, put } from "../json";
import type { PlainObject } from "../json";
import { LANGUAGES, SETTINGS } from "../validation/structureRules";
import { isTaskVariable } from "../validation/taskVariables";
import { effectiveVariables } from "../validation/variables";
import { writeTasksAndMenus } from "./containers";
import type { TasksAndMenus } from "./containers";
import { moduleSettings } from "./defaults";
import { writeYaml } from "./writeYaml";
import { sortedByName, writeVariable } from "./variableItems";

/** A flow to write as an Architect file. */
export interface FlowToWrite {
  kind: DocumentKind;
  name: string;
  description?: string;
  /** The division's name. Default: the client's home division. */
  division?: string;
  /** A document that {@link checkDocument} accepted, without unknown values. */
  document: FlowDocument;
  /** Default: "en-us". */
  defaultLanguage?: string;
  /** Default: only the default language. */
  supportedLanguages?: readonly string[];
  /** Modules only: the flow types that may call the module. Default: inbound calls. */
  compatibleFlowTypes?: readonly string[];
  /** The names of the modules that the document references by id. */
  moduleNames: Readonly<Record<string, string>>;
}

/**
 * The flow as an Architect file. Deterministic: the same flow always gives the same bytes.
 *
 * @throws Error with a message for the user, if a module's name is missing or Architect cannot represent the document
 * (never for a document that `checkDocument` accepts)
 */
export function toArchitectYaml(flow: FlowToWrite): string {
  return writeYaml(architectTree(flow));
}

/** The result of {@link toArchitectYaml} as plain values. */
export function architectTree(flow: FlowToWrite): PlainObject {
  const { kind, name, description, division } = flow;
  const containers = writeTasksAndMenus(flow);
  const head = {
    name,
    ...(description !== undefined && { description }),
    ...(division !== undefined && { division }),
  };
  const body = kind === "module" ? moduleBody(flow, containers) : inboundBody(flow, containers);
  return { [KINDS[kind].rootKey]: { ...head, ...body } };
}

/** The keys of a flow after its name and description, in the order of exports. */
function inboundBody(flow: FlowToWrite, { start, menus, tasks, errorHandling }: TasksAndMenus): PlainObject {
  const { document, defaultLanguage = "en-us" } = flow;
  const { content } = document;
  const variables = variableList(flow);
  return {
    startUpRef: start,
    defaultLanguage,
    supportedLanguages: languages(flow, { defaultLanguageSkill: NO_VALUE }),
    initialGreeting: writeAudio(content.initialGreeting ?? silentAudio()),
    ...(variables.length > 0 && { variables }),
    ...settingsBlocks(flow, errorHandling),
    ...(menus.length > 0 && { menus: menus.map((menu) => ({ menu })) }),
    ...(tasks.length > 0 && { tasks: tasks.map((task) => ({ task })) }),
  };
}

function moduleBody(flow: FlowToWrite, { tasks }: TasksAndMenus): PlainObject {
  const { compatibleFlowTypes = [KINDS.inboundCall.queryType] } = flow;
  return {
    supportedLanguages: languages(flow, NONE),
    variables: variableList(flow),
    settingsCommonModule: { compatibleFlowTypes: compatibleFlowTypes.map((flowType) => ({ flowType })) },
    ...moduleSettings(supportPrompts(compatibleFlowTypes)),
    ...settingsBlocks(flow),
    startUpTaskActions: tasks[0]?.actions ?? [],
  };
}

/** Every supported language with its options from the document, or with the options of an export. */
function languages(flow: FlowToWrite, options: PlainObject): PlainObject {
  const { defaultLanguage = "en-us", supportedLanguages = [defaultLanguage] } = flow;
  const languageSettings = flow.document.content.settings?.[LANGUAGES];
  const settings = isObject(languageSettings) ? languageSettings : {};
  const names = [...new Set([...supportedLanguages, ...Object.keys(settings).sort()])];
  return Object.fromEntries(names.map((language) => [language, own(settings, language) ?? options]));
}

/** The settings blocks of the document, in the order of exports. Each block is written unchanged. */
function settingsBlocks({ kind, document }: FlowToWrite, errorHandling?: PlainObject): PlainObject {
  const settings = document.content.settings ?? {};
  const { settingsErrorHandling: block } = settings;
  const languages =
    errorHandling === undefined
      ? settings
      : { ...settings, settingsErrorHandling: { ...(isObject(block) && block), errorHandling } };
  const blocks = SETTINGS[kind].filter((block) => block !== LANGUAGES && languages[block] !== undefined);
  return Object.fromEntries(blocks.map((block) => [block, sortedKeys(languages[block])]));
}

/** Pulumi's engine may pass maps in any order, but the same document must give the same bytes. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  const sorted: PlainObject = {};
  for (const key of Object.keys(value).sort()) put(sorted, key, sortedKeys(value[key]));
  return sorted;
}

function variableList({ kind, document }: FlowToWrite): PlainObject[] {
  const own = [...effectiveVariables(kind, document, actionTable)].filter(([name]) => !isTaskVariable(name));
  return sortedByName(own).map(([name, variable]) => writeVariable(kind, name, variable));
}
