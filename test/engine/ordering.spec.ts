import { expect } from "chai";
import { inDeletionOrder } from "./deletions";
import { DependencyGraph } from "./dependencyGraph";
import { newState, type ResourceState } from "./state";

const thing = (urn: string, given: Partial<ResourceState> = {}): ResourceState =>
  newState({ urn, type: "test:Thing", custom: true, ...given });

const urns = (states: Iterable<ResourceState>): string[] => [...states].map(({ urn }) => urn);

describe("the order of deletes", () => {
  it("begins with resources without dependents, in parallel", () => {
    const provider = thing("provider", { id: "1" });
    const a = thing("a", { provider: "provider::1" });
    const b = thing("b", { dependencies: ["a"], provider: "provider::1" });
    const c = thing("c", { propertyDependencies: { x: ["a"] }, provider: "provider::1" });
    const base = [provider, a, b, c];
    const rounds = inDeletionOrder(
      base,
      base.map((old) => ({ old })),
    );
    expect(rounds.map((round) => round.map(({ old }) => old.urn))).to.deep.equal([
      ["b", "c"],
      ["a"],
      ["provider"],
    ]);
  });

  it("has a child before its parent", () => {
    const parent = thing("parent", { custom: false });
    const child = thing("child", { parent: "parent" });
    const rounds = inDeletionOrder([parent, child], [{ old: parent }, { old: child }]);
    expect(rounds.map((round) => round.map(({ old }) => old.urn))).to.deep.equal([["child"], ["parent"]]);
  });

  it("distinguishes two resources with the same URN", () => {
    const replaced = thing("a", { id: "old", delete: true });
    const current = thing("a", { id: "new" });
    const dependent = thing("b", { dependencies: ["a"] });
    const base = [current, dependent, replaced];
    const rounds = inDeletionOrder(base, [{ old: replaced }, { old: dependent }]);
    expect(rounds).to.have.length(1);
  });
});

describe("the dependency graph", () => {
  const box = thing("box", { custom: false });
  const inner = thing("inner", { parent: "box" });
  const after = thing("after", { dependencies: ["box"] });
  const last = thing("last", { dependencies: ["after"] });
  const graph = new DependencyGraph([box, inner, after, last]);

  it("makes a component's dependents depend on its children", () => {
    expect(urns(graph.dependenciesOf(after))).to.have.members(["box", "inner"]);
  });

  it("follows transitive dependencies", () => {
    expect(urns(graph.transitiveDependenciesOf(last))).to.have.members(["after", "box", "inner"]);
  });

  it("lists dependents in order, except through ignored ones", () => {
    const none = new Set<string>();
    expect(urns(graph.dependingOn(box, none, false))).to.deep.equal(["after", "last"]);
    expect(urns(graph.dependingOn(box, none, true))).to.deep.equal(["inner", "after", "last"]);
    expect(urns(graph.dependingOn(box, new Set(["after"]), false))).to.deep.equal([]);
  });
});
