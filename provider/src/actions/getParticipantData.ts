import type { ActionDefinition } from "../document/action";
import { required, variable } from "../document/schema";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { attributes, listed, readAttributes, writeAttributes } from "./participantData";
import type { Attributes } from "./participantData";
import { ABSENT } from "./yaml";

/** What `flow.getParticipantData` takes. */
export interface GetParticipantDataParameters {
  /** The text variables that receive the values, by the names of the attributes; a list where a name is an expression. */
  attributes: Attributes<"variable", string>;
}

/** The paths of `flow.getParticipantData`. */
export interface GetParticipantDataPaths<Target extends string = string> {
  /** The entry that follows. Without it, the flow ends there. */
  default?: Target;
}

/** The builder of `getParticipantData` entries. */
export interface GetParticipantDataBuilder {
  /**
   * Reads attributes of the call into variables.
   *
   * @param parameters `attributes`: the text variables by the names of the attributes; a list of `{ name, variable }` if a
   *   name is an expression
   * @param nexts `default`: the entry that follows; without it, the flow ends there
   * @example
   * recall: flow.getParticipantData({ attributes: { orderNo: "Flow.OrderNo" } }, { default: "route" })
   * @see https://help.mypurecloud.com/articles/get-participant-data-action/
   */
  getParticipantData<Target extends string = never>(
    parameters: Plain<GetParticipantDataParameters>,
    nexts?: GetParticipantDataPaths<Target>,
  ): EntryTo<Target>;
}

const build: GetParticipantDataBuilder["getParticipantData"] = (parameters, nexts) =>
  entry("getParticipantData", parameters, nexts);

export const getParticipantData = {
  type: "getParticipantData",
  pace: "sets",
  architect: { module: "getParticipantData", inboundCall: "getParticipantData" },
  parameters: { attributes: required(attributes("variable", variable())) },
  paths: () => ({ names: [], rest: "next" }),
  writes: (parameters) =>
    listed("variable", parameters.attributes).map((item) => ({
      name: item.variable,
      type: "string",
      property: "parameters.attributes",
    })),
  write: (parameters) => ({
    // Here the variable is a plain name, not `{ var }`.
    attributes: writeAttributes("variable", parameters.attributes, (name) => name),
  }),
  read(body) {
    const read = readAttributes("variable", body.attributes, (name) =>
      typeof name === "string" ? name : name === undefined ? ABSENT : undefined,
    );
    return read && { parameters: { attributes: read }, branches: {} };
  },
  build,
} satisfies ActionDefinition<GetParticipantDataParameters> & { build: unknown };
