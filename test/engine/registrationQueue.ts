import { deferred } from "./deferred";
import { BailError, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { StepExecutor } from "./stepExecutor";
import type { Done, Step } from "./steps";

/**
 * Where what the program says becomes steps: decided on one after another, each handed over as soon as a worker can
 * take it.
 */
export class RegistrationQueue {
  /** True once the user was told why nothing more will come of this run. */
  bailed = false;
  private tail: Promise<void> = Promise.resolve();
  private open = true;

  constructor(
    private readonly context: RunContext,
    private readonly executor: StepExecutor,
    /** Called when something cannot be decided on. */
    private readonly onFailure: () => void,
  ) {}

  /** Resolves to what became of the resource. Never settles where nothing comes of it any more. */
  add(urn: string, decide: (done: Done) => Step[] | Promise<Step[]>): Promise<ResourceState> {
    const registered = deferred<ResourceState>();
    if (this.open) this.tail = this.tail.then(() => this.handle(urn, () => decide(registered.resolve)));
    return registered.promise;
  }

  /**
   * The run failed: nothing new is taken. What the program had already said is still begun where a worker was idle,
   * as if it had come before what failed: between independent resources the order is free.
   */
  close(): void {
    this.open = false;
    this.executor.close();
  }

  /** Ends the run for a reason that the user was told. */
  bail(): void {
    this.bailed = true;
    this.close();
  }

  /** Resolves when all that was said is decided on and done. */
  async drained(): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.tail) {
      seen = this.tail;
      await seen;
      await this.executor.idle();
    }
  }

  private async handle(urn: string, decide: () => Step[] | Promise<Step[]>): Promise<void> {
    if (this.executor.isClosed) return;
    try {
      await this.executor.submit(await decide());
    } catch (error) {
      if (!(error instanceof BailError)) {
        this.context.events.said("error", error instanceof Error ? error.message : String(error), urn);
      }
      this.bail();
      this.onFailure();
    }
  }
}
