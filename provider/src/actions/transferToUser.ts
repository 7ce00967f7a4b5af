import type { ActionDefinition } from "../document/action";
import type { Audio, Duration } from "../document/model";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { audioOf, durationOf, simpleAction, userOf, variableOf } from "./fields";

/** What `flow.transferToUser` takes. */
export interface TransferToUserParameters {
  /** The user name (the e-mail address that the user signs in with), or an expression that gives a user. */
  user: string | { exp: string };
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

/** The paths of `flow.transferToUser`. */
export interface TransferToUserPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** Where a failure goes if `failure` is not given. */
  default?: Target;
}

/** The builder of `transferToUser` entries. */
export interface TransferToUserBuilder {
  /**
   * Transfers the call to one user. Nothing follows a transfer that succeeds. No known file has this action: its YAML is an
   * assumption, made after the other transfers and the settings that exports have for it.
   *
   * @param parameters `user`: the user name (an e-mail address) or an expression, `connectTimeout` in milliseconds (1,000 to 600,000; default: the flow's
   *   own setting), `preTransferAudio` and `failureTransferAudio` (default none)
   * @param nexts `failure`: the transfer failed; without it, the flow ends then
   * @example
   * toOwner: flow.transferToUser({ user: "ada.smith@example.com" }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-user-action/
   */
  transferToUser<Target extends string = never>(
    parameters: Plain<TransferToUserParameters>,
    nexts?: TransferToUserPaths<Target>,
  ): EntryTo<Target>;
}

const build: TransferToUserBuilder["transferToUser"] = (parameters, nexts) =>
  entry("transferToUser", parameters, nexts);

export const transferToUser = {
  ...simpleAction<TransferToUserParameters>({
    type: "transferToUser",
    fields: {
      user: { key: "targetUser", codec: userOf(), required: true },
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
} satisfies ActionDefinition<TransferToUserParameters> & { build: unknown };
