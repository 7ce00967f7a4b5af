import { settleExports } from "./exportJobs";
import { settleJobs } from "./jobs";
import type { Organisation } from "./model";
import { settleValidations } from "./validateJobs";

/** Brings everything that takes time up to `now`. Called before each request, so that nothing needs a timer. */
export function settle(org: Organisation, now: number): void {
  settleJobs(org, now);
  settleExports(org, now);
  settleValidations(org, now);
}
