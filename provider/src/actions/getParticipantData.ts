import type { ActionDefinition } from "../document/action";
import type { Entry } from "../document/model";
import { required, variable } from "../document/schema";
import { entry } from "./entry";
import type { GivenFields } from "./given";
import { attributes, listed, readAttributes, writeAttributes } from "./participantData";
import type { Attributes } from "./participantData";
import { ABSENT } from "./yaml";

/** What {@link getParticipantData} takes. */
export interface GetParticipantDataParameters {
  /** The text variables that receive the values, by the names of the attributes; a list where a name is an expression. */
  attributes: Attributes<"variable", string>;
}

/**
 * Reads attributes of the call into variables.
 *
 * @example
 * recall: flow.getParticipantData({ attributes: { orderNo: "Flow.OrderNo" } }, { default: "route" })
 * @see https://help.mypurecloud.com/articles/get-participant-data-action/
 */
function build(parameters: GivenFields<GetParticipantDataParameters>, nexts?: { default?: string }): Entry {
  return entry("getParticipantData", parameters, nexts);
}

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
