import { ValueError } from "./expressionError";

/** The parts of a date and time of day. */
export interface DateParts {
  year: number;
  /** From 1. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const DAY = 86_400_000;

/** The moment with these parts in UTC; throws where there is no such day or time. */
export function dateTimeOf(parts: DateParts): number {
  const { year, month, day, hour, minute, second, millisecond } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  const read = partsOf(date.getTime());
  const keys = Object.keys(parts) as (keyof DateParts)[];
  if (year < 1 || year > 9999 || keys.some((key) => read[key] !== parts[key]))
    throw new ValueError(
      "outOfRange",
      `there is no date ${year}-${month}-${day} ${hour}:${minute}:${second}`,
    );
  return date.getTime();
}

/** The parts of a moment in UTC. */
export function partsOf(milliseconds: number): DateParts {
  const date = new Date(milliseconds);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** A moment later by milliseconds, within the years that there are. */
export function later(milliseconds: number, by: number): number {
  const moment = milliseconds + by;
  const year = Number.isNaN(new Date(moment).getTime()) ? NaN : partsOf(moment).year;
  if (!(year >= 1 && year <= 9999))
    throw new ValueError("outOfRange", "the date is outside the years 1 to 9999");
  return moment;
}

/** A moment so many months later; the last day of the month where there is no such day. */
export function monthsLater(milliseconds: number, months: number): number {
  const parts = partsOf(milliseconds);
  const count = parts.year * 12 + parts.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  if (!(year >= 1 && year <= 9999))
    throw new ValueError("outOfRange", "the date is outside the years 1 to 9999");
  return dateTimeOf({ ...parts, year, month, day: Math.min(parts.day, daysOfMonth(year, month)) });
}

/** From 1 for Sunday to 7 for Saturday. */
export function dayOfWeek(milliseconds: number): number {
  return new Date(milliseconds).getUTCDay() + 1;
}

/** The week of the year as ISO 8601 counts: weeks start on Monday, the first has the year's first Thursday. */
export function isoWeek(milliseconds: number): number {
  const date = new Date(milliseconds);
  const thursday = new Date(milliseconds + (4 - (date.getUTCDay() || 7)) * DAY);
  const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - start) / DAY / 7) + 1;
}

/** The n-th occurrence of a day of the week, in a month or, without one, in a year. */
export function occurrenceOf(day: number, occurrence: number, year: number, month?: number): DateParts {
  if (day < 1 || day > 7)
    throw new ValueError("outOfRange", `days of the week are 1 (Sunday) to 7 (Saturday), not ${day}`);
  const start = dateTimeOf({
    year,
    month: month ?? 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    millisecond: 0,
  });
  const first = start + ((day - dayOfWeek(start) + 7) % 7) * DAY;
  const found = partsOf(first + (occurrence - 1) * 7 * DAY);
  if (occurrence < 1 || found.year !== year || (month !== undefined && found.month !== month))
    throw new ValueError("outOfRange", `there is no occurrence ${occurrence} of that day`);
  return found;
}

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** Reads ISO 8601; without an offset in a time zone. Undefined where the text is no date-time. */
export function parseDateTime(text: string, timeZone: string): number | undefined {
  const match = DATE_TIME.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", offset] = match;
  const numbers = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millisecond = Number(fraction.padEnd(3, "0").slice(0, 3));
  let local: number;
  try {
    const [y, mo, d, h, mi, s] = numbers;
    local = dateTimeOf({ year: y, month: mo, day: d, hour: h, minute: mi, second: s, millisecond });
  } catch {
    return undefined;
  }
  if (offset === undefined) return local - offsetAt(local - offsetAt(local, timeZone), timeZone);
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? local + shift : local - shift;
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const shown = Object.fromEntries(
    format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000;
}

const DURATION =
  /^([+-])?P(?:([+-]?\d+)W)?(?:([+-]?\d+)D)?(?:T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:[.,]\d+)?)S)?)?$/i;

/** Reads an ISO 8601 duration of weeks, days and times; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (!match || !/\d/.test(text) || /T$/i.test(text.trim())) return undefined;
  const [, sign, weeks = "0", days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  const whole = ((Number(weeks) * 7 + Number(days)) * 24 + Number(hours)) * 60 + Number(minutes);
  const total = Math.round((whole * 60 + Number(seconds.replace(",", "."))) * 1000);
  if (!Number.isSafeInteger(total)) return undefined;
  return (sign === "-" ? -total : total) || 0;
}

function daysOfMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}
