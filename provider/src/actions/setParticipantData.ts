import type { ActionDefinition } from "../document/action";
import type { Value } from "../document/model";
import { isScalar } from "../document/plain";
import { required, value } from "../document/schema";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { attributes, readAttributes, writeAttributes } from "./participantData";
import type { Attributes } from "./participantData";
import { readValue, writeValue } from "./yaml";

/** What `flow.setParticipantData` takes. */
export interface SetParticipantDataParameters {
  /** The values by the names of the attributes; as a list where a name is an expression, or the order matters. */
  attributes: Attributes<"value", Value>;
}

/** The paths of `flow.setParticipantData`. */
export interface SetParticipantDataPaths<Target extends string = string> {
  /** The entry that follows. Without it, the flow ends there. */
  default?: Target;
}

/** The builder of `setParticipantData` entries. */
export interface SetParticipantDataBuilder {
  /**
   * Puts attributes on the call, for agents, reports and later flows to see.
   *
   * @param parameters `attributes`: the values by the names of the attributes; a list of `{ name, value }` if a name is an
   *   expression, or the order matters
   * @param nexts `default`: the entry that follows; without it, the flow ends there
   * @example
   * tag: flow.setParticipantData({ attributes: { orderNo: flow.exp("Flow.OrderNo") } }, { default: "route" })
   * @see https://help.mypurecloud.com/articles/set-participant-data-action/
   */
  setParticipantData<Target extends string = never>(
    parameters: Plain<SetParticipantDataParameters>,
    nexts?: SetParticipantDataPaths<Target>,
  ): EntryTo<Target>;
}

const build: SetParticipantDataBuilder["setParticipantData"] = (parameters, nexts) =>
  entry("setParticipantData", parameters, nexts);

export const setParticipantData = {
  type: "setParticipantData",
  pace: "sets",
  architect: { module: "setParticipantData", inboundCall: "setParticipantData" },
  parameters: { attributes: required(attributes("value", value("string"))) },
  paths: () => ({ names: [], rest: "next" }),
  write: (parameters) => ({
    attributes: writeAttributes("value", parameters.attributes, (item) =>
      writeValue(isScalar(item) ? String(item) : (item as Value)),
    ),
  }),
  read(body) {
    const read = readAttributes("value", body.attributes, readValue);
    return read && { parameters: { attributes: read }, branches: {} };
  },
  build,
} satisfies ActionDefinition<SetParticipantDataParameters> & { build: unknown };
