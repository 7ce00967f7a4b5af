import { Decimal } from "../decimal";
import { ValueError } from "../expressionError";
import type { Currency } from "../values";
import { currencySymbol } from "../display";
import { define, orNotSet, overload, param } from "./define";
import { mapAmount } from "./number";

const cur = (name: string) => param(name, "currency");
const code = (name: string) => orNotSet(param(name, "string"));

/** Functions of money. */
export const CURRENCY_FUNCTIONS = [
  define("MakeCurrency", "money of an amount and a currency code", [
    overload([orNotSet(param("amount", "decimal")), code("currencyCode")], "currency", makeCurrency),
    overload([orNotSet(param("amount", "integer")), code("currencyCode")], "currency", (amount, currency) =>
      makeCurrency(amount === undefined ? undefined : Decimal.fromNumber(amount), currency),
    ),
  ]),
  define("MakeListCurrency", "a collection of money, of amounts and one currency code or as many codes", [
    overload(
      [param("amounts", "decimalCollection"), code("currencyCode")],
      "currencyCollection",
      (amounts, currency) => amounts.map((amount) => makeCurrency(amount, currency)),
    ),
    overload(
      [param("amounts", "decimalCollection"), param("currencyCodes", "stringCollection")],
      "currencyCollection",
      (amounts, codes) => {
        if (amounts.length !== codes.length)
          throw new ValueError(
            "outOfRange",
            `${amounts.length} amounts do not fit ${codes.length} currency codes`,
          );
        return amounts.map((amount, i) => makeCurrency(amount, codes[i]));
      },
    ),
  ]),
  define("GetCurrencySymbol", "the sign of a currency", [
    overload([param("currencyCode", "string")], "string", currencySymbol),
    overload([orNotSet(cur("currency"))], "string", (value) =>
      value?.code === undefined ? undefined : currencySymbol(value.code),
    ),
  ]),
  define(
    "ConvertCurrency",
    "money in another currency: divided by the rate where one is given (so much of the source for one of the other)",
    [
      overload(
        [orNotSet(cur("sourceCurrency")), code("destinationCurrencyCode")],
        "currency",
        (value, currency) => (value === undefined ? undefined : makeCurrency(value.amount, currency)),
      ),
      overload(
        [orNotSet(cur("sourceCurrency")), code("destinationCurrencyCode"), param("exchangeRate", "decimal")],
        "currency",
        (value, currency, rate) =>
          value === undefined
            ? undefined
            : mapAmount(makeCurrency(value.amount, currency), (amount) => amount.dividedBy(rate)),
      ),
    ],
    "assumed",
  ),
];

/** Reads `6.50|USD`; either part may be missing. Undefined where the text is no money. */
export function parseCurrency(text: string): Currency | undefined {
  const [amount = "", currency = "", ...more] = text.trim().split("|");
  const number = amount.trim() === "" ? undefined : Decimal.parse(amount.trim());
  if (more.length > 0 || (amount.trim() !== "" && number === undefined) || text.trim() === "")
    return undefined;
  if (!/^([A-Za-z]{3})?$/.test(currency.trim())) return undefined;
  return makeCurrency(number, currency.trim() === "" ? undefined : currency.trim());
}

function makeCurrency(amount: Decimal | undefined, code: string | undefined): Currency {
  return { amount, code: code?.toUpperCase() };
}
