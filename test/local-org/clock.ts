/** Time as the organization sees it. Everything that waits or dates asks a clock, so that tests move time by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves when `ms` milliseconds have passed on this clock. */
  sleep(ms: number): Promise<void>;
}

/** A clock that somebody can move forward. */
export interface MovableClock extends Clock {
  /** Moves time forward by `ms` milliseconds. */
  advance(ms: number): void;
}

/** The machine's clock, which can be moved ahead. Who sleeps on it sleeps for real. */
export function systemClock(): MovableClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    advance: (ms) => void (ahead += ms),
  };
}

/**
 * A clock that stands still until somebody moves it.
 * @param start milliseconds since the epoch; default 1 January 2026, so that dates in answers are plausible.
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
