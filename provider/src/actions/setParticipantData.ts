import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { required, value } from "../document/schema";
import { entry } from "./entry";
import type { GivenFields } from "./given";
import { attributes, readAttributes, writeAttributes } from "./participantData";
import type { Attributes } from "./participantData";
import { readValue, writeValue } from "./yaml";

/** What {@link setParticipantData} takes. */
export interface SetParticipantDataParameters {
  /** The values by the names of the attributes; as a list where a name is an expression, or the order matters. */
  attributes: Attributes<"value", Value>;
}

/**
 * Puts attributes on the call, for agents, reports and later flows to see.
 *
 * @example
 * tag: flow.setParticipantData({ attributes: { orderNo: flow.exp("Flow.OrderNo") } }, { default: "route" })
 * @see https://help.mypurecloud.com/articles/set-participant-data-action/
 */
function build(parameters: GivenFields<SetParticipantDataParameters>, nexts?: { default?: string }): Entry {
  return entry("setParticipantData", parameters, nexts);
}

export const setParticipantData = {
  type: "setParticipantData",
  pace: "sets",
  architect: { module: "setParticipantData", inboundCall: "setParticipantData" },
  parameters: { attributes: required(attributes("value", value("string"))) },
  paths: () => ({ names: [], rest: "next" }),
  write: (parameters) => ({
    attributes: writeAttributes("value", parameters.attributes, (item) => writeValue(item as Value)),
  }),
  read(body) {
    const read = readAttributes("value", body.attributes, readValue);
    return read && { parameters: { attributes: read }, branches: {} };
  },
  build,
} satisfies ActionDefinition<SetParticipantDataParameters> & { build: unknown };
