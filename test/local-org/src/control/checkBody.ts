/** The type of a property in a control call's body; the message ends "must be ...". */
export interface Rule {
  mustBe: string;
  fits: (value: unknown) => boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const number = (mustBe: string, least: number, integer = false): Rule => ({
  mustBe,
  fits: (value) =>
    typeof value === "number" &&
    Number.isFinite(value) &&
    value >= least &&
    (!integer || Number.isInteger(value)),
});

const listOf =
  (one: (value: unknown) => boolean): ((value: unknown) => boolean) =>
  (value) =>
    Array.isArray(value) && value.every(one);

const isText = (value: unknown): boolean => typeof value === "string";

export const text: Rule = { mustBe: "a text", fits: isText };
export const textOrNull: Rule = {
  mustBe: "a text or null",
  fits: (value) => value === null || isText(value),
};
export const flag: Rule = { mustBe: "true or false", fits: (value) => typeof value === "boolean" };
export const texts: Rule = { mustBe: "a list of texts", fits: listOf(isText) };
export const milliseconds = number("a number of milliseconds, 0 or more", 0);
export const anyNumber = number("a number", -Infinity);
export const count = number("a whole number of at least 1", 1, true);
export const anything: Rule = { mustBe: "", fits: () => true };
export const object: Rule = { mustBe: "an object", fits: isObject };
export const oneOf = (...values: readonly unknown[]): Rule => ({
  mustBe: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
  fits: (value) => values.includes(value),
});

/** A list of objects with these string properties; some lists also accept a plain name. */
export const listOfObjects = (keys: readonly string[], orText = false): Rule => ({
  mustBe: `a list of ${orText ? "texts or " : ""}objects with the texts ${keys.join(" and ")}`,
  fits: listOf(
    (value) =>
      (orText && isText(value)) || (isObject(value) && keys.every((key) => typeof value[key] === "string")),
  ),
});

const isRange = (value: unknown): boolean =>
  isObject(value) && milliseconds.fits(value.from) && milliseconds.fits(value.to);
const isTime = (value: unknown): boolean => milliseconds.fits(value) || isRange(value);

/** How long jobs take: see `JobTime`. */
export const jobTime: Rule = {
  mustBe: "milliseconds, {from, to}, or {byFlow: {name: milliseconds}, otherwise}",
  fits: (value) =>
    isTime(value) ||
    (isObject(value) &&
      isObject(value.byFlow) &&
      Object.values(value.byFlow).every(milliseconds.fits) &&
      isTime(value.otherwise)),
};

/**
 * The error in a body, as one sentence; undefined if it is valid. An accepted invalid order would make a spec hang,
 * or pass for the wrong reason.
 */
export function wrongIn(
  body: unknown,
  rules: Readonly<Record<string, Rule>>,
  needed: readonly string[] = [],
): string | undefined {
  if (!isObject(body)) return "the body must be a JSON object";
  const wrong = Object.entries(body).flatMap(([key, value]) => {
    if (!Object.hasOwn(rules, key)) {
      return [`unknown property "${key}"; known here: ${Object.keys(rules).join(", ")}`];
    }
    const rule = rules[key];
    return rule === undefined || rule.fits(value) ? [] : [`"${key}" must be ${rule.mustBe}`];
  });
  const missing = needed.filter((key) => !Object.hasOwn(body, key)).map((key) => `"${key}" is missing`);
  return [...wrong, ...missing][0];
}
