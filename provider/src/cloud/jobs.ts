import type { Models } from "purecloud-platform-client-v2";
import { outcomeUnknown, type JobMessage } from "./errors";
import type { JobTiming } from "./jobTiming";
import type { Log } from "./log";
import type { Redact } from "./redact";
import type { Clock } from "./requestGate";
import { allOf, anyObject, optional, optionalList, optionalText, withTexts, type Shape } from "./shapes";
import type { Answer, ApiCall, Transport } from "./transport";

/** The state of a publish or an export job. */
export type JobState = Models.ArchitectJobStateResponse & Models.ArchitectExportJobStateResponse;

/** A job that runs, and until when it may. */
export interface RunningJob {
  id: string;
  path: "/api/v2/flows/jobs/{jobId}" | "/api/v2/flows/export/jobs/{jobId}";
  permission: string;
  timing: JobTiming;
  /** Milliseconds since the epoch. */
  deadline: number;
}

/** How waiting for a job ended: with its end, or with the last that was heard of it. */
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

/** Asks about a job once. */
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

/** Waits until a job has ended or its time is over. A platform that fails to answer meanwhile is no reason to give up: the job runs. */
export async function awaitJob(job: RunningJob, transport: Transport, clock: Clock): Promise<JobEnd> {
  const watch = job.timing.start(clock.now());
  let lastState: JobState | undefined;
  let silence: Error | undefined;
  try {
    for (;;) {
      const left = job.deadline - clock.now();
      if (left <= 0) return { ended: false, lastState, silence };
      const step = watch.next(clock.now());
      await clock.sleep(Math.min(step.wait, left));
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

/** Whether a job has run to its end, well or not. */
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

/** What Archy, which runs the jobs, prints about itself: it says nothing about the flow. */
const NOISE = [
  /^setting the Archy exit code to \d+$/i,
  /^session startup initialization for \w+ complete\./i,
  /^Error during program \w+ execution:$/i,
];

/** What Archy puts before the sentence that matters. */
const PREFIX = /^ArchSession\.\w+ - Caught unhandled exception .*?Exception info:\s*/is;

/**
 * A job's log without secrets and without what Archy says about itself, which goes to the debug log: errors first, in the platform's order
 * otherwise.
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

/** The errors of a log as the lines of a message. */
export function errorLines(messages: readonly JobMessage[]): string {
  const errors = messages.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return "It gives no reason; Architect may show one when the flow is opened there.";
  return `It says:\n${errors.map(({ text }) => `  ${text.replaceAll("\n", "\n    ")}`).join("\n")}`;
}
