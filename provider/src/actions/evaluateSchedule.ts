import type { ActionDefinition } from "../document/action";
import type { Value } from "../document/model";
import { text } from "../document/schema";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { objectOf, simpleAction, textOf, valueOf } from "./fields";

/** What `flow.evaluateSchedule` takes. */
export interface EvaluateScheduleParameters {
  /** The schedule's name, or an expression that gives one. */
  schedule: string | { exp: string };
  /** The time zone of the schedule, such as "America/Chicago". */
  scheduleTimeZone?: Value;
  /** The time zone in which the moment is evaluated. */
  evaluationTimeZone?: string;
}

/** The paths of `flow.evaluateSchedule`. */
export interface EvaluateSchedulePaths<Target extends string = string> {
  /** The schedule is active. */
  active?: Target;
  /** The schedule is not active. */
  inactive?: Target;
  /** Wherever a path goes that is not named. */
  default?: Target;
}

/** The builder of `evaluateSchedule` entries. */
export interface EvaluateScheduleBuilder {
  /**
   * Asks whether a schedule is active now. Its YAML is known from a message flow; that a call flow writes it the same way is
   * an assumption.
   *
   * @param parameters `schedule` by name or expression, `scheduleTimeZone` and `evaluationTimeZone`: time zones such as
   *   "America/Chicago" (default: the platform's)
   * @param nexts `active` and `inactive`; `default`: wherever a path goes that is not named
   * @example
   * lunch: flow.evaluateSchedule(
   *   { schedule: "Lunch", scheduleTimeZone: "Europe/Berlin", evaluationTimeZone: "Europe/Berlin" },
   *   { active: "later", inactive: "menu" },
   * )
   * @see https://help.mypurecloud.com/articles/evaluate-schedule-action/
   */
  evaluateSchedule<Target extends string = never>(
    parameters: Plain<EvaluateScheduleParameters>,
    nexts?: EvaluateSchedulePaths<Target>,
  ): EntryTo<Target>;
}

const build: EvaluateScheduleBuilder["evaluateSchedule"] = (parameters, nexts) =>
  entry("evaluateSchedule", parameters, nexts);

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
