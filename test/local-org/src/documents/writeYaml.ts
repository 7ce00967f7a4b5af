import { stringify } from "yaml";
import { asMap, asText } from "../architect/tree";
import type { YamlMap } from "../architect/tree";
import type { DocumentEntry, DocumentType, DocumentVariable, FlowDocument } from "./document";
import { own } from "../organization/own";

/** The parts of an Architect file outside the content. */
export interface YamlHead {
  type: DocumentType;
  name: string;
  description?: string;
  /** The name of the module that an entry calls. */
  moduleName: (wanted: { id?: string; name?: string }) => string;
}

/**
 * A document as an Architect file, so that flows created by one API can be exported and called through the other. An
 * inbound flow has a task for each entry, with jumps between them; a module has one sequence, with copies where paths
 * join. Actions that differ in Architect keep the document's parameters.
 */
export function writeYaml({ content }: FlowDocument, head: YamlHead): string {
  const { name, description = "" } = head;
  const shared = {
    name,
    description,
    defaultLanguage: "en-us",
    supportedLanguages: {
      "en-us": head.type === "module" ? { none: true } : { defaultLanguageSkill: { noValue: true } },
    },
    ...(content.variables ? { variables: variables(content.variables) } : {}),
  };
  const writer = new Writer(content.entries, head);
  if (head.type === "module") {
    const implied = writer.impliedVariables(content.variables ?? {});
    return stringify({
      commonModule: {
        ...shared,
        ...(Object.keys(implied).length > 0
          ? { variables: variables({ ...implied, ...content.variables }) }
          : {}),
        settingsCommonModule: { compatibleFlowTypes: [{ flowType: "inboundcall" }] },
        startUpTaskActions: writer.sequence("start"),
      },
    });
  }
  return stringify({
    inboundCall: {
      ...shared,
      startUpRef: "./tasks/task[start]",
      initialGreeting: audio(content.initialGreeting ?? { exp: "ToAudioBlank(100)" }),
      tasks: Object.keys(content.entries).map((key) => ({
        task: { name: key, refId: key, actions: writer.task(key) },
      })),
      ...content.settings,
    },
  });
}

class Writer {
  constructor(
    private readonly entries: Record<string, DocumentEntry>,
    private readonly head: YamlHead,
  ) {}

  /** A module from this entry on. */
  sequence(key: string | undefined): unknown[] {
    const entry = key === undefined ? undefined : own(this.entries, key);
    if (key === undefined || !entry) return [{ endTask: { name: "Return" } }];
    const on = (next: string | undefined): unknown[] => this.sequence(next);
    return this.steps(key, entry, on);
  }

  /** The task of one entry: the following entries are jumps. */
  task(key: string): unknown[] {
    const entry = own(this.entries, key);
    const on = (next: string | undefined): unknown[] => [
      next === undefined
        ? { disconnect: { name: "Hang up" } }
        : { jumpToTask: { name: `Go to ${next}`, targetTaskRef: `./tasks/task[${next}]` } },
    ];
    return entry ? this.steps(key, entry, on) : [];
  }

  /** The variable for the module's input, if undeclared. */
  impliedVariables(declared: Record<string, DocumentVariable>): Record<string, DocumentVariable> {
    const collected = Object.values(this.entries)
      .filter(({ action }) => action.actionType === "collectInput")
      .map(({ action }) => asText(action.parameters?.variable) ?? this.defaultVariable)
      .filter((name) => !(name in declared));
    return Object.fromEntries(collected.map((name) => [name, { type: "string", output: true }]));
  }

  private get defaultVariable(): string {
    return this.head.type === "module" ? "Common.Input" : "Flow.Input";
  }

  private steps(key: string, entry: DocumentEntry, on: (next: string | undefined) => unknown[]): unknown[] {
    const { actionType, parameters = {} } = entry.action;
    const { default: rest, ...named } = entry.nexts ?? {};
    const action = (body: YamlMap, spelled = actionType): YamlMap => ({ [spelled]: { name: key, ...body } });
    switch (actionType) {
      case "end":
      case "disconnect":
        return [action({}, actionType === "end" && this.head.type === "module" ? "endTask" : "disconnect")];
      case "playAudio":
        return [action({ audio: audio(parameters.audio) }), ...on(rest)];
      case "invokeSubFlow":
        return [action(this.moduleCall(parameters), "callCommonModule"), ...on(rest)];
      case "collectInput": {
        const paths = ["success", "failure"].map((path) => [path, { actions: on(named[path] ?? rest) }]);
        return [action({ ...this.collects(parameters), outputs: Object.fromEntries(paths) })];
      }
      default: {
        const paths = Object.entries(named).map(([path, next]) => [path, { actions: on(next) }]);
        const outputs = paths.length > 0 ? { outputs: Object.fromEntries(paths) as YamlMap } : {};
        return [action({ ...parameters, ...outputs }), ...on(rest)];
      }
    }
  }

  private collects(parameters: YamlMap): YamlMap {
    const { maxDigits = 1, minDigits = 1, timeout, interDigitTimeout } = parameters;
    return {
      inputData: { var: parameters.variable ?? this.defaultVariable },
      digits: maxDigits === minDigits ? { exact: maxDigits } : { range: { min: minDigits, max: maxDigits } },
      ...(interDigitTimeout === undefined ? {} : { interDigitTimeout: duration(interDigitTimeout) }),
      ...(timeout === undefined ? {} : { noEntryTimeout: duration(timeout) }),
      inputAudio: audio(parameters.audio ?? { exp: "ToAudioBlank(100)" }),
    };
  }

  private moduleCall({ moduleId, moduleName, inputs, outputs }: YamlMap): YamlMap {
    const name = this.head.moduleName({
      ...(typeof moduleId === "string" ? { id: moduleId } : {}),
      ...(typeof moduleName === "string" ? { name: moduleName } : {}),
    });
    const bound = {
      ...(inputs ? { inputs: bindings(inputs, value) } : {}),
      ...(outputs ? { outputs: bindings(outputs, (variable) => ({ var: variable })) } : {}),
    };
    return { commonModule: { [name]: { ver_latestPublished: bound } } };
  }
}

function variables(declared: Record<string, DocumentVariable>): unknown[] {
  return Object.entries(declared).map(([name, { type, initialValue, description, input, output }]) => ({
    [`${type}Variable`]: {
      name,
      ...(description === undefined ? {} : { description }),
      initialValue: initialValue === undefined ? { noValue: true } : value(initialValue),
      isInput: input ?? false,
      isOutput: output ?? false,
    },
  }));
}

/** Inputs and outputs of a module by their full names. */
const bindings = (given: unknown, spell: (bound: unknown) => unknown): YamlMap =>
  Object.fromEntries(
    Object.entries(asMap(given) ?? {}).map(([name, bound]) => [
      name.startsWith("Common.") ? name : `Common.${name}`,
      spell(bound),
    ]),
  );

/** A plain string is text to speech. */
const audio = (given: unknown): unknown => (typeof given === "string" ? { tts: given } : given);

/** A plain scalar is a literal. */
const value = (given: unknown): unknown =>
  typeof given === "object" && given !== null ? given : { lit: given };

/** Milliseconds are a duration. */
const duration = (given: unknown): unknown =>
  typeof given === "number" ? { lit: { seconds: given / 1000 } } : given;
