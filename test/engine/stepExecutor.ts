import { applyStep, ProtectedError } from "./applyStep";
import { InitError } from "./initError";
import type { Journal } from "./journal";
import type { Progress } from "./progress";
import type { RunContext } from "./runContext";
import type { Step } from "./steps";

/** What a failed step means for the others: "goOn" where each stands for itself, as in a refresh. */
export type OnFailure = "goOn" | (() => void);

const DROPPED = { ended: Promise.resolve() };

/** Runs chains of steps, as many side by side as the run's parallelism allows. */
export class StepExecutor {
  /** The steps that failed. */
  readonly failed: Step[] = [];
  private busy = 0;
  private readonly waiting: ((begin: boolean) => void)[] = [];
  private readonly running = new Set<Promise<void>>();
  private failedForGood = false;
  /** How many chains may still begin; finite once the run is ending. */
  private places = Infinity;
  private stopped = false;
  /** Our own trouble, such as a disk that is full; no step is to blame. */
  private trouble: Error | undefined;

  constructor(
    private readonly context: RunContext,
    private readonly progress: Progress,
    /** undefined in a preview, which writes nothing. */
    private readonly journal: Journal | undefined,
    private readonly parallel: number,
    /** Called once, when the first step fails in a way that ends the run; a protected resource does not. */
    private readonly onFailure: OnFailure,
  ) {}

  get mustStop(): boolean {
    return this.failedForGood;
  }

  get errored(): boolean {
    return this.failed.length > 0;
  }

  /** True when nothing can begin any more: the run is ending. */
  get isClosed(): boolean {
    return this.places === 0;
  }

  /**
   * Waits until a worker is free and lets it run the steps one after another. Like the engine's, the step generator
   * holds no more than one chain ahead of the workers.
   *
   * @returns What resolves when the chain has ended, well or badly.
   */
  async submit(chain: Step[]): Promise<{ ended: Promise<void> }> {
    if (this.isClosed) return DROPPED;
    this.places--;
    if (this.busy < this.parallel) this.busy++;
    else if (!(await new Promise<boolean>((begin) => this.waiting.push(begin)))) return DROPPED;
    const ended = this.run(chain)
      .catch((error: Error) => void (this.trouble ??= error))
      .then(() => this.free());
    this.running.add(ended);
    void ended.then(() => this.running.delete(ended));
    return { ended };
  }

  /** Runs steps that do not depend on each other, and waits for all of them. */
  async runSideBySide(steps: Step[]): Promise<void> {
    const chains: { ended: Promise<void> }[] = [];
    for (const step of steps) chains.push(await this.submit([step]));
    await Promise.all(chains.map(({ ended }) => ended));
    await this.idle();
  }

  /** @throws What kept us, rather than a provider, from doing a step. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
    if (this.trouble !== undefined) throw this.trouble;
  }

  /** The run ends: what waits for a worker is dropped, and no more begins than workers are idle at this moment. */
  close(): void {
    this.places = Math.min(this.places, this.parallel - this.busy);
    for (const begin of this.waiting.splice(0)) begin(false);
  }

  /** No step begins any more; those under way end. */
  stop(): void {
    this.stopped = true;
    this.places = 0;
    this.close();
  }

  /** Writes the state as it stands: a component has got its outputs. */
  async save(): Promise<void> {
    await this.journal?.save();
  }

  private free(): void {
    const next = this.waiting.shift();
    if (next) next(true);
    else this.busy--;
  }

  private async run(chain: Step[]): Promise<void> {
    const begunAfterFailure = this.failedForGood;
    for (const step of chain) {
      if (this.stopped || this.failedForGood !== begunAfterFailure) return;
      if (!(await this.runStep(step))) return;
    }
  }

  private async runStep(step: Step): Promise<boolean> {
    const { events } = this.context;
    events.began(step);
    await this.journal?.begin(step);
    try {
      await applyStep(this.context, this.progress, step);
    } catch (error) {
      this.fail(step, error);
      // An object that was made but is not ready is kept in state, with its errors.
      await this.journal?.end(step, error instanceof InitError);
      return false;
    }
    events.succeeded(step);
    await this.journal?.end(step, true);
    if ("done" in step) step.done?.(step.new);
    return true;
  }

  private fail(step: Step, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.context.events.failed(step, this.context.dryRun ? `Preview failed: ${message}` : message);
    this.failed.push(step);
    if (error instanceof ProtectedError || this.onFailure === "goOn" || this.failedForGood) return;
    this.failedForGood = true;
    this.close();
    this.onFailure();
  }
}
