import type { Decimal } from "./decimal";
import { isCollection } from "./format";
import { convert, itemsOf } from "./values";
import type { AgentScorePair, Currency, NamedObject, PhoneNumber, Value } from "./values";

/**
 * Whether two values are the same. Numbers are compared by amount whatever their type, NOT_SET is the same as NOT_SET of any
 * type, JSON as what it holds.
 */
export function equalValues(a: Value, b: Value, ignoreCase = false): boolean {
  if (a.content === undefined || b.content === undefined) return a.content === b.content;
  if (isCollection(a) && isCollection(b)) {
    const [left, right] = [itemsOf(a), itemsOf(b)];
    return left.length === right.length && left.every((item, i) => equalValues(item, right[i]!, ignoreCase));
  }
  const [left, right] = a.type === b.type ? [a, b] : alike(a, b);
  return left.type === right.type && equalContents(left, right, ignoreCase);
}

/** Two values as one type, where one of them can be converted; else as they are. */
function alike(a: Value, b: Value): [Value, Value] {
  try {
    if (a.type === "integer" || a.type === "json") return [convert(a, b.type), b];
    if (b.type === "integer" || b.type === "json") return [a, convert(b, a.type)];
  } catch {
    // It has no value of the other's type.
  }
  return [a, b];
}

function equalContents(a: Value, b: Value, ignoreCase: boolean): boolean {
  const [left, right] = [a.content, b.content];
  switch (a.type) {
    case "string":
      return ignoreCase ? String(left).toLowerCase() === String(right).toLowerCase() : left === right;
    case "decimal":
      return (left as Decimal).equals(right as Decimal);
    case "currency":
      return equalCurrencies(left as Currency, right as Currency);
    case "phoneNumber":
      return equalPhoneNumbers(left as PhoneNumber, right as PhoneNumber);
    case "agentScorePair": {
      const [one, other] = [left as AgentScorePair, right as AgentScorePair];
      return one.score === other.score && equalObjects(one.agent, other.agent);
    }
    default:
      if (typeof left !== "object" || typeof right !== "object") return left === right;
      return hasName(left) && hasName(right)
        ? equalObjects(left, right)
        : JSON.stringify(left) === JSON.stringify(right);
  }
}

function equalCurrencies(a: Currency, b: Currency): boolean {
  if (a.code !== b.code) return false;
  return a.amount && b.amount ? a.amount.equals(b.amount) : a.amount === b.amount;
}

/** As the vendor's help has it: by subscriber number, by URI, else by the text itself. */
function equalPhoneNumbers(a: PhoneNumber, b: PhoneNumber): boolean {
  if (a.isTel && b.isTel) return a.subscriberNumber === b.subscriberNumber;
  if (a.isSip && b.isSip) return a.uri === b.uri;
  return !a.isTel && !b.isTel && !a.isSip && !b.isSip && a.raw === b.raw;
}

function equalObjects(a: NamedObject, b: NamedObject): boolean {
  const known = a.id !== undefined && b.id !== undefined ? "id" : "name";
  return a[known]?.toLowerCase() === b[known]?.toLowerCase();
}

function hasName(content: object | null): content is NamedObject {
  return content !== null && ("id" in content || "name" in content);
}
