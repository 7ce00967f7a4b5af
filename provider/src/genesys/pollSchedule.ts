import type { RateBudget } from "./http/rateLimiter";

/**
 * All in milliseconds. As long as the duration of jobs is unknown: when to poll the oldest job first, the second job
 * (in case the oldest takes unusually long), and the others, whose duration those two will usually have shown by
 * then; and the shortest interval until then. After that: the shortest and the longest interval.
 */
const FIRST_GUESS = 400;
const SECOND_GUESS = 2500;
const UNTAUGHT_GUESS = 6000;
const LEARNING_STEP = 250;
const SHORTEST_STEP = 100;
const LONGEST_STEP = 5000;

/** Share of the duration of other jobs to wait for: jobs of a different type may be shorter. */
const HINT_SHARE = 0.75;

/**
 * Share of the known duration after which one job (the probe) is polled to detect that jobs have become faster, and
 * the number of jobs without a probe after one that was too early. Polling too early costs a second request, so only
 * one of several concurrent jobs is a probe.
 */
const PROBE_SHARE = 0.95;
const PROBE_PAUSE = 8;

/** The largest factor by which one unusually long job may increase the expected duration. */
const LARGEST_RISE = 1.15;

/** The next step for one running job. */
export interface PollStep {
  /** Milliseconds from now. */
  wait: number;
  /**
   * Whether to poll the platform then. Otherwise only call `next` again, because another job may have shown how long
   * jobs take.
   */
  ask: boolean;
}

/** Tracks one running job. */
export interface JobPoll {
  next(now: number): PollStep;
  /** Records that the job was polled. */
  asked(now: number, done: boolean): void;
  /** Records that the caller no longer waits for the job. */
  end(): void;
}

/** A running job. */
interface Running {
  startedAt: number;
  lastAsked?: number;
  questions: number;
  /** Whether this job is polled slightly early. See {@link PROBE_SHARE}. */
  probe: boolean;
}

/**
 * Learns how long jobs take. At first, only the oldest job is polled often, and the others wait for its result.
 * Later, each job is first polled when it is expected to be done, so there are few requests and little delay. Only
 * keeps count; the caller passes the time.
 */
export class PollSchedule {
  private due: number | undefined;
  private untilProbe = 0;
  private readonly running = new Set<Running>();

  /**
   * @param budget the requests that the token has left; if they run low, intervals grow so that all running jobs
   * share them
   * @param hint the duration of jobs of another type in milliseconds, if known; used until the first job has ended
   */
  constructor(
    private readonly budget: Pick<RateBudget, "perMinute" | "remaining">,
    private readonly hint: () => number | undefined = () => undefined,
  ) {}

  /** The expected duration of a job in milliseconds. Undefined before the first job has ended. */
  get expectedMs(): number | undefined {
    return this.due;
  }

  /** Starts tracking a job that starts now. */
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

  /** When to poll a job next, in milliseconds since the epoch. */
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
    // The other jobs are polled too, although rarely, because the oldest job may take unusually long.
    const unknownShare = job === scout ? 0.15 : 2;
    // Known duration: the job should end soon, or it is one of the longer ones.
    const share = this.due === undefined ? unknownShare : Math.min(0.03 * 2 ** (questions - 1), 0.2);
    const short = this.budget.remaining(now) < this.running.size * 6;
    const fair = short ? (this.running.size * 60_000) / this.budget.perMinute : 0;
    const shortest = this.due === undefined ? LEARNING_STEP : SHORTEST_STEP;
    const step = Math.max((lastAsked - startedAt) * share, fair, shortest);
    return lastAsked + Math.round(Math.min(step, LONGEST_STEP));
  }

  /** When to poll first if the duration of jobs of this type is unknown. */
  private firstGuess(job: Running): number {
    const [scout, second] = this.running;
    const hint = this.hint() ?? 0;
    if (job === scout) return Math.max(FIRST_GUESS, Math.round(hint * HINT_SHARE));
    return Math.max(job === second ? SECOND_GUESS : UNTAUGHT_GUESS, hint);
  }

  /**
   * Updates the expected duration from a finished job, which took longer than `low` and at most `high` milliseconds.
   */
  private learn({ startedAt, lastAsked }: Running, now: number): void {
    const low = (lastAsked ?? startedAt) - startedAt;
    const high = now - startedAt;
    if (this.due === undefined) {
      // Concurrent jobs were started at about the same time, so an estimate that is too low would be too low for all
      // of them.
      this.due = high;
    } else if (low >= this.due) {
      // The job took longer. Limit the increase, in case it is an exception.
      this.due = Math.round(Math.min(high, this.due * LARGEST_RISE));
      this.untilProbe = 0;
    } else if (high < this.due) {
      this.due = high;
    }
  }
}
