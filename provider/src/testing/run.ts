import { ExpressionError } from "../language/expressions";
import type { Entry } from "../language/model";
import { SimulationError, type CallEnd, type CallOptions, type CallStep, type ReadableFlow } from "./options";
import { entryOf, Scope, type EvaluationContext, type HeldValue } from "./scope";

/** What a flow waits for: a key, a word or time. */
export interface Question {
  /** Digits that belong together, or one choice. */
  kind: "digits" | "choice";
}

/** What the caller does at a question. */
export type Answer = { digit: string } | { say: string } | "noEntry";

/** A running part of a flow: waits for the caller, and goes on with the answer. */
export type Running<Result> = Generator<Question, Result, Answer>;

/** Where the flow goes on after an entry: along a path, at an entry, or nowhere. */
export type Outcome =
  { path: string; orEnd?: CallEnd } | { goto: string } | { end: CallEnd } | { returns: string };

/** What an action does in a call. */
export type Meaning = (
  run: Run,
  key: string,
  parameters: Readonly<Record<string, unknown>>,
  /** The path that the test names for this entry. */
  forced: string | undefined,
) => Running<Outcome>;

/** More steps than this without a question are a loop that never ends. */
const MOST_STEPS = 5_000;

/** One flow or module during a call. */
export class Run {
  readonly scope: Scope;
  /** The loops that the call is in, innermost last. */
  readonly loops: { entry: string; left: number; count: number }[] = [];
  /** The entries that called the tasks that the call is in, innermost last. */
  readonly calls: string[] = [];
  private steps = 0;

  constructor(
    readonly flow: ReadableFlow,
    readonly call: CallState,
    readonly module = "",
  ) {
    this.scope = new Scope(flow.document, module === "" ? flow.defaultLanguage : call.language, call.context);
  }

  /** Runs from `start` until the call, or the module, ends. */
  *from(start: string): Running<CallEnd | undefined> {
    if (this.module === "") this.play(this.flow.document.content.initialGreeting);
    let key = start;
    for (;;) {
      if (++this.steps > MOST_STEPS)
        throw new SimulationError(`The flow goes round without asking the caller: it was at "${key}" again.`);
      const next = yield* this.step(key);
      if (typeof next !== "string") return next;
      key = next;
    }
  }

  /** One entry. Returns the next one, the end of the call, or undefined where a module returns. */
  private *step(key: string): Running<string | CallEnd | undefined> {
    const entry = entryOf(this.flow.document, key);
    const step: CallStep = { module: this.module, entry: key, heard: [], input: [], changed: {} };
    this.call.steps.push(step);
    let outcome: Outcome;
    try {
      outcome = yield* this.outcome(key, entry);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      outcome = this.failed(key, error);
    }
    return this.follow(entry, outcome);
  }

  private *outcome(key: string, entry: Entry): Running<Outcome> {
    const forced = this.call.options.outcomes?.[key];
    const meaning = this.call.meaningOf(entry.action.actionType);
    if (meaning !== undefined) return yield* meaning(this, key, entry.action.parameters ?? {}, forced);
    if (forced !== undefined) return { path: forced };
    throw new SimulationError(
      `The simulator does not know the action "${entry.action.actionType}" of entry "${key}": name its path in outcomes: { ${JSON.stringify(key)}: "<path>" }.`,
    );
  }

  /** An expression that fails sends the call to the flow's error handling. */
  private failed(key: string, error: Error): Outcome {
    const handler = this.flow.document.content.settings?.errorHandling;
    if (typeof handler === "string" && handler !== key) return { goto: handler };
    return { end: { by: "error", entry: key, message: error.message } };
  }

  private follow(entry: Entry, outcome: Outcome): string | CallEnd | undefined {
    if ("end" in outcome) return outcome.end;
    if ("goto" in outcome) return outcome.goto;
    if ("returns" in outcome) return this.returned(outcome.returns);
    const { nexts = {} } = entry;
    const step = this.call.steps.at(-1);
    if (step?.module === this.module) step.path = outcome.path;
    const target = nexts[outcome.path] ?? nexts.default;
    if (target !== undefined) return target;
    return outcome.orEnd ?? this.ended();
  }

  /** A path that leads nowhere: the next round of a loop, the end of a task, or that of the flow. */
  private ended(): string | CallEnd | undefined {
    if (this.module !== "" && this.calls.length === 0) return undefined;
    return this.calls.length > 0 ? this.returned("default") : { by: "disconnect" };
  }

  /** The end of a task that an entry called; without one, that of the module or the flow. */
  private returned(path: string): string | CallEnd | undefined {
    const caller = this.calls.pop();
    if (caller === undefined)
      return this.module === "" ? { by: this.flow.kind === "module" ? "end" : "disconnect" } : undefined;
    const { nexts = {} } = entryOf(this.flow.document, caller);
    const named = Object.keys(nexts).find((name) => name.toLowerCase() === path.toLowerCase());
    return (named === undefined ? undefined : nexts[named]) ?? nexts.default ?? this.ended();
  }

  /** Plays audio to the caller. */
  play(audio: Parameters<Scope["audio"]>[0]): void {
    const text = this.scope.audio(audio);
    if (text === undefined || text === "") return;
    this.call.heard.push(text);
    this.call.steps.at(-1)?.heard.push(text);
  }

  /** Sets a variable, and records the change. */
  set(name: string, value: HeldValue): void {
    if (this.scope.set(name, value)) this.changed(name, value.value);
  }

  /** Sets a variable to what a test gives. */
  setPlain(name: string, value: unknown): void {
    if (this.scope.setPlain(name, value)) this.changed(name, value ?? null);
  }

  private changed(name: string, value: unknown): void {
    const step = this.call.steps.at(-1);
    if (step !== undefined) step.changed[name] = value;
  }

  /** Asks the caller, and records the answer. */
  *ask(kind: Question["kind"]): Running<Answer> {
    this.steps = 0;
    const answer = yield { kind };
    const step = this.call.steps.at(-1);
    step?.input.push(
      answer === "noEntry" ? "(nothing)" : "digit" in answer ? answer.digit : `"${answer.say}"`,
    );
    return answer;
  }
}

/** What the flow and its modules share during a call. */
export interface CallState {
  readonly options: CallOptions;
  readonly context: EvaluationContext;
  readonly heard: string[];
  readonly steps: CallStep[];
  readonly participantData: Map<string, string>;
  language: string;
  /** What an action does. Undefined if the simulator does not know it. */
  meaningOf(actionType: string): Meaning | undefined;
  /** The module of that id or name. */
  module(idOrName: string): ReadableFlow;
}
