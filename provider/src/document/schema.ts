import type { FlowKind } from "./kinds";
import { KINDS } from "./kinds";
import { isExpression, isUuid, MAX_EXPRESSION, promptNameFault, variableNameFault } from "./names";
import { suggestion } from "./nearest";
import { isObject, isScalar, kindOf, put } from "./plain";
import type { PlainObject } from "./plain";
import { isUnknown } from "./unknown";

/** Where a value stands, for what is said of it. */
export interface Place {
  readonly kind: FlowKind;
  /** Reports an error at this place, or at a property below it. */
  error(message: string, below?: string): void;
  /** Reports something that is only doubtful. */
  warning(message: string, below?: string): void;
  /** The place of a property below this one. */
  at(key: string): Place;
}

/** What a value may be: one check, and the one form in which equal values are equal. */
export interface Schema {
  /** What is expected, as messages say it after "must be". */
  readonly about: string;
  /** Reports all that is wrong. Never asked about unknown values. */
  check(value: unknown, place: Place): void;
  /** The comparable form: `5` and `{ lit: 5 }` are one. */
  canonical(value: unknown): unknown;
}

/** One parameter of an action. */
export interface Parameter extends Schema {
  readonly required?: boolean;
  /** What Architect, or this package, takes where nothing is said. Saying it is saying nothing. */
  readonly default?: unknown;
  /** Kept in the document and compared by nothing: Architect's YAML cannot carry it. */
  readonly incidental?: boolean;
}

/** The parameters of an action, by name. */
export type ParameterTable<P extends object> = { readonly [K in keyof P]-?: Parameter };

/** A parameter that must be given. */
export const required = (schema: Schema): Parameter => ({ ...schema, required: true });

/** A parameter with a value for those who give none. */
export const withDefault = (schema: Schema, value: unknown): Parameter => ({ ...schema, default: value });

/** A parameter that never makes a difference between two documents. */
export const incidental = (schema: Schema): Parameter => ({ ...schema, incidental: true });

/** Checks a value that may be unknown or missing. */
export function checkValue(schema: Schema, value: unknown, place: Place): void {
  if (!isUnknown(value)) schema.check(value, place);
}

/** Checks an object of named values against a table: unknown names, missing ones, each value. */
export function checkFields(
  table: Readonly<Record<string, Parameter>>,
  given: Readonly<PlainObject>,
  place: Place,
  noun = "parameter",
): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(table, name)) {
      place.error(`is no known ${noun}${suggestion(name, Object.keys(table))}`, name);
    } else if (table[name]) {
      checkValue(table[name], value, place.at(name));
    }
  }
  for (const [name, parameter] of Object.entries(table)) {
    if (parameter.required && given[name] === undefined) {
      place.error(`is required: ${parameter.about}`, name);
    }
  }
}

/** The comparable form of an object of named values: defaults and what makes no difference left out. */
export function canonicalFields(
  table: Readonly<Record<string, Parameter>>,
  given: Readonly<PlainObject>,
): PlainObject {
  const canonical: PlainObject = {};
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    if (value === undefined || parameter?.incidental) continue;
    const form = parameter && !isUnknown(value) ? parameter.canonical(value) : value;
    if (form === undefined) continue;
    if (parameter?.default !== undefined && equal(form, parameter.canonical(parameter.default))) continue;
    put(canonical, name, form);
  }
  return canonical;
}

// --- plain values -----------------------------------------------------------------------------------------------

const same = (value: unknown): unknown => value;

/** Text of at most `max` characters. */
export const text = (max = 100_000): Schema => ({
  about: `text of 1 to ${max} characters`,
  check(value, place) {
    if (typeof value !== "string" || value.trim() === "" || value.length > max) mustBe(this, value, place);
  },
  canonical: same,
});

/** A whole number between two bounds. */
export const wholeNumber = (min: number, max: number): Schema => ({
  about: `a whole number from ${min} to ${max}`,
  check(value, place) {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      mustBe(this, value, place);
    }
  },
  canonical: same,
});

/** A plain truth value. */
export const flag = (): Schema => ({
  about: "true or false",
  check(value, place) {
    if (typeof value !== "boolean") mustBe(this, value, place);
  },
  canonical: same,
});

/** One of a few words. */
export const oneOf = (...words: string[]): Schema => ({
  about: words.length === 1 ? `"${words[0]}"` : `one of ${words.map((word) => `"${word}"`).join(", ")}`,
  check(value, place) {
    if (typeof value !== "string" || !words.includes(value)) mustBe(this, value, place);
  },
  canonical: same,
});

/** The id of an object of the platform. */
export const uuid = (what: string): Schema => ({
  about: `the id of a ${what} (a UUID), or an output such as \`${what}.id\``,
  check(value, place) {
    if (!isUuid(value)) mustBe(this, value, place);
  },
  canonical: (value) => (typeof value === "string" ? value.toLowerCase() : value),
});

/** Any JSON value. */
export const anything = (about = "any value"): Schema => ({ about, check: () => undefined, canonical: same });

/** The name of a variable of the flow. */
export const variable = (): Schema => ({
  about: "the full name of a variable",
  check(value, place) {
    if (typeof value !== "string") return mustBe(this, value, place);
    const fault = variableNameFault(value, scopesOf(place.kind));
    if (fault !== undefined) place.error(fault);
  },
  canonical: same,
});

// --- values that Architect computes --------------------------------------------------------------------------------

/** A value of a data type: a plain scalar, `{ lit }` or `{ exp }`. Without a type, any. */
export const value = (type?: string): Schema => ({
  about: `${type === undefined ? "a value" : (ABOUT[type] ?? `a ${type}`)}, { lit } or { exp }`,
  check(given, place) {
    if (isExpression(given)) return checkExpression(given.exp, place);
    const literal = literalOf(given);
    if (literal === NONE || !fits(type, literal)) mustBe(this, given, place);
  },
  canonical(given) {
    const literal = literalOf(given);
    if (literal === NONE) return canonicalExpression(given);
    // Text is text however it is quoted.
    return { lit: type === "string" && isScalar(literal) ? String(literal) : literal };
  },
});

/** A length of time in milliseconds, or an expression of type Duration. */
export const duration = (min: number, max: number): Schema => ({
  about: `a whole number of milliseconds from ${min} to ${max}, or { exp }`,
  check(given, place) {
    if (isExpression(given)) return checkExpression(given.exp, place);
    const literal = literalOf(given);
    if (!Number.isInteger(literal) || (literal as number) < min || (literal as number) > max) {
      mustBe(this, given, place);
    }
  },
  canonical(given) {
    const literal = literalOf(given);
    return literal === NONE ? canonicalExpression(given) : { lit: literal };
  },
});

/** An object of the organisation, by name, or an expression that gives one. */
export const named = (what: string): Schema => ({
  about: `the name of a ${what}, or { exp }`,
  check(given, place) {
    if (isExpression(given)) return checkExpression(given.exp, place);
    if (typeof given !== "string" || given.trim() === "") mustBe(this, given, place);
  },
  canonical: canonicalExpression,
});

/** Something to be heard. */
export const audio = (): Schema => ({
  about: "speech (text or { tts }), { prompt } or { exp }",
  check(given, place) {
    if (typeof given === "string") return given === "" ? mustBe(this, given, place) : undefined;
    if (!isObject(given) || Object.keys(given).length !== 1) return mustBe(this, given, place);
    if (isUnknown(given.tts) || isUnknown(given.prompt) || isUnknown(given.exp)) return;
    if (isExpression(given)) return checkExpression(given.exp, place);
    if (typeof given.prompt === "string") {
      const fault = promptNameFault(given.prompt);
      return fault === undefined ? undefined : place.error(fault, "prompt");
    }
    if (typeof given.tts !== "string" || given.tts === "") mustBe(this, given, place);
  },
  canonical: (given) => (typeof given === "string" ? { tts: given } : canonicalExpression(given)),
});

// --- values of values -----------------------------------------------------------------------------------------------

/** Values by free names. `canonicalKey` brings names to one spelling. */
export const mapOf = (
  of: Schema,
  what: string,
  canonicalKey: (key: string) => string = (key) => key,
): Schema => ({
  about: `an object: ${what}`,
  check(given, place) {
    if (!isObject(given)) return mustBe(this, given, place);
    for (const [key, item] of Object.entries(given)) {
      if (item !== undefined) checkValue(of, item, place.at(key));
    }
  },
  canonical(given) {
    if (!isObject(given)) return given;
    const canonical: PlainObject = {};
    for (const [key, item] of Object.entries(given)) {
      if (item !== undefined) put(canonical, canonicalKey(key), isUnknown(item) ? item : of.canonical(item));
    }
    return canonical;
  },
});

/** A list of values. */
export const listOf = (of: Schema, what: string, min = 1): Schema => ({
  about: `a list: ${what}`,
  check(given, place) {
    if (!Array.isArray(given)) return mustBe(this, given, place);
    if (given.length < min) return place.error("must not be empty");
    given.forEach((item: unknown, index) => {
      checkValue(of, item, place.at(String(index)));
    });
  },
  canonical: (given) =>
    Array.isArray(given)
      ? given.map((item: unknown) => (isUnknown(item) ? item : of.canonical(item)))
      : given,
});

/** An object with named fields. */
export const fields = (what: string, table: Readonly<Record<string, Parameter>>): Schema => ({
  about: `an object: ${what}`,
  check(given, place) {
    if (!isObject(given)) return mustBe(this, given, place);
    checkFields(table, given, place, "field");
  },
  canonical: (given) => (isObject(given) ? canonicalFields(table, given) : given),
});

/** The variable scopes that a flow kind has. */
export function scopesOf(kind: FlowKind): readonly string[] {
  // A module is one task, and all its variables are `Common.*`.
  return kind === "module" ? [KINDS[kind].variableScope] : [KINDS[kind].variableScope, "Task"];
}

// --- inside ---------------------------------------------------------------------------------------------------------

const NONE = Symbol("no literal");

const ABOUT: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  decimal: "a number",
  boolean: "true or false",
  duration: "a whole number of milliseconds",
};

function mustBe(schema: Schema, given: unknown, place: Place): void {
  place.error(
    `must be ${schema.about}; it is ${kindOf(given)}${isScalar(given) ? " that does not fit" : ""}`,
  );
}

/** The literal that a value says: of `{ lit }`, or the plain scalar itself. */
function literalOf(given: unknown): unknown {
  if (isObject(given)) return "lit" in given && Object.keys(given).length === 1 ? given.lit : NONE;
  return isScalar(given) ? given : NONE;
}

function fits(type: string | undefined, literal: unknown): boolean {
  if (isUnknown(literal)) return true;
  if (literal === null || literal === undefined) return false;
  if (type === "string") return typeof literal === "string";
  if (type === "integer" || type === "duration") return Number.isInteger(literal);
  if (type === "decimal") return typeof literal === "number" && Number.isFinite(literal);
  if (type === "boolean") return typeof literal === "boolean";
  return true;
}

function checkExpression(exp: string, place: Place): void {
  if (isUnknown(exp)) return;
  if (exp.trim() === "") place.error("must not be an empty expression", "exp");
  if (exp.length > MAX_EXPRESSION) {
    place.error(`must be an expression of at most ${MAX_EXPRESSION} characters; it has ${exp.length}`, "exp");
  }
}

/** Expressions are compared without the white space around them: Architect trims it. */
function canonicalExpression(given: unknown): unknown {
  return isExpression(given) ? { exp: given.exp.trim() } : given;
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
