import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { manualClock, startLocalOrg } from "../src/index";
import type { Guesses, LocalOrg, LocalOrgOptions, MovableClock } from "../src/index";
import { likelyGuesses } from "../src/organization/settings";
import { signIn } from "./caller";
import type { Caller, Heard } from "./caller";

/** An organization with a manual clock, and a caller with all permissions. */
export interface TestOrganization {
  org: LocalOrg;
  me: Caller;
  clock: MovableClock;
  /** Publishes successfully and returns the flow's id. */
  publish(yaml: string): Promise<string>;
  /** The flow as the API returns it. */
  read: (id: string) => Promise<Models.Flow>;
  /** An action on a flow: checkout, checkin, publish, revert, deactivate, unlock. */
  act: (
    name: string,
    id: string,
    more?: string,
  ) => Promise<Heard<Models.Operation & Models.Flow & Models.ErrorBody>>;
  /** Runs `look` with other assumptions than the defaults. */
  guessing(guesses: Partial<Guesses>, look: () => Promise<void>): Promise<void>;
}

/** One organization for all specs of the calling suite, reset before each of them. */
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

/** Status and code of a response. */
export async function told(
  answer: Promise<Heard<Models.ErrorBody>>,
): Promise<[status: number, code: string | undefined]> {
  const { status, body } = await answer;
  return [status, body.code];
}
