import { existingExport, registerExport } from "../../organization/exportJobs";
import { existingJob, flowIdOf, registerJob } from "../../organization/jobs";
import type { FlowReference, JobMessage } from "../../organization/jobModel";
import { throwApiError } from "../../organization/apiError";
import { existingValidation, registerValidation } from "../../organization/validateJobs";
import { bodyMap, optionalFlowType, optionalText } from "../body";
import { all } from "../route";
import type { Call, Route } from "../route";
import { downloadUrl, uploadUrl } from "../storage";

/** Publish, export and validation jobs. */
export const jobRoutes: Route[] = [
  {
    operation: "postFlowsJobs",
    method: "POST",
    path: "/api/v2/flows/jobs",
    permissions: all("architect:job:create"),
    answer({ org, client, now, baseUrl }) {
      const job = registerJob(org, client, now);
      return {
        status: org.settings.guesses.registerStatus,
        body: {
          id: job.id,
          presignedUrl: uploadUrl(baseUrl, org, job),
          headers: job.uploadHeaders,
          selfUri: `/api/v2/flows/jobs/${job.id}`,
        },
      };
    },
  },
  {
    operation: "getFlowsJob",
    method: "GET",
    path: "/api/v2/flows/jobs/:jobId",
    permissions: all("architect:job:view"),
    answer(call) {
      const job = existingJob(call.org, call.params.jobId ?? "");
      const flowId = flowIdOf(call.org, job, call.now);
      return {
        body: {
          id: job.id,
          ...(flowId === undefined ? {} : { flow: { id: flowId, selfUri: `/api/v2/flows/${flowId}` } }),
          status: job.status,
          command: "Publish",
          ...messages(call, job.messages),
          selfUri: `/api/v2/flows/jobs/${job.id}`,
        },
      };
    },
  },
  {
    operation: "postFlowsExportJobs",
    method: "POST",
    path: "/api/v2/flows/export/jobs",
    permissions: all("architect:jobExport:create"),
    answer(call) {
      const { flow, fileName } = onlyFlow(call);
      if (fileName !== undefined && !/^[\w-]+$/.test(fileName))
        throw throwApiError("archy.export.invalid.file.name");
      const job = registerExport(call.org, call.client.id, { flow, fileName }, call.now);
      return { status: call.org.settings.guesses.registerStatus, body: registered(job.id, "export") };
    },
  },
  {
    operation: "getFlowsExportJob",
    method: "GET",
    path: "/api/v2/flows/export/jobs/:jobId",
    permissions: all("architect:jobExport:view"),
    answer(call) {
      const job = existingExport(call.org, call.params.jobId ?? "");
      const url = downloadUrl(call.baseUrl, call.org, job);
      return {
        body: {
          id: job.id,
          status: job.status,
          command: "Export",
          ...(url === undefined ? {} : { downloadUrl: url }),
          ...messages(call, job.messages),
          selfUri: `/api/v2/flows/export/jobs/${job.id}`,
        },
      };
    },
  },
  {
    operation: "postFlowsValidateJobs",
    method: "POST",
    path: "/api/v2/flows/validate/jobs",
    permissions: all("architect:jobValidate:create"),
    answer(call) {
      const job = registerValidation(call.org, call.client.id, onlyFlow(call).flow, call.now);
      return { body: registered(job.id, "validate") };
    },
  },
  {
    operation: "getFlowsValidateJob",
    method: "GET",
    path: "/api/v2/flows/validate/jobs/:jobId",
    permissions: all("architect:jobValidate:view"),
    answer(call) {
      const job = existingValidation(call.org, call.params.jobId ?? "");
      return {
        body: {
          id: job.id,
          status: job.status,
          command: "Validate",
          ...messages(call, job.messages),
          selfUri: `/api/v2/flows/validate/jobs/${job.id}`,
        },
      };
    },
  },
];

const registered = (id: string, what: "export" | "validate") => ({
  id,
  status: "Registered",
  totalFlows: 1,
  selfUri: `/api/v2/flows/${what}/jobs/${id}`,
});

/** Only with `expand=messages`. */
function messages({ query }: Call, all: readonly JobMessage[]) {
  if (!query.list("expand").includes("messages")) return {};
  return {
    messages: all.map(({ at, type, text }) => ({ dateTime: new Date(at).toISOString(), type, text })),
  };
}

/** The only flow in the body of an export or validation. @throws Refusal 400 */
function onlyFlow(call: Call): { flow: FlowReference; fileName?: string } {
  const { flows } = bodyMap(call);
  if (!Array.isArray(flows) || flows.length !== 1) throw throwApiError("archy.export.invalid.flows.length");
  const item: unknown = flows[0];
  if (item === null) throw throwApiError("archy.export.item.cannot.be.null");
  const details = bodyMap({ body: item });
  if (details.flow === undefined || details.flow === null) throw throwApiError("archy.export.missing.flow");
  const named = bodyMap({ body: details.flow });
  const flow: FlowReference = {
    id: optionalText(named, "id"),
    name: optionalText(named, "name"),
    type: optionalFlowType(named),
    version: optionalText(named, "version"),
  };
  const byName = flow.name !== undefined && flow.type !== undefined;
  if ((flow.id !== undefined) === byName) throw throwApiError("archy.export.cannot.id.flow");
  return { flow, fileName: optionalText(details, "fileName") };
}
