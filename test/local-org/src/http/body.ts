import { flowKinds } from "../organization/flowKinds";
import { ApiError, throwApiError } from "../organization/apiError";
import type { Call } from "./route";

/** The body as an object. @throws Refusal 400 if it is not an object. */
export function bodyMap({ body }: Pick<Call, "body">): Record<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw throwApiError("bad.request");
  return body as Record<string, unknown>;
}

/** A string property of the body; undefined if missing. @throws Refusal 400 if it is not a string. */
export function optionalText(body: Record<string, unknown>, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw throwApiError("bad.request");
  return value;
}

/** A flow type in the body, in the API's spelling. @throws Refusal 400 for an unknown type. */
export function optionalFlowType(body: Record<string, unknown>): string | undefined {
  const type = optionalText(body, "type");
  const types = flowKinds.map((kind) => kind.type);
  if (type === undefined || types.includes(type)) return type;
  throw new ApiError(
    400,
    "invalid.value",
    `Value [${type}] is not valid for field type [Type]. Allowable values are: ${types.join(", ")}`,
  );
}
