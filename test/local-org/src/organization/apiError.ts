/** A refused request, in the terms of Genesys Cloud's error body. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Further headers of the response. */
    readonly headers: Record<string, string> = {},
    /** Faults by location, if the response lists them. */
    readonly details: readonly { fieldName: string; errorCode: string; message: string }[] = [],
  ) {
    super(message);
  }
}

const flowRefusals = {
  "architect.flow.not.found": [404, "Could not find flow with specified ID."],
  "architect.flow.deleted": [410, "Flow has been deleted."],
  "architect.flow.version.missing": [404, "Specified flow version is missing."],
  "architect.flow.already.exists": [
    409,
    "A flow of the specified type with the specified name already exists.",
  ],
  "architect.flow.locked.by.user": [409, "Flow is locked by another user."],
  "architect.flow.not.locked.by.user": [409, "Flow is not locked by requesting user."],
  "architect.flow.cannot.checkin.missing.config": [
    409,
    "Flow cannot be checked in because there is no saved configuration.",
  ],
  "architect.flow.cannot.publish.missing.dependencies": [
    409,
    "Flow version cannot be published due to having one or more missing dependencies.",
  ],
  "architect.flow.cannot.delete.user.does.not.have.lock": [
    405,
    "Flow cannot be deleted because it is locked by another user.",
  ],
  "architect.flow.cannot.delete.used.in.flows": [
    409,
    "Flow cannot be deleted due to being used by one or more flows.",
  ],
  "architect.flow.cannot.delete.used.in.ivr.configs": [
    409,
    "Flow cannot be deleted due to being used by one or more IVR configurations.",
  ],
  "architect.flow.cannot.deactivate.used.in.ivr.configs": [
    409,
    "The flow cannot be deactivated because it's being used by one or more IVR configurations.",
  ],
  "architect.dependency.object.in.use": [
    409,
    "The object cannot be deleted because other objects depend on it.",
  ],
  "architect.dependency.object.not.found": [
    404,
    "Could not find the dependency object with specified ID and version.",
  ],
  "architect.dependency.object.invalid.type": [400, "An invalid dependency object type was specified."],
  "architect.dependency.invalid.type": [404, "An invalid dependency type was specified."],
  "architect.dependencies.build.in.progress": [
    409,
    "A build of dependency information is already in progress.",
  ],
  "architect.batch.delete.failed": [400, "At least one flow could not be deleted as requested."],
  "architect.invalid.flow.type": [400, "An invalid flow type was specified."],
  "architect.division.invalid": [400, "One or more of the division IDs are not valid."],
  "architect.query.parameter.missing": [400, "A required query parameter is missing or empty."],
  "architect.flow.data.missing": [400, "Flow version data content is missing."],
  "architect.flow.version.validate.failed.configuration.version": [
    400,
    "Flow version object configuration version is missing or invalid.",
  ],
  "architect.flow.validate.failed": [400, "Failed to validate flow."],
  "architect.flow.validate.failed.missing.name": [400, "Failed to validate flow due to missing name."],
  "architect.flow.validate.failed.missing.type": [400, "Failed to validate flow due to missing type."],
  "architect.flow.validate.failed.invalid.name.contains.slash": [
    400,
    "Failed to validate flow due to invalid name.  Flow names must not contain forward slashes.",
  ],
  "architect.flow.validate.failed.invalid.name.contains.debug": [
    400,
    "Failed to validate flow due to invalid name.  Flow names must not end with '-debug'.",
  ],
  "architect.flow.validate.failed.invalid.name.no.alpha": [
    400,
    "Failed to validate flow due to invalid name.  Names must contain at least one alphanumeric character.",
  ],
  "flow.no.config.available": [404, "Flow has no saved or checked-in configuration."],
  "archy.export.invalid.flows.length": [
    400,
    "Request body validation failed. The length of the flows list must be exactly one.",
  ],
  "archy.export.item.cannot.be.null": [
    400,
    "Request body validation failed. An object in the flows array cannot be null.",
  ],
  "archy.export.missing.flow": [400, "Each item in the flows array must contain a flow definition."],
  "archy.export.cannot.id.flow": [
    400,
    "Request body validation failed. You must specify either the flow ID or the flow name and type.",
  ],
  "archy.export.invalid.file.name": [
    400,
    "The file name should only contain alphanumeric characters, underscores, or hyphens.",
  ],
  "general.resource.not.found": [404, "Requested resource is not available."],
  "not.found": [404, "The requested resource was not found."],
  "invalid.date": [400, "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ"],
  "bad.request": [400, "The request could not be understood by the server due to malformed syntax."],
  "resource.already.exists": [409, "The resource already exists."],
  "request.conflict": [409, "The request conflicts with the current state of the target resource."],
} as const satisfies Record<string, readonly [number, string]>;

export type ApiErrorCode = keyof typeof flowRefusals;

/** Genesys Cloud's status and message for `code` (architect-error-codes and the swagger's `x-inin-error-codes`). */
export function throwApiError(code: ApiErrorCode, message?: string): ApiError {
  const [status, words] = flowRefusals[code];
  return new ApiError(status, code, message ?? words);
}
