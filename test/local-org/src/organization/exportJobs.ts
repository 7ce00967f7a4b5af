import { exportFlow } from "../architect/exporting/exportFlow";
import { draw, drawId } from "./ids";
import { findReferenced } from "./flowReferences";
import type { ExportJob, FlowReference } from "./jobModel";
import type { Organization } from "./model";
import { throwApiError } from "./apiError";
import { own } from "./own";

/** Registers an export, which starts immediately. */
export function registerExport(
  org: Organization,
  clientId: string,
  wanted: { flow: FlowReference; fileName?: string },
  now: number,
): ExportJob {
  const job: ExportJob = {
    id: drawId(org, "exportJob"),
    clientId,
    endsAt: now + org.settings.exportTime,
    status: "Started",
    ...wanted,
    messages: [],
    signature: draw(org, "signature"),
  };
  org.exportJobs[job.id] = job;
  return job;
}

/** @throws Refusal 404 */
export function existingExport(org: Organization, id: string): ExportJob {
  const job = own(org.exportJobs, id);
  if (!job) throw throwApiError("general.resource.not.found", "Unable to find a job with that jobId");
  return job;
}

/** Ends the exports that are due. */
export function settleExports(org: Organization, now: number): void {
  for (const job of Object.values(org.exportJobs)) {
    if (job.status === "Started" && job.endsAt <= now) endExport(org, job, now);
  }
}

function endExport(org: Organization, job: ExportJob, now: number): void {
  const found = findReferenced(org, job.flow, now);
  if (typeof found === "string") {
    job.status = "Failure";
    // The messages of a real job (genesys-api.md section 2 and TF's export): see also exit code 107.
    const texts = ["Error during program export execution:", found, "setting the Archy exit code to 107"];
    job.messages = texts.map((text) => ({ type: "Error", text, at: now }));
    return;
  }
  const { flow, version } = found;
  const division = org.divisions.find(({ id }) => id === flow.divisionId)?.name ?? "Home";
  const { exportAddsMainMenu, exportReferencedObjects, exportStyle } = org.settings.guesses;
  job.status = "Success";
  job.file = {
    name: `${job.fileName ?? `${flow.name}_v${version.id.replace(".", "-")}`}.yaml`,
    text: exportFlow({
      content: version.content,
      name: flow.name,
      description: flow.description,
      division,
      modules: version.modules,
      addMainMenu: exportAddsMainMenu,
      referencedObjects: exportReferencedObjects,
      newer: exportStyle === "newer",
    }),
  };
}
