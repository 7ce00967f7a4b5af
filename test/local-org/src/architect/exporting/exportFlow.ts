import type { FlowVariable, ModuleSnapshot } from "../../organization/model";
import { readFlowFile } from "../flowFile";
import type { FlowFile } from "../flowFile";
import { findContainer } from "../flowReferencePaths";
import { containers } from "../sequences";
import type { Container } from "../sequences";
import { trackingIds } from "../tracking";
import { asList, asMap, asText, onlyEntry, without } from "../tree";
import type { YamlMap } from "../tree";
import { flowVariables } from "../variables";
import { exportedSettings, menuSettings } from "./defaultSettings";
import { exportAction, exportSequence } from "./exportAction";
import type { ExportContext } from "./exportAction";
import { exportVariables, flowFlags, TASK_FLAGS } from "./exportVariables";
import { flowYaml } from "./flowYaml";

/** The input of an export: the published version and its data in the organization. */
export interface ExportOrder {
  /** The YAML of the version. */
  content: string;
  name: string;
  description?: string;
  /** The division's name. */
  division: string;
  modules: readonly ModuleSnapshot[];
  /** The settings `exportAddsMainMenu`, `exportReferencedObjects` and `exportStyle`. */
  addMainMenu: boolean;
  referencedObjects: boolean;
  newer: boolean;
}

/**
 * A version as Genesys Cloud exports it (architect-yaml.md section 9): default settings are added, refIds of tasks
 * and menus are renamed, references are absolute, keys are ordered, variables are sorted. Flow types other than
 * inbound call and module keep their submitted keys if the order is unknown.
 */
export function exportFlow(order: ExportOrder): string {
  const file = withMainMenu(readFlowFile(order.content), order.addMainMenu);
  const context = contextOf(file, order);
  const { kind, body } = file;
  const isModule = kind.rootKey === "commonModule";
  const known: YamlMap = {
    name: order.name,
    description: order.description ?? "",
    division: order.division,
    ...(body.startUpRef === undefined
      ? {}
      : { startUpRef: context.reference(asText(body.startUpRef) ?? "") }),
    // The export of a module omits its default language.
    ...(isModule || body.defaultLanguage === undefined ? {} : { defaultLanguage: body.defaultLanguage }),
    supportedLanguages: languages(body, isModule),
    ...copied(body, "initialGreeting"),
    ...(asList(body.variables).length === 0
      ? {}
      : { variables: exportVariables(body.variables, flowFlags(kind.rootKey)) }),
    ...copied(body, "settingsCommonModule"),
    ...(withReferences(exportedSettings(kind.rootKey, body), context) as YamlMap),
    ...containerLists(file, context),
    ...(body.startUpTaskActions === undefined
      ? {}
      : { startUpTaskActions: exportSequence(body.startUpTaskActions, context) }),
  };
  const rest = without(body, ...Object.keys(known), "defaultLanguage", "variables", "referencedObjects");
  return flowYaml({ [kind.rootKey]: { ...known, ...rest, ...referenced(order) } });
}

/** Settings with absolute references to tasks and menus: error handling may refer to one. */
function withReferences(value: unknown, context: ExportContext): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withReferences(item, context));
  const map = asMap(value);
  if (!map) return value;
  return Object.fromEntries(
    Object.entries(map).map(([key, each]) => [
      key,
      key.endsWith("Ref") && typeof each === "string"
        ? context.reference(each)
        : withReferences(each, context),
    ]),
  );
}

const copied = (body: YamlMap, key: string): YamlMap => (body[key] === undefined ? {} : { [key]: body[key] });

function languages(body: YamlMap, isModule: boolean): unknown {
  if (body.supportedLanguages !== undefined) return body.supportedLanguages;
  const language = asText(body.defaultLanguage) ?? "en-us";
  return { [language]: isModule ? { none: true } : { defaultLanguageSkill: { noValue: true } } };
}

/** Architect creates a menu with every inbound flow. It is unknown whether Archy does. */
function withMainMenu(file: FlowFile, wanted: boolean): FlowFile {
  if (!wanted || file.kind.rootKey !== "inboundCall" || asList(file.body.menus).length > 0) return file;
  const disconnect = { name: "Disconnect", refId: "Disconnect", dtmf: "digit_9" };
  const menu = {
    name: "Main Menu",
    refId: "Main Menu",
    audio: { tts: "You are at the Main Menu, press 9 to disconnect" },
    choices: [{ menuDisconnect: disconnect }],
    defaultChildMenuRef: "./choices/menuDisconnect[Disconnect]",
  };
  return { ...file, body: { ...file.body, menus: [{ menu }] } };
}

function contextOf(file: FlowFile, order: ExportOrder): ExportContext {
  const numbers = trackingIds(file);
  const { rootKey } = file.kind;
  const renamed = (body: YamlMap, name: string): string => `${name}_${numbers.get(body) ?? 0}`;
  const referredChoices = new Set(
    containers(file).flatMap((menu) => asText(menu.body.defaultChildMenuRef)?.match(/\[(.*)\]$/)?.[1] ?? []),
  );
  return {
    rootKey,
    newer: order.newer,
    reference(submitted) {
      const target = findContainer(file, submitted, ["tasks", "menus", "states", "bots"]);
      if (!target) return submitted;
      return `/${rootKey}/${target.list}/${target.kind}[${renamed(target.body, target.name)}]`;
    },
    choiceRefId(choice) {
      const refId = asText(choice.refId);
      return refId !== undefined && referredChoices.has(refId)
        ? renamed(choice, asText(choice.name) ?? "")
        : undefined;
    },
    moduleVariables: (module) => variablesOf(order.modules.find(({ name }) => name === module)),
  };
}

const variablesOf = (module: ModuleSnapshot | undefined): FlowVariable[] =>
  module ? flowVariables(readFlowFile(module.content)) : [];

function containerLists(file: FlowFile, context: ExportContext): YamlMap {
  const numbers = trackingIds(file);
  const lists: YamlMap = {};
  for (const container of containers(file)) {
    const refId = `${container.name}_${numbers.get(container.body) ?? 0}`;
    const exported =
      container.kind === "menu"
        ? exportMenu(container, refId, context)
        : exportTask(container, refId, context);
    lists[container.list] = [...asList(lists[container.list]), { [container.kind]: exported }];
  }
  return lists;
}

function exportTask({ body }: Container, refId: string, context: ExportContext): YamlMap {
  const { name, variables, actions, outputPaths } = body;
  return {
    name,
    refId,
    ...(asList(variables).length === 0 ? {} : { variables: exportVariables(variables, TASK_FLAGS) }),
    ...without(body, "name", "refId", "variables", "actions", "outputPaths"),
    actions: exportSequence(actions, context),
    ...(outputPaths === undefined ? {} : { outputPaths }),
  };
}

function exportMenu({ body }: Container, refId: string, context: ExportContext): YamlMap {
  const { name, audio, settingsMenu, settingsSpeechRec, choices } = body;
  const preset = asText(body.defaultChildMenuRef)?.match(/^\.\/choices\/(\w+)\[(.*)\]$/);
  const choice = asList(choices)
    .map(onlyEntry)
    .find((entry) => preset && entry?.[0] === preset[1] && entry?.[1].refId === preset[2]);
  const choiceRef = choice && context.choiceRefId(choice[1]);
  return {
    name,
    refId,
    ...(audio === undefined ? {} : { audio }),
    settingsMenu: { ...menuSettings.settingsMenu, ...asMap(settingsMenu) },
    settingsSpeechRec: { ...menuSettings.settingsSpeechRec, ...asMap(settingsSpeechRec) },
    choices: asList(choices).map((item) => exportAction(item, context)),
    ...(choice && choiceRef !== undefined
      ? { defaultChildMenuRef: `./choices/${choice[0]}[${choiceRef}]` }
      : {}),
  };
}

/** The `referencedObjects` block of the newest Archy: the called modules with their inputs and outputs. */
function referenced({ modules, referencedObjects }: ExportOrder): YamlMap {
  if (!referencedObjects || modules.length === 0) return {};
  return {
    referencedObjects: {
      flows: modules.map((module) => {
        const { body } = readFlowFile(module.content);
        const supported = Object.keys(asMap(body.supportedLanguages) ?? {});
        return {
          flow: {
            name: module.name,
            type: "commonmodule",
            defaultLanguage: asText(body.defaultLanguage) ?? supported[0] ?? "en-us",
            variables: flowVariables({ kind: { rootKey: "commonModule", type: "COMMONMODULE" }, body })
              .filter(({ input, output }) => input || output)
              .map(({ name, type, input, output }) => ({
                [`${type}Variable`]: { name, isInput: input, isOutput: output },
              })),
            supportedLanguages: supported,
            compatibleFlowTypes: asList(asMap(body.settingsCommonModule)?.compatibleFlowTypes).map(
              (item) => asMap(item)?.flowType,
            ),
          },
        };
      }),
    },
  };
}
