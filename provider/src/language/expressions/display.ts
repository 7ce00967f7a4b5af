import type { Decimal } from "./decimal";
import { durationParts, textOf } from "./format";
import type { Currency, Value } from "./values";

/** How values are shown to people. */
export interface Display {
  /** An IETF language tag. */
  language: string;
  /** An IANA time zone. */
  timeZone: string;
}

/** A single value as ToDisplayString gives it; undefined for NOT_SET. `places` fixes those of a number. */
export function displayValue(value: Value, display: Display, places?: number): string | undefined {
  const { type, content } = value;
  if (content === undefined) return undefined;
  switch (type) {
    case "integer":
      return new Intl.NumberFormat(display.language).format(content as number);
    case "decimal":
      return displayDecimal(content as Decimal, display.language, places);
    case "currency":
      return displayCurrency(content as Currency, display.language, places);
    case "dateTime":
      return displayDateTime(content as number, display);
    case "duration":
      return displayDuration(content as number, display.language);
    default:
      return textOf(value);
  }
}

/** The sign of a currency, such as `$`. */
export function currencySymbol(code: string): string {
  if (!isCurrencyCode(code)) return code;
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: code,
    currencyDisplay: "narrowSymbol",
  });
  return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? code;
}

function displayDecimal(value: Decimal, language: string, places?: number): string {
  return formatDigits(value, language, {}, places ?? 0, places);
}

function displayCurrency({ amount, code }: Currency, language: string, places?: number): string {
  if (amount === undefined) return "";
  if (code === undefined || !isCurrencyCode(code)) return displayDecimal(amount, language, places);
  const style = { style: "currency", currency: code } as const;
  const usual = new Intl.NumberFormat(language, style).resolvedOptions().minimumFractionDigits ?? 0;
  return formatDigits(amount, language, style, places ?? usual, places);
}

/** The digits of a decimal in a language, as a text: a number of JavaScript could not hold them all. */
function formatDigits(
  value: Decimal,
  language: string,
  style: Intl.NumberFormatOptions,
  minimumFractionDigits: number,
  places?: number,
): string {
  // Not every version of ICU takes more than 20 places.
  const maximumFractionDigits = places ?? Math.max(minimumFractionDigits, Math.min(20, value.scale));
  const format = new Intl.NumberFormat(language, { ...style, minimumFractionDigits, maximumFractionDigits });
  return format.format(value.digits(0) as Intl.StringNumericLiteral);
}

function displayDateTime(milliseconds: number, { language, timeZone }: Display): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone });
  // Newer CLDR data has a narrow space before AM and PM.
  return format.format(milliseconds).replace(/\u202f/g, " ");
}

function displayDuration(milliseconds: number, language: string): string {
  const { days, hours, minutes, seconds } = durationParts(milliseconds);
  const parts = Object.entries({ day: days, hour: hours, minute: minutes, second: seconds });
  const shown = parts.filter(([, count]) => count !== 0);
  const texts = (shown.length > 0 ? shown : parts.slice(-1)).map(([unit, count]) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count),
  );
  return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(texts);
}

function isCurrencyCode(code: string): boolean {
  return /^[A-Za-z]{3}$/.test(code);
}
