import type { Models } from "purecloud-platform-client-v2";
import { outcomeUnknown, type JobMessage } from "./errors";
import type { JobTiming } from "./jobTiming";
import type { Redact } from "./redact";
import type { Clock } from "./requestGate";
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

/** How waiting for a job ended. */
export type JobEnd = { ended: true; state: JobState } | { ended: false; lastState: JobState | undefined };

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
  };
  const answer: Answer<JobState> = await transport.call(call);
  return answer.body;
}

/** Waits until a job has ended or its time is over. A platform that fails to answer meanwhile is no reason to give up: the job runs. */
export async function awaitJob(job: RunningJob, transport: Transport, clock: Clock): Promise<JobEnd> {
  const watch = job.timing.start(clock.now());
  let lastState: JobState | undefined;
  try {
    for (;;) {
      const left = job.deadline - clock.now();
      if (left <= 0) return { ended: false, lastState };
      const step = watch.next(clock.now());
      await clock.sleep(Math.min(step.wait, left));
      if (!step.ask && step.wait < left) continue;
      lastState = await stateOrSilence(job, transport, lastState);
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

async function stateOrSilence(
  job: RunningJob,
  transport: Transport,
  before: JobState | undefined,
): Promise<JobState | undefined> {
  try {
    return await jobState(transport, job);
  } catch (error) {
    if (outcomeUnknown(error)) return before;
    throw error;
  }
}

/** A job's log without secrets: errors first, in the platform's order otherwise. */
export function jobMessages(state: JobState, redact: Redact): JobMessage[] {
  const messages = (state.messages ?? []).map(({ type, text }): JobMessage => ({
    severity: type?.toLowerCase() === "warning" ? "warning" : "error",
    text: redact((text ?? "").trim()),
  }));
  const worthReading = messages.filter(({ text }) => text !== "");
  return [
    ...worthReading.filter(({ severity }) => severity === "error"),
    ...worthReading.filter(({ severity }) => severity === "warning"),
  ];
}

/** The errors of a log as the lines of a message. */
export function errorLines(messages: readonly JobMessage[]): string {
  const errors = messages.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return "It gives no reason; Architect may show one when the flow is opened there.";
  return `It says:\n${errors.map(({ text }) => `  ${text.replaceAll("\n", "\n    ")}`).join("\n")}`;
}
