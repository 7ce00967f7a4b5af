import type { ControlClient } from "genesyscloud-local-org";
import { CLIENT } from "./secretScan";
import type { FaultPlan } from "./faultRunner";
import { operationOf, type Operation } from "./operations";

/** What the platform does during an operation, and the result. */
export interface Row extends FaultPlan {
  title: string;
  story: Operation;
  /** The operation fails with a message that contains all of these. Without it, the operation succeeds. */
  says?: RegExp[];
  /** Runs before the next run, to repair the organization. */
  then?: (control: ControlClient) => Promise<void>;
  /** Runs at the end, before state and organization are compared. */
  last?: (control: ControlClient) => Promise<void>;
}

const creating = operationOf("creating a module");
const calling = operationOf("creating a flow that invokes it");
const changing = operationOf("changing a module");
const renaming = operationOf("renaming a module");
const following = operationOf("giving a caller the new version of its module");

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
  // It ends after all, when nothing waits for it any more.
  then: (control) => control.advance(25 * HOUR),
}));

const ENDS_LATER: Row = {
  title: "a job that still runs when the next run begins",
  story: creating,
  disturb: (control) => control.jobs({ jobMs: 6000 }),
  says: [/has not ended/],
  last: (control) => control.advance(6000),
};

const LAGS: Row[] = [creating, calling, changing, renaming, following].map((one) => ({
  title: `a name index that lags, in ${one.title}`,
  story: one,
  disturb: (control) => control.settings({ indexLagMs: 700, dependencyLagMs: 1500 }),
  then: (control) => control.settings({ indexLagMs: 0, dependencyLagMs: 0 }),
}));

/** Platform behavior other than a single failing request. */
export const ROWS: Row[] = [
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

/** The rows of these titles. */
export const rowsOf = (...titles: string[]): Row[] =>
  titles.map((title) => {
    const found = ROWS.find((one) => one.title === title);
    if (found === undefined) throw new Error(`there is no row "${title}"`);
    return found;
  });
