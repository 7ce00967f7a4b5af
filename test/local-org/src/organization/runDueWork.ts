import { settleExports } from "./exportJobs";
import { settleJobs } from "./jobs";
import type { Organization } from "./model";
import { settleValidations } from "./validateJobs";

/** Completes all work that is due at `now`. Called before each request, so that no timers are needed. */
export function runDueWork(org: Organization, now: number): void {
  settleJobs(org, now);
  settleExports(org, now);
  settleValidations(org, now);
}
