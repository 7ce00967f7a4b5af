import { isObject, isScalar, own, put } from "../json";
import type { PlainObject } from "../json";

/**
 * The comparable form of a piece of Architect YAML. Undefined if nothing is set, in any notation (`noValue: true`,
 * `none: true`, `{}`, `[]`, null). In objects, keys that set nothing are removed; keys that are meaningful by their
 * presence alone (`disconnect` in `{ disconnect: { none: true } }`, the name of a bot) stay, with an empty object.
 *
 * @param parent the key that contains the piece
 */
export function meaning(value: unknown, parent = ""): unknown {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => meaning(item) ?? {});
  if (typeof value === "string") return value.trim();
  if (!isObject(value)) return value;
  const duration = parent === "lit" ? milliseconds(value) : undefined;
  if (duration !== undefined) return { ms: duration };
  const names = Object.keys(value).filter((name) => !NOTHING.has(name) || !isFlag(value[name]));
  const forms = names.map((name) => {
    const form = isVersion(name) && isFlag(value[name]) ? undefined : meaning(value[name], name);
    return { name, form: form ?? (countsByItself(parent, name, value[name]) ? {} : undefined) };
  });
  const suggestion = forms.filter(({ form }) => form !== undefined);
  const [only] = suggestion;
  // { exit: true } is { exit: { none: true } }.
  if (suggestion.length === 1 && only && isFlag(only.form)) return fromPairs([{ ...only, form: {} }]);
  if (suggestion.length > 0) return fromPairs(suggestion);
  const marks = names.filter((name) => isMark(name, value[name]));
  return marks.length > 0 ? fromPairs(marks.map((name) => ({ name, form: {} }))) : undefined;
}

/** {@link meaning} with every scalar as text: equal pieces have equal JSON, whether or not a number is quoted. */
export function comparable(value: unknown, parent = ""): unknown {
  return asText(meaning(value, parent));
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (isScalar(value)) return String(value);
  if (!isObject(value)) return value;
  return fromPairs(Object.entries(value).map(([name, item]) => ({ name, form: asText(item) })));
}

/** The size of each unit of a duration, in milliseconds. */
export const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** The length of a duration literal, such as `{ minutes: 1, seconds: 30 }`; undefined for anything else. */
export function milliseconds(literal: Readonly<PlainObject>): number | undefined {
  const units = Object.entries(literal);
  let total = 0;
  for (const [unit, value] of units) {
    const size = own(UNITS, unit);
    const count = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (size === undefined || typeof count !== "number" || Number.isNaN(count)) return undefined;
    total += count * size;
  }
  return units.length > 0 ? total : undefined;
}

const NOTHING: ReadonlySet<string> = new Set(["noValue", "none"]);

const isFlag = (value: unknown): boolean => value === true || value === "true";

/** YAML keys whose child keys are names: of flows, data actions, data tables, scripts, bots, languages. */
const NAMED_BY_KEY: ReadonlySet<string> = new Set([
  "alternateSequences",
  "botFlow",
  "category",
  "commonModule",
  "dataAction",
  "dataTable",
  "digitalBotFlow",
  "lexBot",
  "screenPopScript",
  "speechRecTerms",
  "supportedLanguages",
]);

const isVersion = (key: string): boolean => key.startsWith("ver_");

function countsByItself(parent: string, name: string, value: unknown): boolean {
  if (isUnset(value)) return false;
  return (
    NAMED_BY_KEY.has(parent) || isVersion(name) || (isObject(value) && Object.keys(value).some(isVersion))
  );
}

/** Whether a key that sets nothing still selects one of several alternatives, if no other key does. */
function isMark(name: string, value: unknown): boolean {
  return isObject(value) && !isUnset(value) && !name.endsWith("puts") && name !== "paths";
}

/** `noValue: true` alone: the optional property is not set. */
function isUnset(value: unknown): boolean {
  return isObject(value) && isFlag(value.noValue);
}

function fromPairs(pairs: readonly { name: string; form: unknown }[]): PlainObject {
  const object: PlainObject = {};
  for (const { name, form } of pairs) put(object, name, form);
  return object;
}
