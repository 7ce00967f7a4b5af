import type { ActionDefinition } from "../document/action";
import type { Value } from "../document/model";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { objectOf, simpleAction, valueOf } from "./fields";

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

const build: EvaluateScheduleGroupBuilder["evaluateScheduleGroup"] = (parameters, nexts) =>
  entry("evaluateScheduleGroup", parameters, nexts);

export const evaluateScheduleGroup = {
  ...simpleAction<EvaluateScheduleGroupParameters>({
    type: "evaluateScheduleGroup",
    fields: {
      inServiceSchedules: { key: "inServiceSchedules", codec: valueOf(), explicit: true },
      scheduleGroup: { key: "scheduleGroup", codec: objectOf("schedule group"), required: true },
      emergencyGroup: { key: "emergencyGroup", codec: objectOf("emergency group"), explicit: true },
    },
    // Another moment than now has never been seen; such an action is read as plain YAML.
    first: ["inServiceSchedules", "evaluate"],
    constant: { evaluate: { now: true } },
    paths: ["open", "closed", "holiday", "emergency"],
  }),
  build,
} satisfies ActionDefinition<EvaluateScheduleGroupParameters> & { build: unknown };
