import { Decimal } from "../decimal";
import { ValueError } from "../expressionError";
import type { Currency } from "../values";
import { define, orNotSet, overload, param, rest } from "./define";

const int = (name: string) => param(name, "integer");
const dec = (name: string) => param(name, "decimal");
const cur = (name: string) => param(name, "currency");
const dur = (name: string) => param(name, "duration");

/** Functions of numbers, and of money and durations where they are counted alike. */
export const NUMBER_FUNCTIONS = [
  define("Ceiling", "the next whole number that is not smaller", [
    overload([cur("value")], "currency", (value) => mapAmount(value, (amount) => amount.ceiling())),
    overload([dec("value")], "decimal", (value) => value.ceiling()),
    overload([int("value")], "integer", (value) => value),
  ]),
  define("Floor", "the next whole number that is not larger", [
    overload([cur("value")], "currency", (value) => mapAmount(value, (amount) => amount.floor())),
    overload([dec("value")], "decimal", (value) => value.floor()),
    overload([int("value")], "integer", (value) => value),
  ]),
  define("Round", "a number to so many places, halves away from zero", [
    overload([cur("value")], "currency", (value) => mapAmount(value, (amount) => amount.rounded(0))),
    overload([dec("value")], "decimal", (value) => value.rounded(0)),
    overload([dec("value"), int("digits")], "decimal", (value, digits) => value.rounded(places(digits))),
    overload([cur("value"), int("digits")], "currency", (value, digits) =>
      mapAmount(value, (amount) => amount.rounded(places(digits))),
    ),
  ]),
  define("Sum", "all numbers together; NOT_SET counts as nothing", [
    overload([orNotSet(int("value")), rest(orNotSet(int("nextValue")))], "integer", (first, others) =>
      sumIntegers([first, ...others]),
    ),
    overload([orNotSet(cur("value")), rest(orNotSet(cur("nextValue")))], "currency", (first, others) =>
      sumCurrencies([first, ...others]),
    ),
    overload([orNotSet(dec("value")), rest(orNotSet(dec("nextValue")))], "decimal", (first, others) =>
      sumDecimals([first, ...others]),
    ),
    overload([orNotSet(dur("value")), rest(orNotSet(dur("nextValue")))], "duration", (first, others) =>
      sumIntegers([first, ...others]),
    ),
    overload([param("values", "integerCollection")], "integer", sumIntegers),
    overload([param("values", "currencyCollection")], "currency", sumCurrencies),
    overload([param("values", "decimalCollection")], "decimal", sumDecimals),
    overload([param("values", "durationCollection")], "duration", sumIntegers),
  ]),
  define("Average", "the mean of all numbers that are set, 0 where none is", [
    overload([rest(orNotSet(cur("value")))], "currency", averageCurrency),
    overload([rest(orNotSet(dec("value")))], "decimal", average),
    overload([rest(orNotSet(dur("value")))], "duration", averageDuration),
    overload([rest(orNotSet(int("value")))], "decimal", (values) => average(values.map(toDecimal))),
    overload([param("values", "currencyCollection")], "currency", averageCurrency),
    overload([param("values", "decimalCollection")], "decimal", average),
    overload([param("values", "integerCollection")], "decimal", (values) => average(values.map(toDecimal))),
    overload([param("values", "durationCollection")], "duration", averageDuration),
  ]),
  define(
    "Random",
    "a decimal from 0 up to 1",
    [overload([], "decimal", ({ random }) => Decimal.fromNumber(random()))],
    "nameOnly",
  ),
  define(
    "RandomInt",
    "a whole number between two, both included",
    [
      overload([int("minimum"), int("maximum")], "integer", (minimum, maximum, { random }) => {
        if (maximum < minimum) throw new ValueError("outOfRange", "the maximum is less than the minimum");
        return minimum + Math.floor(random() * (maximum - minimum + 1));
      }),
    ],
    "nameOnly",
  ),
];

/** A whole number that Architect can hold. */
export function integer(value: number): number {
  if (!Number.isSafeInteger(value))
    throw new ValueError("outOfRange", "the result is too large for an integer");
  return value;
}

/** A number of places, from 0 to 20. */
export function places(value: number): number {
  if (value < 0 || value > 20)
    throw new ValueError("outOfRange", `a number has 0 to 20 places, not ${value}`);
  return value;
}

/** Money with another amount. */
export function mapAmount(value: Currency, change: (amount: Decimal) => Decimal): Currency {
  return { ...value, amount: value.amount && change(value.amount) };
}

/** The currency code that two amounts share. */
export function sharedCode(a: Currency, b: Currency): string | undefined {
  if (a.code !== undefined && b.code !== undefined && a.code !== b.code)
    throw new ValueError("typeMismatch", `${a.code} and ${b.code} are different currencies`);
  return a.code ?? b.code;
}

function toDecimal(value: number | undefined): Decimal | undefined {
  return value === undefined ? undefined : Decimal.fromNumber(value);
}

function sumIntegers(values: readonly (number | undefined)[]): number {
  return integer(values.reduce<number>((sum, value) => sum + (value ?? 0), 0));
}

function sumDecimals(values: readonly (Decimal | undefined)[]): Decimal {
  return values.reduce<Decimal>((sum, value) => (value ? sum.plus(value) : sum), Decimal.ZERO);
}

function sumCurrencies(values: readonly (Currency | undefined)[]): Currency {
  const start: Currency = { amount: Decimal.ZERO, code: undefined };
  return values.reduce<Currency>((sum, value) => {
    if (!value) return sum;
    const amount = sumDecimals([sum.amount, value.amount]);
    return { amount, code: sharedCode(sum, value) };
  }, start);
}

function average(values: readonly (Decimal | undefined)[]): Decimal {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? Decimal.ZERO : sumDecimals(known).dividedBy(Decimal.fromNumber(known.length));
}

function averageCurrency(values: readonly (Currency | undefined)[]): Currency {
  const known = values.filter((value) => value?.amount !== undefined);
  return { ...sumCurrencies(known), amount: average(known.map((value) => value?.amount)) };
}

function averageDuration(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? 0 : Math.round(sumIntegers(known) / known.length);
}
