/** The data types of variables that Architect has; each also as a collection (`stringCollection`). */
const SCALAR_TYPES = [
  "string",
  "integer",
  "decimal",
  "boolean",
  "currency",
  "dateTime",
  "date",
  "time",
  "duration",
  "json",
  "audio",
  "prompt",
  "phoneNumber",
  "queue",
  "user",
  "group",
  "skill",
  "language",
  "languageSkill",
  "schedule",
  "scheduleGroup",
  "emergencyGroup",
  "externalContact",
  "externalOrganization",
  "utilizationLabel",
  "agentScorePair",
] as const;

/** A data type that a variable may have. */
export type VariableType = (typeof SCALAR_TYPES)[number] | `${(typeof SCALAR_TYPES)[number]}Collection`;

/** Every type that a variable may have. */
export const VARIABLE_TYPES: readonly string[] = SCALAR_TYPES.flatMap((type) => [type, `${type}Collection`]);
