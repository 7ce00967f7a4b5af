import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Check from "#language/validation/document";
import type * as Flow from "#language/builders";
import type * as Compile from "#language/architect/write";
import type { DocumentKind } from "#language/kinds";
import type { Entry, FlowDocument } from "#language/model";

/**
 * Measures checking and compiling of documents of 125 to 2,000 entries after warm-up. Prints a table and the same as
 * JSON. Exits with 1 if 1,000 entries exceed the limit.
 */

// The compiled package, as users run it: running TypeScript directly wraps every function and doubles the time.
const dist = join(__dirname, "../../provider/dist");
const load = createRequire(__filename);
const { checkDocument } = load(join(dist, "actions/check")) as typeof Check;
const { flow } = load(join(dist, "actions/flow")) as typeof Flow;
const { toArchitectYaml } = load(join(dist, "architect/compile")) as typeof Compile;

/** The limit for 1,000 entries, in milliseconds. */
const LIMIT = 50;
const SIZES = [125, 250, 500, 1000, 2000];
const ROUNDS = 20;

interface Row {
  kind: DocumentKind;
  entries: number;
  checkMs: number;
  compileMs: number;
  totalMs: number;
  yamlBytes: number;
}

// The first documents warm up the JIT compiler, independent of their size.
measure("inboundCall", 500);
measure("module", 500);
const rows: Row[] = [];
for (const kind of ["inboundCall", "module"] as const) {
  for (const size of SIZES) rows.push(measure(kind, size));
}
console.table(rows);
console.log(JSON.stringify(rows));

const slow = rows.filter((row) => row.entries === 1000 && row.totalMs > LIMIT);
for (const { kind, totalMs } of slow)
  console.error(`${kind}: 1,000 entries took ${totalMs} ms; the limit is ${LIMIT}`);
process.exitCode = slow.length > 0 ? 1 : 0;

function measure(kind: DocumentKind, size: number): Row {
  const document = documentOf(kind, size);
  const times: { check: number; compile: number }[] = [];
  let yaml = "";
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    const { problems } = checkDocument(kind, document);
    const checked = performance.now();
    if (problems.some(({ severity }) => severity === "error")) throw new Error(JSON.stringify(problems[0]));
    yaml = toArchitectYaml({ kind, name: "Bench", document, moduleNames: {} });
    times.push({ check: checked - begin, compile: performance.now() - checked });
  }
  // The first half is warm-up. The fastest of the rest counts, since other load only adds time.
  const warm = times.slice(Math.floor(ROUNDS / 2)).sort((a, b) => a.check + a.compile - b.check - b.compile);
  const { check, compile } = warm[0] ?? { check: NaN, compile: NaN };
  const rounded = (ms: number) => Math.round(ms * 10) / 10;
  return {
    kind,
    entries: size,
    checkMs: rounded(check),
    compileMs: rounded(compile),
    totalMs: rounded(check + compile),
    yamlBytes: Buffer.byteLength(yaml),
  };
}

/** A chain of collectInput, playAudio, decision and updateData entries that branch and join; a flow also loops. */
function documentOf(kind: DocumentKind, size: number): FlowDocument {
  const scope = kind === "module" ? "Common" : "Flow";
  const entries: Record<string, Entry> = {};
  const key = (n: number) => (n === 0 ? "start" : n < size - 1 ? `step ${n}` : "bye");
  for (let n = 0; n < size - 1; n++) {
    const next = key(n + 1);
    const digit = `${scope}.Digit${n % 50}`;
    const choices = [
      () =>
        flow.collectInput(
          { maxDigits: 1, timeout: 5000, audio: `Question ${n}, please.`, variable: digit },
          { success: next, failure: kind === "module" ? "bye" : key(Math.max(0, n - 4)) },
        ),
      () =>
        flow.playAudio(
          { audio: flow.exp(`ToAudioTTS(Append("You pressed ", ${digit}))`) },
          { default: next },
        ),
      () =>
        flow.decision(
          { condition: flow.exp(`${digit} == "1"`) },
          { yes: next, no: key(Math.min(n + 2, size - 1)) },
        ),
      () => flow.updateData({ statements: [{ variable: digit, value: String(n) }] }, { default: next }),
      () =>
        flow.callData(
          {
            integration: "Orders",
            dataAction: "Get Order",
            inputs: { number: flow.exp(digit) },
            outputs: { status: `${scope}.Status` },
          },
          { success: next, default: "bye" },
        ),
    ];
    const choice = choices[n % choices.length];
    if (choice) entries[key(n)] = choice();
  }
  entries.bye = flow.end();
  const variables = Object.fromEntries(
    Array.from({ length: Math.min(50, size) }, (_, n) => [`${scope}.Digit${n}`, { type: "string" as const }]),
  );
  return flow.document(entries, { variables });
}
