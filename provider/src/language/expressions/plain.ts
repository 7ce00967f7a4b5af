import { parseDateTime, parseDuration } from "./dateTime";
import { Decimal } from "./decimal";
import { ValueError } from "./expressionError";
import { formatDateTime } from "./format";
import { parseCurrency } from "./functions/currency";
import { parsePhoneNumber } from "./phone";
import { isExpressionType, itemType } from "./types";
import type { ExpressionType } from "./types";
import { itemsOf, jsonValue, listOf, NOT_SET } from "./values";
import type { AgentScorePair, Currency, Value } from "./values";

/** A value whose type its JavaScript form does not tell: `{ type: "decimal", value: 5 }`, `{ type: "dateTime", value: "2026-01-31" }`. */
export interface TypedValue {
  type: ExpressionType;
  /** Null or undefined for NOT_SET. */
  value: unknown;
}

/**
 * The value that a JavaScript one stands for. Texts, numbers (integers where they are whole), truth values, `Date`, and arrays
 * of them are what they look like; null and undefined are NOT_SET; `TypedValue` says its type; other objects are JSON.
 */
export function fromPlain(plain: unknown, timeZone = "UTC"): Value {
  if (plain === null || plain === undefined) return NOT_SET;
  if (plain instanceof Date) return { type: "dateTime", content: plain.getTime() };
  if (Array.isArray(plain)) return listOf(plain.map((item) => fromPlain(item, timeZone)));
  switch (typeof plain) {
    case "string":
      return { type: "string", content: plain };
    case "boolean":
      return { type: "boolean", content: plain };
    case "number":
      if (Number.isSafeInteger(plain)) return { type: "integer", content: plain };
      return { type: "decimal", content: Decimal.fromNumber(plain) };
    case "object":
      return isTypedValue(plain) ? fromTyped(plain.type, plain.value, timeZone) : jsonValue(plain);
    default:
      throw new ValueError("typeMismatch", `a ${typeof plain} is no value of an expression`);
  }
}

/** Whether an object says its type. */
function isTypedValue(plain: object): plain is TypedValue {
  if (!("type" in plain) || !("value" in plain) || !isExpressionType(plain.type)) return false;
  return Object.keys(plain).every((key) => key === "type" || key === "value" || key === "text");
}

function fromTyped(type: ExpressionType, plain: unknown, timeZone: string): Value {
  if (plain === null || plain === undefined) return { type, content: undefined };
  const item = itemType(type);
  if (item !== undefined) {
    if (!Array.isArray(plain)) throw unfit(type, plain);
    const items = plain.map((each) =>
      item === "any" ? fromPlain(each, timeZone) : fromTyped(item, each, timeZone),
    );
    return { type, content: item === "any" ? items : items.map(({ content }) => content) };
  }
  if (type === "any" || type === "notSet") return fromPlain(plain, timeZone);
  const content = readContent(type, plain, timeZone);
  if (content === undefined) throw unfit(type, plain);
  return { type, content };
}

/** What a value of a type is kept as; undefined where the JavaScript value is none. */
function readContent(type: ExpressionType, plain: unknown, timeZone: string): unknown {
  switch (type) {
    case "string":
    case "enumeration":
    case "date":
    case "time":
      return typeof plain === "string" ? plain : undefined;
    case "boolean":
      return typeof plain === "boolean" ? plain : undefined;
    case "integer":
      return Number.isSafeInteger(plain) ? plain : undefined;
    case "decimal":
      return typeof plain === "number" ? Decimal.fromNumber(plain) : Decimal.parse(String(plain));
    case "dateTime":
      if (plain instanceof Date) return plain.getTime();
      return typeof plain === "string" ? parseDateTime(plain, timeZone) : whole(plain);
    case "duration":
      return typeof plain === "string" ? parseDuration(plain) : whole(plain);
    case "phoneNumber":
      if (typeof plain === "object" && plain !== null && "raw" in plain)
        return readContent(type, plain.raw, timeZone);
      return typeof plain === "string" ? parsePhoneNumber(plain) : undefined;
    case "currency":
      return typeof plain === "string" ? parseCurrency(plain) : readCurrency(plain);
    case "communication":
      return Array.isArray(plain) ? plain.map(String) : [String(plain)];
    case "json":
      return plain;
    default:
      return typeof plain === "string" ? { name: plain } : typeof plain === "object" ? plain : undefined;
  }
}

function readCurrency(plain: unknown): Currency | undefined {
  if (typeof plain !== "object" || plain === null) return undefined;
  const { amount, code } = plain as { amount?: unknown; code?: unknown };
  const known =
    typeof amount === "number" || typeof amount === "string" ? Decimal.parse(String(amount)) : undefined;
  return { amount: known, code: typeof code === "string" ? code : undefined };
}

function whole(plain: unknown): unknown {
  return Number.isSafeInteger(plain) ? plain : undefined;
}

function unfit(type: ExpressionType, plain: unknown): ValueError {
  return new ValueError("typeMismatch", `${JSON.stringify(plain)} is no value of type ${type}`);
}

/** A value as JavaScript has it: date-times as ISO 8601, durations as milliseconds, NOT_SET as null. */
export function toPlain(value: Value): unknown {
  const { type, content } = value;
  if (content === undefined) return null;
  if (itemType(type) !== undefined) return itemsOf(value).map(toPlain);
  switch (type) {
    case "decimal":
      return (content as Decimal).toNumber();
    case "dateTime":
      return formatDateTime(content as number);
    case "currency": {
      const { amount, code } = content as Currency;
      return { amount: amount?.toNumber() ?? null, code: code ?? null };
    }
    case "agentScorePair": {
      const { agent, score } = content as AgentScorePair;
      return { agent: { ...agent }, score };
    }
    default:
      return content;
  }
}
