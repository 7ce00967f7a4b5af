import { equalValues } from "../equal";
import { ValueError } from "../expressionError";
import { collectionOf, commonType, itemType } from "../types";
import type { ScalarType } from "../types";
import { itemsOf, listOf } from "../values";
import type { Value } from "../values";
import {
  alike,
  anything,
  define,
  itemOfFirst,
  itemsAndOthers,
  orNotSet,
  overload,
  param,
  rest,
  sameAsFirst,
} from "./define";
import type { Overload } from "./define";

const list = (name: string) => param(name, "anyCollection");
const texts = (name: string) => param(name, "stringCollection");
const text = (name: string) => orNotSet(param(name, "string"));
const int = (name: string) => param(name, "integer");
const flag = (name: string) => param(name, "boolean");

const ofItems: Overload["resultOf"] = (types) => {
  const type = types.reduce(commonType, "notSet");
  return itemType(type) === undefined ? collectionOf(type as ScalarType) : "anyCollection";
};

/** Functions of collections; none changes the collection that it gets. Positions are counted from 0. */
export const LIST_FUNCTIONS = [
  define("MakeList", "a collection of these items", [
    alike(overload([rest(anything("item"))], "anyCollection", (items) => listOf(items), ofItems)),
  ]),
  define("MakeEmptyList", "an empty collection of the type of a value", [
    overload(
      [anything("item")],
      "anyCollection",
      (item) => ({ type: ofItems([item.type]), content: [] }),
      ofItems,
    ),
  ]),
  define("Count", "the number of items", [
    overload([list("collection")], "integer", (value) => itemsOf(value).length),
  ]),
  define("GetAt", "the item at a position", [
    overload([list("collection"), int("index")], "any", itemAt, itemOfFirst),
  ]),
  define("Find", "all positions of an item", [
    overload([list("list"), anything("item")], "integerCollection", (value, item) =>
      itemsOf(value).flatMap((each, i) => (equalValues(each, item) ? [i] : [])),
    ),
  ]),
  define("FindFirst", "the first position of an item, -1 where it is not there", [
    overload([list("list"), anything("item")], "integer", (value, item) =>
      itemsOf(value).findIndex((each) => equalValues(each, item)),
    ),
  ]),
  define("AddItem", "the collection with an item behind the others", [
    alike(
      overload(
        [list("collection"), anything("valueToAdd")],
        "anyCollection",
        (value, item) => withItems(value, [...itemsOf(value), item]),
        sameAsFirst,
      ),
      itemsAndOthers,
    ),
  ]),
  define(
    "AddItemAt",
    "the collection with an item at a position, or at the end where it has no such position",
    [
      alike(
        overload(
          [list("collection"), int("insertIndex"), anything("valueToAdd")],
          "anyCollection",
          (value, index, item) => withItems(value, itemsOf(value).toSpliced(position(index), 0, item)),
          sameAsFirst,
        ),
        itemsAndOthers,
      ),
    ],
  ),
  define("RemoveDups", "the collection with each item once", [
    overload([list("collection")], "anyCollection", (value) => unique(value, false), sameAsFirst),
    overload([texts("collection"), flag("ignoreCase")], "stringCollection", (value, ignoreCase) =>
      textsOf(unique(textList(value), ignoreCase)),
    ),
  ]),
  define("RemoveItem", "the collection without an item, wherever it is", [
    overload(
      [list("collection"), anything("valueToRemove")],
      "anyCollection",
      (value, item) => keep(value, (each) => !equalValues(each, item)),
      sameAsFirst,
    ),
    overload(
      [texts("collection"), text("valueToRemove"), flag("ignoreCase")],
      "stringCollection",
      (value, item, ignoreCase) =>
        textsOf(keep(textList(value), (each) => !equalValues(each, textValue(item), ignoreCase))),
    ),
  ]),
  define("RemoveItemAt", "the collection without the item at a position", [
    overload(
      [list("collection"), int("removeIndex")],
      "anyCollection",
      (value, index) => withItems(value, itemsOf(value).toSpliced(existing(value, index), 1)),
      sameAsFirst,
    ),
  ]),
  define("ReplaceItem", "the collection with another item for each occurrence of one", [
    alike(
      overload(
        [list("collection"), anything("valueToReplace"), anything("newValue")],
        "anyCollection",
        (value, old, item) => replace(value, old, item, false, Infinity),
        sameAsFirst,
      ),
      itemsAndOthers,
    ),
    overload(
      [texts("collection"), text("valueToReplace"), text("newValue"), flag("ignoreCase")],
      "stringCollection",
      (value, old, item, ignoreCase) =>
        textsOf(replace(textList(value), textValue(old), textValue(item), ignoreCase, Infinity)),
    ),
  ]),
  define("ReplaceItemAt", "the collection with another item at a position", [
    alike(
      overload(
        [list("collection"), int("replaceIndex"), anything("newValue")],
        "anyCollection",
        (value, index, item) => withItems(value, itemsOf(value).toSpliced(existing(value, index), 1, item)),
        sameAsFirst,
      ),
      itemsAndOthers,
    ),
  ]),
  define("ReplaceItemFirst", "the collection with another item for the first occurrence of one", [
    alike(
      overload(
        [list("collection"), anything("valueToReplace"), anything("newValue")],
        "anyCollection",
        (value, old, item) => replace(value, old, item, false, 1),
        sameAsFirst,
      ),
      itemsAndOthers,
    ),
    overload(
      [texts("collection"), text("valueToReplace"), text("newValue"), flag("ignoreCase")],
      "stringCollection",
      (value, old, item, ignoreCase) =>
        textsOf(replace(textList(value), textValue(old), textValue(item), ignoreCase, 1)),
    ),
  ]),
];

/** The item at a position; there must be one. */
export function itemAt(value: Value, index: number): Value {
  return itemsOf(value)[existing(value, index)]!;
}

function existing(value: Value, index: number): number {
  const count = itemsOf(value).length;
  if (index < 0 || index >= count)
    throw new ValueError("outOfRange", `a collection of ${count} has no item at ${index}; the first is at 0`);
  return index;
}

function position(index: number): number {
  if (index < 0) throw new ValueError("outOfRange", `a position is not negative, as ${index} is`);
  return index;
}

/** Items as a collection of the type that another has; items of another type do not fit in. */
function withItems(like: Value, items: readonly Value[]): Value {
  const result = listOf(items, itemType(like.type) ?? "notSet");
  if (result.type !== like.type && like.type !== "anyCollection" && like.type !== "notSetCollection")
    throw new ValueError("typeMismatch", `a value of another type cannot be in a ${like.type}`);
  return result;
}

function keep(value: Value, expected: (item: Value) => boolean): Value {
  return withItems(value, itemsOf(value).filter(expected));
}

function unique(value: Value, ignoreCase: boolean): Value {
  const kept: Value[] = [];
  for (const item of itemsOf(value))
    if (!kept.some((each) => equalValues(each, item, ignoreCase))) kept.push(item);
  return withItems(value, kept);
}

function replace(value: Value, old: Value, item: Value, ignoreCase: boolean, times: number): Value {
  let left = times;
  const items = itemsOf(value).map((each) =>
    equalValues(each, old, ignoreCase) && left-- > 0 ? item : each,
  );
  return withItems(value, items);
}

function textList(content: (string | undefined)[]): Value {
  return { type: "stringCollection", content };
}

function textValue(content: string | undefined): Value {
  return { type: "string", content };
}

function textsOf(value: Value): (string | undefined)[] {
  return value.content as (string | undefined)[];
}
