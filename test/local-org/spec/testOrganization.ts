import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { manualClock, startLocalOrg } from "../index";
import type { Guesses, LocalOrg, LocalOrgOptions, MovableClock } from "../index";
import { likelyGuesses } from "../organization/settings";
import { signIn } from "./caller";
import type { Caller, Heard } from "./caller";

/** An organization with a clock that stands still, and a caller that may do everything. */
export interface TestOrganization {
  org: LocalOrg;
  me: Caller;
  clock: MovableClock;
  /** Publishes, which must succeed; gives the flow's id. */
  publish(yaml: string): Promise<string>;
  /** The flow as the API gives it. */
  read: (id: string) => Promise<Models.Flow>;
  /** One of the actions on a flow: checkout, checkin, publish, revert, deactivate, unlock. */
  act: (
    name: string,
    id: string,
    more?: string,
  ) => Promise<Heard<Models.Operation & Models.Flow & Models.ErrorBody>>;
  /** Runs `look` with guesses other than the likely ones. */
  guessing(guesses: Partial<Guesses>, look: () => Promise<void>): Promise<void>;
}

/** One organization for all specs of the suite that calls it, on its first day before each of them. */
export function useTestOrganization(options: LocalOrgOptions = {}): TestOrganization {
  const clock = manualClock();
  const world = { clock } as TestOrganization;
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
  world.read = async (id) => (await world.me.call<Models.Flow>("GET", flowPath(id))).body;
  world.act = (name, id, more = "") =>
    world.me.call("POST", `/api/v2/flows/actions/${name}?flow=${id}${more}`);
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

export const flowPath = (id: string): string => `/api/v2/flows/${id}`;

/** Status and code of an answer. */
export async function told(
  answer: Promise<Heard<Models.ErrorBody>>,
): Promise<[status: number, code: string | undefined]> {
  const { status, body } = await answer;
  return [status, body.code];
}
