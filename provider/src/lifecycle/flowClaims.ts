import { nameKey } from "../genesys/flowNames";

/**
 * Which names and flows the resources of one run have claimed. A provider process serves one run of a stack's program.
 * An owner is a resource's URN. Contains only what the calls in this process have recorded: a provider never sees the
 * whole state of the stack.
 */
export class FlowClaims {
  private readonly declared = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly claimed = new Map<string, string>();
  private readonly flows = new Map<string, string>();

  /** Records that the program declares this resource. */
  declareResource(owner: string): void {
    this.declared.add(owner);
  }

  /**
   * Claims a name for a resource. Returns the other resource that already claimed it in this run, if any. Ignores case.
   */
  claimName(type: string, name: string, owner: string): string | undefined {
    const key = `${type}/${nameKey(name)}`;
    const taken = this.names.get(key);
    if (taken !== undefined && taken !== owner) return taken;
    this.names.set(key, owner);
    return undefined;
  }

  /** The resource that claimed a name in this run. Ignores case. */
  ownerOfName(type: string, name: string): string | undefined {
    return this.names.get(`${type}/${nameKey(name)}`);
  }

  /**
   * Records that a resource keeps the flow in its state. Only for resources that the program declares: a refresh before
   * an update or a destroy also diffs resources that are about to be deleted.
   */
  claimFlow(id: string, owner: string): void {
    if (!this.declared.has(owner)) return;
    this.flows.set(owner, id);
    this.markClaimed(id, owner);
  }

  /** The flow that a resource of the program had before this run, and keeps. */
  flowOf(owner: string): string | undefined {
    return this.flows.get(owner);
  }

  /**
   * Records that a live resource has this flow, so that no other create takes it over and no delete of an older
   * duplicate removes it.
   */
  markClaimed(id: string, owner: string): void {
    this.claimed.set(id, owner);
  }

  /** Whether a resource that was created or kept in this run has this flow. */
  isClaimed(id: string): boolean {
    return this.claimed.has(id);
  }
}
