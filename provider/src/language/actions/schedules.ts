import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { Value } from "../model";
import type { EntryTo } from "../typedDocument";
import { text } from "../validation/schema";
import type { ActionDefinition } from "./definition";
import { referenceCodec, tableAction, textCodec, expressionCodec } from "./tableAction";

/** The parameters of `flow.evaluateSchedule`. */
export interface EvaluateScheduleParameters {
  /** The schedule's name, or an expression for it. */
  schedule: string | { exp: string };
  /** The time zone of the schedule, such as "America/Chicago". */
  scheduleTimeZone?: Value;
  /** The time zone in which the current time is evaluated. */
  evaluationTimeZone?: string;
}

/** The paths of `flow.evaluateSchedule`. */
export interface EvaluateSchedulePaths<Target extends string = string> {
  /** The schedule is active. */
  active?: Target;
  /** The schedule is not active. */
  inactive?: Target;
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `evaluateSchedule` entries. */
export interface EvaluateScheduleBuilder {
  /**
   * Checks whether a schedule is active now. Its YAML is known from a message flow and assumed to be the same in call
   * flows.
   *
   * @param parameters `schedule` by name or expression, `scheduleTimeZone` and `evaluationTimeZone`: time zones such as
   *   "America/Chicago" (default: the platform's)
   * @param nexts `active` and `inactive`; `default`: the fallback for paths that are not named
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

/** The parameters of `flow.evaluateScheduleGroup`. */
export interface EvaluateScheduleGroupParameters {
  /** The schedule group's name, or an expression for it. */
  scheduleGroup: string | { exp: string };
  /** The emergency group's name, or an expression for it. @default none */
  emergencyGroup?: string | { exp: string };
  /** Schedules that also count as open, in addition to those of the group: an expression that returns a collection. */
  inServiceSchedules?: Value;
}

/**
 * The paths of `flow.evaluateScheduleGroup`. Only `emergency` is known from a file; the other three are named after the
 * labels in Architect's UI, and their YAML keys are a guess.
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
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `evaluateScheduleGroup` entries. */
export interface EvaluateScheduleGroupBuilder {
  /**
   * Checks whether a schedule group is open now.
   *
   * @param parameters `scheduleGroup` by name or expression, `emergencyGroup` (default none), `inServiceSchedules`: an
   *   expression that returns more schedules that count as open
   * @param nexts `open`, `closed`, `holiday` and `emergency`; `default`: the fallback for paths that are not named
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
    // No known file evaluates a time other than now; such an action is read as plain YAML.
    first: ["inServiceSchedules", "evaluate"],
    constant: { evaluate: { now: true } },
    paths: ["open", "closed", "holiday", "emergency"],
  }),
  build: buildEvaluateScheduleGroup,
} satisfies ActionDefinition<EvaluateScheduleGroupParameters> & { build: unknown };
