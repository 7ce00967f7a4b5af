import type { FastifyReply } from "fastify";
import { drawBetween, drawId } from "../organization/ids";
import { ApiError } from "../organization/apiError";
import { commonError, errorBody } from "./errorBody";
import type { FaultRule } from "./faults";
import { json } from "./host";
import type { Host, Incoming, Outcome } from "./host";
import { storagePath } from "./storage";

/** A request handler. */
export interface Door {
  operation?: string;
  act(incoming: Incoming, now: number, correlationId: string): Outcome | Promise<Outcome>;
}

/** Handles one request: faults, the response, the journal, the log. */
export async function exchange(
  host: Host,
  incoming: Incoming,
  reply: FastifyReply,
  door: Door,
): Promise<FastifyReply> {
  const started = performance.now();
  const first = host.organizations[0];
  if (!first) throw new Error("a host without organization");
  const correlationId = drawId(first, "correlation");
  const url = incoming.query === "" ? incoming.path : `${incoming.path}?${incoming.query}`;
  const fault = host.faults.strike(
    incoming.method,
    incoming.path,
    url,
    () => drawBetween(first, "chance", 0, 1e9) / 1e9,
  );
  if (fault?.delayMs !== undefined) await host.clock.sleep(fault.delayMs);
  const end = (outcome: Outcome): void =>
    finish(host, incoming, outcome, door, fault, correlationId, started);

  if (fault?.drop === "before") {
    cut(reply);
    end({ status: 0, headers: {}, body: "" });
    return reply;
  }
  const outcome =
    fault?.status === undefined
      ? await door.act(incoming, host.clock.now(), correlationId)
      : faultOutcome(fault, fault.status, correlationId);
  if (fault?.drop === "after") {
    cut(reply);
    end({ ...outcome, status: 0 });
    return reply;
  }
  const body = shorten(outcome.body, fault?.truncate);
  end({ ...outcome, body });
  return reply
    .code(outcome.status)
    .headers({ "inin-correlation-id": correlationId, ...outcome.headers })
    .send(incoming.method === "HEAD" ? "" : body);
}

/** Cuts the connection without a response. */
function cut(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.socket?.destroy();
}

function faultOutcome(fault: FaultRule, status: number, correlationId: string): Outcome {
  const { code, message } = commonError(status);
  const retry: Record<string, string> = status === 429 ? { "retry-after": "1" } : {};
  const { headers, body } =
    typeof fault.body === "string"
      ? {
          headers: { "content-type": fault.body.startsWith("<") ? "text/html" : "application/json" },
          body: fault.body,
        }
      : json(fault.body ?? errorBody(new ApiError(status, code, message), correlationId));
  return { status, headers: { ...headers, ...retry, ...lowerCase(fault.headers ?? {}) }, body };
}

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function shorten(body: string | Buffer, truncate: boolean | number | undefined): string | Buffer {
  if (truncate === undefined || truncate === false) return body;
  const bytes = Buffer.from(body);
  return bytes.subarray(0, truncate === true ? Math.floor(bytes.length / 2) : truncate);
}

function finish(
  host: Host,
  incoming: Incoming,
  outcome: Outcome,
  door: Door,
  fault: FaultRule | undefined,
  correlationId: string,
  started: number,
): void {
  const { method, path, query } = incoming;
  const time = new Date(host.clock.now()).toISOString();
  const client = outcome.client ?? null;
  const shownQuery = query === "" || path.startsWith(storagePath) ? {} : { query };
  host.journal.add({ method, path, ...shownQuery, status: outcome.status, client, time });
  host.log?.({
    time,
    method,
    path,
    status: outcome.status,
    took: Math.round(performance.now() - started),
    client,
    organization: outcome.organization ?? null,
    correlationId,
  });
  const operation = outcome.operation === undefined ? door.operation : (outcome.operation ?? undefined);
  host.witness?.({ operation, request: incoming, outcome, faulted: fault !== undefined });
}
