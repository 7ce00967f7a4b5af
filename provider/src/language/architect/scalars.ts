/** The type that an Architect file requires for a scalar: text, a number, or not determined by the file. */
export type Wanted = "text" | "number" | "any";

/** Determines the required type of a scalar from its path. */
export function wantedAt(path: readonly (string | number)[]): Wanted {
  const keys = path.filter((key) => typeof key === "string");
  const key = keys.at(-1) ?? "";
  if (TEXT.has(key)) return "text";
  if (NUMBERS.has(key)) return "number";
  return key === "lit" ? literalAt(keys.slice(0, -1)) : "any";
}

/** Keys that hold text wherever they are: names, references, speech, expressions. */
const TEXT: ReadonlySet<string> = new Set([
  "defaultChildMenuRef",
  "defaultLanguage",
  "description",
  "division",
  "dtmf",
  "evaluationTimeZone",
  "exp",
  "flowType",
  "language",
  "mediaType",
  "name",
  "prompt",
  "refId",
  "startUpRef",
  "targetMenuRef",
  "targetTaskRef",
  "terminatingDtmf",
  "terms",
  "tts",
  "var",
  "variable",
  "verificationType",
  "voice",
]);

const NUMBERS: ReadonlySet<string> = new Set([
  "days",
  "exact",
  "hours",
  "max",
  "min",
  "minutes",
  "ms",
  "seconds",
]);

/** The type of a literal: the type named by the enclosing keys, or the type of the parent key. */
function literalAt(keys: readonly string[]): Wanted {
  const [key = "", above = ""] = [keys.at(-1), keys.at(-2)];
  if (key === "initialValue" && above.endsWith("Variable")) return byType(above.slice(0, -"Variable".length));
  if (above === "attribute" && (key === "name" || key === "value")) return "text";
  if (key === "value") return byType(above === "case" && keys.at(-5) === "firstMatch" ? keys.at(-4) : above);
  if (TEXT_LITERALS.has(key)) return "text";
  return NUMBER_LITERALS.has(key) ? "number" : "any";
}

const TEXT_LITERALS: ReadonlySet<string> = new Set([
  "calleeName",
  "findName",
  "language",
  "languageValue",
  "lookupValue",
  "scheduleTimeZone",
]);

const NUMBER_LITERALS: ReadonlySet<string> = new Set([
  "loopCount",
  "minConfidenceLevel",
  "priority",
  "repeatCount",
]);

function byType(type = ""): Wanted {
  const ofOne = type.replace(/Collection$/, "");
  if (["string", "phoneNumber", "date", "time", "dateTime"].includes(ofOne)) return "text";
  return ofOne === "integer" || ofOne === "decimal" ? "number" : "any";
}

/** Unquoted text that other YAML parsers read as a boolean, a date or a base-60 number. */
export function isAmbiguous(text: string): boolean {
  return /^(?:yes|no|on|off|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?|[0-9]+(?::[0-5]?[0-9])+)$/i.test(text);
}
