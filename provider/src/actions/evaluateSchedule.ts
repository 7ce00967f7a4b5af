import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { text } from "../document/schema";
import { entry } from "./entry";
import { objectOf, simpleAction, textOf, valueOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link evaluateSchedule} takes. */
export interface EvaluateScheduleParameters {
  /** The schedule's name, or an expression that gives one. */
  schedule: string | { exp: string };
  /** The time zone of the schedule, such as "America/Chicago". */
  scheduleTimeZone?: Value;
  /** The time zone in which the moment is evaluated. */
  evaluationTimeZone?: string;
}

/** The paths of {@link evaluateSchedule}. */
export interface EvaluateSchedulePaths {
  active?: string;
  inactive?: string;
  /** Where a path goes that is not named. */
  default?: string;
}

/**
 * Asks whether a schedule is active now. Its shape is known from a message flow; that a call flow writes it alike is a guess.
 *
 * @example
 * lunch: flow.evaluateSchedule(
 *   { schedule: "Lunch", scheduleTimeZone: "Europe/Berlin", evaluationTimeZone: "Europe/Berlin" },
 *   { active: "later", inactive: "menu" },
 * )
 * @see https://help.mypurecloud.com/articles/evaluate-schedule-action/
 */
function build(parameters: GivenFields<EvaluateScheduleParameters>, nexts?: EvaluateSchedulePaths): Entry {
  return entry("evaluateSchedule", parameters, nexts);
}

export const evaluateSchedule = {
  ...simpleAction<EvaluateScheduleParameters>({
    type: "evaluateSchedule",
    fields: {
      schedule: {
        key: "evaluationType.schedule.selectedSchedule",
        codec: objectOf("schedule"),
        required: true,
      },
      evaluationTimeZone: { key: "evaluationType.schedule.evaluationTimeZone", codec: textOf(text(100)) },
      scheduleTimeZone: {
        key: "evaluationType.schedule.scheduleTimeZone",
        codec: valueOf("string"),
        explicit: true,
      },
    },
    constant: { "evaluationType.schedule.evaluate": { now: true } },
    paths: ["active", "inactive"],
  }),
  build,
} satisfies ActionDefinition<EvaluateScheduleParameters> & { build: unknown };
