import type { ActionDefinition } from "./definition";
import type { Value } from "../model";
import { mapOf, required, text, value, variable } from "../validation/schema";
import { outputBindings, outputAssignments } from "./codecs";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import {
  ABSENT,
  onlyPair,
  propertiesOf,
  readAll,
  readOutputs,
  readValue,
  writeOutputs,
  writeValue,
} from "./codecs";

/** The parameters of `flow.dataTableLookup`. */
export interface DataTableLookupParameters {
  /** The data table's name. */
  table: string;
  /** The key to look up. */
  lookupValue: Value;
  /** The variables that receive the row's values, by column name. */
  outputs?: Record<string, string>;
  /** The variables that receive details of a failure: `errorType`, `errorMessage`. */
  failureOutputs?: Record<string, string>;
}

/** The paths of `flow.dataTableLookup`. */
export interface DataTableLookupPaths<Target extends string = string> {
  /** The table has the key. */
  found?: Target;
  /** The table does not have the key. */
  notFound?: Target;
  /** The lookup failed. */
  failure?: Target;
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `dataTableLookup` entries. */
export interface DataTableLookupBuilder {
  /**
   * Reads a row of a data table.
   *
   * @param parameters `table` by name, `lookupValue`: the key to look up, `outputs` and `failureOutputs`: the variables
   *   that receive the row, or details of a failure
   * @param nexts `found`, `notFound`, `failure`; `default`: the fallback for paths that are not named
   * @example
   * shop: flow.dataTableLookup(
   *   { table: "Shops", lookupValue: flow.exp("Flow.Digit"), outputs: { queueName: "Flow.QueueName" } },
   *   { found: "route", notFound: "ask" },
   * )
   * @see https://help.mypurecloud.com/articles/data-table-lookup-action/
   */
  dataTableLookup<Target extends string = never>(
    parameters: Plain<DataTableLookupParameters>,
    nexts?: DataTableLookupPaths<Target>,
  ): EntryTo<Target>;
}

const build: DataTableLookupBuilder["dataTableLookup"] = (parameters, nexts) =>
  entry("dataTableLookup", parameters, nexts);

const PATHS = ["found", "notFound", "failure"] as const;
const outputs = outputBindings("a variable for each column");

export const dataTableLookup = {
  type: "dataTableLookup",
  actionKeys: { module: "dataTableLookup", inboundCall: "dataTableLookup" },
  yamlKeys: {
    table: "dataTable",
    outputs: "dataTable.*.foundOutputs",
    failureOutputs: "dataTable.*.failureOutputs",
  },
  parameters: {
    table: required(text(200)),
    lookupValue: required(value("string")),
    outputs: mapOf(variable(), "a variable for each column"),
    failureOutputs: mapOf(variable(), "a variable for each failure output"),
  },
  paths: () => ({ names: PATHS, defaultPath: "otherwise" }),
  assigns: (parameters) => [
    ...outputAssignments("outputs", parameters.outputs),
    ...outputAssignments("failureOutputs", parameters.failureOutputs),
  ],
  write(parameters, context) {
    const found = outputs.write(parameters.outputs);
    const failed = outputs.write(parameters.failureOutputs);
    const nothing = found === undefined && failed === undefined;
    return {
      lookupValue: writeValue(parameters.lookupValue),
      dataTable: {
        [parameters.table]: nothing
          ? { none: true }
          : {
              ...(found !== undefined && { foundOutputs: found }),
              ...(failed !== undefined && { failureOutputs: failed }),
            },
      },
      ...writeOutputs(context, PATHS),
    };
  },
  read(body) {
    const branches = readOutputs(body, PATHS);
    const [table, lookup] = onlyPair(body.dataTable);
    const bound = propertiesOf(lookup);
    const lookupValue = readValue(body.lookupValue);
    if (!branches || table === undefined || !bound || lookupValue === ABSENT) return undefined;
    const parameters = readAll<DataTableLookupParameters>({
      table,
      lookupValue,
      outputs: outputs.read(bound.foundOutputs),
      failureOutputs: outputs.read(bound.failureOutputs),
    });
    return parameters && { parameters, branches };
  },
  build,
} satisfies ActionDefinition<DataTableLookupParameters> & { build: unknown };
