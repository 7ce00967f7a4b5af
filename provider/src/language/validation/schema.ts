import type { DocumentKind } from "../kinds";
import { KINDS } from "../kinds";
import { nearest } from "../issues";
import {
  isExpression,
  isUuid,
  MAX_EXPRESSION,
  nameFault,
  promptNameIssue,
  variableNameIssue,
} from "../names";
import { isObject, isScalar, kindOf, onlyKey, own, put, without } from "../json";
import type { PlainObject } from "../json";
import type { ProblemCode } from "../issues";
import { isUnknown } from "../json";

/** Reports issues at one location. */
export interface IssueReporter {
  readonly kind: DocumentKind;
  /** The flow's languages, if they are known. */
  readonly languages?: readonly string[];
  /** The form in which the user wrote the flow; messages use its terms. */
  readonly form: "document" | "yaml";
  /** Reports an error at this location, or at a property below it. */
  error(code: ProblemCode, message: string, below?: string): void;
  /** Reports a warning. */
  warning(code: ProblemCode, message: string, below?: string): void;
  /**
   * Reports a value that Architect's documentation or code rejects, but that real files may contain: an error in a
   * document, a warning in `yaml`.
   */
  limit(code: ProblemCode, message: string, below?: string): void;
  /** A reporter for a property below this one. */
  at(key: string): IssueReporter;
  /** The end of a message about an unknown name: a suggestion or the known names; empty after the first twenty. */
  suggestion(wrong: string, known: Iterable<string>): string;
}

/** The valid values of a parameter: a check, and a canonical form that is the same for equal values. */
export interface Schema {
  /** The expected value, as messages show it after "must be". */
  readonly about: string;
  /** The expected value in the terms of an Architect file, if they differ. */
  readonly aboutInFile?: string;
  /** Reports all issues of a value. Not called for unknown values. */
  check(value: unknown, place: IssueReporter): void;
  /** Whether the value names a variable that the action sets. */
  readonly namesVariable?: boolean;
  /** The canonical form for comparisons: `5` and `{ lit: 5 }` are equal. */
  canonical(value: unknown): unknown;
}

/** One parameter of an action. */
export interface Parameter extends Schema {
  readonly required?: boolean;
  /** Whether files may omit it although documents must have it. */
  readonly optionalInFiles?: boolean;
  /** The default of Architect or of this package. Equal to leaving the parameter out when documents are compared. */
  readonly default?: unknown;
  /** Whether it is kept in the document but not compared, because Architect's YAML cannot represent it. */
  readonly ignoredInDiff?: boolean;
}

/** The parameters of an action, by name. */
export type ParameterTable<P extends object> = { readonly [K in keyof P]-?: Parameter };

/** A required parameter. */
export const required = (schema: Schema): Parameter => ({ ...schema, required: true });

/** A parameter that documents must have but known files may omit. */
export const requiredInDocuments = (schema: Schema): Parameter => ({
  ...required(schema),
  optionalInFiles: true,
});

/** A parameter with a default. */
export const withDefault = (schema: Schema, value: unknown): Parameter => ({ ...schema, default: value });

/** A parameter that is ignored when documents are compared. */
export const ignoredInDiff = (schema: Schema): Parameter => ({ ...schema, ignoredInDiff: true });

/** Checks a value that may be unknown or missing. */
export function checkValue(schema: Schema, value: unknown, place: IssueReporter): void {
  if (!isUnknown(value)) schema.check(value, place);
}

/** Checks an object of named values against a table: unknown names, missing names, and each value. */
export function checkFields(
  table: Readonly<Record<string, Parameter>>,
  input: Readonly<PlainObject>,
  place: IssueReporter,
  noun: "parameter" | "property" = "parameter",
): void {
  const misspelled = new Set<string | undefined>();
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const schema = own(table, name);
    if (schema) {
      checkValue(schema, value, place.at(name));
    } else {
      place.error(`unknown-${noun}`, `unknown ${noun}${place.suggestion(name, Object.keys(table))}`, name);
      misspelled.add(nearest(name, Object.keys(table)));
    }
  }
  for (const [name, parameter] of Object.entries(table)) {
    // Report a misspelled parameter once, and not also as missing.
    if (parameter.required && own(input, name) === undefined && !misspelled.has(name)) {
      const certainty = parameter.optionalInFiles ? "limit" : "error";
      place[certainty](`missing-${noun}`, `required: ${aboutIn(parameter, place)}`, name);
    }
  }
}

/** The canonical form of an object of named values, without defaults and ignored parameters. */
export function canonicalFields(
  table: Readonly<Record<string, Parameter>>,
  input: Readonly<PlainObject>,
): PlainObject {
  const canonical: PlainObject = {};
  for (const [name, value] of Object.entries(input)) {
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    if (value === undefined || parameter?.ignoredInDiff) continue;
    const form = parameter && !isUnknown(value) ? parameter.canonical(value) : value;
    if (form === undefined) continue;
    if (parameter?.default !== undefined && equal(form, parameter.canonical(parameter.default))) continue;
    put(canonical, name, form);
  }
  return canonical;
}

// --- plain values -----------------------------------------------------------------------------------------------

const same = (value: unknown): unknown => value;

/** A string of at most `max` characters. */
export const text = (max = 100_000): Schema => ({
  about: `text of 1 to ${max} characters`,
  check(value, place) {
    if (typeof value !== "string" || value.trim() === "") reportInvalid(this, value, place);
    else if (value.length > max) beyond(this, place);
  },
  canonical: same,
});

/** An integer between two bounds. */
export const wholeNumber = (min: number, max: number): Schema => ({
  about: `an integer from ${min} to ${max}`,
  check(value, place) {
    if (!Number.isInteger(value)) reportInvalid(this, value, place);
    else if (!within(value, min, max)) beyond(this, place);
  },
  canonical: same,
});

/** A plain boolean. */
export const flag = (): Schema => ({
  about: "true or false",
  check(value, place) {
    if (typeof value !== "boolean") reportInvalid(this, value, place);
  },
  canonical: same,
});

/** One of the given words. */
export const oneOf = (...words: string[]): Schema => ({
  about: words.length === 1 ? `"${words[0]}"` : `one of ${words.map((word) => `"${word}"`).join(", ")}`,
  check(value, place) {
    if (typeof value !== "string") reportInvalid(this, value, place);
    else if (!words.includes(value)) beyond(this, place);
  },
  canonical: same,
});

/** The id of a Genesys Cloud object. */
export const uuid = (what: string): Schema => ({
  about: `the id of a ${what} (a UUID), or an output such as \`${what}.id\``,
  check(value, place) {
    if (!isUuid(value)) reportInvalid(this, value, place);
  },
  canonical: (value) => (typeof value === "string" ? value.toLowerCase() : value),
});

/** Any JSON value. */
export const anything = (about = "any value"): Schema => ({ about, check: () => undefined, canonical: same });

/** The name of a variable of the flow. */
export const variable = (): Schema => ({
  about: "the full name of a variable",
  namesVariable: true,
  check(value, place) {
    if (typeof value !== "string") return reportInvalid(this, value, place, "invalid-variable");
    const fault = variableNameIssue(value, scopesOf(place.kind));
    if (fault !== undefined) place.error("invalid-variable", fault);
  },
  canonical: same,
});

// --- values that Architect evaluates -------------------------------------------------------------------------------

/** A value of a data type: a plain scalar, `{ lit }` or `{ exp }`. Without a type, any value. */
export const value = (type?: string): Schema => ({
  about: `${aboutType(type)}, { lit } or { exp }`,
  aboutInFile: `{ lit } with ${aboutType(type)}, or { exp }`,
  check(value, place) {
    if (isExpression(value)) return checkExpression(value.exp, place);
    const literal = literalOf(value);
    // It is not known whether Architect accepts a number as text, or text as a number.
    if (type === "string" && isScalar(literal) && !matchesType(type, literal)) beyond(this, place);
    else if (typeof literal === "string" && !matchesType(type, literal) && matchesType(type, parsed(literal)))
      beyond(this, place);
    else if (literal === NONE || !matchesType(type, literal)) reportInvalid(this, value, place);
  },
  canonical(value) {
    const literal = literalOf(value);
    if (literal === NONE) return canonicalExpression(value);
    // Quoted or not, it is the same text.
    return { lit: type === "string" && isScalar(literal) ? String(literal) : literal };
  },
});

/** An integer between two bounds, or an expression that returns one. */
export const integer = (min: number, max: number): Schema => ({
  ...value("integer"),
  about: `an integer from ${min} to ${max}, or { exp }`,
  check(value, place) {
    if (isExpression(value)) return checkExpression(value.exp, place);
    checkRange(this, literalOf(value), value, place, min, max);
  },
});

/** A duration in milliseconds, or an expression of type Duration. */
export const duration = (min: number, max: number): Schema => ({
  about: `an integer from ${min} to ${max} (milliseconds), or { exp }`,
  aboutInFile: `{ lit } with a time from ${inSeconds(min)} to ${inSeconds(max)}, or { exp }`,
  check(value, place) {
    if (isExpression(value)) return checkExpression(value.exp, place);
    checkRange(this, literalOf(value), value, place, min, max);
  },
  canonical(value) {
    const literal = literalOf(value);
    return literal === NONE ? canonicalExpression(value) : { lit: literal };
  },
});

/** An object of the organization, by name, or an expression that returns one. */
export const named = (what: string): Schema => ({
  about: `the name of a ${what}, or { exp }`,
  check(value, place) {
    if (isExpression(value)) return checkExpression(value.exp, place);
    if (typeof value !== "string" || value.trim() === "") reportInvalid(this, value, place);
  },
  canonical: canonicalExpression,
});

/** A user, by the name by which Genesys Cloud finds users, or an expression that returns one. */
export const user = (): Schema => ({
  ...named("user"),
  about: "a user name (the e-mail address that the user signs in with), or { exp }",
  check(value, place) {
    if (isExpression(value)) return checkExpression(value.exp, place);
    if (typeof value !== "string") reportInvalid(this, value, place);
    else if (!/^[^\s@]+@[^\s@]+$/.test(value)) beyond(this, place);
  },
});

/** A recorded prompt, or an expression that returns one. */
export const prompt = (): Schema => ({
  ...oneAudio,
  about: "a prompt ({ prompt }) or { exp }: no speech",
  check(value, place) {
    if (typeof value === "string" || (isObject(value) && onlyKey(value, "tts"))) beyond(this, place);
    else oneAudio.check(value, place);
  },
});

/** Audio that is the same for all languages. */
const oneAudio: Schema = {
  about: "speech (text or { tts }), { prompt } or { exp }",
  aboutInFile: "{ tts }, { prompt } or { exp }",
  check(value, place) {
    if (typeof value === "string") return value === "" ? beyond(this, place) : undefined;
    if (!isObject(value) || Object.keys(value).length !== 1) return reportInvalid(this, value, place);
    if (isUnknown(value.tts) || isUnknown(value.prompt) || isUnknown(value.exp)) return;
    if (isExpression(value)) return checkExpression(value.exp, place);
    if (typeof value.prompt === "string") {
      const fault = promptNameIssue(value.prompt);
      return fault === undefined ? undefined : place.error("invalid-value", fault, "prompt");
    }
    if (typeof value.tts !== "string") reportInvalid(this, value, place);
    else if (value.tts === "") beyond(this, place);
  },
  canonical: (value) => (typeof value === "string" ? { tts: value } : canonicalExpression(value)),
};

/** Audio, either the same for all languages or by language. */
export const audio = (): Schema => ({
  about: oneAudio.about,
  aboutInFile: oneAudio.aboutInFile,
  check(value, place) {
    if (!isByLanguage(value)) return oneAudio.check(value, place);
    const { byLanguage, ...main } = value;
    if (Object.keys(main).length > 0) oneAudio.check(main, place);
    if (isUnknown(byLanguage)) return;
    if (!isObject(byLanguage)) return reportInvalid(AUDIO_OF_LANGUAGES, byLanguage, place.at("byLanguage"));
    checkLanguages(byLanguage, place.at("byLanguage"));
  },
  canonical(value) {
    if (!isByLanguage(value) || !isObject(value.byLanguage)) return oneAudio.canonical(value);
    const main = without(value, "byLanguage");
    const spoken: PlainObject = {};
    for (const language of Object.keys(value.byLanguage).sort()) {
      const sequence = own(value.byLanguage, language);
      put(spoken, language.toLowerCase(), isUnknown(sequence) ? sequence : oneAudio.canonical(sequence));
    }
    const canonical = { ...(oneAudio.canonical(main) as PlainObject) };
    return Object.keys(spoken).length === 0 ? canonical : { ...canonical, byLanguage: spoken };
  },
});

const AUDIO_OF_LANGUAGES = { about: `an object: ${oneAudio.about} for each language` };

function isByLanguage(value: unknown): value is PlainObject {
  return isObject(value) && Object.hasOwn(value, "byLanguage");
}

function checkLanguages(byLanguage: PlainObject, place: IssueReporter): void {
  const supported = place.languages?.filter((language) => !isUnknown(language));
  const known = new Set(supported?.map((language) => language.toLowerCase()));
  const seen = new Set<string>();
  for (const [language, sequence] of Object.entries(byLanguage)) {
    if (sequence === undefined) continue;
    const folded = language.toLowerCase();
    if (seen.has(folded)) place.error("duplicate-value", "the same language twice", language);
    seen.add(folded);
    if (supported !== undefined && !known.has(folded)) {
      place.limit(
        "unsupported-language",
        `not a supported language of the flow (${supported.slice(0, 10).join(", ")}); add it to "supportedLanguages"`,
        language,
      );
    }
    checkValue(oneAudio, sequence, place.at(language));
  }
}

// --- collections ----------------------------------------------------------------------------------------------------

/** Values by arbitrary names. `canonicalKey` normalizes the names. */
export const mapOf = (
  of: Schema,
  what: string,
  canonicalKey: (key: string) => string = (key) => key,
): Schema => ({
  about: `an object: ${what}`,
  check(value, place) {
    if (!isObject(value)) return reportInvalid(this, value, place);
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const fault = nameFault(key);
      if (fault === undefined) checkValue(of, item, place.at(key));
      else place.limit("invalid-name", fault, key);
    }
  },
  canonical(value) {
    if (!isObject(value)) return value;
    const canonical: PlainObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) put(canonical, canonicalKey(key), isUnknown(item) ? item : of.canonical(item));
    }
    return canonical;
  },
});

/** A list of values. */
export const listOf = (of: Schema, what: string, min = 1): Schema => ({
  about: `a list: ${what}`,
  check(value, place) {
    if (!Array.isArray(value)) return reportInvalid(this, value, place);
    if (value.length < min) return place.limit("empty-list", "must not be empty");
    value.forEach((item: unknown, index) => {
      checkValue(of, item, place.at(String(index)));
    });
  },
  canonical: (value) =>
    Array.isArray(value)
      ? value.map((item: unknown) => (isUnknown(item) ? item : of.canonical(item)))
      : value,
});

/** An object with named fields. */
export const fields = (
  what: string,
  table: Readonly<Record<string, Parameter>>,
  noun: "parameter" | "property" = "parameter",
): Schema => ({
  about: `an object: ${what}`,
  check(value, place) {
    if (!isObject(value)) return reportInvalid(this, value, place);
    checkFields(table, value, place, noun);
  },
  canonical: (value) => (isObject(value) ? canonicalFields(table, value) : value),
});

/** The variable scopes of a flow kind. */
export function scopesOf(kind: DocumentKind): readonly string[] {
  // A module is a single task, and all of its variables are `Common.*`.
  return kind === "module" ? [KINDS[kind].variableScope] : [KINDS[kind].variableScope, "Task"];
}

// --- internal -------------------------------------------------------------------------------------------------------

const NONE = Symbol("no literal");

const ABOUT: Readonly<Record<string, string>> = {
  string: "text",
  integer: "an integer",
  decimal: "a number",
  boolean: "true or false",
  duration: "an integer (milliseconds)",
};

/** Reports a value of the wrong type. */
export function reportInvalid(
  schema: Pick<Schema, "about" | "aboutInFile">,
  value: unknown,
  place: IssueReporter,
  code: ProblemCode = "invalid-value",
): void {
  place.error(code, `must be ${aboutIn(schema, place)}${isScalar(value) ? "" : `, not ${kindOf(value)}`}`);
}

function aboutIn(
  { about, aboutInFile }: Pick<Schema, "about" | "aboutInFile">,
  place: IssueReporter,
): string {
  return place.form === "yaml" ? (aboutInFile ?? about) : about;
}

/** Parses text as a number or boolean. */
function parsed(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() === "" ? undefined : Number(text);
}

function aboutType(type: string | undefined): string {
  return type === undefined ? "a value" : (own(ABOUT, type) ?? `a ${type}`);
}

const inSeconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** Reports a value outside of a limit or an enumeration. */
export function beyond(schema: Pick<Schema, "about" | "aboutInFile">, place: IssueReporter): void {
  place.limit("invalid-value", `must be ${aboutIn(schema, place)}`);
}

function within(value: unknown, min: number, max: number): boolean {
  return typeof value === "number" && value >= min && value <= max;
}

function checkRange(
  schema: Schema,
  literal: unknown,
  value: unknown,
  place: IssueReporter,
  min: number,
  max: number,
): void {
  if (isUnknown(literal)) return;
  if (typeof literal === "string" && Number.isInteger(parsed(literal))) beyond(schema, place);
  else if (!Number.isInteger(literal)) reportInvalid(schema, value, place);
  else if (!within(literal, min, max)) beyond(schema, place);
}

/** The literal of a value: the content of `{ lit }`, or the plain scalar itself. */
function literalOf(value: unknown): unknown {
  if (isObject(value)) return onlyKey(value, "lit") ? value.lit : NONE;
  return isScalar(value) ? value : NONE;
}

function matchesType(type: string | undefined, literal: unknown): boolean {
  if (isUnknown(literal)) return true;
  if (literal === null || literal === undefined) return false;
  if (type === "string") return typeof literal === "string";
  if (type === "integer" || type === "duration") return Number.isInteger(literal);
  if (type === "decimal") return typeof literal === "number" && Number.isFinite(literal);
  if (type === "boolean") return typeof literal === "boolean";
  return true;
}

function checkExpression(exp: string, place: IssueReporter): void {
  if (isUnknown(exp)) return;
  if (exp.trim() === "") place.error("invalid-expression", "must not be an empty expression", "exp");
  if (exp.length > MAX_EXPRESSION) {
    place.limit(
      "invalid-expression",
      `must have at most ${MAX_EXPRESSION} characters; it has ${exp.length}`,
      "exp",
    );
  }
}

/** Expressions are compared without surrounding whitespace because Architect trims it. */
function canonicalExpression(value: unknown): unknown {
  return isExpression(value) ? { exp: value.exp.trim() } : value;
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
