import type { RateBudget } from "./http/rateLimiter";

/**
 * Milliseconds: the first question when nothing is known yet, about the oldest job, about the next one (the oldest may be an unusually long
 * one), and about the others, which those two will have taught by then; the smallest step from there; and the bounds of later steps.
 */
const FIRST_GUESS = 400;
const SECOND_GUESS = 2500;
const UNTAUGHT_GUESS = 6000;
const LEARNING_STEP = 250;
const SHORTEST_STEP = 100;
const LONGEST_STEP = 5000;

/** Of the time that other jobs take: jobs of another kind may well be shorter. */
const HINT_SHARE = 0.75;

/**
 * Of what jobs are known to take, when one of them is asked about to find out whether they have become faster; and how many jobs are left in
 * peace when they have not. A question that comes too soon costs a second one, so never all of a wave ask early.
 */
const PROBE_SHARE = 0.95;
const PROBE_PAUSE = 8;

/** One unusually long job delays the questions about those after it by this share at most. */
const LARGEST_RISE = 1.15;

/** What to do next about one running job. */
export interface PollStep {
  /** Milliseconds from now. */
  wait: number;
  /** Whether to ask the platform then; else only to look here again, since another job may have taught something. */
  ask: boolean;
}

/** Follows one running job. */
export interface JobPoll {
  next(now: number): PollStep;
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
  /** Whether it is the one that is asked about a little early. */
  probe: boolean;
}

/**
 * Learns how long jobs take. As long as nothing is known, the oldest job is asked about often and the others wait for what it teaches. Then
 * the first question comes just when a job should be done: few questions, and little time lost after the end.
 * Plain bookkeeping, without a clock of its own.
 */
export class PollSchedule {
  private due: number | undefined;
  private untilProbe = 0;
  private readonly running = new Set<Running>();

  /**
   * @param budget what the token may still do: when it gets short, steps grow so that all running jobs share it
   * @param hint milliseconds that jobs of another kind take, where that is known: better than nothing for the first one
   */
  constructor(
    private readonly budget: Pick<RateBudget, "perMinute" | "remaining">,
    private readonly hint: () => number | undefined = () => undefined,
  ) {}

  /** Milliseconds after which a job is worth a question; undefined before the first one has ended. */
  get expectedMs(): number | undefined {
    return this.due;
  }

  /** Follows a job that starts now. */
  start(startedAt: number): JobPoll {
    const probing = [...this.running].some(({ probe }) => probe);
    const probe = this.due !== undefined && !probing && this.untilProbe-- <= 0;
    const job: Running = { startedAt, questions: 0, probe };
    this.running.add(job);
    return {
      next: (now) => this.next(job, now),
      asked: (now, done) => {
        if (job.probe && job.questions === 0) this.untilProbe = done ? 0 : PROBE_PAUSE;
        if (done) this.learn(job, now);
        job.lastAsked = now;
        job.questions++;
      },
      end: () => void this.running.delete(job),
    };
  }

  private next(job: Running, now: number): PollStep {
    const own = Math.max(0, this.nextQuestion(job, now) - now);
    const [scout] = this.running;
    if (this.due !== undefined || scout === undefined || scout === job) return { wait: own, ask: true };
    const taught = Math.max(0, this.nextQuestion(scout, now) - now) + SHORTEST_STEP / 2;
    return own <= taught ? { wait: own, ask: true } : { wait: taught, ask: false };
  }

  /** When to ask about a job, in milliseconds since the epoch. */
  private nextQuestion(job: Running, now: number): number {
    const { startedAt, lastAsked, questions, probe } = job;
    const [scout] = this.running;
    if (lastAsked === undefined) {
      const known = this.due === undefined ? undefined : Math.round(this.due * (probe ? PROBE_SHARE : 1));
      return startedAt + (known ?? this.firstGuess(job));
    }
    if (probe && questions === 1 && this.due !== undefined) {
      const step = Math.max(startedAt + this.due - lastAsked, SHORTEST_STEP);
      return lastAsked + Math.min(step, LONGEST_STEP);
    }
    // The others ask for themselves too, though seldom: the oldest job may be an unusually long one.
    const unknownShare = job === scout ? 0.15 : 2;
    // Known: it is due any moment, or it is one of the longer ones.
    const share = this.due === undefined ? unknownShare : Math.min(0.03 * 2 ** (questions - 1), 0.2);
    const short = this.budget.remaining(now) < this.running.size * 6;
    const fair = short ? (this.running.size * 60_000) / this.budget.perMinute : 0;
    const shortest = this.due === undefined ? LEARNING_STEP : SHORTEST_STEP;
    const step = Math.max((lastAsked - startedAt) * share, fair, shortest);
    return lastAsked + Math.round(Math.min(step, LONGEST_STEP));
  }

  /** When nothing is known of jobs of this kind. */
  private firstGuess(job: Running): number {
    const [scout, second] = this.running;
    const hint = this.hint() ?? 0;
    if (job === scout) return Math.max(FIRST_GUESS, Math.round(hint * HINT_SHARE));
    return Math.max(job === second ? SECOND_GUESS : UNTAUGHT_GUESS, hint);
  }

  /** A job was done some time after `low` and at the latest at `high`, counted from its start. */
  private learn({ startedAt, lastAsked }: Running, now: number): void {
    const low = (lastAsked ?? startedAt) - startedAt;
    const high = now - startedAt;
    if (this.due === undefined) {
      // The jobs beside the first one are of its age: a question that comes too soon would come too soon for all of them.
      this.due = high;
    } else if (low >= this.due) {
      // It took longer. Where it is an exception, those after it must not wait for its like.
      this.due = Math.round(Math.min(high, this.due * LARGEST_RISE));
      this.untilProbe = 0;
    } else if (high < this.due) {
      this.due = high;
    }
  }
}
