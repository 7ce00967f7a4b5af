import { ValueError } from "./expressionError";
import { itemAt } from "./functions/list";
import { jsonProperty } from "./functions/jsonValues";
import { fromPlain } from "./plain";
import { isCollection } from "./format";
import { itemType } from "./types";
import type { ExpressionType } from "./types";
import { jsonValue } from "./values";
import type { Value } from "./values";

/** The properties of values of a type, as far as they are documented. */
const PROPERTIES: Partial<Record<ExpressionType, Record<string, ExpressionType>>> = {
  currency: { amount: "decimal", code: "string" },
  phoneNumber: {
    raw: "string",
    uri: "string",
    e164: "string",
    dialingCode: "string",
    subscriberNumber: "string",
    isTel: "boolean",
    isSip: "boolean",
  },
  agentScorePair: { agent: "user", score: "integer" },
  emailAddress: { id: "string", name: "string" },
  user: { id: "string", name: "string" },
  queue: { id: "string", name: "string" },
  group: { id: "string", name: "string" },
  skill: { id: "string", name: "string" },
  languageSkill: { id: "string", name: "string" },
  prompt: { name: "string" },
};

/** The type of a property, `any` where it is not known. */
export function propertyType(type: ExpressionType, property: string): ExpressionType {
  if (type === "json") return "json";
  const name = property.toLowerCase();
  return Object.entries(PROPERTIES[type] ?? {}).find(([known]) => known.toLowerCase() === name)?.[1] ?? "any";
}

/** A property of a value. Case matters for JSON alone. */
export function propertyOf(value: Value, property: string): Value {
  if (value.content === undefined) throw new ValueError("notSet", `NOT_SET has no property "${property}"`);
  if (value.type === "json") return jsonValue(jsonProperty(value.content, property));
  const name = property.toLowerCase();
  const known = PROPERTIES[value.type] ?? {};
  for (const [key, type] of Object.entries(known)) {
    if (key.toLowerCase() === name) return { type, content: (value.content as Record<string, unknown>)[key] };
  }
  // Objects that a test hands in may have more.
  const own = typeof value.content === "object" && !isCollection(value) ? Object.entries(value.content!) : [];
  const other = own.find(([key]) => key.toLowerCase() === name);
  if (other) return fromPlain(other[1]);
  const names = Object.keys(known);
  const list = names.length > 0 ? `; it has ${names.join(", ")}` : "";
  throw new ValueError(
    "unknownProperty",
    `a value of type ${value.type} has no property "${property}"${list}`,
  );
}

/** The type of `object[index]`. */
export function indexedType(object: ExpressionType): ExpressionType {
  return object === "json" ? "json" : (itemType(object) ?? "any");
}

/** `object[index]`: an item of a collection, or a property by its name. */
export function indexed(object: Value, index: Value): Value {
  if (index.type === "string" && typeof index.content === "string") return propertyOf(object, index.content);
  if (index.content === undefined) throw new ValueError("notSet", "the index is NOT_SET");
  if (object.content === undefined) throw new ValueError("notSet", "NOT_SET has no items");
  const isList = isCollection(object) || (object.type === "json" && Array.isArray(object.content));
  const position = index.type === "json" ? Number(index.content) : index.content;
  if (typeof position !== "number" || !Number.isInteger(position))
    throw new ValueError("typeMismatch", "an index is an integer, or the name of a property");
  if (!isList) throw new ValueError("typeMismatch", `a value of type ${object.type} has no items`);
  return itemAt(object, position);
}
