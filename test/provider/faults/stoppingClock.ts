import type { Clock } from "../../local-org";

/** A request that stays on its way. */
export interface Stop {
  reached: Promise<"reached">;
  /** Lets it go on. */
  release: () => void;
}

/** An organization's clock: a request that a fault delays stays where it is until it is let go. */
export class StoppingClock implements Clock {
  private reach: () => void = () => undefined;
  private going: Promise<void> = Promise.resolve();

  now(): number {
    return Date.now();
  }

  sleep(): Promise<void> {
    this.reach();
    return this.going;
  }

  /** Stops the next request that is delayed. */
  stopNext(): Stop {
    let release: () => void = () => undefined;
    this.going = new Promise((resolve) => (release = resolve));
    const reached = new Promise<"reached">((resolve) => (this.reach = () => resolve("reached")));
    return { reached, release };
  }
}
