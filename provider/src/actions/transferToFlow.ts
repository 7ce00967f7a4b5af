import type { ActionDefinition } from "../document/action";
import type { Audio } from "../document/model";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { audioOf, simpleAction, variableOf } from "./fields";
import { flowNamed } from "./flowNamed";

/** What `flow.transferToFlow` takes. */
export interface TransferToFlowParameters {
  /** The name of the inbound flow. It must be published before this one. */
  flow: string;
  /** What the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** What the caller hears when the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** The text variable that receives the kind of failure. */
  errorType?: string;
  /** The text variable that receives the reason of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToFlow`. */
export interface TransferToFlowPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** Where a failure goes if `failure` is not given. */
  default?: Target;
}

/** The builder of `transferToFlow` entries. */
export interface TransferToFlowBuilder {
  /**
   * Transfers the call to another inbound flow. Nothing follows a transfer that succeeds. Its YAML is known from an in-queue
   * flow; that an inbound flow writes it the same way, and its path `failure`, are assumptions.
   *
   * @param parameters `flow` by name; it must be published before this one; `preTransferAudio` and `failureTransferAudio`
   *   (default none)
   * @param nexts `failure`: the transfer failed; without it, the flow ends then
   * @example
   * toMain: flow.transferToFlow({ flow: "Main line" }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-flow-action/
   */
  transferToFlow<Target extends string = never>(
    parameters: Plain<TransferToFlowParameters>,
    nexts?: TransferToFlowPaths<Target>,
  ): EntryTo<Target>;
}

const build: TransferToFlowBuilder["transferToFlow"] = (parameters, nexts) =>
  entry("transferToFlow", parameters, nexts);

export const transferToFlow = {
  ...simpleAction<TransferToFlowParameters>({
    type: "transferToFlow",
    fields: {
      flow: { key: "targetFlow", codec: flowNamed("an inbound flow"), required: true },
      preTransferAudio: { key: "preTransferAudio", codec: audioOf() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioOf() },
      errorType: { key: "failureOutputs.errorType", codec: variableOf("string"), explicit: true },
      errorMessage: { key: "failureOutputs.errorMessage", codec: variableOf("string"), explicit: true },
    },
    paths: ["failure"],
    endsWithPaths: true,
  }),
  build,
} satisfies ActionDefinition<TransferToFlowParameters> & { build: unknown };
