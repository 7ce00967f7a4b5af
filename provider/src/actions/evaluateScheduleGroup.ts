import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { entry } from "./entry";
import { objectOf, simpleAction, valueOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link evaluateScheduleGroup} takes. */
export interface EvaluateScheduleGroupParameters {
  /** The schedule group's name, or an expression that gives one. */
  scheduleGroup: string | { exp: string };
  /** The emergency group's name, or an expression that gives one. @default none */
  emergencyGroup?: string | { exp: string };
  /** Schedules that count as open beside those of the group: an expression that gives a collection. */
  inServiceSchedules?: Value;
}

/**
 * The paths of {@link evaluateScheduleGroup}. Only `emergency` has been seen in a file; the other three are the words of
 * Architect's UI, and their spelling is a guess.
 */
export interface EvaluateScheduleGroupPaths {
  open?: string;
  closed?: string;
  holiday?: string;
  emergency?: string;
  /** Where a path goes that is not named. */
  default?: string;
}

/**
 * Asks whether a schedule group is open now.
 *
 * @example
 * hours: flow.evaluateScheduleGroup(
 *   { scheduleGroup: "Shop hours", emergencyGroup: "Storm" },
 *   { open: "menu", closed: "sorry", holiday: "sorry", emergency: "alarm" },
 * )
 * @see https://help.mypurecloud.com/articles/evaluate-schedule-group-action/
 */
function build(
  parameters: GivenFields<EvaluateScheduleGroupParameters>,
  nexts?: EvaluateScheduleGroupPaths,
): Entry {
  return entry("evaluateScheduleGroup", parameters, nexts);
}

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
