import type { RateBudget } from "./rateBudget";

/** Milliseconds: the first question about a job when nothing is known yet, and the bounds of the steps after it. */
const FIRST_GUESS = 400;
const SHORTEST_STEP = 100;
const LONGEST_STEP = 5000;

/** When to ask about one running job. */
export interface JobWatch {
  /** Milliseconds from now until the next question. */
  wait(now: number): number;
  /** A question was answered. */
  asked(now: number, done: boolean): void;
  /** Nobody waits any more. */
  end(): void;
}

/**
 * Learns how long jobs take. The first question about a job comes when the shortest of the last ones were done, the next ones at a tenth
 * of the time passed: few questions, and little time lost after the end. Plain bookkeeping, without a clock of its own.
 */
export class JobTiming {
  private due: number | undefined;
  private running = 0;

  /** @param budget what the token may still do: when it gets short, steps grow so that all running jobs share it. */
  constructor(private readonly budget: Pick<RateBudget, "perMinute" | "remaining">) {}

  /** Watches a job that starts now. */
  start(startedAt: number): JobWatch {
    this.running++;
    let lastAsked: number | undefined;
    let ended = false;
    return {
      wait: (now) => {
        if (lastAsked === undefined) return Math.max(0, startedAt + (this.due ?? FIRST_GUESS) - now);
        return Math.max(0, lastAsked + this.step(lastAsked - startedAt, now) - now);
      },
      asked: (now, done) => {
        if (done) this.learn(startedAt, lastAsked, now);
        lastAsked = now;
      },
      end: () => {
        if (!ended) this.running--;
        ended = true;
      },
    };
  }

  private step(elapsed: number, now: number): number {
    // Nothing known: steps grow with the time passed. Known: it is due any moment.
    const step = Math.max(elapsed * (this.due === undefined ? 0.5 : 0.08), SHORTEST_STEP);
    const short = this.budget.remaining(now) < this.running * 6;
    const fair = short ? (this.running * 60_000) / this.budget.perMinute : 0;
    return Math.min(Math.max(step, fair), LONGEST_STEP);
  }

  private learn(startedAt: number, lastUnfinished: number | undefined, now: number): void {
    const took = now - startedAt;
    if (lastUnfinished === undefined) {
      // Done at the first question: it may have been done for some time, so the next one is asked a little earlier.
      this.due = Math.min(this.due ?? took, took) * 0.96;
      return;
    }
    // Done between two questions. Jobs differ: move towards this one, not onto it.
    const between = (lastUnfinished - startedAt + took) / 2;
    this.due = this.due === undefined ? between : (this.due + between) / 2;
  }
}
