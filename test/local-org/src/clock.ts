/** The organization's time. Everything that waits or records a date uses a clock, so that tests control time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves when `ms` milliseconds have passed on this clock. */
  sleep(ms: number): Promise<void>;
}

/** A clock that can be moved forward. */
export interface MovableClock extends Clock {
  /** Moves time forward by `ms` milliseconds. */
  advance(ms: number): void;
}

/** The system clock, which can be moved ahead. Sleeping on it takes real time. */
export function systemClock(): MovableClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    advance: (ms) => void (ahead += ms),
  };
}

/**
 * A clock that moves only through `advance`.
 * @param start milliseconds since the epoch; default January 1, 2026, so that dates in responses are plausible.
 */
export function manualClock(start = Date.UTC(2026, 0, 1)): MovableClock {
  let now = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => (ms <= 0 ? wake() : void sleepers.push({ at: now + ms, wake }))),
    advance(ms) {
      now += ms;
      const due = sleepers.filter((sleeper) => sleeper.at <= now).sort((one, other) => one.at - other.at);
      sleepers = sleepers.filter((sleeper) => sleeper.at > now);
      due.forEach((sleeper) => sleeper.wake());
    },
  };
}

export const isMovable = (clock: Clock): clock is MovableClock => "advance" in clock;
