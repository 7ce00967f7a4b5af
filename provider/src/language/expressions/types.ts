import { VARIABLE_SCALAR_TYPES } from "../validation/variableTypes";

/** The types of single values. `any` is what is not known before the expression runs; `notSet` is NOT_SET on its own. */
export const SCALAR_TYPES = [
  ...VARIABLE_SCALAR_TYPES,
  "any",
  "notSet",
  "communication",
  "emailAddress",
  "wrapupCode",
  "enumeration",
] as const;

/** The type of a single value. */
export type ScalarType = (typeof SCALAR_TYPES)[number];

/** The type of a value, spelled as the types of variables are: `integer`, `integerCollection`. */
export type ExpressionType = ScalarType | `${ScalarType}Collection`;

const TYPES: ReadonlySet<string> = new Set(SCALAR_TYPES.flatMap((type) => [type, `${type}Collection`]));

/** Types that the catalog of functions knows whole; of later ones (JSON, dates) it may lack overloads. */
const SURE_TYPES: ReadonlySet<ExpressionType> = new Set<ExpressionType>([
  "string",
  "integer",
  "decimal",
  "boolean",
  "currency",
  "dateTime",
  "duration",
  "phoneNumber",
]);

/** Whether a word names a type. */
export function isExpressionType(word: unknown): word is ExpressionType {
  return typeof word === "string" && TYPES.has(word);
}

/** The type of a collection's items, or undefined where the type is no collection. */
export function itemType(type: ExpressionType): ScalarType | undefined {
  return type.endsWith("Collection") ? (type.slice(0, -"Collection".length) as ScalarType) : undefined;
}

/** The type of a collection of such items. */
export function collectionOf(type: ScalarType): ExpressionType {
  return `${type}Collection`;
}

/** Whether no function can take this type in a way that the catalog does not know. */
export function isSureType(type: ExpressionType): boolean {
  return SURE_TYPES.has(type) || SURE_TYPES.has(itemType(type) ?? "any");
}

/**
 * How far a value's type is from a wanted one: 0 for the same, more for each conversion, undefined where it does not fit.
 * An integer serves as a decimal, a prompt as audio, and a part of JSON as what it holds.
 */
export function distance(from: ExpressionType, to: ExpressionType): number | undefined {
  if (from === to) return 0;
  const [fromItem, toItem] = [itemType(from), itemType(to)];
  if (from === "any") return 1;
  if (fromItem !== undefined || toItem !== undefined) {
    // Last, so that what takes single values takes JSON first.
    if (from === "json") return 5;
    if (from === "notSet") return 3;
    if (fromItem === undefined || toItem === undefined) return undefined;
    return toItem === "any" ? 4 : distance(fromItem, toItem);
  }
  if (from === "notSet") return 2;
  if (from === "integer" && to === "decimal") return 2;
  if (from === "prompt" && to === "audio") return 2;
  if (to === "any") return 4;
  if (from === "json") return 3;
  return undefined;
}

/** The type that values of both types have together: NOT_SET takes the other's, integers become decimals; else `any`. */
export function commonType(a: ExpressionType, b: ExpressionType): ExpressionType {
  if (a === b) return a;
  if (a === "notSet" && itemType(b) === undefined) return b;
  if (b === "notSet" && itemType(a) === undefined) return a;
  const [itemA, itemB] = [itemType(a), itemType(b)];
  if (itemA !== undefined && itemB !== undefined) return collectionOf(commonType(itemA, itemB) as ScalarType);
  if ((a === "integer" && b === "decimal") || (a === "decimal" && b === "integer")) return "decimal";
  return "any";
}

/** Whether two types can be told to be different kinds of value, so that comparing them is a mistake. */
export function areForeign(a: ExpressionType, b: ExpressionType): boolean {
  if (!isSureType(a) || !isSureType(b)) return false;
  return commonType(a, b) === "any" || commonType(a, b) === "anyCollection";
}
