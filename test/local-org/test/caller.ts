import type { Models } from "purecloud-platform-client-v2";
import { localClient } from "../src/index";
import type { LocalOrg } from "../src/index";

/** A response. The caller chooses the type of `body`; the contract specs verify it. */
export interface Heard<Body> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

/** A client of the API over plain HTTP. */
export interface Caller {
  token: string;
  call<Body = Models.ErrorBody>(method: string, path: string, body?: unknown): Promise<Heard<Body>>;
  /** Registers a job and uploads the file. Resolves to the job id once the upload is accepted. */
  upload(yaml: string): Promise<string>;
  job(id: string): Promise<Models.ArchitectJobStateResponse>;
  /** Registers an export and returns the first state of its job. */
  exportJob(
    flow: Models.ArchitectFlowReference,
    fileName?: string,
  ): Promise<Models.ArchitectExportJobStateResponse>;
  /** The exported text. */
  exported(flow: Models.ArchitectFlowReference): Promise<string>;
}

/** Signs in and returns a caller. */
export async function signIn(
  org: LocalOrg,
  credentials: { id: string; secret: string } = localClient,
): Promise<Caller> {
  const { body, text } = await login(org, credentials.id, credentials.secret);
  if (body.access_token === undefined) throw new Error(`sign-in failed: ${text}`);
  const token = body.access_token;
  const call = <Body>(method: string, path: string, content?: unknown): Promise<Heard<Body>> =>
    send<Body>(`${org.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: content === undefined ? undefined : JSON.stringify(content),
    });
  const exportJob: Caller["exportJob"] = async (flow, fileName) => {
    const { body } = await call<Models.RegisterArchitectExportJobResponse>(
      "POST",
      "/api/v2/flows/export/jobs",
      {
        flows: [{ flow, ...(fileName === undefined ? {} : { fileName }) }],
      },
    );
    const state = `/api/v2/flows/export/jobs/${body.id ?? ""}?expand=messages`;
    return (await call<Models.ArchitectExportJobStateResponse>("GET", state)).body;
  };
  return {
    token,
    call,
    exportJob,
    async exported(flow) {
      const { downloadUrl, messages } = await exportJob(flow);
      if (downloadUrl === undefined) throw new Error(`export failed: ${JSON.stringify(messages)}`);
      return (await send(downloadUrl, {})).text;
    },
    async upload(yaml) {
      const { body: job } = await call<Models.RegisterArchitectJobResponse>("POST", "/api/v2/flows/jobs");
      const put = await send(job.presignedUrl ?? "", { method: "PUT", headers: job.headers, body: yaml });
      if (put.status !== 200) throw new Error(`upload failed: ${put.text}`);
      return job.id ?? "";
    },
    job: async (id) =>
      (await call<Models.ArchitectJobStateResponse>("GET", `/api/v2/flows/jobs/${id}?expand=messages`)).body,
  };
}

/** The response of the login host. */
export interface LoginAnswer {
  access_token?: string;
  token_type?: string;
  expires_in?: number;
  error?: string;
  error_description?: string;
}

export const login = (
  org: LocalOrg,
  id: string,
  secret: string,
  form: Record<string, string> = {},
): Promise<Heard<LoginAnswer>> =>
  send(`${org.url}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
  });

/** One HTTP request. The body of a response without JSON is the empty object. */
export async function send<Body>(url: string, init: RequestInit): Promise<Heard<Body>> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Body,
  };
}
