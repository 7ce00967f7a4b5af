import { silent, type Log } from "./log";
import type { RateBudget } from "./rateBudget";

/** Time, as it is passed in: specs move it by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A pause of this many milliseconds is worth a line, and one more after each minute of waiting. */
const WORTH_A_LINE = 10_000;
const LINE_EVERY = 60_000;

/** Lets requests through in their order, as fast as the budget allows. */
export class RequestGate {
  private readonly waiting: (() => void)[] = [];
  private asleep = false;
  private announcedAt = -Infinity;

  constructor(
    private readonly budget: RateBudget,
    private readonly clock: Clock,
    private readonly log: Log = silent,
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

  /** Prints why nothing happens for a while: at most one line a minute, however many requests wait. */
  announce(pause: number): void {
    const now = this.clock.now();
    if (pause < WORTH_A_LINE || now < this.announcedAt + LINE_EVERY) return;
    this.announcedAt = now;
    this.log.warn(
      `Genesys Cloud's rate limit (${this.budget.perMinute} requests a minute for this token) is used up; continuing in ${Math.ceil(pause / 1000)} s.`,
    );
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
    this.announce(wait);
    void this.clock.sleep(wait).then(() => {
      this.asleep = false;
      this.admit();
    });
  }
}
