import { settleExports } from "./exportJobs";
import { settleJobs } from "./jobs";
import type { Organization } from "./model";
import { settleValidations } from "./validateJobs";

/** Brings everything that takes time up to `now`. Called before each request, so that nothing needs a timer. */
export function runDueWork(org: Organization, now: number): void {
  settleJobs(org, now);
  settleExports(org, now);
  settleValidations(org, now);
}
