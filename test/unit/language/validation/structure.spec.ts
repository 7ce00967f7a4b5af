import { expect } from "chai";
import fc from "fast-check";
import type { EntryExits } from "#language/validation/paths";
import { reachableFrom, walk } from "#language/validation/graph";
import { structure, StructureError } from "#language/architect/tree";
import type { Step, Structure } from "#language/architect/tree";

describe("Task trees", () => {
  it("place a join of all branches after the action where they split", () => {
    const { tasks } = structure(
      graphOf({ start: { yes: "a", no: "b" }, a: { default: "bye" }, b: { default: "bye" }, bye: {} }),
      "start",
      { jumps: true },
    );
    expect(outline(tasks)).to.deep.equal({ start: ["start(yes: a; no: b)", "bye"] });
  });

  it("repeat a part as a task, with a jump after the action that asks", () => {
    const { tasks } = structure(
      graphOf({ start: { default: "ask" }, ask: { ok: "bye", again: "ask" }, bye: {} }),
      "start",
      { jumps: true },
    );
    expect(outline(tasks)).to.deep.equal({ start: ["start", "->ask"], ask: ["ask(ok: bye)", "->ask"] });
  });

  it("copy the end of a module if its paths join late", () => {
    const graph = graphOf({
      start: { a: "x", b: "y", c: "tail" },
      x: { default: "late" },
      y: { default: "late" },
      late: { default: "tail" },
      tail: {},
    });
    const { tasks, copied } = structure(graph, "start", { jumps: false });
    expect([...tasks.keys()]).to.deep.equal(["start"]);
    expect([...copied]).to.deep.equal(["late"]);
  });

  it("refuse a module with a cycle, and name the entry", () => {
    const graph = graphOf({ start: { default: "a" }, a: { default: "start" } });
    expect(() => structure(graph, "start", { jumps: false }))
      .to.throw(StructureError, 'leads back to "start"')
      .with.property("entry", "a");
  });

  it("refuse a module with too many copied joins quickly", () => {
    const graph: Record<string, Record<string, string>> = {};
    // Each layer doubles the copies of what follows it.
    for (let layer = 0; layer < 30; layer++) {
      graph[layer === 0 ? "start" : `j${layer}`] = { a: `j${layer + 1}`, b: `k${layer + 1}` };
      graph[`k${layer}`] = { a: `k${layer + 1}`, b: `j${layer + 1}` };
    }
    graph.j30 = { default: "bye" };
    graph.k30 = { default: "bye" };
    graph.bye = {};
    const begin = Date.now();
    expect(() => structure(graphOf(graph), "start", { jumps: false })).to.throw(
      StructureError,
      "copied so often",
    );
    expect(Date.now() - begin).to.be.below(10_000);
  });

  it("stay flat for a chain of thousands of questions", () => {
    const graph: Record<string, Record<string, string>> = {};
    for (let n = 0; n < 3000; n++) {
      graph[n === 0 ? "start" : `q${n}`] = { success: n === 2999 ? "bye" : `q${n + 1}`, failure: "bye" };
    }
    graph.bye = {};
    const { tasks } = structure(graphOf(graph), "start", { jumps: true });
    expect(Math.max(...[...tasks.values()].map(depthOf))).to.be.below(20);
  });

  it("keep the target of each path of each entry (inbound flows)", () => {
    fc.assert(
      fc.property(graphs(true), (graph) => {
        const result = structure(graph, "start", { jumps: true });
        expectSameWays(graph, result);
        const placed = countsOf(result);
        for (const [key, count] of placed) {
          const { branches = [], continuation } = graph.get(key) ?? {};
          if (count > 1)
            expect(
              branches.length === 0 && !continuation,
              `${key} is copied though it is more than an end`,
            ).to.equal(true);
        }
        for (const key of reachable(graph)) expect(placed.get(key) ?? 0).to.be.at.least(1);
      }),
      { numRuns: 600 },
    );
  });

  it("keep the target of each path of each entry (modules)", () => {
    fc.assert(
      fc.property(graphs(false), (graph) => {
        const result = structure(graph, "start", { jumps: false });
        expect(result.tasks.size).to.equal(1);
        expectSameWays(graph, result);
        const placed = countsOf(result);
        for (const key of reachable(graph)) expect(placed.get(key) ?? 0).to.be.at.least(1);
      }),
      { numRuns: 600 },
    );
  });
});

/** Entries by their paths. One whose only path is `default` is a plain step. */
function graphOf(entries: Record<string, Record<string, string>>): Map<string, EntryExits> {
  return new Map(
    Object.entries(entries).map(([key, paths]) => {
      const names = Object.keys(paths);
      if (names.length === 1 && names[0] === "default")
        return [key, { branches: [], continuation: { to: paths.default } }];
      return [key, { branches: names.map((path) => ({ path, to: paths[path] })) }];
    }),
  );
}

/** Random graphs: plain steps, branches, branches followed by a step, and ends. */
function graphs(cycles: boolean): fc.Arbitrary<Map<string, EntryExits>> {
  return fc.integer({ min: 1, max: 14 }).chain((size) => {
    const keys = Array.from({ length: size }, (_, n) => (n === 0 ? "start" : `e${n}`));
    return fc
      .tuple(
        ...keys.map((_, n) => {
          const later = cycles ? keys : keys.slice(n + 1);
          const to =
            later.length === 0
              ? fc.constant(undefined)
              : fc.option(fc.constantFrom(...later), { nil: undefined, freq: 6 });
          const branches = fc
            .array(to, { minLength: 1, maxLength: 3 })
            .map((targets) => targets.map((target, at) => ({ path: `p${at}`, to: target })));
          return fc.oneof(
            {
              weight: 3,
              arbitrary: to.map((next): EntryExits => ({ branches: [], continuation: { to: next } })),
            },
            { weight: 4, arbitrary: branches.map((list): EntryExits => ({ branches: list })) },
            {
              weight: 1,
              arbitrary: fc
                .tuple(branches, to)
                .map(([list, next]): EntryExits => ({ branches: list, continuation: { to: next } })),
            },
            { weight: 2, arbitrary: fc.constant<EntryExits>({ branches: [] }) },
          );
        }),
      )
      .map((exits) => new Map(keys.map((key, n) => [key, exits[n] ?? { branches: [] }])));
  });
}

function reachable(graph: Map<string, EntryExits>): Set<string> {
  const targets = new Map(
    [...graph].map(([key, { branches, continuation }]) => [
      key,
      [...branches.map((branch) => branch.to), continuation?.to].filter((to) => to !== undefined),
    ]),
  );
  expect(walk(targets, "start").order).to.have.members([...reachableFrom(targets, "start")]);
  return reachableFrom(targets, "start");
}

type Place = string | undefined;

/** Reads the trees as Architect runs them, and compares the target of each path of each entry. */
function expectSameWays(graph: Map<string, EntryExits>, { tasks }: Structure): void {
  const begin = (steps: readonly Step[], behind: Place): Place => {
    const [first] = steps;
    if (first === undefined) return behind;
    if (first.step === "end") return "END";
    if (first.step === "jump") {
      expect(tasks.has(first.to), `there is a task ${first.to}`).to.equal(true);
      const [target] = tasks.get(first.to) ?? [];
      return target?.step === "entry" ? target.key : undefined;
    }
    return first.key;
  };
  const check = (steps: readonly Step[], behind: Place): void => {
    steps.forEach((step, index) => {
      if (step.step !== "entry") {
        expect(index, "nothing stands behind an end or a jump").to.equal(steps.length - 1);
        return;
      }
      const { branches, continuation } = graph.get(step.key) ?? { branches: [] };
      const next = begin(steps.slice(index + 1), behind);
      if (continuation) expect(next, `after ${step.key}`).to.equal(continuation.to ?? "END");
      for (const { path, to } of branches) {
        const list = step.branches.get(path) ?? [];
        expect(begin(list, next), `${step.key}.${path}`).to.equal(to ?? "END");
        check(list, next);
      }
    });
  };
  for (const steps of tasks.values()) check(steps, undefined);
}

function countsOf({ tasks }: Structure): Map<string, number> {
  const counts = new Map<string, number>();
  const visit = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.step !== "entry") continue;
      counts.set(step.key, (counts.get(step.key) ?? 0) + 1);
      for (const list of step.branches.values()) visit(list);
    }
  };
  for (const steps of tasks.values()) visit(steps);
  return counts;
}

function outline(tasks: Structure["tasks"]): Record<string, string[]> {
  const line = (step: Step): string => {
    if (step.step === "end") return "end";
    if (step.step === "jump") return `->${step.to}`;
    const branches = [...step.branches]
      .map(([path, steps]) => `${path}: ${steps.map(line).join(", ")}`)
      .join("; ");
    return branches === "" ? step.key : `${step.key}(${branches})`;
  };
  return Object.fromEntries([...tasks].map(([key, steps]) => [key, steps.map(line)]));
}

function depthOf(steps: readonly Step[]): number {
  return (
    1 +
    Math.max(
      0,
      ...steps.flatMap((step) => (step.step === "entry" ? [...step.branches.values()].map(depthOf) : [])),
    )
  );
}
