import type { ActionDefinition } from "../document/action";
import type { Audio, Entry } from "../document/model";
import { entry } from "./entry";
import { audioOf, simpleAction, variableOf } from "./fields";
import { flowNamed } from "./flowNamed";
import type { GivenFields } from "./given";

/** What {@link transferToFlow} takes. */
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

/**
 * Hands the call to another inbound flow. Nothing follows a transfer that succeeds. Its shape is known from an in-queue flow;
 * that an inbound flow writes it alike, and its path `failure`, are guesses.
 *
 * @example
 * toMain: flow.transferToFlow({ flow: "Main line" }, { failure: "bye" })
 * @see https://help.mypurecloud.com/articles/transfer-flow-action/
 */
function build(
  parameters: GivenFields<TransferToFlowParameters>,
  nexts?: { failure?: string; default?: string },
): Entry {
  return entry("transferToFlow", parameters, nexts);
}

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
