import type { Models } from "purecloud-platform-client-v2";
import { PublishError, ServerError, TimeoutError } from "./http/platformErrors";
import { describeNoAnswer } from "./http/apiErrors";
import type { HttpResult } from "./http/sdk";
import { awaitJob, jobErrors, jobMessages, type RunningJob } from "./publishJobs";
import type { PollSchedule } from "./pollSchedule";
import type { Clock } from "./http/rateLimiter";
import { retryDelay } from "./http/retry";
import { withTexts } from "./http/responseShapes";
import type { Transport } from "./http/transport";

/** Dependencies of an export. */
export interface ExportDependencies {
  transport: Transport;
  timing: PollSchedule;
  clock: Clock;
  random: () => number;
}

/** The timeout of one export, in milliseconds. Known exports finish within 90 s. */
const EXPORT_TIME = 120_000;

/**
 * An export that hits the rate limit internally reports that the flow does not exist, so it is tried again after this
 * many milliseconds.
 */
const ATTEMPTS = 3;
const PAUSE = 5000;

/** Exports the Architect YAML of a published version by an export job. */
export async function exportYaml(
  id: string,
  versionId: string,
  dependencies: ExportDependencies,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const result = await exportOnce(id, versionId, dependencies);
    if (typeof result === "string") return result;
    const spurious = result.messages.some(({ text }) => /could not find the flow with id/i.test(text));
    if (!spurious || attempt === ATTEMPTS) throw result;
    await dependencies.clock.sleep(PAUSE * attempt);
  }
}

async function exportOnce(
  id: string,
  versionId: string,
  dependencies: ExportDependencies,
): Promise<string | PublishError> {
  const { transport, clock } = dependencies;
  const operation = "POST /api/v2/flows/export/jobs";
  const { body } = await transport.call<Models.RegisterArchitectExportJobResponse>({
    method: "POST",
    path: "/api/v2/flows/export/jobs",
    body: { flows: [{ flow: { id, version: versionId }, exportType: "Yaml" }] },
    permission: "architect:jobExport:create",
    answers: withTexts("id"),
  });
  const job: RunningJob = {
    id: body.id ?? "",
    path: "/api/v2/flows/export/jobs/{jobId}",
    permission: "architect:jobExport:view",
    timing: dependencies.timing,
    deadline: clock.now() + EXPORT_TIME,
  };
  const end = await awaitJob(job, transport, clock);
  const facts = { operation, jobId: job.id, flowId: id };
  if (!end.ended) {
    throw new TimeoutError(
      `The export of flow ${id} (job ${job.id}) has not ended within two minutes; run again.${end.silence === undefined ? "" : ` The last question about the job failed: ${end.silence.message}`}`,
      facts,
    );
  }
  const messages = jobMessages(end.state, transport.redact, transport.log);
  if (end.state.status !== "Success") {
    return new PublishError(
      `Genesys Cloud could not export flow ${id}. ${jobErrors(messages)}`,
      facts,
      messages,
    );
  }
  if (!URL.canParse(end.state.downloadUrl ?? "") || !/^https?:/.test(end.state.downloadUrl ?? "")) {
    throw new ServerError(
      `Export job ${job.id} succeeded, but Genesys Cloud gave no download URL; run again.`,
      facts,
    );
  }
  return download(end.state.downloadUrl ?? "", id, dependencies);
}

/** Downloads the file. The URL is signed, so it needs no token and must not appear in messages. */
async function download(url: string, id: string, dependencies: ExportDependencies): Promise<string> {
  const { transport, clock, random } = dependencies;
  let doubtful: string | undefined;
  for (let attempt = 1; ; attempt++) {
    const outcome = await transport.fetchRaw({ method: "GET", url, followRedirects: true });
    const file = fileOf(outcome);
    // A truncated file is still valid YAML. Architect ends its files with a line break, so a file without one is
    // downloaded again.
    if (file?.endsWith("\n") === true || (file !== undefined && file === doubtful)) return file;
    doubtful = file;
    const delay = retryDelay(attempt, outcome, { repeatable: true }, random());
    if (delay === undefined) {
      throw new ServerError(
        `The export of flow ${id} could not be downloaded (${whatCame(outcome)}); check that this machine may connect to the storage of Genesys Cloud (proxy, firewall), and run again.`,
        { operation: "GET <signed download URL>" },
      );
    }
    await clock.sleep(delay);
  }
}

function fileOf(outcome: HttpResult): string | undefined {
  if (outcome.kind === "none" || outcome.status !== 200 || typeof outcome.body !== "string") return undefined;
  return isFlowFile(outcome.body) ? outcome.body : undefined;
}

/**
 * A flow file starts with a line such as `inboundCall:`, possibly after comments. A JSON error or an HTML page does
 * not.
 */
function isFlowFile(text: string): boolean {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const first = lines.find((line) => !/^\s*(#|---|%YAML|$)/.test(line));
  return first !== undefined && /^["']?[A-Za-z]+["']?:/.test(first);
}

function whatCame(outcome: HttpResult): string {
  if (outcome.kind === "none") return `the storage ${describeNoAnswer(outcome)}`;
  return outcome.status === 200 ? "what came is not a flow file, or is cut off" : `HTTP ${outcome.status}`;
}
