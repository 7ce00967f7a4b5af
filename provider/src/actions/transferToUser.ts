import type { ActionDefinition } from "../document/action";
import type { Audio, Entry, Value } from "../document/model";
import { entry } from "./entry";
import { audioOf, durationOf, simpleAction, userOf, variableOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link transferToUser} takes. */
export interface TransferToUserParameters {
  /** The user name (the e-mail address that the user signs in with), or an expression that gives a user. */
  user: string | { exp: string };
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
 * Hands the call to one user. Nothing follows a transfer that succeeds. No file that is known shows this action: its YAML is a guess, made
 * after the other transfers and the settings that exports hold for it.
 *
 * @example
 * toOwner: flow.transferToUser({ user: "ada.smith@example.com" }, { failure: "bye" })
 * @see https://help.mypurecloud.com/articles/transfer-user-action/
 */
function build(
  parameters: GivenFields<TransferToUserParameters>,
  nexts?: { failure?: string; default?: string },
): Entry {
  return entry("transferToUser", parameters, nexts);
}

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
