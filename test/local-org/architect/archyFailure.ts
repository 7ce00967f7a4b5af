/** Why a job fails, in the words of Archy, the program that the platform's jobs run. */
export class ArchyFailure extends Error {
  constructor(
    /** 100: the file or what it names; 123: validation; 99: the session itself (architect-yaml.md section 8). */
    readonly exitCode: 99 | 100 | 123,
    message: string,
    /** Further messages of the job, before and after the main one in the order given. */
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The file, or what it names, is not as Archy wants it. */
export const schemaFailure = (message: string): ArchyFailure => new ArchyFailure(100, message);

/** Archy's text for a property that does not belong where it stands (genesys-api.md section 2, #596). */
export const cannotBeAssigned = (property: string, path: string): ArchyFailure =>
  schemaFailure(
    `the property '${property}' cannot be assigned a value. ` +
      `Please be sure that this property can be assigned a value in this context. Path: '${path}'`,
  );

/** A property without which Archy cannot make the object; the wording is assumed. */
export const mustBeSet = (property: string, path: string): ArchyFailure =>
  schemaFailure(`the required property '${property}' is not set. Path: '${path}'`);
