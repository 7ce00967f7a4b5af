import { expect } from "chai";
import { manualClock, startLocalOrg } from "../index";
import type { Guesses, LocalOrg, LocalOrgOptions, MovableClock } from "../index";
import { likelyGuesses } from "../organisation/settings";
import { signIn } from "./caller";
import type { Caller } from "./caller";

/** An organisation with a clock that stands still, and a caller that may do everything. */
export interface World {
  org: LocalOrg;
  me: Caller;
  clock: MovableClock;
  /** Publishes, which must succeed; gives the flow's id. */
  publish(yaml: string): Promise<string>;
  /** Runs `look` with guesses other than the likely ones. */
  guessing(guesses: Partial<Guesses>, look: () => Promise<void>): Promise<void>;
}

/** One organisation for all specs of the suite that calls it, on its first day before each of them. */
export function useWorld(options: LocalOrgOptions = {}): World {
  const clock = manualClock();
  const world = { clock } as World;
  before(async () => {
    world.org = await startLocalOrg({ clock, jobMs: 0, seed: "spec", ratePerMinute: 100_000, ...options });
    world.me = await signIn(world.org);
  });
  after(() => world.org.stop());
  afterEach(() => world.org.control.reset());
  world.publish = async (yaml) => {
    const job = await world.me.job(await world.me.upload(yaml));
    expect(job.status, JSON.stringify(job.messages)).to.equal("Success");
    return job.flow?.id ?? "";
  };
  world.guessing = async (guesses, look) => {
    await world.org.control.settings({ guesses });
    try {
      await look();
    } finally {
      await world.org.control.settings({ guesses: likelyGuesses });
    }
  };
  return world;
}
