import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { Value } from "../model";
import type { EntryTo } from "../typedDocument";
import { text } from "../validation/schema";
import type { ActionDefinition } from "./definition";
import { referenceCodec, tableAction, textCodec, expressionCodec } from "./tableAction";

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

const buildEvaluateSchedule: EvaluateScheduleBuilder["evaluateSchedule"] = (parameters, nexts) =>
  entry("evaluateSchedule", parameters, nexts);

export const evaluateSchedule = {
  ...tableAction<EvaluateScheduleParameters>({
    type: "evaluateSchedule",
    fields: {
      schedule: {
        key: "evaluationType.schedule.selectedSchedule",
        codec: referenceCodec("schedule"),
        required: true,
      },
      evaluationTimeZone: { key: "evaluationType.schedule.evaluationTimeZone", codec: textCodec(text(100)) },
      scheduleTimeZone: {
        key: "evaluationType.schedule.scheduleTimeZone",
        codec: expressionCodec("string"),
        writeNoValue: true,
      },
    },
    constant: { "evaluationType.schedule.evaluate": { now: true } },
    paths: ["active", "inactive"],
  }),
  build: buildEvaluateSchedule,
} satisfies ActionDefinition<EvaluateScheduleParameters> & { build: unknown };

/** What `flow.evaluateScheduleGroup` takes. */
export interface EvaluateScheduleGroupParameters {
  /** The schedule group's name, or an expression that gives one. */
  scheduleGroup: string | { exp: string };
  /** The emergency group's name, or an expression that gives one. @default none */
  emergencyGroup?: string | { exp: string };
  /** Schedules that count as open beside those of the group: an expression that gives a collection. */
  inServiceSchedules?: Value;
}

/**
 * The paths of `flow.evaluateScheduleGroup`. Only `emergency` has been seen in a file; the other three are the words of
 * Architect's UI, and their spelling is a guess.
 */
export interface EvaluateScheduleGroupPaths<Target extends string = string> {
  /** The group is open. */
  open?: Target;
  /** The group is closed. */
  closed?: Target;
  /** A holiday schedule of the group is active. */
  holiday?: Target;
  /** The emergency group is active. */
  emergency?: Target;
  /** Wherever a path goes that is not named. */
  default?: Target;
}

/** The builder of `evaluateScheduleGroup` entries. */
export interface EvaluateScheduleGroupBuilder {
  /**
   * Asks whether a schedule group is open now.
   *
   * @param parameters `scheduleGroup` by name or expression, `emergencyGroup` (default none), `inServiceSchedules`: an
   *   expression that gives more schedules that count as open
   * @param nexts `open`, `closed`, `holiday` and `emergency`; `default`: wherever a path goes that is not named
   * @example
   * hours: flow.evaluateScheduleGroup(
   *   { scheduleGroup: "Shop hours", emergencyGroup: "Storm" },
   *   { open: "menu", closed: "sorry", holiday: "sorry", emergency: "alarm" },
   * )
   * @see https://help.mypurecloud.com/articles/evaluate-schedule-group-action/
   */
  evaluateScheduleGroup<Target extends string = never>(
    parameters: Plain<EvaluateScheduleGroupParameters>,
    nexts?: EvaluateScheduleGroupPaths<Target>,
  ): EntryTo<Target>;
}

const buildEvaluateScheduleGroup: EvaluateScheduleGroupBuilder["evaluateScheduleGroup"] = (
  parameters,
  nexts,
) => entry("evaluateScheduleGroup", parameters, nexts);

export const evaluateScheduleGroup = {
  ...tableAction<EvaluateScheduleGroupParameters>({
    type: "evaluateScheduleGroup",
    fields: {
      inServiceSchedules: { key: "inServiceSchedules", codec: expressionCodec(), writeNoValue: true },
      scheduleGroup: { key: "scheduleGroup", codec: referenceCodec("schedule group"), required: true },
      emergencyGroup: { key: "emergencyGroup", codec: referenceCodec("emergency group"), writeNoValue: true },
    },
    // Another moment than now has never been seen; such an action is read as plain YAML.
    first: ["inServiceSchedules", "evaluate"],
    constant: { evaluate: { now: true } },
    paths: ["open", "closed", "holiday", "emergency"],
  }),
  build: buildEvaluateScheduleGroup,
} satisfies ActionDefinition<EvaluateScheduleGroupParameters> & { build: unknown };
