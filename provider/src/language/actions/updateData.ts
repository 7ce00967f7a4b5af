import type { ActionDefinition } from "./definition";
import type { Value } from "../model";
import { isObject } from "../json";
import type { PlainObject } from "../json";
import { fields, ignoredInDiff, listOf, oneOf, required, value, variable } from "../validation/schema";
import { isUnknown } from "../json";
import { literalFits } from "../validation/variables";
import { VARIABLE_TYPES } from "../validation/variableTypes";
import type { VariableType } from "../validation/variableTypes";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { ABSENT, onlyPair, readDuration, readValue, writeDuration, writeValue } from "./codecs";

/** One assignment of `flow.updateData`. */
export interface UpdateDataStatement {
  /** The variable's full name. */
  variable: string;
  /** The new value. */
  value: Value;
  /**
   * The variable's type.
   * @default the declared type, otherwise the type set by another action, otherwise the type of a literal value,
   *   otherwise `string`
   */
  type?: VariableType;
}

/** The parameters of `flow.updateData`. */
export interface UpdateDataParameters {
  /** The assignments, in order. */
  statements: UpdateDataStatement[];
}

/** The paths of `flow.updateData`. */
export interface UpdateDataPaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `updateData` entries. */
export interface UpdateDataBuilder {
  /**
   * Sets variables, one after another.
   *
   * @param parameters `statements`: the assignments in order, each with `variable`, `value` and, if it cannot be
   *   inferred, `type`
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * count: flow.updateData(
   *   { statements: [{ variable: "Flow.Tries", value: flow.exp("Flow.Tries + 1") }] },
   *   { default: "ask" },
   * )
   * @see https://help.mypurecloud.com/articles/update-data-action/
   */
  updateData<Target extends string = never>(
    parameters: Plain<UpdateDataParameters>,
    nexts?: UpdateDataPaths<Target>,
  ): EntryTo<Target>;
}

const build: UpdateDataBuilder["updateData"] = (parameters, nexts) => entry("updateData", parameters, nexts);

export const updateData = {
  type: "updateData",
  pace: "sets",
  actionKeys: { module: "updateData", inboundCall: "updateData" },
  parameters: {
    statements: required(
      listOf(
        fields("variable, value and, where it cannot be told, type", {
          variable: required(variable()),
          value: required(value()),
          // A statement has the type of its variable; the check of variables reports a mismatch.
          type: ignoredInDiff({
            ...oneOf(...VARIABLE_TYPES),
            about: "a data type such as string, integer, boolean",
          }),
        }),
        "one object with variable and value for each assignment",
        0,
      ),
    ),
  },
  paths: () => ({ names: [], defaultPath: "next" }),
  check(parameters, place) {
    if (parameters.statements.length === 0)
      place.warning("empty-list", "there are no update statements", "statements");
  },
  assigns: (parameters) =>
    statementsOf(parameters.statements).map(({ statement, at }) => ({
      name: statement.variable,
      type: typeof statement.type === "string" ? statement.type : literalType(statement.value),
      ...(statement.type === undefined && {
        accepts: (declared: string) => literalFits(declared, statement.value),
      }),
      property: `parameters.statements.${at}`,
    })),
  write: (parameters, context) => ({
    statements: parameters.statements.map((statement) => {
      const type =
        statement.type ??
        context.variableType(statement.variable) ??
        literalType(statement.value) ??
        "string";
      const written = (type === "duration" ? writeDuration : writeValue)(statement.value);
      return { [type]: { variable: statement.variable, value: written } };
    }),
  }),
  read(body, context) {
    if (!Array.isArray(body.statements)) return undefined;
    const statements: UpdateDataStatement[] = [];
    for (const item of body.statements as unknown[]) {
      const [type, fields] = onlyPair(item);
      if (type === undefined || !isObject(fields) || typeof fields.variable !== "string") return undefined;
      const input = (type === "duration" ? readDuration : readValue)(fields.value);
      // A document cannot represent "Set to nothing"; it is read as plain YAML.
      if (input === undefined || input === ABSENT) return undefined;
      const known = context.variableType(fields.variable) === type;
      statements.push({
        variable: fields.variable,
        value: input,
        ...(!known && { type: type as VariableType }),
      });
    }
    return { parameters: { statements }, branches: {} };
  },
  build,
} satisfies ActionDefinition<UpdateDataParameters> & { build: unknown };

/** The statements with their indexes, even if they are invalid; an unknown statement may set any variable. */
function statementsOf(value: unknown): { statement: PlainObject; at: number }[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((statement, at) => {
    if (isUnknown(statement)) return [{ statement: { variable: statement }, at }];
    return isObject(statement) ? [{ statement, at }] : [];
  });
}

function literalType(value: unknown): string | undefined {
  const literal: unknown = isObject(value) && "lit" in value ? value.lit : value;
  if (typeof literal === "string") return isUnknown(literal) ? undefined : "string";
  if (typeof literal === "boolean") return "boolean";
  return typeof literal === "number" ? (Number.isInteger(literal) ? "integer" : "decimal") : undefined;
}
