import type { ActionDefinition } from "../document/action";
import type { Audio, Duration, Value } from "../document/model";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { audioOf, durationOf, simpleAction, valueOf, variableOf } from "./fields";

/** What `flow.transferToNumber` takes. */
export interface TransferToNumberParameters {
  /** The number to call: text such as "+13175550100", or an expression. */
  number: Value;
  /** What the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** What the caller hears when the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** Milliseconds to let it ring, 1,000 to 600,000. @default the flow's own setting */
  connectTimeout?: Duration;
  /** The text variable that receives the kind of failure. */
  errorType?: string;
  /** The text variable that receives the reason of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToNumber`. */
export interface TransferToNumberPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** Where a failure goes if `failure` is not given. */
  default?: Target;
}

/** The builder of `transferToNumber` entries. */
export interface TransferToNumberBuilder {
  /**
   * Transfers the call to a telephone number. Nothing follows a transfer that succeeds. No known file has this action: its
   * YAML is an assumption, made after the other transfers and the settings that exports have for it.
   *
   * @param parameters `number` as text such as "+13175550100" or an expression, `connectTimeout` in milliseconds (1,000 to
   *   600,000; default: the flow's own setting), `preTransferAudio` and `failureTransferAudio` (default none)
   * @param nexts `failure`: the transfer failed; without it, the flow ends then
   * @example
   * toShop: flow.transferToNumber({ number: "+13175550100" }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-number-action/
   */
  transferToNumber<Target extends string = never>(
    parameters: Plain<TransferToNumberParameters>,
    nexts?: TransferToNumberPaths<Target>,
  ): EntryTo<Target>;
}

const build: TransferToNumberBuilder["transferToNumber"] = (parameters, nexts) =>
  entry("transferToNumber", parameters, nexts);

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
  unconfirmed: () => ["how transferToNumber is written"],
  build,
} satisfies ActionDefinition<TransferToNumberParameters> & { build: unknown };
