import type { Decimal } from "../decimal";
import { displayValue } from "../display";
import { formatCurrency, isCollection, textOf, textOfList } from "../format";
import { collectionOf } from "../types";
import type { Currency, Value } from "../values";
import { anything, define, orNotSet, overload, param } from "./define";
import type { Context, Overload, Parameter } from "./define";
import { places } from "./number";

/** The text of a single value; undefined for NOT_SET. */
type ToText = (value: Value, context: Context, places?: number) => string | undefined;

/** Functions that give the text of a value. */
export const TO_TEXT_FUNCTIONS = [
  define("ToString", "the text of a value; of a collection its items, each on a line or with a delimiter", [
    ...numbers("decimal", plainText),
    ...numbers("currency", plainText),
    ...values(plainText, itemText),
  ]),
  define("ToDisplayString", "a value as people of the flow's language write it", [
    ...numbers("decimal", displayValue),
    ...numbers("currency", displayValue),
    ...values(displayValue, displayValue),
  ]),
];

/** Overloads for any value, and for any collection with or without a delimiter. */
function values(single: ToText, item: ToText): Overload[] {
  const list = (value: Value, delimiter: string, context: Context) =>
    textOfList(value, delimiter, (each) => item(each, context));
  const collection = param("values", "anyCollection");
  return [
    overload([collection], "string", (value, context) => list(value, "\n", context)),
    overload([collection, orNotSet(param("delimiter", "string"))], "string", (value, delimiter, context) =>
      list(value, delimiter ?? "", context),
    ),
    overload([anything("value")], "string", (value, context) =>
      isCollection(value) ? list(value, "\n", context) : single(value, context),
    ),
  ];
}

/** Overloads for numbers of a type with so many places. */
function numbers(type: "decimal" | "currency", text: ToText): Overload[] {
  const digits = param("decimalPlaces", "integer");
  const collection: Parameter = param("values", collectionOf(type));
  const list = (content: unknown, delimiter: string, count: number, context: Context) =>
    textOfList({ type: collectionOf(type), content: content ?? [] }, delimiter, (item) =>
      text(item, context, places(count)),
    );
  return [
    overload([orNotSet<unknown>(param("value", type)), digits], "string", (content, count, context) =>
      text({ type, content }, context, places(count)),
    ),
    overload([orNotSet(collection), digits], "string", (content, count, context) =>
      list(content, "\n", count, context),
    ),
    overload(
      [orNotSet(collection), orNotSet(param("delimiter", "string")), digits],
      "string",
      (content, delimiter, count, context) => list(content, delimiter ?? "", count, context),
    ),
  ];
}

function plainText(value: Value, _context: Context, digits?: number): string | undefined {
  if (digits === undefined || value.content === undefined) return textOf(value);
  if (value.type === "currency") return formatCurrency(value.content as Currency, digits);
  return (value.content as Decimal).withPlaces(digits).digits(digits);
}

/** In a collection, a date-time without milliseconds is written without them. */
function itemText(value: Value): string | undefined {
  const text = textOf(value);
  return value.type === "dateTime" ? text?.replace(".000Z", "Z") : text;
}
