import type { ResourceState } from "./state";

/** What a run has decided so far, by URN. */
export class Progress {
  /** Registered or read by the program. */
  readonly seen = new Set<string>();
  readonly creates = new Set<string>();
  readonly sames = new Set<string>();
  readonly updates = new Set<string>();
  readonly replaces = new Set<string>();
  readonly reads = new Set<string>();
  readonly deletes = new Set<string>();
  /** Would have been created, were it among the targets. */
  readonly skippedCreates = new Set<string>();
  /** Deleted because something they need is deleted before it is replaced. */
  readonly pendingDeletes = new Set<ResourceState>();
  readonly dependentReplaceKeys = new Map<string, string[]>();
  /** From the URN under which a resource was found in state to its URN of now, and back. */
  readonly currentUrn = new Map<string, string>();
  readonly formerUrn = new Map<string, string>();

  hasStep(urn: string): boolean {
    return [this.creates, this.sames, this.updates, this.deletes, this.replaces, this.reads].some((set) =>
      set.has(urn),
    );
  }

  /** Does the resource live on? (A delete does not count: one URN may have several to delete.) */
  livesOn(urn: string): boolean {
    const current = this.currentUrn.get(urn) ?? urn;
    return [this.sames, this.updates, this.replaces, this.reads].some((set) => set.has(current));
  }
}
