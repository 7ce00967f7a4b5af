import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { startProvider, type ProviderClient } from "../provider/providerClient";
import { watchFacts, type ProcessFacts } from "../provider/processFacts";
import { countedCalls, endpoints, type Endpoints } from "./calls";
import { Stack } from "./stack";

/** The cost of one deployment. */
export interface Deployment {
  flows: number;
  jobSeconds: number;
  /**
   * From the first check to the last create's response; the process already runs, since the engine starts it with the
   * program.
   */
  wallSeconds: number;
  /** Calls that count toward the rate limit. */
  calls: number;
  callsPerFlow: number;
  /** Number of 429 responses. */
  refused: number;
  rounds: number;
  /** Seconds: the greater of rounds x job time and calls / rate limit. */
  limit: number;
  /** Ratio of wall time to the limit; undefined at job time 0, which measures the machine and not the design. */
  ratio: number | undefined;
  /** Seconds that no client can avoid: a token's first calls of each minute need not be spread over it. */
  floor: number;
  peakMb: number;
  endpoints: Endpoints;
}

/** The cost of a stack without changes. */
export interface Unchanged {
  flows: number;
  preview: { calls: number; loadsSdk: boolean };
  /** One pass in its own process, and the two of a `pulumi refresh` with preview, each in its own process. */
  refresh: { calls: number; withPreview: number; wallSeconds: number; endpoints: Endpoints };
}

const SDK = "purecloud-platform-client-v2";

/** The default limit of the local organization, which is Genesys Cloud's. */
const RATE_PER_MINUTE = 300;

/** Deploys a new stack into a new organization. */
export async function deployment(flows: number, jobSeconds: number, parallel: number): Promise<Deployment> {
  const org = await startLocalOrg({ jobMs: jobSeconds * 1000 });
  const stack = new Stack(flows, parallel);
  try {
    return await withDoor(org, async (door, facts) => {
      const begin = performance.now();
      const created = await stack.up(door);
      const wall = (performance.now() - begin) / 1000;
      if (created !== flows) throw new Error(`${created} of ${flows} flows were created`);
      const { peakKb } = await facts();
      const journal = await org.control.journal();
      const calls = countedCalls(journal).length;
      const rounds = stack.rounds();
      const limit = Math.max(rounds * jobSeconds, calls / (RATE_PER_MINUTE / 60));
      const floor = Math.max(rounds * jobSeconds, Math.floor((calls - 1) / RATE_PER_MINUTE) * 60);
      return {
        flows,
        jobSeconds,
        wallSeconds: rounded(wall),
        calls,
        callsPerFlow: rounded(calls / flows),
        refused: journal.filter(({ status }) => status === 429).length,
        rounds,
        limit: rounded(limit),
        ratio: jobSeconds === 0 ? undefined : rounded(wall / limit),
        floor: rounded(floor),
        peakMb: Math.round(peakKb / 1024),
        endpoints: endpoints(journal),
      };
    });
  } finally {
    await org.stop();
  }
}

/** Previews and refreshes an unchanged stack under the default rate limit. */
export async function unchanged(flows: number, parallel: number): Promise<Unchanged> {
  const org = await startLocalOrg({ jobMs: 0, ratePerMinute: 1_000_000 });
  const stack = new Stack(flows, parallel);
  try {
    await withDoor(org, (door) => stack.up(door));
    // Only the deployment, which is not measured here, may exceed the rate limit.
    await org.control.settings({ ratePerMinute: RATE_PER_MINUTE });
    await org.control.clearJournal();

    const preview = await withDoor(org, async (door, facts) => {
      const created = await stack.up(door);
      if (created > 0) throw new Error(`${created} flows were created by a preview without changes`);
      return { loadsSdk: (await facts()).packages.includes(SDK) };
    });
    const previewCalls = (await org.control.journal()).length;
    await org.control.clearJournal();

    const begin = performance.now();
    await withDoor(org, (door) => stack.refresh(door));
    const wall = (performance.now() - begin) / 1000;
    const once = await org.control.journal();
    await withDoor(org, (door) => stack.refresh(door));
    const twice = await org.control.journal();
    return {
      flows,
      preview: { calls: previewCalls, ...preview },
      refresh: {
        calls: countedCalls(once).length,
        withPreview: countedCalls(twice).length,
        wallSeconds: rounded(wall),
        endpoints: endpoints(once),
      },
    };
  } finally {
    await org.stop();
  }
}

/** Runs `act` in its own provider process, which is started first. */
async function withDoor<T>(
  org: LocalOrg,
  act: (door: ProviderClient, facts: () => Promise<ProcessFacts>) => Promise<T>,
): Promise<T> {
  const watch = await watchFacts();
  const door = await startProvider(org, { env: watch.env });
  try {
    await watch.facts();
    return await act(door, watch.facts);
  } finally {
    await door.close();
    await watch.close();
  }
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;
