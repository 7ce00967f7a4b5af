import { expect } from "chai";
import fc from "fast-check";
import { checkDocument } from "#language/validation/document";
import { architectTree } from "#language/architect/write";
import type { DocumentKind } from "#language/kinds";
import type { FlowDocument } from "#language/model";
import { isError } from "#language/issues";
import { UNKNOWN } from "#language/json";
import { MODULE_ID, MODULE_NAME } from "../actions/samples";
import { documents, everyAction } from "../architect/documents";

/** Another seed generates other documents: FUZZ_SEED=5 npm run test:fuzz. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const RUNS = 4_000;

/** One change: a position (by number, counted through the whole document), and the new value. */
interface Mutation {
  at: number;
  kind: "replace" | "delete" | "rename" | "duplicate" | "swap";
  value: unknown;
}

const values = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      -1,
      0,
      1e308,
      NaN,
      -Infinity,
      -0,
      "",
      " ",
      "start",
      "default",
      "constructor",
      "__proto__",
      UNKNOWN,
    ],
    ...[
      "Flow.A",
      "Common.A",
      "Task.A",
      "\ud800",
      "\u200b",
      "a\nb",
      "x".repeat(5_000),
      [],
      {},
      [[]],
      { exp: "" },
    ],
    ...[{ exp: "((" }, { lit: null }, { exp: 1 }, { tts: 5 }, { byLanguage: {} }, { path: "x" }],
    ...[() => 1, Symbol("x"), 5n, new Date(0), new Map()],
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string(),
);
const mutations = fc.array(
  fc.record<Mutation>({
    at: fc.nat(10_000),
    kind: fc.constantFrom("replace", "replace", "delete", "rename", "duplicate", "swap"),
    value: values,
  }),
  { minLength: 1, maxLength: 4 },
);

describe("Mutated documents", () => {
  for (const kind of ["inboundCall", "module"] as const) {
    it(`of a ${kind} are checked without an exception, and each error has a place (seed ${SEED})`, function () {
      // Takes a few seconds. A slow check of any document exceeds this.
      this.timeout(120_000);
      const more = kind === "inboundCall" ? everyAction : [];
      fc.assert(
        fc.property(documents(kind, more), mutations, (document, changes) => {
          const mutated = changes.reduce<unknown>(mutate, document);
          const { problems } = checkDocument(kind, mutated);
          for (const { entry, property, message } of problems.filter(isError)) {
            // Only a value that is not a document has no position.
            if (!message.startsWith("a document must be"))
              expect(entry ?? property, message).to.be.a("string");
            expect(message).to.not.match(/undefined|\[object|Cannot read|is not a function/);
          }
          if (!problems.some(isError) && !holdsUnknown(mutated)) written(kind, mutated as FlowDocument);
        }),
        { numRuns: RUNS, seed: SEED },
      );
    });
  }
});

/** Every accepted document can be written. */
function written(kind: DocumentKind, document: FlowDocument): object {
  return architectTree({ kind, name: "Fuzz", document, moduleNames: { [MODULE_ID]: MODULE_NAME } });
}

function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === UNKNOWN;
  return Object.values(value).some(holdsUnknown);
}

function mutate(document: unknown, mutation: Mutation): unknown {
  const paths = pathsIn(document);
  const path = paths[mutation.at % paths.length] ?? [];
  return changed(document, path, mutation);
}

function changed(value: unknown, path: readonly string[], mutation: Mutation): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return mutation.value;
  if (typeof value !== "object" || value === null) return value;
  const pairs: [string, unknown][] = Object.entries(value);
  const at = pairs.findIndex(([name]) => name === key);
  const [, item] = pairs[at] ?? [];
  if (rest.length > 0) pairs[at] = [key, changed(item, rest, mutation)];
  else if (mutation.kind === "replace") pairs[at] = [key, mutation.value];
  else if (mutation.kind === "delete") pairs.splice(at, 1);
  else if (mutation.kind === "rename") pairs[at] = [nameOf(mutation.value), item];
  else if (mutation.kind === "duplicate") pairs.push([`${key} 2`, item]);
  else pairs.splice(at, 1, [key, pairs[(at + 1) % pairs.length]?.[1]]);
  return Array.isArray(value) ? pairs.map(([, each]) => each) : Object.fromEntries<unknown>(pairs);
}

function nameOf(value: unknown): string {
  return typeof value === "string" ? value : "constructor";
}

function pathsIn(value: unknown, path: string[] = []): string[][] {
  const below =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))
      : [];
  return [path, ...below];
}
