import type { Log } from "../log";
import { silent } from "../log";

/** Genesys Cloud's limit for one client-credentials token (`client.credentials.token.rate.per.minute`). */
const DOCUMENTED_PER_MINUTE = 300;

/** In milliseconds. */
const WINDOW = 60_000;

/**
 * Tracks how many requests a token has left. The platform counts per minute and returns its count in every answer
 * (`inin-ratelimit-count`, `-allowed`, `-reset`). Requests are also counted here, because answers come late and a
 * burst does not wait for them. Only keeps count: the caller must check {@link wait} before it sends, and report
 * {@link sent} and {@link answered}.
 */
export class RateBudget {
  private allowed = DOCUMENTED_PER_MINUTE;
  private learned = false;
  private inFlight = 0;
  /**
   * When the requests of the last minute were answered. The platform counts a request before that, so none of its
   * windows has more.
   */
  private readonly answers: number[] = [];
  /** What the platform counted until `resetAt`, including other users of the same token. */
  private counted = 0;
  private resetAt = 0;
  private pausedUntil = 0;

  /** Requests per minute. */
  get perMinute(): number {
    return this.allowed;
  }

  /** The number of requests left now, as far as known. */
  remaining(now: number): number {
    this.forget(now);
    const own = this.answers.length;
    const used = now < this.resetAt ? Math.max(own, this.counted) : own;
    return Math.max(0, this.allowed - used - this.inFlight);
  }

  /** Milliseconds until a request may be sent. 0 means now, Infinity means after the next answer. */
  wait(now: number): number {
    if (now < this.pausedUntil) return this.pausedUntil - now;
    // The first answer contains the limit. Until then only one request is sent, so that a burst cannot exceed a limit
    // lower than the documented one.
    if (!this.learned) return this.inFlight === 0 ? 0 : Infinity;
    this.forget(now);
    const ownUse = this.answers.length + this.inFlight;
    if (ownUse >= this.allowed) {
      const oldest = this.answers[0];
      return oldest === undefined ? Infinity : oldest + WINDOW - now;
    }
    if (now < this.resetAt && this.counted + this.inFlight >= this.allowed) {
      return this.counted >= this.allowed ? this.resetAt - now : Infinity;
    }
    return 0;
  }

  /** Records that a request is sent. */
  sent(): void {
    this.inFlight++;
  }

  /** Records that a request has finished, with the headers of its answer if there was one. */
  answered(now: number, headers: Readonly<Record<string, string>> = {}): void {
    this.inFlight--;
    this.learned = true;
    this.answers.push(now);
    const [count, allowed, reset] = ["count", "allowed", "reset"].map((part) =>
      whole(headers[`inin-ratelimit-${part}`]),
    );
    if (allowed !== undefined && allowed > 0) this.allowed = allowed;
    if (count === undefined || reset === undefined) return;
    // The limit applies per minute, so a longer reset time is an error and must not block a run for days.
    const resetAt = now + Math.min(reset * 1000, WINDOW);
    // The reset time is in whole seconds, so the end of one window varies by a second. Answers may arrive out of
    // order: the highest count of a window applies, and a late answer of an older window is ignored.
    if (resetAt < this.resetAt - 2000) return;
    this.counted = resetAt < this.resetAt + 2000 ? Math.max(this.counted, count) : count;
    this.resetAt = resetAt;
  }

  /**
   * Records that the platform refused a request (429) and asks for a pause; no request is sent until it is over. The
   * caller limits the pause.
   */
  refused(now: number, pause: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, now + pause);
  }

  private forget(now: number): void {
    while (this.answers[0] !== undefined && this.answers[0] <= now - WINDOW) this.answers.shift();
  }
}

function whole(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** The current time and sleeping, injected so that tests control them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Pauses from this many milliseconds are logged, and again after each minute of waiting. */
const WORTH_A_LINE = 10_000;
const LINE_EVERY = 60_000;

/** Lets requests through in order, as fast as the budget allows. */
export class RequestGate {
  private readonly waiting: (() => void)[] = [];
  private asleep = false;
  private announcedAt = -Infinity;

  constructor(
    private readonly budget: RateBudget,
    private readonly clock: Clock,
    private readonly log: Log = silent,
  ) {}

  /** Resolves when the caller may send. The caller must call {@link leave} afterwards. */
  enter(): Promise<void> {
    return new Promise((admit) => {
      this.waiting.push(admit);
      this.admit();
    });
  }

  /** Records that the request has finished, with the headers if there was an answer. */
  leave(headers?: Readonly<Record<string, string>>): void {
    this.budget.answered(this.clock.now(), headers);
    this.admit();
  }

  /** Logs why requests are paused, at most once a minute regardless of how many requests wait. */
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
