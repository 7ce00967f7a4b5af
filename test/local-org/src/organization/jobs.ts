import { ArchyFailure } from "../architect/archyFailure";
import { failureLog, warningLog } from "../architect/jobLog";
import type { LogLine } from "../architect/jobLog";
import { readFlowFile } from "../architect/flowFile";
import { draw, drawBetween, drawId } from "./ids";
import type { JobRule, PublishJob } from "./jobModel";
import type { Client, Organization } from "./model";
import { searchFlow } from "./nameIndex";
import { leaveUnpublished, publishUpload } from "./publishing";
import { throwApiError } from "./apiError";
import type { JobTime } from "./settings";
import { own } from "./own";

/** Registers a job, which waits for its file. */
export function registerJob(org: Organization, client: Client, now: number): PublishJob {
  const id = drawId(org, "job");
  const job: PublishJob = {
    id,
    client: { kind: "client", id: client.id, name: client.name },
    registeredAt: now,
    uploadUntil: now + org.settings.uploadTime,
    // The names are those of Genesys Cloud's other presigned uploads (assumed; genesys-api.md section 2, point 2).
    uploadHeaders: {
      "x-amz-meta-jobid": id,
      "x-amz-meta-organizationid": org.id,
      "x-amz-meta-correlationid": drawId(org, "correlation"),
    },
    signature: draw(org, "signature"),
    status: "Registered",
    messages: [],
  };
  org.jobs[id] = job;
  return job;
}

/** Starts the job after its upload. A second upload to a job that has run has no effect (assumed). */
export function startJob(org: Organization, job: PublishJob, upload: string, now: number): void {
  if (job.status !== "Registered") return;
  job.about = uploadedName(upload);
  const rule = takeRule(org, job.about?.name);
  job.upload = upload;
  job.status = "Started";
  job.endsAt = now + (rule?.jobMs ?? milliseconds(org, org.settings.jobTime, job.about?.name));
  job.ordered = rule?.fail;
  org.running.push(job.id);
}

/** @throws Refusal 404 */
export function existingJob(org: Organization, id: string): PublishJob {
  const job = own(org.jobs, id);
  if (!job) throw throwApiError("general.resource.not.found", "Unable to find a job with that jobId");
  return job;
}

/** The flow that the job names now: see the settings `jobNamesFlow` and `failedJobNamesFlow`. */
export function flowIdOf(org: Organization, job: PublishJob, now: number): string | undefined {
  if (job.flowId !== undefined || !job.about) return job.flowId;
  const { jobNamesFlow, failedJobNamesFlow } = org.settings.guesses;
  const shown = job.status === "Started" ? jobNamesFlow === "running" : failedJobNamesFlow;
  return shown ? searchFlow(org, job.about.type, job.about.name, now)?.id : undefined;
}

/** Ends the publish jobs that are due, in the order of their end times. */
export function settleJobs(org: Organization, now: number): void {
  if (org.running.length === 0) return;
  const due = org.running
    .flatMap((id) => own(org.jobs, id) ?? [])
    .filter(({ endsAt }) => endsAt !== undefined && endsAt <= now)
    .sort((one, other) => (one.endsAt ?? 0) - (other.endsAt ?? 0));
  if (due.length === 0) return;
  org.running = org.running.filter((id) => !due.some((job) => job.id === id));
  for (const job of due) endJob(org, job, job.endsAt ?? now);
}

function endJob(org: Organization, job: PublishJob, now: number): void {
  const client = own(org.clients, job.client.id);
  if (job.upload === undefined || !client) throw new Error(`job ${job.id} runs without upload or client`);
  const say = (lines: LogLine[]): void => {
    job.messages.push(...lines.map((line) => ({ ...line, at: now })));
  };
  try {
    if (job.ordered) throw new ArchyFailure(100, job.ordered.join("\n"));
    const { flow, read } = publishUpload(org, job.upload, client, now);
    job.status = "Success";
    job.flowId = flow.id;
    say(warningLog(read.warnings));
  } catch (failure) {
    if (!(failure instanceof ArchyFailure)) throw failure;
    job.status = "Failure";
    if (failure.exitCode === 123 && job.about && org.settings.guesses.failedCreateLeavesFlow) {
      leaveUnpublished(org, job.about, job.client, now);
    }
    say(
      failureLog(failure, {
        organizationName: org.name,
        organizationId: org.id,
        sessionId: job.id,
        host: "127.0.0.1",
      }),
    );
  }
}

/** The first rule for this upload; each expires after its number of uses. */
function takeRule(org: Organization, name: string | undefined): JobRule | undefined {
  const rule = org.jobRules.find((each) => each.flow === undefined || each.flow === name);
  if (!rule) return undefined;
  rule.times = (rule.times ?? 1) - 1;
  if (rule.times <= 0) org.jobRules = org.jobRules.filter((each) => each !== rule);
  return rule;
}

function milliseconds(org: Organization, time: JobTime, flow: string | undefined): number {
  if (typeof time === "number") return time;
  if ("from" in time) return drawBetween(org, "jobTime", time.from, time.to);
  return milliseconds(org, (flow === undefined ? undefined : time.byFlow[flow]) ?? time.otherwise, undefined);
}

/** Name and type of an upload; undefined if it is not a flow file. */
function uploadedName(upload: string): { type: string; name: string } | undefined {
  try {
    const { kind, body } = readFlowFile(upload);
    return typeof body.name === "string" ? { type: kind.type, name: body.name } : undefined;
  } catch (failure) {
    if (failure instanceof ArchyFailure) return undefined;
    throw failure;
  }
}
