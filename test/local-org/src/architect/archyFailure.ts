/** A job failure, in the words of Archy, which Genesys Cloud's jobs run. */
export class ArchyFailure extends Error {
  constructor(
    /** 100: the file or its references; 123: validation; 99: the session (architect-yaml.md section 8). */
    readonly exitCode: 99 | 100 | 123,
    message: string,
    /** Further messages of the job, before and after the main one. */
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Archy's failure for an invalid file or reference. */
export const schemaFailure = (message: string): ArchyFailure => new ArchyFailure(100, message);

/** Archy's message for an unexpected property (genesys-api.md section 2, #596). */
export const cannotBeAssigned = (property: string, path: string): ArchyFailure =>
  schemaFailure(
    `the property '${property}' cannot be assigned a value. ` +
      `Please be sure that this property can be assigned a value in this context. Path: '${path}'`,
  );

/** A missing required property; the wording is assumed. */
export const mustBeSet = (property: string, path: string): ArchyFailure =>
  schemaFailure(`the required property '${property}' is not set. Path: '${path}'`);
