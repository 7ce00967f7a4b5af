import { nameKey } from "../genesys/flowNames";

/**
 * What the resources of one run have: a provider process serves one run of a stack's program. An owner is a resource's
 * URN. Everything here is what calls of this process have told; the state of the stack is never seen as a whole.
 */
export class FlowClaims {
  private readonly declared = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly claimed = new Map<string, string>();
  private readonly flows = new Map<string, string>();

  /** Notes that the program has this resource. */
  declareResource(owner: string): void {
    this.declared.add(owner);
  }

  /** Takes a name for a resource, and returns which other resource had taken it in this run, if any. Case does not count. */
  claimName(type: string, name: string, owner: string): string | undefined {
    const key = `${type}/${nameKey(name)}`;
    const taken = this.names.get(key);
    if (taken !== undefined && taken !== owner) return taken;
    this.names.set(key, owner);
    return undefined;
  }

  /**
   * Notes that a resource keeps the flow that stands in its state. Only for what the program declares: a refresh before
   * an update or a destroy compares every resource too, also those that are about to be deleted.
   */
  claimFlow(id: string, owner: string): void {
    if (!this.declared.has(owner)) return;
    this.flows.set(owner, id);
    this.markClaimed(id, owner);
  }

  /** The flow that a resource of the program has had since before this run, and keeps. */
  flowOf(owner: string): string | undefined {
    return this.flows.get(owner);
  }

  /** Notes that a live resource has this flow, so that no other create takes it and no delete of an older twin removes it. */
  markClaimed(id: string, owner: string): void {
    this.claimed.set(id, owner);
  }

  /** Whether a resource that was created or kept in this run has this flow. */
  isClaimed(id: string): boolean {
    return this.claimed.has(id);
  }
}
