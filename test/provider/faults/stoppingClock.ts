import type { Clock } from "genesyscloud-local-org";

/** A request in flight. */
export interface Stop {
  reached: Promise<"reached">;
  /** Lets it continue. */
  release: () => void;
}

/** An organization's clock: a request that a fault delays stays in flight until it is released. */
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
