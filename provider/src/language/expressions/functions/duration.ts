import { ValueError } from "../expressionError";
import { define, overload, param } from "./define";
import { integer } from "./number";

const int = (name: string) => param(name, "integer");
const dur = (name: string) => param(name, "duration");

const MINUTE = 60_000;

/** Functions of durations. */
export const DURATION_FUNCTIONS = [
  define("MakeDuration", "a duration of its parts; each may be negative", [
    overload(
      [int("day"), int("hour"), int("minute"), int("second")],
      "duration",
      (day, hour, minute, second) => duration(day, hour, minute, second, 0),
    ),
    overload(
      [int("day"), int("hour"), int("minute"), int("second"), int("milliseconds")],
      "duration",
      (day, hour, minute, second, milliseconds) => duration(day, hour, minute, second, milliseconds),
    ),
  ]),
  define(
    "RoundUp",
    "a duration up to a whole number of intervals (minutes where none is given), or to the next of given durations",
    [
      overload([dur("durationToRound")], "duration", (value) => roundUp(value, MINUTE)),
      overload([dur("durationToRound"), dur("intervalDurationValue")], "duration", roundUp),
      overload(
        [
          dur("durationToRound"),
          dur("intervalDurationValue"),
          param("specificDurationValues", "durationCollection"),
        ],
        "duration",
        (value, interval, specific) => {
          const next = specific.filter((each) => each !== undefined && each >= value).map(Number);
          return next.length > 0 ? Math.min(...next) : roundUp(value, interval);
        },
      ),
    ],
    "assumed",
  ),
  define(
    "Range",
    "the two whole numbers of intervals between which a duration is",
    [
      overload([dur("durationToRound"), dur("intervalDuration")], "durationCollection", (value, interval) => {
        const lower = Math.floor(value / positive(interval)) * interval;
        return [lower, lower + interval];
      }),
    ],
    "assumed",
  ),
];

function duration(
  days: number,
  hours: number,
  minutes: number,
  seconds: number,
  milliseconds: number,
): number {
  return integer((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds);
}

function roundUp(value: number, interval: number): number {
  return Math.ceil(value / positive(interval)) * interval || 0;
}

function positive(interval: number): number {
  if (interval <= 0) throw new ValueError("outOfRange", "an interval is longer than nothing");
  return interval;
}
