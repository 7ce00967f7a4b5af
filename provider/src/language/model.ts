import type { VariableType } from "./validation/variableTypes";

/**
 * A flow's content as a graph of entries: JSON through and through, so that it can be written by hand, by the
 * builders, in a file, or be sent as it is to a gateway that takes documents.
 */
export interface FlowDocument {
  /** The entries, the variables and the flow-wide settings. */
  content: FlowContent;
}

/** What a flow says and does. */
export interface FlowContent {
  /** The steps of the flow by key. The flow begins at `start`. */
  entries: Record<string, Entry>;
  /** The flow's variables by full name: `Flow.*` in an inbound flow, `Common.*` in a module. */
  variables?: Record<string, Variable>;
  /** What an inbound call hears first. Default: a moment of silence. */
  initialGreeting?: Audio;
  /**
   * Flow-wide settings, by the names that Architect's YAML gives them (`settingsErrorHandling`, ...), and, of an inbound
   * flow, `errorHandling`: the key of the entry to which an error in the flow leads. Default: the call is disconnected.
   */
  settings?: Record<string, unknown>;
}

/** Flow-wide settings as `flow.document` takes them: each block as Architect's YAML has it. */
export interface FlowSettings {
  /** Of an inbound flow: the key of the entry to which an error in the flow leads. Default: the call is disconnected. */
  errorHandling?: string;
  /** What each action does where an entry does not say otherwise. */
  settingsActionDefaults?: Record<string, unknown>;
  /** Of an inbound flow: what happens after an error. */
  settingsErrorHandling?: Record<string, unknown>;
  /** Of an inbound flow: times and repetitions of its menus. */
  settingsMenu?: Record<string, unknown>;
  /** How prompts and digits are handled. */
  settingsPrompts?: Record<string, unknown>;
  /** Of an inbound flow: whether and how speech is recognized. */
  settingsSpeechRec?: Record<string, unknown>;
  /** Voices and language skills by language. */
  supportedLanguages?: Record<string, unknown>;
}

/** One step of a flow. */
export interface Entry {
  /** The only type of entry that there is. */
  entryType: "action";
  /** What the entry does, and with which parameters. */
  action: Action;
  /** The key of the next entry for each path of the action (`{ default: "bye" }`). A path that is not named ends. */
  nexts?: Record<string, string>;
}

/** What an entry does. */
export interface Action {
  /** The action's type once more: always equal to `actionType`. */
  action: string;
  /** One of the actions in `actions/`, such as `collectInput`. */
  actionType: string;
  /** The parameters that the action's type defines. */
  parameters?: Record<string, unknown>;
}

/** A variable of a flow. */
export interface Variable {
  /** One of Architect's types in lower case, such as `string`, `integer`, `boolean`, `dateTime` or `stringCollection`. */
  type: VariableType;
  /** A plain scalar, `{ lit }` or `{ exp }`. Default: not set. */
  initialValue?: Value;
  /** For whoever reads the flow in Architect. Default: none. */
  description?: string;
  /** Of a module, or of a task (`Task.*`): the caller gives this value. Default: false. */
  input?: boolean;
  /** Of a module, or of a task: the caller may read this value. Default: false. */
  output?: boolean;
}

/** A plain scalar, a literal, or an Architect expression. */
export type Value = string | number | boolean | { lit: unknown } | { exp: string };

/** A time in milliseconds, or an Architect expression that gives a duration. */
export type Duration = number | { lit: unknown } | { exp: string };

/** Something to be heard: speech (a plain string is speech too), a recorded prompt, or an audio expression. */
export type OneAudio = string | { tts: string } | { prompt: PromptName } | { exp: string };

/** Something to be heard, the same in every language or by language. */
export type Audio = OneAudio | AudioByLanguage;

/**
 * What callers hear in some of the flow's languages, `{ tts: "Hello.", byLanguage: { "es-us": "Hola." } }`. One of `tts`,
 * `prompt` and `exp` is for all other languages; without it, they hear nothing.
 */
export interface AudioByLanguage {
  /** Speech in the other languages. */
  tts?: string;
  /** A recorded prompt in the other languages. */
  prompt?: PromptName;
  /** An audio expression for the other languages. */
  exp?: string;
  /** Audio by language; each is a supported language of the flow, such as `es-us`. */
  byLanguage: Record<string, OneAudio>;
}

/** A prompt of the organization, or one of the platform's own, by its full name. */
export type PromptName = `Prompt.${string}` | `PromptSystem.${string}`;

/** The full name of a variable: of an inbound flow, of a module, or of a task. */
export type VariableName = `Flow.${string}` | `Common.${string}` | `Task.${string}`;

/** What a module takes and gives: the types of its input and output variables by full name (`Common.digit`). */
export interface ModuleInterface {
  /** What callers give. */
  inputs: Record<string, string>;
  /** What callers may read. */
  outputs: Record<string, string>;
}
