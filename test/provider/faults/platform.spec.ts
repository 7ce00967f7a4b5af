import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Clock, ControlClient } from "../../local-org";
import { CLIENT } from "./evidence";
import { Lane, type Disturbance } from "./lane";
import { STORIES, type Story } from "./stories";

/** What the platform does to an act, and how that ends. */
interface Row extends Disturbance {
  title: string;
  story: Story;
  /** The act fails, with a message that says all of this. Without it, the act ends well. */
  says?: RegExp[];
  /** What comes before the next run: it puts the organisation right again. */
  then?: (control: ControlClient) => Promise<void>;
  /** What comes in the end, before state and organisation are compared. */
  last?: (control: ControlClient) => Promise<void>;
}

const story = (title: string): Story => {
  const found = STORIES.find((one) => one.title === title);
  if (found === undefined) throw new Error(`there is no story "${title}"`);
  return found;
};
const creating = story("creating a module");
const calling = story("creating a flow that invokes it");
const changing = story("changing a module");
const renaming = story("renaming a module");

const UPLOAD = "^/_storage/flows/";
const HOUR = 3_600_000;
const inAnHour = (): string => new Date(Date.now() + HOUR).toUTCString();

const JOB_FAILS: Row[] = [creating, changing, renaming].map((one) => ({
  title: `a job that fails once, in ${one.title}`,
  story: one,
  disturb: (control) => control.jobs({ fail: ["Genesys has hiccups."] }),
  says: [/could not publish the flow/, /Genesys has hiccups\./, /POST \/api\/v2\/flows\/jobs/],
}));

const NEVER_ENDS: Row[] = [creating, changing].map((one) => ({
  title: `a job that does not end, in ${one.title}`,
  story: one,
  disturb: async (control) => {
    await control.jobs({ jobMs: 24 * HOUR });
  },
  says: [/has not ended/, /job [0-9a-f-]{36}/, /timeouts\.publish/, /next run/],
  // It ends after all, when nobody waits for it any more.
  then: (control) => control.advance(25 * HOUR),
}));

const ENDS_LATER: Row = {
  title: "a job that still runs when the next run begins",
  story: creating,
  disturb: (control) => control.jobs({ jobMs: 6000 }),
  says: [/has not ended/],
  last: (control) => control.advance(6000),
};

const LAGS: Row[] = [
  creating,
  calling,
  changing,
  renaming,
  story("giving a caller the new version of its module"),
].map((one) => ({
  title: `a name index that lags, in ${one.title}`,
  story: one,
  disturb: (control) => control.settings({ indexLagMs: 700, dependencyLagMs: 1500 }),
  then: (control) => control.settings({ indexLagMs: 0, dependencyLagMs: 0 }),
}));

const ROWS: Row[] = [
  ...JOB_FAILS,
  {
    title: "a job that fails once and leaves a flow without a version",
    story: creating,
    disturb: async (control) => {
      await control.settings({ guesses: { failedJobNamesFlow: true, failedCreateLeavesFlow: true } });
      await control.jobs({ fail: ["Genesys has hiccups."] });
    },
    says: [/could not publish the flow/],
    then: (control) =>
      control.settings({ guesses: { failedJobNamesFlow: false, failedCreateLeavesFlow: false } }),
  },
  ...NEVER_ENDS,
  ENDS_LATER,
  ...LAGS,
  {
    title: "a Retry-After that is a date, told by a clock that is an hour ahead",
    story: creating,
    rules: [
      {
        path: "/flows/jobs$",
        nth: 1,
        status: 429,
        headers: { date: inAnHour(), "retry-after": new Date(Date.now() + HOUR + 2000).toUTCString() },
      },
    ],
  },
  {
    title: "an upload that is refused once",
    story: creating,
    rules: [{ path: UPLOAD, nth: 1, status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }],
  },
  {
    title: "an upload that is refused for good",
    story: creating,
    rules: [{ path: UPLOAD, status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }],
    says: [/could not be uploaded/, /HTTP 403 AccessDenied/, /publish job/, /proxy, firewall/],
  },
  {
    title: "a platform that takes its time for every answer",
    story: calling,
    rules: [{ path: "^/api/", delayMs: 300 }],
  },
  {
    title: "a token that has expired in mid-run, with a sign-in that fails at first",
    story: calling,
    disturb: (control) => control.expireTokens(),
    rules: [{ path: "^/oauth/token", nth: 1, status: 503 }],
  },
  {
    title: "tokens that live for two seconds",
    story: renaming,
    disturb: async (control) => {
      await control.expireTokens();
      await control.client({ ...CLIENT, tokenSeconds: 2 });
      await control.settings({ jobMs: 2500 });
    },
    then: async (control) => {
      await control.client(CLIENT);
      await control.settings({ jobMs: 5 });
    },
  },
  {
    title: "a rate limit of which others have used up nearly all",
    story: calling,
    rules: [{ path: "^/api/", nth: 3, times: 2, status: 429, headers: { "retry-after": "1" } }],
  },
  {
    title: "a rate limit that is over for long",
    story: creating,
    rules: [{ path: "/flows/jobs$", status: 429, headers: { "retry-after": "600" } }],
    says: [/refuses further requests/, /--parallel/, /HTTP 429/, /too\.many\.requests/, /correlation id/],
  },
];

describe("what the platform may do", () => {
  let lane: Lane;
  before(async () => {
    lane = await Lane.open({ env: { GENESYSCLOUD_PUBLISH_TIMEOUT: "4" } });
  });
  after(() => lane.close());

  for (const row of ROWS) it(`loses and doubles nothing: ${row.title}`, () => play(lane, row));

  it("brings no secret to light", async () => {
    expect(await lane.leaks()).to.deep.equal([]);
  });
});

for (const ms of [HOUR, -HOUR]) {
  describe(`a platform whose clock is an hour ${ms > 0 ? "ahead" : "behind"}`, () => {
    let lane: Lane;
    before(async () => {
      const clock: Clock = { now: () => Date.now() + ms, sleep: (time) => sleep(time) };
      lane = await Lane.open({ organisation: { clock } });
    });
    after(() => lane.close());

    for (const one of STORIES) {
      it(`makes no difference to ${one.title}`, () => play(lane, { title: "", story: one }));
    }
  });
}

async function play(lane: Lane, { story: played, says, then, last, ...disturbance }: Row): Promise<void> {
  const { scene, error } = await lane.play(played, disturbance);
  await then?.(lane.org.control);
  if (says === undefined) expect(error).to.equal(undefined);
  for (const one of says ?? []) expect(error).to.match(one);
  if (says !== undefined) await played.act(scene);
  await last?.(lane.org.control);
  expect(await lane.disagreements(played, scene)).to.deep.equal([]);
  await lane.clear(scene);
}
