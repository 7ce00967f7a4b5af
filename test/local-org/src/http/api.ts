import { needPermissions } from "../organization/permissions";
import { ApiError, throwApiError } from "../organization/apiError";
import { runDueWork } from "../organization/runDueWork";
import { clientOf } from "../organization/tokens";
import type { Client, Organization } from "../organization/model";
import { errorBody } from "./errorBody";
import { header, json } from "./host";
import { operationFor } from "./operations";
import type { Address } from "./operations";
import type { Host, Incoming, Outcome } from "./host";
import { Query } from "./query";
import type { Answer, Offer } from "./route";

/** Handles one API request: authentication, rate limit, permissions, then the operation. */
export function answerApi(
  host: Host,
  incoming: Incoming,
  now: number,
  correlationId: string,
  address: Address | ApiError,
): Outcome {
  const token = /^bearer (.+)$/i.exec(header(incoming, "authorization") ?? "")?.[1];
  const caller = token === undefined ? undefined : findCaller(host, token, now);
  const allowed = (caller?.org ?? host.organizations[0])?.settings.ratePerMinute ?? 300;
  const rate = host.rates.count(caller && token !== undefined ? token : "", allowed, now);
  let offer: Offer | undefined;
  const outcome = (): Omit<Outcome, "headers"> & { headers?: Record<string, string> } => {
    try {
      if (token === undefined) throw refuseCaller("authentication.required");
      if (!caller) throw refuseCaller("bad.credentials");
      if (rate.refusal) throw rate.refusal;
      if (address instanceof ApiError) throw address;
      offer = operationFor(caller.org, caller.client, incoming, address);
      return answered(act(host, offer, caller, token, incoming, now));
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      const { body, headers } = json(errorBody(failure, correlationId));
      return { status: failure.status, headers: { ...headers, ...failure.headers }, body };
    }
  };
  const { status, headers, body } = outcome();
  return {
    status,
    headers: { ...rate.headers, ...headers },
    body,
    client: caller?.client.id,
    organization: caller?.org.name,
    ...(offer ? { operation: offer.operation ?? null } : {}),
  };
}

interface Caller {
  org: Organization;
  client: Client;
}

/** The token determines the organization: several share a host, as on Genesys Cloud. */
export function findCaller(host: Host, token: string, now: number): Caller | undefined {
  for (const org of host.organizations) {
    const client = clientOf(org, token, now);
    if (client) return { org, client };
  }
  return undefined;
}

function act(
  host: Host,
  route: Offer,
  { org, client }: Caller,
  token: string,
  incoming: Incoming,
  now: number,
): Answer {
  if (route.permissions) needPermissions(client, route.permissions);
  runDueWork(org, now);
  return route.answer({
    org,
    client,
    permissions: route.permissions?.of ?? [],
    token,
    now,
    params: incoming.params,
    query: new Query(incoming.query),
    body: parseBody(incoming),
    baseUrl: addressFor(host, incoming),
  });
}

/**
 * The host at which the client reached this server. Behind a proxy or a mapped port it differs from the server's own.
 */
function addressFor(host: Host, incoming: Incoming): string {
  const asked = header(incoming, "host") ?? "";
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(asked) ? `http://${asked}` : host.baseUrl;
}

function answered({
  status = 200,
  body,
}: Answer): Omit<Outcome, "headers"> & { headers?: Record<string, string> } {
  return body === undefined ? { status, body: "" } : { status, ...json(body) };
}

/** JSON; an empty body is allowed, since Genesys Cloud's JavaScript SDK sends it as `application/json`. */
function parseBody(incoming: Incoming): unknown {
  const text = incoming.body.toString("utf8").trim();
  if (text === "") return undefined;
  if (!(header(incoming, "content-type") ?? "").toLowerCase().includes("json")) {
    throw new ApiError(
      415,
      "unsupported.media.type",
      "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.",
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw throwApiError("bad.request");
  }
}

const refuseCaller = (code: "authentication.required" | "bad.credentials"): ApiError =>
  new ApiError(
    401,
    code,
    code === "bad.credentials"
      ? "Invalid login credentials."
      : "No authentication bearer token specified in authorization header.",
  );
