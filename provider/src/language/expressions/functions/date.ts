import { dateTimeOf, dayOfWeek, isoWeek, later, monthsLater, occurrenceOf, partsOf } from "../dateTime";
import type { DateParts } from "../dateTime";
import { define, overload, param } from "./define";
import type { ExpressionFunction } from "./define";

const int = (name: string) => param(name, "integer");
const moment = (name: string) => param(name, "dateTime");

/** Functions of date-times; they count in UTC, as Architect does. */
export const DATE_FUNCTIONS = [
  define("GetCurrentDateTimeUtc", "the current date and time", [overload([], "dateTime", ({ now }) => now)]),
  define("MakeDateTime", "a date-time of its parts, in UTC", [
    overload(
      [int("year"), int("month"), int("day"), int("hour"), int("minute"), int("second")],
      "dateTime",
      (year, month, day, hour, minute, second) =>
        dateTimeOf({ year, month, day, hour, minute, second, millisecond: 0 }),
    ),
    overload([int("year"), int("month"), int("day")], "dateTime", (year, month, day) =>
      dateTimeOf({ year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 }),
    ),
  ]),
  part("Year", "the year", "year"),
  part("Month", "the month, from 1", "month"),
  part("Day", "the day of the month, from 1", "day"),
  part("Hour", "the hour, from 0 to 23", "hour"),
  part("Minute", "the minute, from 0 to 59", "minute"),
  part("Second", "the second, from 0 to 59", "second"),
  define(
    "DayOfWeek",
    "the day of the week, from 1 for Sunday to 7 for Saturday",
    [overload([moment("value")], "integer", dayOfWeek)],
    "assumed",
  ),
  define(
    "WeekNum",
    "the week of the year, as ISO 8601 counts",
    [overload([moment("value")], "integer", isoWeek)],
    "assumed",
  ),
  define("GetDayOfWeekOccurrence", "the n-th such day of the week in a month, or in a year", [
    overload([int("dayOfWeek"), int("occurrence"), int("year")], "dateTime", (day, nth, year) =>
      dateTimeOf(occurrenceOf(day, nth, year)),
    ),
    overload(
      [int("dayOfWeek"), int("occurrence"), int("year"), int("month")],
      "dateTime",
      (day, nth, year, month) => dateTimeOf(occurrenceOf(day, nth, year, month)),
    ),
    overload(
      [int("dayOfWeek"), int("occurrence"), int("year"), int("hour"), int("minute"), int("second")],
      "dateTime",
      (day, nth, year, hour, minute, second) =>
        dateTimeOf({ ...occurrenceOf(day, nth, year), hour, minute, second }),
    ),
    overload(
      [
        int("dayOfWeek"),
        int("occurrence"),
        int("year"),
        int("month"),
        int("hour"),
        int("minute"),
        int("second"),
      ],
      "dateTime",
      (day, nth, year, month, hour, minute, second) =>
        dateTimeOf({ ...occurrenceOf(day, nth, year, month), hour, minute, second }),
    ),
  ]),
  define("DateTimeDiff", "the duration from the second date-time to the first", [
    overload([moment("dateTime1"), moment("dateTime2")], "duration", (first, second) => first - second),
  ]),
  define("AddDuration", "a date-time later by a duration", [
    overload([moment("startDateTime"), param("durationToAdd", "duration")], "dateTime", later),
  ]),
  adds("AddYears", "years", (start, count) => monthsLater(start, count * 12)),
  adds("AddMonths", "months", monthsLater),
  adds("AddDays", "days", (start, count) => later(start, count * 86_400_000)),
  adds("AddHours", "hours", (start, count) => later(start, count * 3_600_000)),
  adds("AddMinutes", "minutes", (start, count) => later(start, count * 60_000)),
  adds("AddSeconds", "seconds", (start, count) => later(start, count * 1_000)),
];

function part(name: string, description: string, key: keyof DateParts): ExpressionFunction {
  return define(name, `${description} of a date-time`, [
    overload([moment("value")], "integer", (value) => partsOf(value)[key]),
  ]);
}

function adds(name: string, unit: string, add: (start: number, count: number) => number): ExpressionFunction {
  return define(name, `a date-time so many ${unit} later, or earlier`, [
    overload([moment("startDateTime"), int(unit)], "dateTime", (start, count) => add(start, count)),
  ]);
}
