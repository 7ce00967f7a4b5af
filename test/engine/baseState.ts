import { DependencyGraph } from "./dependencyGraph";
import type { ResourceState, Snapshot } from "./state";

/** The stack as the run found it, or as a refresh has left it: what the program's wishes are compared with. */
export class BaseState {
  private byUrn = new Map<string, ResourceState>();
  graph: DependencyGraph = new DependencyGraph([]);

  constructor(readonly snapshot: Snapshot) {
    this.index();
  }

  get resources(): readonly ResourceState[] {
    return this.snapshot.resources;
  }

  /** The resource of a URN, unless it is only waiting to be deleted. */
  find(urn: string): ResourceState | undefined {
    return this.byUrn.get(urn);
  }

  replace(resources: ResourceState[]): void {
    this.snapshot.resources = resources;
    this.index();
  }

  private index(): void {
    const living = this.snapshot.resources.filter((state) => !state.delete);
    this.byUrn = new Map(living.map((state) => [state.urn, state]));
    this.graph = new DependencyGraph(this.snapshot.resources);
  }
}
