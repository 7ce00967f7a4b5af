import type { ApiError } from "../organization/apiError";

/** The platform's error body. `contextId` is the response's correlation id (genesys-api.md section 3). */
export interface ErrorBody {
  message: string;
  code: string;
  status: number;
  contextId: string;
  details: ApiError["details"];
  errors: never[];
}

export const errorBody = (
  { status, code, message, details }: ApiError,
  correlationId: string,
): ErrorBody => ({
  message,
  code,
  status,
  contextId: correlationId,
  details,
  errors: [],
});

const commonErrors: Record<number, readonly [code: string, message: string]> = {
  400: ["bad.request", "The request could not be understood by the server due to malformed syntax."],
  401: ["bad.credentials", "Invalid login credentials."],
  403: ["not.authorized", "You are not authorized to perform the requested action."],
  404: ["not.found", "The requested resource was not found."],
  408: [
    "client.timeout",
    "The client did not produce a request within the server timeout limit. This can be caused by a slow network " +
      "connection and/or large payloads.",
  ],
  409: ["request.conflict", "The request conflicts with the current state of the target resource."],
  413: ["request.entity.too.large", "The request is over the size limit. Maximum bytes: 16777216"],
  415: [
    "unsupported.media.type",
    "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.",
  ],
  429: ["too.many.requests.retry.after", "Rate limit exceeded the maximum. Retry the request in [1] seconds"],
  500: [
    "internal.server.error",
    "The server encountered an unexpected condition which prevented it from fulfilling the request.",
  ],
  503: [
    "service.unavailable",
    "Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).",
  ],
  504: ["request.timeout", "The request timed out."],
};

/** Code and message that all operations share for `status` (genesys-api.md section 3). */
export function commonError(status: number): { status: number; code: string; message: string } {
  const [code, message] = commonErrors[status] ?? ["internal.server.error", "An unexpected error occurred."];
  return { status, code, message };
}
