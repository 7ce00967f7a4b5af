import type { FlowDocument } from "../language/model";

/** A flow to simulate: a document, the text of an Architect file, or the arguments of a resource with one of both. */
export type SimulatedFlow = object | string;

/** The world around a call. Everything that a flow needs and that is not given stops the call with a sentence. */
export interface CallOptions {
  /** The modules that the flow calls, by name or id. */
  modules?: Readonly<Record<string, SimulatedFlow>>;
  /** When the call arrives: ISO 8601, or a date. @default now */
  at?: string | Date;
  /** The IANA time zone of schedules and dates without an offset. @default "UTC" */
  timeZone?: string;
  /** The caller's number, `Call.Ani`. @default "+13175550100" */
  from?: string;
  /** The number that was called, `Call.CalledAddress`. @default "+13175550199" */
  to?: string;
  /** What each schedule group is at that moment, by name. */
  scheduleGroups?: Readonly<Record<string, ScheduleGroupState>>;
  /** The schedules by name: whether one is active, or when it is. */
  schedules?: Readonly<Record<string, boolean | SimulatedSchedule>>;
  /** The emergency groups that are active, by name. @default none */
  emergencies?: readonly string[];
  /** The data actions, by `Integration / Action`: a function from inputs to outputs, or the outputs themselves. */
  dataActions?: Readonly<Record<string, DataAction>>;
  /** The rows of data tables: by table, then by key. */
  dataTables?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  /** The attributes that the call has already, by name. */
  participantData?: Readonly<Record<string, string>>;
  /** The queues that `findQueue` finds. @default every name */
  queues?: readonly string[];
  /** The path that an entry takes, by its key: a failed transfer, or an action that the simulator does not know. */
  outcomes?: Readonly<Record<string, string>>;
  /** Values of other variables that the flow reads, such as `Call.UUIData`. */
  variables?: Readonly<Record<string, unknown>>;
  /** Gives numbers from 0 up to 1, for random expressions. @default Math.random */
  random?: () => number;
}

/** What a schedule group is. */
export type ScheduleGroupState = "open" | "closed" | "holiday" | "emergency";

/** A schedule that is active once or each day between two times. */
export interface SimulatedSchedule {
  /** A local date-time (`2026-12-24T00:00`), or a time of day (`08:00`). */
  start: string;
  /** Like `start`; the end itself is no longer active. */
  end: string;
  /** For times of day: the days, 1 (Monday) to 7. @default all */
  days?: readonly number[];
}

/** A data action: what it answers, or how it fails. */
export type DataAction = DataActionAnswer | ((inputs: Readonly<Record<string, unknown>>) => DataActionAnswer);

/** The outputs of a data action by name; `failure` with its outputs; or `timeout`. */
export type DataActionAnswer = Readonly<Record<string, unknown>> | { failure: object } | { timeout: true };

/** How a call ended. */
export interface CallEnd {
  /** The action that ended it, `caller` if the caller hung up, `error` if the flow failed. */
  by: string;
  /** The queue, number, user or flow of a transfer, under its own name. */
  [detail: string]: unknown;
}

/** One step of a call. */
export interface CallStep {
  /** The flow's name, or the module's. Empty for the flow itself. */
  module: string;
  /** The key of the entry. */
  entry: string;
  /** The path that it took. Undefined if the call ended there, or waits. */
  path?: string;
  /** What the caller heard in this step. */
  heard: string[];
  /** What the caller did: digits, words, or a time-out. */
  input: string[];
  /** The variables that changed, with their new values. */
  changed: Record<string, unknown>;
}

/** A flow as the simulator reads it. */
export interface ReadableFlow {
  kind: "inboundCall" | "module";
  document: FlowDocument;
  defaultLanguage: string;
}

/** The simulator cannot go on: something is missing in the options, or an action has no meaning here. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
}
