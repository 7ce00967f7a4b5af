import { equalValues } from "../equal";
import { isCollection } from "../format";
import { commonType } from "../types";
import { itemsOf } from "../values";
import type { Value } from "../values";
import { alike, anything, define, orNotSet, overload, param, rest } from "./define";
import type { Overload } from "./define";

const list = (name: string) => param(name, "anyCollection");
const flag = (name: string) => param(name, "boolean");

const ofBranches: Overload["resultOf"] = ([, whenTrue = "any", whenFalse = "any"]) => {
  const common = commonType(whenTrue, whenFalse);
  // Whether Architect makes a decimal of an integer in the other branch is not known.
  return [whenTrue, whenFalse].every((type) => type === common || type === "notSet") ? common : "any";
};

/** A choice between two values; NOT_SET chooses as false does. `If` and `? :` evaluate only the part that is chosen. */
export const CHOICES = [
  alike(
    overload(
      [orNotSet(flag("condition")), anything("trueValue"), anything("falseValue")],
      "any",
      choose,
      ofBranches,
    ),
    ([, ...branches]) => branches,
  ),
  alike(
    overload(
      [orNotSet(flag("condition")), list("trueValue"), list("falseValue")],
      "anyCollection",
      choose,
      ofBranches,
    ),
    ([, ...branches]) => branches,
  ),
];

/** Functions of truth values. */
export const LOGIC_FUNCTIONS = [
  define("If", "one of two values, as a condition holds or not", CHOICES),
  define("IsSet", "whether a value is something else than NOT_SET", [
    overload([anything("item")], "boolean", (item) => item.content !== undefined),
  ]),
  define("IsNotSetOrEmpty", "whether a value is NOT_SET, an empty text or an empty collection", [
    overload([anything("item")], "boolean", isEmpty),
    overload([list("collection")], "boolean", isEmpty),
  ]),
  define("AreEqual", "whether all values are the same; for texts, case may be ignored", [
    overload(
      [
        flag("ignoreCase"),
        orNotSet(param("value", "string")),
        rest(orNotSet(param("valueToCompareTo", "string"))),
      ],
      "boolean",
      (ignoreCase, first, others) =>
        others.every((other) => equalValues(text(first), text(other), ignoreCase)),
    ),
    overload(
      [flag("ignoreCase"), param("value", "stringCollection"), param("valueToCompareTo", "stringCollection")],
      "boolean",
      (ignoreCase, first, second) => equalValues(texts(first), texts(second), ignoreCase),
    ),
    alike(
      overload([anything("value"), rest(anything("valueToCompareTo"))], "boolean", (first, others) =>
        others.every((other) => equalValues(first, other)),
      ),
    ),
    alike(
      overload([list("value"), list("valueToCompareTo")], "boolean", (first, second) =>
        equalValues(first, second),
      ),
    ),
  ]),
];

function choose(condition: boolean | undefined, whenTrue: Value, whenFalse: Value): Value {
  return condition === true ? whenTrue : whenFalse;
}

function isEmpty(value: Value): boolean {
  if (value.content === undefined || value.content === "") return true;
  return isCollection(value) && itemsOf(value).length === 0;
}

function text(content: string | undefined): Value {
  return { type: "string", content };
}

function texts(content: (string | undefined)[]): Value {
  return { type: "stringCollection", content };
}
