import type { RateBudget } from "./rateBudget";

/** Time, as it is passed in: specs move it by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Lets requests through in their order, as fast as the budget allows. */
export class RequestGate {
  private readonly waiting: (() => void)[] = [];
  private asleep = false;

  constructor(
    private readonly budget: RateBudget,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the caller may send; {@link leave} must follow. */
  enter(): Promise<void> {
    return new Promise((admit) => {
      this.waiting.push(admit);
      this.admit();
    });
  }

  /** The request came back, with these headers if there was an answer. */
  leave(headers?: Readonly<Record<string, string>>): void {
    this.budget.answered(this.clock.now(), headers);
    this.admit();
  }

  private admit(): void {
    while (this.waiting.length > 0) {
      const wait = this.budget.wait(this.clock.now());
      if (wait > 0) {
        if (Number.isFinite(wait)) this.admitLater(wait);
        return;
      }
      this.budget.sent();
      this.waiting.shift()?.();
    }
  }

  private admitLater(wait: number): void {
    if (this.asleep) return;
    this.asleep = true;
    void this.clock.sleep(wait).then(() => {
      this.asleep = false;
      this.admit();
    });
  }
}
