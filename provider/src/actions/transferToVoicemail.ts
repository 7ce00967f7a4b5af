import type { ActionDefinition } from "../document/action";
import type { Audio, Value } from "../document/model";
import { isExpression } from "../document/names";
import { isScalar } from "../document/plain";
import { beyond, mustBe, value } from "../document/schema";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { audioOf, objectOf, simpleAction, valueOf, variableOf } from "./fields";
import type { Codec } from "./fields";
import { ABSENT, readValue, writeValue } from "./yaml";

/** What `flow.transferToVoicemail` takes: the voicemail of a queue. */
export interface TransferToVoicemailParameters {
  /** The queue's name, or an expression that gives a queue. */
  queue: string | { exp: string };
  /** The number to call back: an expression of type phone number. @default the caller's own */
  callbackNumber?: { exp: string };
  /** The name of the one to call back. */
  calleeName?: Value;
  /** What the caller hears before the tone. @default the queue's own greeting */
  greeting?: Audio;
  /** The text variable that receives the kind of failure. */
  errorType?: string;
  /** The text variable that receives the reason of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToVoicemail`. */
export interface TransferToVoicemailPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** Where a failure goes if `failure` is not given. */
  default?: Target;
}

/** The builder of `transferToVoicemail` entries. */
export interface TransferToVoicemailBuilder {
  /**
   * Lets the caller leave a message for a queue. Nothing follows a transfer that succeeds. For the voicemail of a user or a
   * group, whose YAML no known file shows, use `flow.action`.
   *
   * @param parameters `queue` by name or expression, `greeting` before the tone (default: the queue's own), `callbackNumber`
   *   (default: the caller's own), `calleeName`
   * @param nexts `failure`: the transfer failed; without it, the flow ends then
   * @example
   * leave: flow.transferToVoicemail({ queue: "Support", greeting: "Please speak after the tone." }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-to-voicemail-action/
   */
  transferToVoicemail<Target extends string = never>(
    parameters: Plain<TransferToVoicemailParameters>,
    nexts?: TransferToVoicemailPaths<Target>,
  ): EntryTo<Target>;
}

const build: TransferToVoicemailBuilder["transferToVoicemail"] = (parameters, nexts) =>
  entry("transferToVoicemail", parameters, nexts);

/** Text is no phone number: Architect converts none by itself. */
const phoneNumberOf = (): Codec<{ exp: string }> => ({
  schema: {
    ...value(),
    about: "an expression of type phone number, such as { exp: 'ToPhoneNumber(\"+13175550100\")' }",
    check(given, place) {
      if (isExpression(given)) value().check(given, place);
      else if (isScalar(given)) beyond(this, place);
      else mustBe(this, given, place);
    },
  },
  write: writeValue,
  read: (yaml) => {
    const read = readValue(yaml);
    return read === ABSENT || isExpression(read) ? read : undefined;
  },
});

export const transferToVoicemail = {
  ...simpleAction<TransferToVoicemailParameters>({
    type: "transferToVoicemail",
    fields: {
      queue: { key: "destination.queue.targetQueue", codec: objectOf("queue"), required: true },
      callbackNumber: {
        key: "destination.queue.callbackNumber",
        codec: phoneNumberOf(),
        default: { exp: "ToPhoneNumber(Call.Ani)" },
      },
      calleeName: { key: "destination.queue.calleeName", codec: valueOf("string"), explicit: true },
      greeting: { key: "destination.queue.voicemailGreeting", codec: audioOf(), explicit: true },
      errorType: { key: "failureOutputs.errorType", codec: variableOf("string"), explicit: true },
      errorMessage: { key: "failureOutputs.errorMessage", codec: variableOf("string"), explicit: true },
    },
    paths: ["failure"],
    endsWithPaths: true,
  }),
  build,
} satisfies ActionDefinition<TransferToVoicemailParameters> & { build: unknown };
