import { later } from "./dateTime";
import type { Decimal } from "./decimal";
import { equalValues } from "./equal";
import { ValueError } from "./expressionError";
import { concatenate } from "./functions/audio";
import { alike, anything, define, orNotSet, overload, param } from "./functions/define";
import type { ExpressionFunction, Overload } from "./functions/define";
import { CHOICES } from "./functions/logic";
import { integer, mapAmount, sharedCode } from "./functions/number";
import { compareTexts } from "./functions/strings";
import type { ExpressionType } from "./types";
import { NOT_SET } from "./values";
import type { Content, Value } from "./values";

const int = (name: string) => param(name, "integer");
const dec = (name: string) => param(name, "decimal");
const cur = (name: string) => param(name, "currency");
const moment = (name: string) => param(name, "dateTime");
const dur = (name: string) => param(name, "duration");
const flag = (name: string) => param(name, "boolean");
const list = (name: string) => orNotSet(param(name, "anyCollection"));

/** The operators, with the types they take. Decimal overloads take integers too. */
export const OPERATORS: readonly ExpressionFunction[] = [
  define("+", "the sum; of texts and audio both, one after the other", [
    overload([int("augend"), int("addend")], "integer", (a, b) => integer(a + b)),
    overload([dec("augend"), dec("addend")], "decimal", (a, b) => a.plus(b)),
    overload([cur("augend"), cur("addend")], "currency", (a, b) => ({
      amount: amount(a).plus(amount(b)),
      code: sharedCode(a, b),
    })),
    overload([dur("augend"), dur("addend")], "duration", (a, b) => integer(a + b)),
    overload([dur("augend"), moment("addend")], "dateTime", (a, b) => later(b, a)),
    overload([moment("augend"), dur("addend")], "dateTime", (a, b) => later(a, b)),
    overload([param("augend", "string"), param("addend", "string")], "string", (a, b) => a + b),
    overload([param("augend", "audio"), param("addend", "audio")], "audio", (a, b) => concatenate([a, b])),
  ]),
  define("-", "the difference", [
    overload([int("minuend"), int("subtrahend")], "integer", (a, b) => integer(a - b)),
    overload([dec("minuend"), dec("subtrahend")], "decimal", (a, b) => a.minus(b)),
    overload([cur("minuend"), cur("subtrahend")], "currency", (a, b) => ({
      amount: amount(a).minus(amount(b)),
      code: sharedCode(a, b),
    })),
    overload([dur("minuend"), dur("subtrahend")], "duration", (a, b) => integer(a - b)),
    overload([moment("minuend"), dur("subtrahend")], "dateTime", (a, b) => later(a, -b)),
  ]),
  define("*", "the product", [
    overload([int("multiplicand"), int("multiplier")], "integer", (a, b) => integer(a * b)),
    overload([dec("multiplicand"), dec("multiplier")], "decimal", (a, b) => a.times(b)),
    overload([dec("multiplicand"), cur("multiplier")], "currency", (a, b) =>
      mapAmount(b, (each) => a.times(each)),
    ),
    overload([cur("multiplicand"), dec("multiplier")], "currency", (a, b) =>
      mapAmount(a, (each) => each.times(b)),
    ),
  ]),
  define("/", "the quotient, a decimal", [
    overload([dec("dividend"), dec("divisor")], "decimal", (a, b) => a.dividedBy(b)),
    overload([cur("dividend"), dec("divisor")], "currency", (a, b) =>
      mapAmount(a, (each) => each.dividedBy(b)),
    ),
  ]),
  define("%", "what is left of a division", [
    overload([int("dividend"), int("divisor")], "integer", (a, b) => {
      if (b === 0) throw new ValueError("divisionByZero", "division by zero");
      return a % b || 0;
    }),
    overload([dec("dividend"), dec("divisor")], "decimal", (a, b) => a.modulo(b)),
    overload([cur("dividend"), dec("divisor")], "currency", (a, b) => mapAmount(a, (each) => each.modulo(b))),
  ]),
  define("^", "the power, a decimal", [
    overload([dec("base"), dec("exponent")], "decimal", (base, exponent) => base.power(exponent)),
  ]),
  define("&", "the bits that both have", [
    overload([int("value1"), int("value2")], "integer", (a, b) => bits(BigInt(a) & BigInt(b))),
  ]),
  define("|", "the bits that either has", [
    overload([int("value1"), int("value2")], "integer", (a, b) => bits(BigInt(a) | BigInt(b))),
  ]),
  define("and", "whether both hold; the second is looked at only if the first holds", [
    overload([flag("value1"), flag("value2")], "boolean", (a, b) => a && b),
  ]),
  define("or", "whether either holds; the second is looked at only if the first does not hold", [
    overload([flag("value1"), flag("value2")], "boolean", (a, b) => a || b),
  ]),
  define("==", "whether both are the same", [
    alike(
      overload([anything("valueToCompare"), anything("valueToCompareTo")], "boolean", (a, b) =>
        equalValues(a, b),
      ),
    ),
    alike(
      overload([list("valueToCompare"), list("valueToCompareTo")], "boolean", (a, b) => equalLists(a, b)),
    ),
  ]),
  define("!=", "whether they are different", [
    alike(
      overload(
        [anything("valueToCompare"), anything("valueToCompareTo")],
        "boolean",
        (a, b) => !equalValues(a, b),
      ),
    ),
    alike(
      overload([list("valueToCompare"), list("valueToCompareTo")], "boolean", (a, b) => !equalLists(a, b)),
    ),
  ]),
  define(
    "<",
    "whether the first is less",
    comparisons((order) => order < 0),
  ),
  define(
    "<=",
    "whether the first is not more",
    comparisons((order) => order <= 0),
  ),
  define(
    ">",
    "whether the first is more",
    comparisons((order) => order > 0),
  ),
  define(
    ">=",
    "whether the first is not less",
    comparisons((order) => order >= 0),
  ),
  define("?:", "one of two values, as a condition holds or not", CHOICES),
  define("unary -", "the value with the other sign", [
    overload([int("valueToNegate")], "integer", (value) => -value || 0),
    overload([dec("valueToNegate")], "decimal", (value) => value.negated()),
    overload([cur("valueToNegate")], "currency", (value) => mapAmount(value, (each) => each.negated())),
    overload([dur("valueToNegate")], "duration", (value) => -value || 0),
  ]),
  define("unary !", "whether it does not hold", [overload([flag("value")], "boolean", (value) => !value)]),
  define("unary ~", "the other bits", [overload([int("value")], "integer", (value) => bits(~BigInt(value)))]),
];

function comparisons(holds: (order: number) => boolean): Overload[] {
  const compared = <T extends ExpressionType>(type: T, order: (a: Content<T>, b: Content<T>) => number) =>
    overload([param("valueToCompare", type), param("valueToCompareTo", type)], "boolean", (a, b) =>
      holds(order(a, b)),
    );
  return [
    compared("integer", (a, b) => a - b),
    compared("decimal", (a, b) => a.compare(b)),
    compared("currency", (a, b) => {
      sharedCode(a, b);
      return amount(a).compare(amount(b));
    }),
    compared("dateTime", (a, b) => a - b),
    compared("duration", (a, b) => a - b),
    compared("string", (a, b) => compareTexts(a, b)),
  ];
}

function equalLists(a: Value | undefined, b: Value | undefined): boolean {
  return equalValues(a ?? NOT_SET, b ?? NOT_SET);
}

function amount({ amount: value }: Content<"currency">): Decimal {
  if (value === undefined) throw new ValueError("notSet", "money without an amount cannot be counted with");
  return value;
}

/** The whole number of 64 bits. */
function bits(value: bigint): number {
  return integer(Number(BigInt.asIntN(64, value)));
}
