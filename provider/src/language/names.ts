import { isObject } from "./json";

/**
 * Architect's rules for names, taken from the limits of its scripting SDK and the API's error messages. Each function
 * returns undefined for a valid name, otherwise the end of a sentence that starts with the property.
 */

/** The maximum length of a name in Architect. */
export const MAX_NAME = 200;

/** Checks the name of a flow. */
export function flowNameIssue(name: string): string | undefined {
  if (name.trim() === "") return "must not be empty";
  if (name !== name.trim()) return "must not begin or end with a space";
  if (name.length > MAX_NAME) return `must have at most ${MAX_NAME} characters`;
  if (name.includes("/")) return 'must not contain "/"';
  if (name.toLowerCase().endsWith("-debug")) return 'must not end in "-debug", which is reserved';
  if (INVISIBLE.test(name)) return "must not contain line breaks, control or zero-width characters";
  if (!/[\p{L}\p{N}]/u.test(name)) return "must contain at least one letter or digit";
  return undefined;
}

/**
 * Line breaks, control and format characters, unpaired surrogates, and U+FFFD, which gRPC substitutes for unpaired
 * surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;

/** Checks an entry's key, which becomes the action's name in Architect. */
export function entryKeyIssue(key: string): string | undefined {
  if (key.trim() === "") return "the key must not be empty";
  if (key !== key.trim()) return "the key must not begin or end with a space";
  if (key.length > MAX_NAME)
    return `the key must have at most ${MAX_NAME} characters: it is the action's name in Architect`;
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(key))
    return "the key must not contain line breaks or control characters";
  if (key === GENERATED_END) return `"${GENERATED_END}" is reserved; choose another key`;
  return undefined;
}

/** Checks a variable's full name, which must be in one of the given scopes. */
export function variableNameIssue(name: string, scopes: readonly string[]): string | undefined {
  const [scope, ...rest] = name.split(".");
  if (scope === undefined || !scopes.includes(scope) || rest.length !== 1) {
    return `must be named ${scopes.map((s) => `"${s}.<name>"`).join(" or ")}`;
  }
  if (!/^\p{L}[\p{L}\p{N}_]*$/u.test(rest[0] ?? "")) {
    return `the name after "${scope}." must begin with a letter and contain only letters, digits and "_"`;
  }
  return name.length > MAX_NAME ? `must have at most ${MAX_NAME} characters` : undefined;
}

/**
 * Checks a name that is defined elsewhere: an input of a data action, an attribute, a column. A longer name is not a
 * valid key in YAML.
 */
export function nameFault(name: string): string | undefined {
  if (name.trim() === "") return "the name must not be empty";
  if (name.length > MAX_KEY) return `the name must have at most ${MAX_KEY} characters`;
  return /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)
    ? "the name must not contain line breaks or control characters"
    : undefined;
}

/** The longest key that YAML allows on one line. */
const MAX_KEY = 1_024;

/** Checks a prompt's name in audio. */
export function promptNameIssue(name: string): string | undefined {
  const match = /^(Prompt|PromptSystem)\.(.*)$/su.exec(name);
  if (!match) return 'must be "Prompt.<name>" or "PromptSystem.<name>"';
  const [, , rest = ""] = match;
  if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(rest))
    return "must name a prompt with letters, digits and underscores";
  return rest.length > MAX_NAME ? `must have at most ${MAX_NAME} characters` : undefined;
}

/** Whether text is a UUID in the form that Genesys Cloud uses for ids. */
export function isUuid(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/** The maximum length of an expression in Architect. */
export const MAX_EXPRESSION = 32_000;

/**
 * The name of the action that the compiler adds at the end of a path. No entry may have this key, so that reading a
 * flow back can distinguish an explicit `disconnect` from a generated one.
 */
export const GENERATED_END = "(end)";

/** Whether a value is an expression: `{ exp }`. */
export function isExpression(value: unknown): value is { exp: string } {
  return isObject(value) && typeof value.exp === "string" && Object.keys(value).length === 1;
}
