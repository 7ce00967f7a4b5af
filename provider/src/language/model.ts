import type { VariableType } from "./validation/variableTypes";

/**
 * A flow's content as a graph of entries. It is plain JSON: it can be written by hand, created with the builders,
 * stored in a file, or sent as it is to a gateway that accepts documents.
 */
export interface FlowDocument {
  /** The entries, the variables and the flow-wide settings. */
  content: FlowContent;
}

/** The content of a flow. */
export interface FlowContent {
  /** The steps of the flow by key. The flow begins at `start`. */
  entries: Record<string, Entry>;
  /** The flow's variables by full name: `Flow.*` in an inbound flow, `Common.*` in a module. */
  variables?: Record<string, Variable>;
  /** The audio that an inbound call plays first. Default: a moment of silence. */
  initialGreeting?: Audio;
  /**
   * Flow-wide settings, under their names in Architect's YAML (`settingsErrorHandling`, ...), and `errorHandling`
   * (inbound flows only): the key of the entry that runs after an error in the flow. Default: the call is disconnected.
   */
  settings?: Record<string, unknown>;
}

/** Flow-wide settings for `flow.document`, each block in the form of Architect's YAML. */
export interface FlowSettings {
  /**
   * Inbound flows only: the key of the entry that runs after an error in the flow. Default: the call is disconnected.
   */
  errorHandling?: string;
  /** Default settings of actions, used if an entry does not set them. */
  settingsActionDefaults?: Record<string, unknown>;
  /** Inbound flows only: what happens after an error. */
  settingsErrorHandling?: Record<string, unknown>;
  /** Inbound flows only: timeouts and repetitions of menus. */
  settingsMenu?: Record<string, unknown>;
  /** How prompts and digits are handled. */
  settingsPrompts?: Record<string, unknown>;
  /** Inbound flows only: whether and how speech is recognized. */
  settingsSpeechRec?: Record<string, unknown>;
  /** Voices and language skills by language. */
  supportedLanguages?: Record<string, unknown>;
}

/** One step of a flow. */
export interface Entry {
  /** Always `"action"`. */
  entryType: "action";
  /** The action that the entry runs, with its parameters. */
  action: Action;
  /** The key of the next entry for each path of the action (`{ default: "bye" }`). A path without a next entry ends. */
  nexts?: Record<string, string>;
}

/** The action of an entry. */
export interface Action {
  /** Always equal to `actionType`. */
  action: string;
  /** The type of the action, such as `collectInput`; see the folder `actions/`. */
  actionType: string;
  /** The parameters of the action. */
  parameters?: Record<string, unknown>;
}

/** A variable of a flow. */
export interface Variable {
  /**
   * One of Architect's types in camel case, such as `string`, `integer`, `boolean`, `dateTime` or `stringCollection`.
   */
  type: VariableType;
  /** A plain scalar, `{ lit }` or `{ exp }`. Default: not set. */
  initialValue?: Value;
  /** A description, shown in Architect. Default: none. */
  description?: string;
  /** Modules and tasks (`Task.*`) only: the caller passes this value. Default: false. */
  input?: boolean;
  /** Modules and tasks only: the caller can read this value. Default: false. */
  output?: boolean;
}

/** A plain scalar, a literal, or an Architect expression. */
export type Value = string | number | boolean | { lit: unknown } | { exp: string };

/** A time in milliseconds, or an Architect expression of type Duration. */
export type Duration = number | { lit: unknown } | { exp: string };

/** Audio: text to speak (also as a plain string), a recorded prompt, or an audio expression. */
export type OneAudio = string | { tts: string } | { prompt: PromptName } | { exp: string };

/** Audio, either the same for all languages or by language. */
export type Audio = OneAudio | AudioByLanguage;

/**
 * Audio by language, `{ tts: "Hello.", byLanguage: { "es-us": "Hola." } }`. Set one of `tts`, `prompt` and `exp` for
 * all other languages; if none is set, callers in other languages hear nothing.
 */
export interface AudioByLanguage {
  /** Text to speak in the other languages. */
  tts?: string;
  /** A recorded prompt in the other languages. */
  prompt?: PromptName;
  /** An audio expression for the other languages. */
  exp?: string;
  /** Audio by language. Each key is a supported language of the flow, such as `es-us`. */
  byLanguage: Record<string, OneAudio>;
}

/** The full name of a user prompt or a system prompt. */
export type PromptName = `Prompt.${string}` | `PromptSystem.${string}`;

/** The full name of a variable: `Flow.*` in an inbound flow, `Common.*` in a module, `Task.*` in a task. */
export type VariableName = `Flow.${string}` | `Common.${string}` | `Task.${string}`;

/** The inputs and outputs of a module: the types of its input and output variables by full name (`Common.digit`). */
export interface ModuleInterface {
  /** The variables that callers pass. */
  inputs: Record<string, string>;
  /** The variables that callers can read. */
  outputs: Record<string, string>;
}
