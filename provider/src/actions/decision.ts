import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { entry } from "./entry";
import { simpleAction, valueOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link decision} takes. */
export interface DecisionParameters {
  /** What is asked: an expression that is true or false. */
  condition: Value;
}

/** The paths of {@link decision}. */
export interface DecisionPaths {
  yes?: string;
  no?: string;
  /** Where a path goes that is not named. */
  default?: string;
}

/**
 * Asks one question with two answers.
 *
 * @example
 * isSales: flow.decision({ condition: flow.exp('Flow.Digit == "1"') }, { yes: "toSales", no: "bye" })
 * @see https://help.mypurecloud.com/articles/decision-action/
 */
function build(parameters: GivenFields<DecisionParameters>, nexts?: DecisionPaths): Entry {
  return entry("decision", parameters, nexts);
}

export const decision = {
  ...simpleAction<DecisionParameters>({
    type: "decision",
    fields: { condition: { key: "condition", codec: valueOf("boolean"), required: true } },
    paths: ["yes", "no"],
    endsWithPaths: true,
    pace: "instant",
  }),
  build,
} satisfies ActionDefinition<DecisionParameters> & { build: unknown };
