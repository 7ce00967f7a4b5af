import type { RateBudget } from "./rateBudget";

/** Milliseconds: the first question when nothing is known yet, about the oldest job and about the others; and the bounds of later steps. */
const FIRST_GUESS = 400;
const UNTAUGHT_GUESS = 2500;
const SHORTEST_STEP = 100;
const LONGEST_STEP = 5000;

/** What to do next about one running job. */
export interface JobStep {
  /** Milliseconds from now. */
  wait: number;
  /** Whether to ask the platform then; else only to look here again, since another job may have taught something. */
  ask: boolean;
}

/** Follows one running job. */
export interface JobWatch {
  next(now: number): JobStep;
  /** A question was answered. */
  asked(now: number, done: boolean): void;
  /** Nobody waits any more. */
  end(): void;
}

/** A job as the timing sees it. */
interface Running {
  startedAt: number;
  lastAsked?: number;
  questions: number;
}

/**
 * Learns how long jobs take. As long as nothing is known, the oldest job is asked about often and the others wait for what it teaches. Then
 * the first question comes just when a job should be done: few questions, and little time lost after the end.
 * Plain bookkeeping, without a clock of its own.
 */
export class JobTiming {
  private due: number | undefined;
  private readonly running = new Set<Running>();

  /** @param budget what the token may still do: when it gets short, steps grow so that all running jobs share it. */
  constructor(private readonly budget: Pick<RateBudget, "perMinute" | "remaining">) {}

  /** Follows a job that starts now. */
  start(startedAt: number): JobWatch {
    const job: Running = { startedAt, questions: 0 };
    this.running.add(job);
    return {
      next: (now) => this.next(job, now),
      asked: (now, done) => {
        if (done) this.learn(job, now);
        job.lastAsked = now;
        job.questions++;
      },
      end: () => void this.running.delete(job),
    };
  }

  private next(job: Running, now: number): JobStep {
    const own = Math.max(0, this.nextQuestion(job, now) - now);
    const [scout] = this.running;
    if (this.due !== undefined || scout === undefined || scout === job) return { wait: own, ask: true };
    const taught = Math.max(0, this.nextQuestion(scout, now) - now) + SHORTEST_STEP / 2;
    return own <= taught ? { wait: own, ask: true } : { wait: taught, ask: false };
  }

  /** When to ask about a job, in milliseconds since the epoch. */
  private nextQuestion(job: Running, now: number): number {
    const { startedAt, lastAsked, questions } = job;
    const [scout] = this.running;
    if (lastAsked === undefined) {
      return startedAt + (this.due ?? (job === scout ? FIRST_GUESS : UNTAUGHT_GUESS));
    }
    // The others ask for themselves too, though seldom: the oldest job may be an unusually long one.
    const unknownShare = job === scout ? 0.07 : 2;
    // Known: it is due any moment, or it is one of the longer ones.
    const share = this.due === undefined ? unknownShare : Math.min(0.03 * 2 ** (questions - 1), 0.2);
    const short = this.budget.remaining(now) < this.running.size * 6;
    const fair = short ? (this.running.size * 60_000) / this.budget.perMinute : 0;
    const step = Math.max((lastAsked - startedAt) * share, fair, SHORTEST_STEP);
    return lastAsked + Math.round(Math.min(step, LONGEST_STEP));
  }

  /** A job was done some time after `low` and at the latest at `high`, counted from its start. */
  private learn({ startedAt, lastAsked }: Running, now: number): void {
    const low = (lastAsked ?? startedAt) - startedAt;
    const high = now - startedAt;
    const between = (low + high) / 2;
    if (this.due === undefined) {
      this.due = Math.round(between);
    } else if (low >= this.due) {
      // It took longer. Jobs differ: move towards it, not onto it.
      this.due = Math.round((this.due + between) / 2);
    } else {
      // Done at the first question, perhaps for some time: the next one comes a little earlier.
      this.due = Math.min(this.due, Math.round(high * 0.98));
    }
  }
}
