import type { Log } from "../log";
import { silent } from "../log";

/** Genesys Cloud's limit for one client-credentials token (`client.credentials.token.rate.per.minute`). */
const DOCUMENTED_PER_MINUTE = 300;

/** Milliseconds. */
const WINDOW = 60_000;

/**
 * How many requests a token has left. The platform counts per minute and says in every answer what it counted
 * (`inin-ratelimit-count`, `-allowed`, `-reset`); we count too, because answers come late and a burst does not wait for them.
 * Plain bookkeeping: whoever sends asks {@link wait} first and reports {@link sent} and {@link answered}.
 */
export class RateBudget {
  private allowed = DOCUMENTED_PER_MINUTE;
  private learned = false;
  private inFlight = 0;
  /** When requests of the last minute were answered. A request is counted by the platform before that, so no window of its own holds more. */
  private readonly answers: number[] = [];
  /** What the platform counted, ours and other holders' of the same token, until `resetAt`. */
  private counted = 0;
  private resetAt = 0;
  private pausedUntil = 0;

  /** Requests a minute. */
  get perMinute(): number {
    return this.allowed;
  }

  /** How many requests are left now, as far as it is known. */
  remaining(now: number): number {
    this.forget(now);
    const own = this.answers.length;
    const used = now < this.resetAt ? Math.max(own, this.counted) : own;
    return Math.max(0, this.allowed - used - this.inFlight);
  }

  /** Milliseconds until a request may be sent: 0 is now, Infinity is "after the next answer". */
  wait(now: number): number {
    if (now < this.pausedUntil) return this.pausedUntil - now;
    // The first answer tells the limit; until then one request is out, lest a burst overruns a limit lower than the documented one.
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

  /** A request goes out. */
  sent(): void {
    this.inFlight++;
  }

  /** A request came back, with the headers of its answer if there was one. */
  answered(now: number, headers: Readonly<Record<string, string>> = {}): void {
    this.inFlight--;
    this.learned = true;
    this.answers.push(now);
    const [count, allowed, reset] = ["count", "allowed", "reset"].map((part) =>
      whole(headers[`inin-ratelimit-${part}`]),
    );
    if (allowed !== undefined && allowed > 0) this.allowed = allowed;
    if (count === undefined || reset === undefined) return;
    // The limits are those of a minute: a longer time is a mistake, and must not stop a run for days.
    const resetAt = now + Math.min(reset * 1000, WINDOW);
    // Whole seconds: the end of one window is told with a second's play. Answers overtake each other: of one window the
    // highest count holds, and a late answer of an older one says nothing.
    if (resetAt < this.resetAt - 2000) return;
    this.counted = resetAt < this.resetAt + 2000 ? Math.max(this.counted, count) : count;
    this.resetAt = resetAt;
  }

  /** The platform refused (429) and asks for a pause: nobody sends before it is over. Whoever reports it has bounded it. */
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
