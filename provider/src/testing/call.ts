import { pictureOfDocument } from "../diagram/documentPicture";
import { edgeKey, withMarks } from "../diagram/picture";
import { svgOf } from "../diagram/svg";
import { isUuid } from "../language/names";
import {
  SimulationError,
  type CallEnd,
  type CallOptions,
  type CallStep,
  type ReadableFlow,
  type SimulatedFlow,
} from "./options";
import { readSimulated } from "./readFlow";
import { meaningOf } from "./meanings";
import { Run, type Answer, type CallState, type Question, type Running } from "./run";
import { plainVariables } from "./scope";

/** A call through a flow. It waits wherever the flow asks the caller. */
export class SimulatedCall {
  /** Everything that the caller heard, in order. A recorded prompt is its name in brackets. */
  readonly heard: string[] = [];
  /** Every step, also those in modules. */
  readonly steps: CallStep[] = [];
  private end: CallEnd | undefined;
  private readonly running: Running<CallEnd | undefined>;
  private readonly run: Run;
  private readonly state: CallState;
  private question: Question | undefined;

  constructor(
    readonly flow: ReadableFlow,
    options: CallOptions,
  ) {
    this.state = stateOf(flow, options, this.heard, this.steps);
    this.run = new Run(flow, this.state);
    this.running = this.run.from("start");
    this.advance(this.running.next());
  }

  /** How the call ended. Undefined while it waits for the caller. */
  get ended(): CallEnd | undefined {
    return this.end;
  }

  /** The keys of the flow's entries, in the order in which the call took them; those of modules are in `steps`. */
  get path(): string[] {
    const own = this.steps.filter(({ module }) => module === "").map(({ entry }) => entry);
    return own.filter((entry, at) => !(at > 0 && own[at - 1] === entry && this.isReturn(at)));
  }

  /** Whether a step continues the one before it, after a module. */
  private isReturn(at: number): boolean {
    const own = this.steps.filter(({ module }) => module === "");
    const step = own[at];
    const index = step === undefined ? -1 : this.steps.indexOf(step);
    return this.steps[index - 1]?.module !== "";
  }

  /** The flow's variables by full name; null for NOT_SET. */
  get variables(): Record<string, unknown> {
    return plainVariables(this.run.scope);
  }

  /** The attributes of the call that agents see. */
  get participantData(): Record<string, string> {
    return Object.fromEntries(this.state.participantData);
  }

  /** The language of the call. */
  get language(): string {
    return this.state.language;
  }

  /** Presses keys, one after another. @throws SimulationError if the flow does not ask */
  press(keys: string): this {
    for (const digit of keys) {
      if (!/[0-9*#]/.test(digit)) throw new SimulationError(`"${digit}" is no key of a phone.`);
      this.answer({ digit });
    }
    return this;
  }

  /** Says words at a menu. They are compared with the phrases of the choices: there is no speech recognition. */
  say(words: string): this {
    return this.answer({ say: words });
  }

  /** Lets the time for an answer pass. @param _for only for the reader: nobody enters anything */
  wait(_for: "noEntry" = "noEntry"): this {
    return this.answer("noEntry");
  }

  /** Hangs up. */
  hangUp(): this {
    this.end ??= { by: "caller" };
    this.question = undefined;
    return this;
  }

  private answer(answer: Answer): this {
    if (this.question === undefined) {
      const why = this.end === undefined ? "" : `: the call has ended by ${this.end.by}`;
      throw new SimulationError(`The flow does not ask the caller${why}.\n${this.toString()}`);
    }
    this.advance(this.running.next(answer));
    return this;
  }

  private advance(result: IteratorResult<Question, CallEnd | undefined>): void {
    this.question = result.done === true ? undefined : result.value;
    if (result.done === true) this.end = result.value ?? { by: "end" };
  }

  /** The flow as a picture (SVG), with the way of the call marked. */
  diagram(): string {
    const taken = (entry: string) => [entry, "taken"] as const;
    const { path } = this;
    const ways = path.slice(1).map((to, at) => [edgeKey({ from: path[at] ?? "", to }), "taken"] as const);
    return svgOf(
      withMarks(pictureOfDocument(this.flow.document, "call"), {
        nodes: Object.fromEntries(path.map(taken)),
        edges: Object.fromEntries(ways),
      }),
    );
  }

  /** The call as a transcript. */
  toString(): string {
    const lines = this.steps.flatMap(({ module, entry, path, heard, input, changed }) => [
      `${module === "" ? "" : `  [${module}] `}${entry}${path === undefined || path === "default" ? "" : ` -> ${path}`}`,
      ...heard.map((text) => `    hears: ${text}`),
      ...(input.length > 0 ? [`    caller: ${input.join(" ")}`] : []),
      ...Object.entries(changed).map(([name, value]) => `    ${name} = ${JSON.stringify(value)}`),
    ]);
    const { by, ...details } = this.end ?? { by: "" };
    const shown = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
    return [
      ...lines,
      this.end === undefined ? "waits for the caller" : `ended: ${[by, ...shown].join(", ")}`,
    ].join("\n");
  }
}

/**
 * Takes a call through a flow, without an organization.
 *
 * @param flow a document, the text of an Architect file, or the arguments of an `InboundFlow` or a `FlowModule`
 * @throws SimulationError where the flow needs something that the options do not give; the sentence says what
 * @example
 * const call = simulateCall(mainLine, { modules: { AskOneDigit: askDigit } });
 * call.press("1").wait().press("2");
 * expect(call.ended).to.deep.equal({ by: "transferToAcd", queue: "Sales", priority: 5, language: "en-us" });
 */
export function simulateCall(flow: SimulatedFlow, options: CallOptions = {}): SimulatedCall {
  return new SimulatedCall(readSimulated(flow), options);
}

function stateOf(flow: ReadableFlow, options: CallOptions, heard: string[], steps: CallStep[]): CallState {
  const now = options.at === undefined ? Date.now() : new Date(options.at).getTime();
  if (Number.isNaN(now)) throw new SimulationError(`"at" is no time: ${String(options.at)}`);
  const shared = {
    "Call.Ani": options.from ?? "+13175550100",
    "Call.CalledAddress": options.to ?? "+13175550199",
    "Flow.IsTest": false,
    ...options.variables,
  };
  const modules = Object.entries(options.modules ?? {});
  return {
    options,
    heard,
    steps,
    meaningOf,
    language: flow.defaultLanguage,
    participantData: new Map(Object.entries(options.participantData ?? {})),
    context: { now, timeZone: options.timeZone ?? "UTC", random: options.random ?? Math.random, shared },
    module(idOrName) {
      const found = modules.find(([name]) => name.toLowerCase() === idOrName.toLowerCase());
      // The id of a module is rarely known in a unit test: one module can only be that one.
      const only = modules.length === 1 && (idOrName === "" || isUuid(idOrName)) ? modules[0] : undefined;
      const module = found ?? only;
      if (module === undefined)
        throw new SimulationError(
          `The flow calls the module "${idOrName}": give it in modules, by its name or id.`,
        );
      return readSimulated(module[1], "module");
    },
  };
}
