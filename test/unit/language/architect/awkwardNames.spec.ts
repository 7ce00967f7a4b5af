import { expect } from "chai";
import { checkDocument } from "#language/validation/document";
import { flow } from "#language/builders";
import { toArchitectYaml } from "#language/architect/write";
import { exportedDocument } from "#language/architect/exportedDocument";
import { isError } from "#language/issues";
import type { Entry, FlowDocument } from "#language/model";

const named = <T>(name: string, value: T): Record<string, T> => Object.fromEntries([[name, value]]);
const say = (next: string): Entry => flow.playAudio({ audio: "Hello." }, { default: next });
const raw = (type: string, body: Record<string, unknown>): FlowDocument =>
  flow.document({ start: flow.architect({ type, body }, { default: "bye" }), bye: flow.disconnect() });

const nearlyLongest = "k".repeat(195);
const longest = "z".repeat(200);

const documents: [string, FlowDocument][] = [
  [
    "entry keys of up to 200 characters",
    flow.document({
      start: say(nearlyLongest),
      [nearlyLongest]: say(longest),
      [longest]: flow.disconnect(),
    }),
  ],
  [
    "entry keys that every object has",
    flow.document({
      start: say("constructor"),
      ...named("constructor", say("__proto__")),
      ...named("__proto__", flow.disconnect()),
    }),
  ],
  [
    "such names as values of a switch",
    flow.document(
      {
        start: flow.switchOn(
          { value: flow.exp("Flow.A"), cases: { one: "__proto__", two: "constructor" } },
          { one: "bye", two: "say", default: "bye" },
        ),
        say: say("bye"),
        bye: flow.disconnect(),
      },
      { variables: { "Flow.A": { type: "string" } } },
    ),
  ],
  [
    "such names as inputs of a module",
    flow.document({
      start: flow.invokeSubFlow({
        moduleName: "Shared",
        inputs: { constructor: "a", toString: "b" },
      }),
    }),
  ],
  [
    "actions inside of another action's own YAML",
    raw("loop", {
      loopCount: { lit: 3 },
      outputs: { loop: { actions: [{ playAudio: { name: "Inside", audio: { tts: "Hello." } } }] } },
    }),
  ],
  [
    "a list called actions with other things in it",
    raw("setWhisperAudio", { odd: { actions: ["text", 5] } }),
  ],
  [
    "a variable of a task that nothing uses",
    flow.document({ start: flow.disconnect() }, { variables: { "Task.Spare": { type: "string" } } }),
  ],
];

describe("A round trip through an export", () => {
  for (const [what, document] of documents) {
    it(`may have ${what}`, () => {
      expect(checkDocument("inboundCall", document).problems.filter(isError)).to.deep.equal([]);
      const yaml = toArchitectYaml({ kind: "inboundCall", name: "Awkward", document, moduleNames: {} });
      expect(exportedDocument("inboundCall", yaml, { known: document })).to.equal(document);
    });
  }

  it("may join 90 switches of 64 cases in one entry, which becomes a task", () => {
    const cases = Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`case ${n}`, String(n)]));
    const paths = Object.fromEntries(Object.keys(cases).map((path) => [path, "bye"]));
    const key = (n: number): string => (n === 0 ? "start" : n === 90 ? "bye" : `switch ${n}`);
    const switches = Array.from({ length: 90 }, (_, n): [string, Entry] => [
      key(n),
      flow.switchOn({ value: flow.exp("Flow.A"), cases }, { ...paths, default: key(n + 1) }),
    ]);
    const entries: Record<string, Entry> = { bye: flow.disconnect() };
    for (const [at, entry] of switches) entries[at] = entry;
    const document: FlowDocument = { content: { entries, variables: { "Flow.A": { type: "string" } } } };
    expect(checkDocument("inboundCall", document).problems.filter(isError)).to.deep.equal([]);
    const yaml = toArchitectYaml({ kind: "inboundCall", name: "Crowded", document, moduleNames: {} });
    expect(yaml).to.contain('targetTaskRef: "/inboundCall/tasks/task[bye]"');
  });
});
