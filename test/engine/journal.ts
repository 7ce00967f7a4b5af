import { isDeepStrictEqual } from "node:util";
import type { OperationType, ResourceState, Snapshot } from "./state";
import type { Step } from "./steps";
import { withCurrentUrns } from "./urnReferences";

/**
 * Keeps the state file in step with what has happened: each step is recorded as pending before it begins and with
 * its result when it ends. Steps that end while a write is under way share the next one.
 */
export class Journal {
  private readonly replaced = new Set<ResourceState>();
  private readonly current: ResourceState[] = [];
  private readonly pending = new Map<ResourceState, OperationType>();
  private running: Promise<void> = Promise.resolve();
  private queued: Promise<void> | undefined;
  private stopped = false;

  /** @param base The snapshot of the run's beginning; a refresh may change it before the first step. */
  constructor(
    private readonly base: Snapshot,
    private readonly write: (snapshot: Snapshot) => Promise<void>,
  ) {}

  async begin(step: Step): Promise<void> {
    const pending = pendingOperation(step);
    if (pending === undefined) return;
    this.pending.set(...pending);
    await this.save();
  }

  async end(step: Step, succeeded: boolean): Promise<void> {
    const pending = pendingOperation(step);
    if (pending !== undefined) this.pending.delete(pending[0]);
    if (succeeded) this.record(step);
    if (pending !== undefined || needsWrite(step)) await this.save();
  }

  /** Writes what stands now. */
  save(): Promise<void> {
    this.queued ??= this.running.then(async () => {
      this.queued = undefined;
      this.running = this.stopped ? Promise.resolve() : this.write(this.snapshot());
      await this.running;
    });
    return this.queued;
  }

  /** From here on nothing is written, as after a `kill -9`. */
  stop(): void {
    this.stopped = true;
  }

  snapshot(): Snapshot {
    const living = [...this.current, ...this.base.resources].filter((state) => !this.replaced.has(state));
    return {
      resources: withCurrentUrns(living),
      pendingOperations: [
        ...[...this.pending].map(([resource, type]) => ({ resource, type })),
        // Whether an interrupted create left something behind only a person can tell, so it is kept.
        ...this.base.pendingOperations.filter(({ type }) => type === "creating"),
      ],
    };
  }

  private record(step: Step): void {
    switch (step.kind) {
      case "same":
        this.replaced.add(step.old);
        if (!step.skippedCreate) this.current.push(step.new);
        return;
      case "create":
        this.current.push(step.new);
        if (step.old?.pendingReplacement) this.replaced.add(step.old);
        return;
      case "update":
        this.replaced.add(step.old);
        this.current.push(step.new);
        return;
      case "read":
        // Where the read takes the place of a resource of ours, that one is deleted later.
        if (step.old && !step.replacing) this.replaced.add(step.old);
        this.current.push(step.new);
        return;
      case "delete":
        if (!step.old.pendingReplacement) this.replaced.add(step.old);
        return;
      case "remove-pending-replace":
        this.replaced.add(step.old);
        return;
      case "replace":
      case "refresh":
        return;
    }
  }
}

function pendingOperation(step: Step): [ResourceState, OperationType] | undefined {
  switch (step.kind) {
    case "create":
      return [step.new, "creating"];
    case "update":
      return [step.new, "updating"];
    case "delete":
      return [step.old, "deleting"];
    case "read":
      return [step.new, "reading"];
    case "same":
    case "replace":
    case "refresh":
    case "remove-pending-replace":
      return undefined;
  }
}

/** A resource that stays exactly as it was needs no write of its own. */
const needsWrite = (step: Step): boolean =>
  step.kind === "remove-pending-replace" || (step.kind === "same" && !isDeepStrictEqual(step.old, step.new));
