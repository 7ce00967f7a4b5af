import { ApiError, throwApiError } from "../organization/apiError";
import { answerApi } from "./api";
import { errorBody } from "./errorBody";
import { json } from "./host";
import type { Host, Incoming, Outcome } from "./host";
import { platformAreas } from "./platformAreas";

/**
 * A request that no route takes. What the platform has and this organization has not says so, loudly, with 501;
 * what the platform has not either is its 404.
 */
export function notFound(host: Host, incoming: Incoming, now: number, correlationId: string): Outcome {
  const area = /^\/api\/v2\/([^/]+)/.exec(incoming.path)?.[1];
  if (area === undefined) {
    const refusal = throwApiError("not.found");
    return { status: refusal.status, ...json(errorBody(refusal, correlationId)) };
  }
  const refusal = platformAreas.has(area)
    ? new ApiError(
        501,
        "not.implemented",
        `The local organization does not offer ${incoming.method} ${incoming.path}.`,
      )
    : throwApiError("not.found");
  return answerApi(host, incoming, now, correlationId, refusal);
}
