import fc from "fast-check";
import { flow } from "#language/builders";
import type { DocumentKind } from "#language/kinds";
import { exitsOf, pathsOf, successors } from "#language/validation/paths";
import { actionTable } from "#language/actions/index";
import { declarations, samples } from "../actions/samples";
import type { Audio, Duration, Entry, FlowDocument } from "#language/model";

/** An entry of every action, menus included, with all its settings. */
export const everyAction: fc.Arbitrary<Entry>[] = [
  ...Object.values(samples).flatMap((list) =>
    list
      .filter(({ kind = "inboundCall" }) => kind === "inboundCall")
      .map(({ entry }) => fc.constant({ entryType: entry.entryType, action: entry.action })),
  ),
  fc.constant(
    flow.menu({
      audio: "Press 1, 2 or 3.",
      choices: {
        one: { dtmf: "1" },
        two: { dtmf: "2" },
        three: { dtmf: "3", transferToAcd: { queue: "Sales" } },
      },
      defaultChoice: "two",
    }),
  ),
];

/** The id of the only module that generated documents call. */
export const MODULE_ID = "6f1c2f6e-5d7b-4a55-9c0d-5b1d3a7c9e10";
export const MODULE_NAME = "Shared: collector";

const words = fc.constantFrom(
  "Welcome.",
  "yes",
  "5",
  "press 1: sales",
  "# none",
  "a\nb",
  'C\'est "ça"',
  " spaced ",
);
const audio = fc.oneof<fc.Arbitrary<Audio>[]>(
  words,
  words.map((tts) => flow.tts(tts)),
  fc.constantFrom("Welcome", "PromptSystem.on_hold_music").map((name) => flow.prompt(name)),
  fc.constant(flow.exp('ToAudioTTS("hello: " + "x")')),
);
const milliseconds = fc.oneof<fc.Arbitrary<Duration>[]>(
  fc.constantFrom(1000, 5000, 60000, 1500, 90000),
  fc.constant(flow.exp("MakeDuration(0, 0, 0, 5)")),
);

/** Arbitrary entries of each action, without paths. */
const common: Record<DocumentKind, fc.Arbitrary<Entry>[]> = {
  module: [collects(), audio.map((what) => flow.playAudio({ audio: what })), ends()],
  inboundCall: [
    collects(),
    audio.map((what) => flow.playAudio({ audio: what })),
    ends(),
    fc
      .record({ timeout: fc.option(fc.constant(30000), { nil: undefined }), digit: fc.boolean() })
      .map(({ timeout, digit }) =>
        flow.invokeSubFlow({
          moduleId: MODULE_ID,
          timeout,
          ...(digit && { inputs: { greeting: flow.exp('"x"') }, outputs: { "Common.digit": "Flow.Digit" } }),
        }),
      ),
  ],
};

function collects(): fc.Arbitrary<Entry> {
  return fc
    .record(
      {
        inputType: fc.constant("DTMF" as const),
        maxDigits: fc.integer({ min: 3, max: 9 }),
        minDigits: fc.integer({ min: 1, max: 2 }),
        timeout: milliseconds,
        audio,
        terminator: fc.constantFrom("#" as const, "*" as const),
        acceptJustStar: fc.boolean(),
        verification: fc.constantFrom("none" as const, "numeric" as const),
      },
      { requiredKeys: ["maxDigits"] },
    )
    .map((parameters) => flow.collectInput(parameters));
}

function ends(): fc.Arbitrary<Entry> {
  return fc.constantFrom(flow.disconnect(), flow.end());
}

/** Documents that `checkDocument` accepts: all entries reachable, modules without cycles. */
export function documents(kind: DocumentKind, more: fc.Arbitrary<Entry>[] = []): fc.Arbitrary<FlowDocument> {
  return fc.integer({ min: 1, max: 12 }).chain((size) => {
    const keys = Array.from({ length: size }, (_, n) =>
      n === 0 ? "start" : KEYS[n % KEYS.length] + String(n),
    );
    return fc
      .tuple(
        fc.array(fc.oneof(...common[kind], ...more), { minLength: size, maxLength: size }),
        fc.array(fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), { minLength: size, maxLength: size }),
        fc.option(audio, { nil: undefined }),
      )
      .map(([bodies, choices, greeting]) => {
        const wired: Record<string, Entry> = {};
        bodies.forEach((entry, n) => {
          // Only actions that wait or ask may lead back: other loops never end.
          const leadsBack = actionTable.get(entry.action.actionType)?.pace === undefined;
          const targets = kind === "module" || !leadsBack ? keys.slice(n + 1) : keys;
          wired[keys[n] ?? ""] = wire(entry, targets, choices[n] ?? []);
        });
        const entries = reachable(wired);
        return flow.document(entries, {
          ...(kind === "inboundCall" && { initialGreeting: greeting, variables: declarations(entries) }),
        });
      });
  });
}

const KEYS = ["ask ", "Say it: ", "yes", "3rd-", "élan "];

function wire(entry: Entry, targets: readonly string[], choices: readonly number[]): Entry {
  const paths = pathsOf(entry, actionTable);
  if (paths.defaultPath === "none" || targets.length === 0) return entry;
  const nexts: Record<string, string> = {};
  const names = paths.open ? ["alpha", "beta"] : paths.names;
  [...names, "default"].forEach((path, at) => {
    const choice = choices[at % choices.length] ?? 0;
    const target = targets[choice % targets.length];
    if (choice % 4 !== 0 && target !== undefined) nexts[path] = target;
  });
  // A default that is never taken, because all other paths are set, is an error.
  if (paths.defaultPath === "otherwise" && names.every((path) => path in nexts)) delete nexts.default;
  return Object.keys(nexts).length === 0 ? entry : { ...entry, nexts };
}

function reachable(entries: Record<string, Entry>): Record<string, Entry> {
  const kept: Record<string, Entry> = {};
  const stack = ["start"];
  for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
    const entry = entries[key];
    if (entry === undefined || key in kept) continue;
    kept[key] = entry;
    stack.push(...successors(exitsOf(pathsOf(entry, actionTable), entry.nexts ?? {})));
  }
  return kept;
}

/** The same JSON with object keys in another order. */
export function shuffled<T>(value: T, turn = 1): T {
  if (Array.isArray(value)) return value.map((item: unknown) => shuffled(item, turn)) as T;
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort((a, b) => (turn % 2 === 0 ? 1 : -1) * (a < b ? 1 : -1));
  return Object.fromEntries(
    keys.map((key) => [key, shuffled((value as Record<string, unknown>)[key], turn)]),
  ) as T;
}
