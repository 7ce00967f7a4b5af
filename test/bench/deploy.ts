import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { engineShare } from "./engineShare";
import { deployment, unchanged, type Deployment, type Unchanged } from "./measures";
import { missedBy, missedByUnchanged } from "./targets";

/**
 * Measures the cost of a stack: time, calls, memory. `--flows 10,50 --job 2,5` set sizes and job times, `--parallel`
 * the number of parallel steps, `--refresh` the number of flows to refresh, `--engine` the number that an engine
 * deploys (0: none), and `--calls` shows the endpoints. Prints tables and the same as JSON. Exits with 1 and a
 * message for each missed target.
 *
 * The provider process is measured over gRPC from its first call, as a user's engine drives it. The engine's share is
 * measured separately and has no target.
 */

/** A token's calls per minute: larger stacks wait for the rate limit. */
const WITHIN_RATE_LIMIT = 70;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      flows: { type: "string", default: "1,10,50,200" },
      job: { type: "string", default: "0,2,5" },
      // Pulumi's default: four per processor.
      parallel: { type: "string", default: String(availableParallelism() * 4) },
      refresh: { type: "string", default: "500" },
      engine: { type: "string", default: "50" },
      calls: { type: "boolean", default: false },
    },
  });
  const parallel = whole("parallel", values.parallel);
  const refreshed = whole("refresh", values.refresh);
  const onEngine = whole("engine", values.engine);
  const sizes = values.flows.split(",").map((value) => whole("flows", value));
  const jobTimes = values.job.split(",").map((value) => whole("job", value));

  const start = (await deployment(1, 0, parallel)).wallSeconds;
  const deployments: Deployment[] = [];
  for (const flows of sizes) {
    const measure = (seconds: number): Promise<Deployment> => deployment(flows, seconds, parallel);
    // Stacks that only wait for the rate limit can run in parallel.
    if (flows > WITHIN_RATE_LIMIT) deployments.push(...(await Promise.all(jobTimes.map(measure))));
    else for (const seconds of jobTimes) deployments.push(await measure(seconds));
  }
  const same = refreshed > 0 ? await unchanged(refreshed, parallel) : undefined;
  const share = onEngine > 0 ? await engineShare(onEngine, parallel) : undefined;

  console.log(`${parallel} steps side by side; one flow in ten is a module, which the others call`);
  console.log(
    `the start of the process's first call (SDK, sign-in) and one flow without job time: ${start} s`,
  );
  show(deployments, same, values.calls);
  if (share !== undefined) console.table([share]);
  console.log(JSON.stringify({ parallel, start, deployments, unchanged: same, engineShare: share }));
  const missed = [
    ...deployments.flatMap((one) => missedBy(one, start)),
    ...(same === undefined ? [] : missedByUnchanged(same)),
  ];
  for (const sentence of missed) console.error(sentence);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

function show(deployments: readonly Deployment[], same: Unchanged | undefined, calls: boolean): void {
  console.table(deployments.map(({ endpoints: _, ...row }) => row));
  if (same !== undefined) {
    const { flows, preview, refresh } = same;
    console.table([
      { flows, of: "preview without changes", calls: preview.calls },
      { flows, of: "refresh, one pass", calls: refresh.calls },
      { flows, of: "refresh with its preview", calls: refresh.withPreview },
    ]);
  }
  if (!calls) return;
  for (const { flows, jobSeconds, endpoints } of deployments) {
    console.log(`${flows} flows, jobs of ${jobSeconds} s:`);
    console.table(endpoints);
  }
  if (same !== undefined) console.table(same.refresh.endpoints);
}

function whole(option: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--${option} takes whole numbers, not "${value}".`);
  return Number(value);
}

void main();
