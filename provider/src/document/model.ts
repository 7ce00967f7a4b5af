/**
 * A flow's content as a graph of entries: JSON through and through, so that it can be written by hand, by the
 * builders, in a file, or be sent as it is to a gateway that takes documents.
 */
export interface FlowDocument {
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
  /** Flow-wide settings, by the names that Architect's YAML gives them (`settingsErrorHandling`, ...). */
  settings?: Record<string, unknown>;
}

/** One step of a flow. */
export interface Entry {
  entryType: "action";
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
  type: string;
  /** A plain scalar, `{ lit }` or `{ exp }`. Default: not set. */
  initialValue?: Value;
  description?: string;
  /** Of a module, or of a task (`Task.*`): the caller gives this value. Default: false. */
  input?: boolean;
  /** Of a module, or of a task: the caller may read this value. Default: false. */
  output?: boolean;
}

/** A plain scalar, a literal, or an Architect expression. Durations are plain milliseconds. */
export type Value = string | number | boolean | { lit: unknown } | { exp: string };

/** Something to be heard: speech (a plain string is speech too), a recorded prompt, or an audio expression. */
export type Audio = string | { tts: string } | { prompt: string } | { exp: string };

/** What a module takes and gives: the types of its input and output variables by full name (`Common.digit`). */
export interface ModuleInterface {
  inputs: Record<string, string>;
  outputs: Record<string, string>;
}
