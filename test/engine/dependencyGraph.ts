import { dependencyUrns, type ResourceState } from "./state";

/** Answers "who needs whom" for a list in which every resource stands after those it depends on. */
export class DependencyGraph {
  private readonly index = new Map<ResourceState, number>();

  constructor(private readonly resources: readonly ResourceState[]) {
    resources.forEach((resource, i) => this.index.set(resource, i));
  }

  contains(state: ResourceState): boolean {
    return this.index.has(state);
  }

  /** What a resource needs directly, its parent included; of a component also the children that stand before it. */
  dependenciesOf(state: ResourceState): Set<ResourceState> {
    const urns = new Set(dependencyUrns(state));
    const before = this.resources.slice(0, this.positionOf(state));
    const needed = new Set(before.filter(({ urn }) => urns.has(urn) || urn === state.parent));
    for (const component of needed) {
      if (component.custom || !urns.has(component.urn)) continue;
      for (const child of descendants(component.urn, before)) needed.add(child);
    }
    return needed;
  }

  transitiveDependenciesOf(state: ResourceState): Set<ResourceState> {
    const found = new Set<ResourceState>();
    const visit = (from: ResourceState): void => {
      for (const needed of this.dependenciesOf(from)) {
        if (found.has(needed)) continue;
        found.add(needed);
        visit(needed);
      }
    };
    visit(state);
    return found;
  }

  /** Everything that needs a resource, directly or not, in order; `ignored` URNs are neither found nor followed. */
  dependingOn(state: ResourceState, ignored: ReadonlySet<string>, includeChildren: boolean): ResourceState[] {
    const dependents = new Set([state.urn]);
    return this.resources.slice(this.positionOf(state) + 1).filter((candidate) => {
      if (ignored.has(candidate.urn)) return false;
      const needs = dependencyUrns(candidate);
      if (includeChildren) needs.push(candidate.parent);
      if (!needs.some((urn) => dependents.has(urn))) return false;
      dependents.add(candidate.urn);
      return true;
    });
  }

  private positionOf(state: ResourceState): number {
    const at = this.index.get(state);
    if (at === undefined) throw new Error(`${state.urn} is not in the dependency graph.`);
    return at;
  }
}

function descendants(urn: string, resources: readonly ResourceState[]): ResourceState[] {
  const parents = new Set([urn]);
  return resources.filter((resource) => {
    if (!parents.has(resource.parent)) return false;
    parents.add(resource.urn);
    return true;
  });
}
