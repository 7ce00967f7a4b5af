import type { Models } from "purecloud-platform-client-v2";
import type { EarlierPublish, PublishRequest, PublishResult } from "./flowApi";
import { describeNoAnswer } from "./http/apiErrors";
import type { JobFacts, JobMessage } from "./http/platformErrors";
import { LockedError, PublishError, TimeoutError, outcomeUnknown } from "./http/platformErrors";
import type { Clock } from "./http/rateLimiter";
import type { Redact } from "./http/redaction";
import { hiding } from "./http/redaction";
import type { Shape } from "./http/responseShapes";
import { allOf, anyObject, optional, optionalList, optionalText, withTexts } from "./http/responseShapes";
import { retryDelay } from "./http/retry";
import type { HttpAnswer, HttpResult } from "./http/sdk";
import { isPage } from "./http/sdk";
import type { Answer, ApiCall, Transport } from "./http/transport";
import type { Log } from "./log";
import type { PollSchedule } from "./pollSchedule";

/** Dependencies of a publish. */
export interface PublishDependencies {
  transport: Transport;
  timing: PollSchedule;
  clock: Clock;
  random: () => number;
}

const JOB = { path: "/api/v2/flows/jobs/{jobId}", permission: "architect:job:view" } as const;

/** How many jobs to register at most. A presigned URL may have expired when it is used; a new job has a new URL. */
const REGISTRATIONS = 2;

/**
 * Publishes Architect YAML: registers a job, uploads the file to the job's presigned URL, and waits until the job
 * ends.
 *
 * @throws PublishError with the job's log if the job fails or returns a different flow than requested
 * @throws LockedError if someone else is editing the flow
 * @throws TimeoutError if the deadline passes first; the job may still succeed
 */
export async function publishByJob(
  order: PublishRequest,
  yaml: string,
  dependencies: PublishDependencies,
): Promise<PublishResult> {
  const jobId = await uploadedJob(order, yaml, dependencies);
  const job: RunningJob = {
    ...JOB,
    id: jobId,
    timing: dependencies.timing,
    deadline: order.deadline,
    onLongWait: (seconds) =>
      dependencies.transport.log.warn(
        `${order.name}: still publishing after ${seconds} s; Genesys Cloud has not finished job ${jobId} yet.`,
      ),
  };
  const end = await awaitJob(job, dependencies.transport, dependencies.clock);
  const state = end.ended ? end.state : end.lastState;
  const facts: JobFacts = { operation: "POST /api/v2/flows/jobs", jobId, flowId: state?.flow?.id };
  if (!end.ended) throw outOfTime(state, facts, end.silence);
  return receipt(order, end.state, facts, dependencies.transport);
}

/** The result of a job of an earlier run: see `earlierPublish` of the FlowApi. */
export async function earlierPublish(
  jobId: string,
  deadline: number,
  { transport, timing, clock }: PublishDependencies,
): Promise<EarlierPublish | undefined> {
  const job: RunningJob = { ...JOB, id: jobId, timing, deadline };
  let state = await jobState(transport, job);
  // The job only runs after the upload, which never happened.
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

/** Registers a job and uploads the file. Returns the job's id. */
async function uploadedJob(
  order: PublishRequest,
  yaml: string,
  dependencies: PublishDependencies,
): Promise<string> {
  for (let registration = 1; ; registration++) {
    const job = await register(order, dependencies.transport);
    // The job only runs after the upload, so the id stored here finds the flow again after a crash.
    await order.onJob?.(job.id);
    const outcome = await upload(job, yaml, order.deadline, dependencies);
    if (outcome === "accepted") return job.id;
    const refused = outcome.kind === "answer" && outcome.status === 403;
    if (!refused || registration === REGISTRATIONS)
      throw uploadFailure(outcome, job.id, dependencies.transport);
  }
}

interface RegisteredJob {
  id: string;
  url: string;
  headers: Readonly<Record<string, string>>;
}

async function register(order: PublishRequest, transport: Transport): Promise<RegisteredJob> {
  // Safe to repeat if the outcome is unknown: a job without an upload never runs.
  const { body } = await transport.call<Models.RegisterArchitectJobResponse>({
    method: "POST",
    path: "/api/v2/flows/jobs",
    permission: "architect:job:create",
    deadline: order.deadline,
    answers: registration,
  });
  return { id: body.id ?? "", url: body.presignedUrl ?? "", headers: body.headers ?? {} };
}

/** A job with a valid upload URL. */
const registration: Shape = allOf(withTexts("id", "presignedUrl"), ({ presignedUrl, headers }) => {
  const values: unknown[] = Object.values(headers ?? {});
  return isWebAddress(presignedUrl) && values.every((value) => typeof value === "string");
});

function isWebAddress(text: unknown): boolean {
  return typeof text === "string" && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/**
 * Uploads with exactly the headers that came with the URL. Each upload starts the job, so if the outcome is unknown,
 * the job's state is checked before the upload is repeated.
 */
async function upload(
  job: RegisteredJob,
  yaml: string,
  deadline: number,
  { transport, clock, random }: PublishDependencies,
): Promise<"accepted" | HttpResult> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await transport.fetchRaw({
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

/**
 * Storage servers return the file's ETag. A success without one may come from a proxy, so the job's state is checked.
 */
function isReceipt({ status, headers }: HttpAnswer): boolean {
  return status >= 200 && status <= 299 && headers.etag !== undefined;
}

/** The URL is signed, so it must not appear in the message; the job's id is enough for Genesys Cloud support. */
function uploadFailure(outcome: HttpResult, jobId: string, transport: Transport): PublishError {
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

/** The storage server's error code from its XML: `AccessDenied`, `SignatureDoesNotMatch`. */
function storageCode(outcome: HttpResult): string {
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
  order: PublishRequest,
  state: JobState,
  facts: JobFacts,
  transport: Transport,
): PublishResult {
  const hide = hiding(order.secrets ?? []);
  const redact: Redact = (text) => hide(transport.redact(text));
  const messages = jobMessages(state, redact, transport.log);
  if (state.status !== "Success") {
    // Archy's message; the API has no code for this.
    const locked = messages.some(({ text }) => /is locked by another/i.test(text));
    if (locked) throw new LockedError(`The flow is locked by somebody else. ${jobErrors(messages)}`, facts);
    throw new PublishError(
      `Genesys Cloud could not publish the flow. ${jobErrors(messages)}`,
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

/** The state of a publish or export job. */
export type JobState = Models.ArchitectJobStateResponse & Models.ArchitectExportJobStateResponse;

/** A running job and how long to wait for it. */
export interface RunningJob {
  id: string;
  path: "/api/v2/flows/jobs/{jobId}" | "/api/v2/flows/export/jobs/{jobId}";
  permission: string;
  timing: PollSchedule;
  /** In milliseconds since the epoch. */
  deadline: number;
  /** Called with the seconds waited so far: after 15 s, and then every minute. */
  onLongWait?: (seconds: number) => void;
}

const FIRST_NOTICE_MS = 15_000;
const NOTICE_INTERVAL_MS = 60_000;

/** Sleeps, and reports the total time waited. */
function reportingSleep({ onLongWait }: RunningJob, clock: Clock): (ms: number) => Promise<void> {
  const start = clock.now();
  let notice = start + FIRST_NOTICE_MS;
  return async (ms) => {
    const end = clock.now() + ms;
    for (let left = ms; left > 0; left = end - clock.now()) {
      await clock.sleep(onLongWait === undefined ? left : Math.min(left, Math.max(1, notice - clock.now())));
      if (onLongWait === undefined) return;
      if (clock.now() < notice) continue;
      onLongWait(Math.round((clock.now() - start) / 1_000));
      notice = clock.now() + NOTICE_INTERVAL_MS;
    }
  };
}

/** How waiting for a job ended: the job ended, or the deadline passed, with the last known state. */
export type JobEnd =
  | { ended: true; state: JobState }
  | { ended: false; lastState: JobState | undefined; silence: Error | undefined };

const STATUSES = ["Registered", "Started", "Success", "Failure"] as const;

const jobShape: Shape = allOf(
  ({ status }) => STATUSES.some((one) => one === status),
  optional("flow", withTexts("id")),
  optionalText("downloadUrl"),
  optionalList("messages", anyObject),
);

/** Gets the state of a job once. */
export async function jobState(
  transport: Transport,
  job: Pick<RunningJob, "id" | "path" | "permission"> & { deadline?: number },
): Promise<JobState> {
  const call: ApiCall = {
    method: "GET",
    path: job.path,
    pathParams: { jobId: job.id },
    query: { expand: "messages" },
    permission: job.permission,
    deadline: job.deadline,
    answers: jobShape,
  };
  const answer: Answer<JobState> = await transport.call(call);
  return answer.body;
}

/**
 * Waits until a job ends or its deadline passes. Failed requests do not end the wait, because the job keeps running.
 */
export async function awaitJob(job: RunningJob, transport: Transport, clock: Clock): Promise<JobEnd> {
  const watch = job.timing.start(clock.now());
  const sleep = reportingSleep(job, clock);
  let lastState: JobState | undefined;
  let silence: Error | undefined;
  try {
    for (;;) {
      const left = job.deadline - clock.now();
      if (left <= 0) return { ended: false, lastState, silence };
      const step = watch.next(clock.now());
      await sleep(Math.min(step.wait, left));
      if (!step.ask && step.wait < left) continue;
      const heard = await stateOrSilence(job, transport);
      silence = heard instanceof Error ? heard : undefined;
      if (!(heard instanceof Error)) lastState = heard;
      const ended = lastState !== undefined && hasEnded(lastState) ? lastState : undefined;
      watch.asked(clock.now(), ended !== undefined);
      if (ended !== undefined) return { ended: true, state: ended };
    }
  } finally {
    watch.end();
  }
}

/** Whether a job has ended, successfully or not. */
export function hasEnded({ status }: JobState): boolean {
  return status === "Success" || status === "Failure";
}

async function stateOrSilence(job: RunningJob, transport: Transport): Promise<JobState | Error> {
  try {
    return await jobState(transport, job);
  } catch (error) {
    if (error instanceof Error && outcomeUnknown(error)) return error;
    throw error;
  }
}

/** Messages of Archy, which runs the jobs, about itself rather than the flow. */
const NOISE = [
  /^setting the Archy exit code to \d+$/i,
  /^session startup initialization for \w+ complete\./i,
  /^Error during program \w+ execution:$/i,
];

/** The prefix that Archy puts before the actual message. */
const PREFIX = /^ArchSession\.\w+ - Caught unhandled exception .*?Exception info:\s*/is;

/**
 * A job's log without secrets and without Archy's messages about itself, which go to the debug log. Errors come
 * first, otherwise the order is the platform's.
 */
export function jobMessages(state: JobState, redact: Redact, log: Log): JobMessage[] {
  const all = (state.messages ?? []).map(({ type, text }): JobMessage => ({
    severity: String(type).toLowerCase() === "warning" ? "warning" : "error",
    text: redact(typeof text === "string" ? text.trim() : ""),
  }));
  for (const { severity, text } of all) log.debug(`job ${state.id ?? "?"}: ${severity}: ${text}`);
  const messages = all
    .map(({ severity, text }) => ({ severity, text: text.replace(PREFIX, "") }))
    .filter(({ text }) => text !== "" && !NOISE.some((noise) => noise.test(text)));
  return [
    ...messages.filter(({ severity }) => severity === "error"),
    ...messages.filter(({ severity }) => severity === "warning"),
  ];
}

/** The errors of a log as lines of a message. */
export function jobErrors(messages: readonly JobMessage[]): string {
  const errors = messages.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return "It gives no reason; Architect may show one when the flow is opened there.";
  return `It says:\n${errors.map(({ text }) => `  ${text.replaceAll("\n", "\n    ")}`).join("\n")}`;
}
