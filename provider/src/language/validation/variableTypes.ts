/** Architect's data types for variables; each also exists as a collection (`stringCollection`). */
export const VARIABLE_SCALAR_TYPES = [
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

/** A data type of a variable. */
export type VariableType =
  (typeof VARIABLE_SCALAR_TYPES)[number] | `${(typeof VARIABLE_SCALAR_TYPES)[number]}Collection`;

/** All data types of variables. */
export const VARIABLE_TYPES: readonly string[] = VARIABLE_SCALAR_TYPES.flatMap((type) => [
  type,
  `${type}Collection`,
]);
