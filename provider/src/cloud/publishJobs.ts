import type { Models } from "purecloud-platform-client-v2";
import { LockedError, PublishError, TimeoutError, type JobFacts } from "./errors";
import type { EarlierPublish, PublishOrder, PublishReceipt } from "./flowApi";
import { describeNoAnswer } from "./apiErrors";
import { isPage, type HttpAnswer, type Outcome } from "./http";
import {
  awaitJob,
  errorLines,
  hasEnded,
  jobMessages,
  jobState,
  type JobState,
  type RunningJob,
} from "./jobs";
import type { JobTiming } from "./jobTiming";
import { hiding, type Redact } from "./redact";
import type { Clock } from "./requestGate";
import { retryDelay } from "./retry";
import { allOf, withTexts, type Shape } from "./shapes";
import type { Transport } from "./transport";

/** What publishing needs of its surroundings. */
export interface PublishSurroundings {
  transport: Transport;
  timing: JobTiming;
  clock: Clock;
  random: () => number;
}

const JOB = { path: "/api/v2/flows/jobs/{jobId}", permission: "architect:job:view" } as const;

/** A presigned URL may have expired by the time it is used; a new job brings a new one. One more is enough to know better. */
const REGISTRATIONS = 2;

/**
 * Publishes Architect YAML: registers a job, uploads the file to the URL that comes with it, and waits for the job's end.
 *
 * @throws PublishError with the platform's log when the job fails, or ends with another flow than the order's
 * @throws LockedError when somebody else edits the flow
 * @throws TimeoutError when the deadline passes first: the job may still succeed
 */
export async function publishByJob(
  order: PublishOrder,
  yaml: string,
  around: PublishSurroundings,
): Promise<PublishReceipt> {
  const jobId = await uploadedJob(order, yaml, around);
  const job: RunningJob = { ...JOB, id: jobId, timing: around.timing, deadline: order.deadline };
  const end = await awaitJob(job, around.transport, around.clock);
  const state = end.ended ? end.state : end.lastState;
  const facts: JobFacts = { operation: "POST /api/v2/flows/jobs", jobId, flowId: state?.flow?.id };
  if (!end.ended) throw outOfTime(state, facts, end.silence);
  return receipt(order, end.state, facts, around.transport);
}

/** What became of a job of an earlier run: see `earlierPublish` of the FlowApi. */
export async function earlierPublish(
  jobId: string,
  deadline: number,
  { transport, timing, clock }: PublishSurroundings,
): Promise<EarlierPublish | undefined> {
  const job: RunningJob = { ...JOB, id: jobId, timing, deadline };
  let state = await jobState(transport, job);
  // Nothing runs before the upload, and that never came.
  if (state.status === "Registered") return undefined;
  if (!hasEnded(state)) {
    const end = await awaitJob(job, transport, clock);
    if (!end.ended) {
      throw outOfTime(end.lastState ?? state, { operation: "GET /api/v2/flows/jobs", jobId }, end.silence);
    }
    state = end.state;
  }
  return { succeeded: state.status === "Success", flowId: state.flow?.id };
}

/** Registers a job and uploads the file; returns the job's id. */
async function uploadedJob(order: PublishOrder, yaml: string, around: PublishSurroundings): Promise<string> {
  for (let registration = 1; ; registration++) {
    const job = await register(order, around.transport);
    // Nothing runs before the upload: what is written down here finds the flow again after a crash.
    await order.onJob?.(job.id);
    const outcome = await upload(job, yaml, order.deadline, around);
    if (outcome === "accepted") return job.id;
    const refused = outcome.kind === "answer" && outcome.status === 403;
    if (!refused || registration === REGISTRATIONS) throw uploadFailure(outcome, job.id, around.transport);
  }
}

interface RegisteredJob {
  id: string;
  url: string;
  headers: Readonly<Record<string, string>>;
}

async function register(order: PublishOrder, transport: Transport): Promise<RegisteredJob> {
  // May be repeated although its outcome is unknown: a job without an upload never runs.
  const { body } = await transport.call<Models.RegisterArchitectJobResponse>({
    method: "POST",
    path: "/api/v2/flows/jobs",
    permission: "architect:job:create",
    deadline: order.deadline,
    answers: registration,
  });
  return { id: body.id ?? "", url: body.presignedUrl ?? "", headers: body.headers ?? {} };
}

/** A job with an address that can be uploaded to. */
const registration: Shape = allOf(withTexts("id", "presignedUrl"), ({ presignedUrl, headers }) => {
  const values: unknown[] = Object.values(headers ?? {});
  return isWebAddress(presignedUrl) && values.every((value) => typeof value === "string");
});

function isWebAddress(text: unknown): boolean {
  return typeof text === "string" && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/**
 * Uploads with exactly the headers that came with the URL. An upload whose outcome is unknown is not repeated blindly, since each one starts
 * the job: the job itself tells whether it has begun.
 */
async function upload(
  job: RegisteredJob,
  yaml: string,
  deadline: number,
  { transport, clock, random }: PublishSurroundings,
): Promise<"accepted" | Outcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await transport.plain({
      method: "PUT",
      url: job.url,
      headers: job.headers,
      body: yaml,
      followRedirects: true,
    });
    if (outcome.kind === "answer" && isReceipt(outcome)) return "accepted";
    const delay = retryDelay(attempt, outcome, { repeatable: true }, random());
    if (delay === undefined || clock.now() + delay > deadline) return outcome;
    await clock.sleep(delay);
    const state = await jobState(transport, { ...JOB, id: job.id, deadline });
    if (state.status !== "Registered") return "accepted";
  }
}

/** Storages give the file's tag back. A success without one may be a proxy's, and then the job shows whether the file has arrived. */
function isReceipt({ status, headers }: HttpAnswer): boolean {
  return status >= 200 && status <= 299 && headers.etag !== undefined;
}

/** The URL is signed, so it never appears; the job's id is enough for Genesys Cloud support. */
function uploadFailure(outcome: Outcome, jobId: string, transport: Transport): PublishError {
  const happened =
    outcome.kind === "none"
      ? `the storage ${describeNoAnswer(outcome)}`
      : `HTTP ${outcome.status}${storageCode(outcome)}${isPage(outcome) && outcome.status < 300 ? ", with a page of something else than the storage" : ""}`;
  const facts = { operation: "PUT <presigned upload URL>", jobId };
  return new PublishError(
    `The flow's file could not be uploaded for publish job ${jobId}: ${transport.redact(happened)}. Nothing has been published; check that this machine may connect to the storage of Genesys Cloud (proxy, firewall), and run again.`,
    facts,
    [],
  );
}

/** The storage's own code, out of its XML: `AccessDenied`, `SignatureDoesNotMatch`. */
function storageCode(outcome: Outcome): string {
  const body = outcome.kind === "answer" && typeof outcome.body === "string" ? outcome.body : "";
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1];
  return code === undefined ? "" : ` ${code}`;
}

function outOfTime(state: JobState | undefined, facts: JobFacts, silence: Error | undefined): TimeoutError {
  const flow = state?.flow?.id === undefined ? "" : ` for flow ${state.flow.id}`;
  return new TimeoutError(
    `The publish has not ended in the time that it was given: job ${facts.jobId}${flow} is still ${state?.status ?? "without an answer"}. It may succeed later; the next run finds out. To wait longer, raise timeouts.publish of the resource or the setting genesyscloud:publishTimeout (seconds).${silence === undefined ? "" : `\nThe last question about the job failed: ${silence.message}`}`,
    facts,
  );
}

function receipt(
  order: PublishOrder,
  state: JobState,
  facts: JobFacts,
  transport: Transport,
): PublishReceipt {
  const hide = hiding(order.secrets ?? []);
  const redact: Redact = (text) => hide(transport.redact(text));
  const messages = jobMessages(state, redact, transport.log);
  if (state.status !== "Success") {
    // Archy's own sentence; the API gives no code.
    const locked = messages.some(({ text }) => /is locked by another/i.test(text));
    if (locked) throw new LockedError(`The flow is locked by somebody else. ${errorLines(messages)}`, facts);
    throw new PublishError(
      `Genesys Cloud could not publish the flow. ${errorLines(messages)}`,
      facts,
      messages,
    );
  }
  const flowId = state.flow?.id;
  if (!flowId) {
    throw new PublishError(
      `Publish job ${facts.jobId} succeeded, but Genesys Cloud does not say which flow it published.`,
      facts,
      messages,
    );
  }
  if (order.id !== undefined && order.id !== flowId) {
    throw new PublishError(
      `The publish went into flow ${flowId}, not into ${order.id}: Genesys Cloud finds flows by name, and found that one. Look at both in Architect, delete or rename the one that is not wanted, and run "pulumi up" again.`,
      facts,
      messages,
    );
  }
  const warnings = messages.filter(({ severity }) => severity === "warning").map(({ text }) => text);
  return { flowId, warnings };
}
