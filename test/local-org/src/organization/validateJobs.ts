import { ArchyFailure } from "../architect/archyFailure";
import { failureLog, warningLog } from "../architect/jobLog";
import { readFlow } from "../architect/readFlow";
import { findReferenced } from "./flowReferences";
import { drawId } from "./ids";
import type { FlowReference, ValidateJob } from "./jobModel";
import type { Organization } from "./model";
import { throwApiError } from "./apiError";
import { organizationObjects } from "./publishedFlows";
import { own } from "./own";

/** Registers the validation of an existing flow: a file has no dry run (genesys-api.md section 1.2). */
export function registerValidation(
  org: Organization,
  clientId: string,
  flow: FlowReference,
  now: number,
): ValidateJob {
  const endsAt = now + org.settings.exportTime;
  const job: ValidateJob = {
    id: drawId(org, "validateJob"),
    clientId,
    endsAt,
    status: "Started",
    flow,
    messages: [],
  };
  org.validateJobs[job.id] = job;
  return job;
}

/** @throws Refusal 404 */
export function existingValidation(org: Organization, id: string): ValidateJob {
  const job = own(org.validateJobs, id);
  if (!job) throw throwApiError("not.found");
  return job;
}

/** Ends the validations that are due. */
export function settleValidations(org: Organization, now: number): void {
  for (const job of Object.values(org.validateJobs)) {
    if (job.status === "Started" && job.endsAt <= now) endValidation(org, job, now);
  }
}

function endValidation(org: Organization, job: ValidateJob, now: number): void {
  try {
    const found = findReferenced(org, job.flow, now);
    if (typeof found === "string") throw new ArchyFailure(100, found);
    const read = readFlow(
      found.version.content,
      organizationObjects(org, now),
      org.settings.guesses.moduleWithoutEnd,
    );
    job.messages = warningLog(read.warnings).map((line) => ({ ...line, at: now }));
    job.status = "Success";
  } catch (failure) {
    if (!(failure instanceof ArchyFailure)) throw failure;
    const session = {
      organizationName: org.name,
      organizationId: org.id,
      sessionId: job.id,
      host: "127.0.0.1",
    };
    job.messages = failureLog(failure, session).map((line) => ({ ...line, at: now }));
    job.status = "Failure";
  }
}
