import { actionTable } from "../language/actions/index";
import type { Entry, FlowDocument } from "../language/model";
import { exitsOf, pathsOf } from "../language/validation/paths";
import type { SimulatedFlow } from "./options";
import { readSimulated } from "./readFlow";

/** A rule of {@link explore}. */
export type ExploreRule = "silent-hangup" | "silent-loop" | "no-operator" | "unreachable-entry";

/** Something in a flow that callers will not like. */
export interface Finding {
  rule: ExploreRule;
  entry: string;
  message: string;
}

/** What {@link explore} looks for. */
export interface ExploreOptions {
  /** Rules that are turned off. @default none */
  off?: readonly ExploreRule[];
}

/**
 * Looks at every way through a flow, without calls, for what callers will not like: ways that hang up without a word,
 * loops that never ask, menus from which no way leads to a person, and entries that nothing reaches.
 *
 * @example expect(explore(mainLine, { off: ["no-operator"] })).to.deep.equal([]);
 */
export function explore(flow: SimulatedFlow, { off = [] }: ExploreOptions = {}): Finding[] {
  const { document } = readSimulated(flow);
  const graph = new Graph(document);
  const found = [
    ...unreachable(graph),
    ...silentLoops(graph),
    ...silentHangups(graph),
    ...menusWithoutOperator(graph),
  ];
  return found.filter(({ rule }) => !off.includes(rule));
}

const HEARD: ReadonlySet<string> = new Set(["playAudio", "collectInput", "menu", "invokeSubFlow"]);
const ASKS: ReadonlySet<string> = new Set(["collectInput", "menu", "invokeSubFlow", "callData"]);
const PEOPLE: ReadonlySet<string> = new Set([
  "transferToAcd",
  "transferToUser",
  "transferToNumber",
  "transferToFlow",
  "transferToVoicemail",
]);

class Graph {
  readonly entries: Readonly<Record<string, Entry>>;
  private readonly targets = new Map<string, (string | undefined)[]>();

  constructor(document: FlowDocument) {
    this.entries = document.content.entries;
    for (const [key, entry] of Object.entries(this.entries)) {
      const { branches, continuation } = exitsOf(pathsOf(entry, actionTable), entry.nexts ?? {});
      const transfers = PEOPLE.has(this.type(key));
      const ends = branches.filter(({ to }) => to !== undefined || !transfers).map(({ to }) => to);
      this.targets.set(key, [
        ...ends,
        ...(continuation === undefined || (transfers && continuation.to === undefined)
          ? []
          : [continuation.to]),
      ]);
    }
    const { settings } = document.content;
    this.starts = ["start", ...(typeof settings?.errorHandling === "string" ? [settings.errorHandling] : [])];
  }

  readonly starts: readonly string[];

  type(key: string): string {
    return this.entries[key]?.action.actionType ?? "";
  }

  /** The entries that an entry leads to; undefined for a path that ends. */
  next(key: string): readonly (string | undefined)[] {
    return this.targets.get(key) ?? [];
  }

  reachable(from: readonly string[], through: (key: string) => boolean = () => true): Set<string> {
    const seen = new Set<string>();
    const open = [...from];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      if (through(key)) open.push(...this.next(key).filter((one) => one !== undefined));
    }
    return seen;
  }
}

function unreachable(graph: Graph): Finding[] {
  const reached = graph.reachable(graph.starts);
  return Object.keys(graph.entries)
    .filter((key) => !reached.has(key))
    .map((entry) => ({ rule: "unreachable-entry", entry, message: `Nothing leads to "${entry}".` }));
}

function silentLoops(graph: Graph): Finding[] {
  const asks = (key: string): boolean => ASKS.has(graph.type(key));
  return Object.keys(graph.entries)
    .filter((key) => !asks(key))
    .filter((key) =>
      graph
        .reachable(
          graph.next(key).filter((one) => one !== undefined),
          (at) => !asks(at) && at !== key,
        )
        .has(key),
    )
    .map((entry) => ({
      rule: "silent-loop",
      entry,
      message: `"${entry}" leads back to itself without asking the caller.`,
    }));
}

/** A way to the end of the call on which the caller has heard nothing since the last answer. */
function silentHangups(graph: Graph): Finding[] {
  const quiet = graph.reachable(
    Object.keys(graph.entries).filter((key) => key === "start" || ASKS.has(graph.type(key))),
    (key) => !HEARD.has(graph.type(key)) || ASKS.has(graph.type(key)),
  );
  return [...quiet]
    .filter((key) => graph.type(key) === "disconnect")
    .map((entry) => ({
      rule: "silent-hangup",
      entry,
      message: `"${entry}" may hang up without a word since the caller's last answer.`,
    }));
}

function menusWithoutOperator(graph: Graph): Finding[] {
  const leadsToPeople = (key: string): boolean =>
    [...graph.reachable([key])].some((at) => PEOPLE.has(graph.type(at)) || choosesPeople(graph.entries[at]));
  return Object.keys(graph.entries)
    .filter((key) => graph.type(key) === "menu" && !leadsToPeople(key))
    .map((entry) => ({
      rule: "no-operator",
      entry,
      message: `From the menu "${entry}" no way leads to a person.`,
    }));
}

/** Whether a menu has a choice that transfers by itself. */
function choosesPeople(entry: Entry | undefined): boolean {
  const choices = entry?.action.parameters?.choices;
  return JSON.stringify(choices ?? {}).includes("ransferTo");
}
