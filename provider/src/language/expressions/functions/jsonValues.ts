import { ValueError } from "../expressionError";
import { isCollection, textOf } from "../format";
import { itemsOf, jsonValue } from "../values";
import type { Decimal } from "../decimal";
import type { Value } from "../values";
import { anything, define, orNotSet, overload, param } from "./define";

/** Functions of JSON. They are newer than the catalog; their names are those of the vendor's help and of real flows. */
export const JSON_FUNCTIONS = [
  define(
    "JsonParse",
    "the JSON that a text holds",
    [
      overload([orNotSet(param("text", "string"))], "json", (text) => {
        if (text === undefined) return undefined;
        try {
          return JSON.parse(text) as unknown;
        } catch {
          throw new ValueError("conversion", "the text is no JSON");
        }
      }),
    ],
    "nameOnly",
  ),
  define(
    "ToJson",
    "a value, or a collection, as JSON",
    [
      overload([anything("value")], "json", toJson),
      overload([param("values", "anyCollection")], "json", toJson),
    ],
    "nameOnly",
  ),
  define(
    "ToJsonCollection",
    "the items of a collection, or of a JSON array, each as JSON",
    [overload([param("values", "anyCollection")], "jsonCollection", (values) => itemsOf(values).map(toJson))],
    "nameOnly",
  ),
  define(
    "GetJsonObjectProperty",
    "a property of a JSON object, NOT_SET where it has none; the case of the name matters",
    [overload([orNotSet(param("json", "json")), param("property", "string")], "json", jsonProperty)],
    "nameOnly",
  ),
];

/** A property of a JSON object; NOT_SET where there is none. */
export function jsonProperty(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** A value as JSON has it; what JSON has no form for as its text. */
export function toJson(value: Value): unknown {
  if (value.content === undefined) return null;
  if (isCollection(value)) return itemsOf(value).map(toJson);
  switch (value.type) {
    case "json":
    case "string":
    case "boolean":
    case "integer":
      return jsonValue(value.content).content;
    case "decimal":
      return (value.content as Decimal).toNumber();
    default:
      return textOf(value);
  }
}
