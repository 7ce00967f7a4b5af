import type { ActionDefinition } from "../document/action";
import type { Audio, Entry, Value } from "../document/model";
import { entry } from "./entry";
import { audioOf, durationOf, simpleAction, valueOf, variableOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link transferToNumber} takes. */
export interface TransferToNumberParameters {
  /** The number to call: text such as "+13175550100", or an expression. */
  number: Value;
  /** What the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** What the caller hears when the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** Milliseconds to let it ring, 1,000 to 600,000. @default the flow's own setting */
  connectTimeout?: Value;
  /** The text variable that receives the kind of failure. */
  errorType?: string;
  /** The text variable that receives the reason of a failure. */
  errorMessage?: string;
}

/**
 * Hands the call to a telephone number. Nothing follows a transfer that succeeds. No file that is known shows this action: its YAML is a guess, made
 * after the other transfers and the settings that exports hold for it.
 *
 * @example
 * toShop: flow.transferToNumber({ number: "+13175550100" }, { failure: "bye" })
 * @see https://help.mypurecloud.com/articles/transfer-number-action/
 */
function build(
  parameters: GivenFields<TransferToNumberParameters>,
  nexts?: { failure?: string; default?: string },
): Entry {
  return entry("transferToNumber", parameters, nexts);
}

export const transferToNumber = {
  ...simpleAction<TransferToNumberParameters>({
    type: "transferToNumber",
    fields: {
      number: { key: "targetNumber", codec: valueOf("string"), required: true },
      preTransferAudio: { key: "preTransferAudio", codec: audioOf() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioOf() },
      connectTimeout: { key: "connectTimeout", codec: durationOf(1_000, 600_000), explicit: true },
      errorType: { key: "failureOutputs.errorType", codec: variableOf("string"), explicit: true },
      errorMessage: { key: "failureOutputs.errorMessage", codec: variableOf("string"), explicit: true },
    },
    paths: ["failure"],
    endsWithPaths: true,
  }),
  build,
} satisfies ActionDefinition<TransferToNumberParameters> & { build: unknown };
