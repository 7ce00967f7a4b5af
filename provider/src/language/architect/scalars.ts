/** What a scalar of an Architect file is for: text, a number, or a value whose type the file does not say. */
export type Wanted = "text" | "number" | "any";

/** Decides by where a scalar is, the keys and indexes that lead to it, what it is for. */
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

/** What a literal is for: the type that the file names around it, or the one that the key above it has. */
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

/** Text without quotes that other readers of YAML take for a truth value, a date or a number in base 60. */
export function isAmbiguous(text: string): boolean {
  return /^(?:yes|no|on|off|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?|[0-9]+(?::[0-5]?[0-9])+)$/i.test(text);
}
