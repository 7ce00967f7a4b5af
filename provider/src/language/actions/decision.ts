import type { ActionDefinition } from "./definition";
import type { Value } from "../model";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { tableAction, expressionCodec } from "./tableAction";

/** The parameters of `flow.decision`. */
export interface DecisionParameters {
  /** An expression that is true or false. */
  condition: Value;
}

/** The paths of `flow.decision`. */
export interface DecisionPaths<Target extends string = string> {
  /** The condition is true. */
  yes?: Target;
  /** The condition is false. */
  no?: Target;
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `decision` entries. */
export interface DecisionBuilder {
  /**
   * Evaluates a condition and takes one of two paths.
   *
   * @param parameters `condition`: an expression that is true or false
   * @param nexts `yes` and `no`; `default`: the fallback for paths that are not named
   * @example
   * isSales: flow.decision({ condition: flow.exp('Flow.Digit == "1"') }, { yes: "toSales", no: "bye" })
   * @see https://help.mypurecloud.com/articles/decision-action/
   */
  decision<Target extends string = never>(
    parameters: Plain<DecisionParameters>,
    nexts?: DecisionPaths<Target>,
  ): EntryTo<Target>;
}

const build: DecisionBuilder["decision"] = (parameters, nexts) => entry("decision", parameters, nexts);

export const decision = {
  ...tableAction<DecisionParameters>({
    type: "decision",
    fields: { condition: { key: "condition", codec: expressionCodec("boolean"), required: true } },
    paths: ["yes", "no"],
    mayEndList: true,
    pace: "instant",
  }),
  build,
} satisfies ActionDefinition<DecisionParameters> & { build: unknown };
