import { ApiError, throwApiError } from "../organization/apiError";
import { answerApi } from "./api";
import { errorBody } from "./errorBody";
import { json } from "./host";
import type { Host, Incoming, Outcome } from "./host";
import { platformAreas } from "./platformAreas";

/**
 * A request without a route: 501 if Genesys Cloud has the operation but this organization does not, otherwise Genesys
 * Cloud's 404.
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
