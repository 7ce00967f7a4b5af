import { startJob } from "../organization/jobs";
import { runDueWork } from "../organization/runDueWork";
import type { ExportJob, PublishJob } from "../organization/jobModel";
import type { Organization } from "../organization/model";
import { header } from "./host";
import type { Host, Incoming, Outcome } from "./host";
import { own } from "../organization/own";

/** The path of signed URLs; on Genesys Cloud they point to another host. */
export const storagePath = "/_storage";

/** The signed URL for the upload of a job. */
export function uploadUrl(baseUrl: string, org: Organization, job: PublishJob): string {
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Date": new Date(job.registeredAt).toISOString().replace(/[-:]|\.\d+/g, ""),
    "X-Amz-Expires": String(Math.round((job.uploadUntil - job.registeredAt) / 1000)),
    "X-Amz-SignedHeaders": ["host", ...Object.keys(job.uploadHeaders)].sort().join(";"),
    "X-Amz-Signature": job.signature,
  });
  return `${baseUrl}${storagePath}/flows/${org.id}/${job.id}.yaml?${query.toString()}`;
}

/** The signed URL of an export's file. */
export function downloadUrl(baseUrl: string, org: Organization, job: ExportJob): string | undefined {
  if (!job.file) return undefined;
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Signature": job.signature,
  });
  return `${baseUrl}${storagePath}/exports/${org.id}/${job.id}/${encodeURIComponent(job.file.name)}?${query.toString()}`;
}

/**
 * `PUT` to the signed URL. Refusals are XML, as from the storage service (genesys-api.md section 2, point 2;
 * assumed).
 */
export function answerUpload(host: Host, incoming: Incoming, now: number): Outcome {
  const org = host.organizations.find(({ id }) => id === incoming.params.organizationId);
  const job = org && own(org.jobs, (incoming.params.file ?? "").replace(/\.yaml$/, ""));
  if (!org || !job) return refused(403, "AccessDenied", "Access Denied");
  if (header(incoming, "authorization") !== undefined) {
    return refused(400, "InvalidArgument", "Only one auth mechanism allowed");
  }
  const signed = new URLSearchParams(incoming.query).get("X-Amz-Signature") === job.signature;
  const complete = Object.entries(job.uploadHeaders).every(
    ([name, value]) => header(incoming, name) === value,
  );
  if (!signed || !complete) {
    return refused(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    );
  }
  if (now > job.uploadUntil) return refused(403, "AccessDenied", "Request has expired");
  runDueWork(org, now);
  startJob(org, job, decode(incoming.body), now);
  return { status: 200, headers: { etag: `"${job.id}"` }, body: "", organization: org.name };
}

/** `GET` of an export's signed URL. */
export function answerDownload(host: Host, incoming: Incoming): Outcome {
  const org = host.organizations.find(({ id }) => id === incoming.params.organizationId);
  const job = org && own(org.exportJobs, incoming.params.jobId ?? "");
  const signature = new URLSearchParams(incoming.query).get("X-Amz-Signature");
  if (!org || !job?.file || job.file.name !== incoming.params.file || job.signature !== signature) {
    return refused(403, "AccessDenied", "Access Denied");
  }
  return {
    status: 200,
    headers: { "content-type": "application/x-yaml" },
    body: job.file.text,
    organization: org.name,
  };
}

/** Bytes that are not UTF-8 become the replacement character, which is detected in YAML names and keys. */
const decode = (body: Buffer): string => body.toString("utf8");

function refused(status: number, code: string, message: string): Outcome {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}
