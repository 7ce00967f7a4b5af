import { parseDateTime, parseDuration } from "../dateTime";
import { Decimal } from "../decimal";
import { ValueError } from "../expressionError";
import { parsePhoneNumber } from "../phone";
import type { ExpressionType } from "../types";
import type { Content } from "../values";
import { parseCurrency } from "./currency";
import { define, orNotSet, overload, param } from "./define";
import type { Context, Overload, Parameter } from "./define";
import { integer } from "./number";

/** Functions that convert values; NOT_SET becomes NOT_SET of the wanted type. */
export const CAST_FUNCTIONS = [
  define("ToBool", "a truth value: of a number whether it is not 0, of a text true, t, 1, false, f or 0", [
    cast("decimal", "boolean", (value) => !value.isZero()),
    cast("string", "boolean", readBoolean),
    cast("integer", "boolean", (value) => value !== 0),
    cast("boolean", "boolean", (value) => value),
    fromJson("boolean", readBoolean),
  ]),
  define("ToInt", "an integer: of a decimal without its places, of a duration its milliseconds", [
    cast("boolean", "integer", Number),
    cast("decimal", "integer", (value) => integer(value.truncated().toNumber())),
    cast("string", "integer", readInteger),
    cast("integer", "integer", (value) => value),
    cast("duration", "integer", (value) => value),
    fromJson("integer", readInteger),
  ]),
  define("ToDecimal", "a decimal; of money its amount", [
    cast("boolean", "decimal", (value) => Decimal.fromNumber(Number(value))),
    cast("currency", "decimal", (value) => value.amount),
    cast("string", "decimal", readDecimal),
    cast("integer", "decimal", (value) => Decimal.fromNumber(value)),
    cast("decimal", "decimal", (value) => value),
    fromJson("decimal", readDecimal),
  ]),
  define("ToCurrency", "money, of a text such as 6.50|USD or of an amount", [
    cast(
      "string",
      "currency",
      (value) => parseCurrency(value) ?? unreadable(value, "money, such as 6.50|USD"),
    ),
    cast("decimal", "currency", (amount) => ({ amount, code: undefined })),
    cast("integer", "currency", (value) => ({ amount: Decimal.fromNumber(value), code: undefined })),
    cast("currency", "currency", (value) => value),
  ]),
  define("ToDateTime", "a date-time, of an ISO 8601 text or of milliseconds since 1970", [
    cast("string", "dateTime", readDateTime),
    cast("integer", "dateTime", (value) => value),
    cast("dateTime", "dateTime", (value) => value),
    fromJson("dateTime", readDateTime),
  ]),
  define("ToDuration", "a duration, of an ISO 8601 text or of milliseconds", [
    cast("string", "duration", readDuration),
    cast("integer", "duration", (value) => value),
    cast("duration", "duration", (value) => value),
    fromJson("duration", readDuration),
  ]),
  define("ToPhoneNumber", "a phone number, of a text with a number or a SIP address", [
    cast("string", "phoneNumber", parsePhoneNumber),
    cast("phoneNumber", "phoneNumber", (value) => value),
    fromJson("phoneNumber", (value) => parsePhoneNumber(String(value))),
  ]),
];

/** An overload from one type to another. */
function cast<F extends ExpressionType, T extends ExpressionType>(
  from: F,
  to: T,
  convert: (value: Content<F>, context: Context) => Content<T> | undefined,
): Overload {
  return overload([orNotSet(param("valueToConvert", from) as Parameter<Content<F>>)], to, (value, context) =>
    value === undefined ? undefined : convert(value, context),
  );
}

/** An overload from a part of JSON; its null becomes NOT_SET. */
function fromJson<T extends ExpressionType>(
  to: T,
  convert: (value: string | number | boolean, context: Context) => Content<T>,
): Overload {
  return cast("json", to, (value, context) => {
    if (value === null) return undefined;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return convert(value, context);
    throw new ValueError("conversion", `a JSON ${Array.isArray(value) ? "array" : "object"} is no ${to}`);
  });
}

function readBoolean(value: string | number | boolean): boolean {
  const word = String(value).trim().toLowerCase();
  if (["true", "t", "1"].includes(word)) return true;
  return ["false", "f", "0"].includes(word) ? false : unreadable(word, "a truth value");
}

function readInteger(value: string | number | boolean): number {
  const word = String(value).trim();
  return /^[+-]?\d+$/.test(word) ? integer(Number(word)) : unreadable(word, "an integer");
}

function readDecimal(value: string | number | boolean): Decimal {
  return Decimal.parse(String(value).trim()) ?? unreadable(String(value), "a decimal");
}

function readDateTime(value: string | number | boolean, { timeZone }: Context): number {
  return parseDateTime(String(value), timeZone) ?? unreadable(String(value), "an ISO 8601 date-time");
}

function readDuration(value: string | number | boolean): number {
  return parseDuration(String(value)) ?? unreadable(String(value), "an ISO 8601 duration");
}

function unreadable(value: string, expected: string): never {
  throw new ValueError("conversion", `${JSON.stringify(value)} is not ${expected}`);
}
