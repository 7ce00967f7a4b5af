import { withFlowNames, type WithFlows } from "./namedFlow";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import { isObject, isScalar } from "../json";
import type { Audio, Duration, Value } from "../model";
import { isExpression } from "../names";
import type { EntryTo } from "../typedDocument";
import { beyond, listOf, reportInvalid, named, value } from "../validation/schema";
import { ABSENT, flowByName, readNamed, readValue, writeNamed, writeValue } from "./codecs";
import type { ActionDefinition } from "./definition";
import type { Codec } from "./tableAction";
import {
  audioCodec,
  durationCodec,
  integerOf,
  referenceCodec,
  tableAction,
  userOf,
  expressionCodec,
  variableCodec,
} from "./tableAction";

/** The parameters of `flow.transferToAcd`. */
export interface TransferToAcdParameters {
  /** The queue's name, or an expression that returns a queue. */
  queue: string | { exp: string };
  /** The audio that the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** The audio that the caller hears if the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** The call's priority in the queue, from -25,000,000 to 25,000,000; higher comes first. @default 0 */
  priority?: Value;
  /** Preferred agents: an expression that returns a collection of users, or of agents with scores. */
  preferredAgents?: Value;
  /** The language skill that the agent must have, by name or expression. */
  languageSkill?: string | { exp: string };
  /** The agent to route the call to: the user name (e-mail address), or an expression. */
  directAgent?: string | { exp: string };
  /** The skills that the agent must have, by name or expression. */
  skills?: (string | { exp: string })[];
  /** Whether to add the skills to those that the conversation already has; only for modules of e-mail flows. */
  appendSkills?: Value;
  /** The in-queue flow to use instead of the queue's own, by name. */
  inQueueFlow?: string;
  /** The string variable that receives the error type of a failure. */
  errorType?: string;
  /** The string variable that receives the error message of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToAcd`. */
export interface TransferToAcdPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** The fallback if `failure` is not set. */
  default?: Target;
}

/** The builder of `transferToAcd` entries. */
export interface TransferToAcdBuilder {
  /**
   * Transfers the call to a queue. If the transfer succeeds, the flow ends.
   *
   * @param parameters `queue` by name or expression, `preTransferAudio` and `failureTransferAudio` (default none),
   *   `priority` (default 0; higher comes first), `skills`, `languageSkill`, `preferredAgents`, `inQueueFlow`, and more
   * @param nexts `failure`: the transfer failed; if not set, the flow ends
   * @example
   * toSales: flow.transferToAcd({ queue: "Sales", preTransferAudio: "One moment." }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-acd-action/
   */
  transferToAcd<Target extends string = never>(
    parameters: WithFlows<Plain<TransferToAcdParameters>, "inQueueFlow">,
    nexts?: TransferToAcdPaths<Target>,
  ): EntryTo<Target>;
}

const buildTransferToAcd: TransferToAcdBuilder["transferToAcd"] = (parameters, nexts) =>
  entry("transferToAcd", withFlowNames(parameters, "inQueueFlow"), nexts);

const skillsOf = (): Codec<(string | { exp: string })[]> => ({
  schema: listOf(named("skill"), "names of skills, or expressions"),
  write: (skills) => skills?.map((skill) => ({ acdSkill: writeNamed(skill) })),
  read(yaml) {
    if (!Array.isArray(yaml))
      return yaml === undefined || (isObject(yaml) && yaml.noValue === true) ? ABSENT : undefined;
    const skills = yaml.map((item: unknown) => (isObject(item) ? readNamed(item.acdSkill) : undefined));
    const known = skills.filter((skill) => skill !== undefined && skill !== ABSENT);
    return known.length === skills.length ? known : undefined;
  },
});

/** Only an inbound e-mail flow supports this; a module may be called by one. */
const appendSkillsOf = (): Codec<Value> => ({
  ...expressionCodec("boolean"),
  schema: {
    ...value("boolean"),
    check(input, place) {
      value("boolean").check(input, place);
      if (input === false) return;
      const message = "only inbound e-mail flows append skills";
      if (place.kind === "module") place.warning("unavailable-parameter", message);
      else place.limit("unavailable-parameter", message);
    },
  },
});

export const transferToAcd = {
  ...tableAction<TransferToAcdParameters>({
    type: "transferToAcd",
    fields: {
      queue: { key: "targetQueue", codec: referenceCodec("queue"), required: true },
      inQueueFlow: { key: "overrideInQueueFlow", codec: flowByName("an in-queue flow") },
      skills: { key: "acdSkills", codec: skillsOf() },
      appendSkills: { key: "appendSkills", codec: appendSkillsOf() },
      preTransferAudio: { key: "preTransferAudio", codec: audioCodec() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioCodec() },
      priority: { key: "priority", codec: integerOf(-25_000_000, 25_000_000), default: 0 },
      preferredAgents: { key: "preferredAgents", codec: expressionCodec(), writeNoValue: true },
      languageSkill: { key: "languageSkill", codec: referenceCodec("language skill"), writeNoValue: true },
      directAgent: { key: "directAgent", codec: userOf(), writeNoValue: true },
      errorType: { key: "failureOutputs.errorType", codec: variableCodec("string"), writeNoValue: true },
      errorMessage: {
        key: "failureOutputs.errorMessage",
        codec: variableCodec("string"),
        writeNoValue: true,
      },
    },
    paths: ["failure"],
    mayEndList: true,
  }),
  build: buildTransferToAcd,
} satisfies ActionDefinition<TransferToAcdParameters> & { build: unknown };

/** The parameters of `flow.transferToFlow`. */
export interface TransferToFlowParameters {
  /** The name of the inbound flow. It must be published before this one. */
  flow: string;
  /** The audio that the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** The audio that the caller hears if the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** The string variable that receives the error type of a failure. */
  errorType?: string;
  /** The string variable that receives the error message of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToFlow`. */
export interface TransferToFlowPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** The fallback if `failure` is not set. */
  default?: Target;
}

/** The builder of `transferToFlow` entries. */
export interface TransferToFlowBuilder {
  /**
   * Transfers the call to another inbound flow. If the transfer succeeds, the flow ends. Its YAML is known from an
   * in-queue flow and assumed to be the same in inbound flows; its path `failure` is an assumption too.
   *
   * @param parameters `flow`: the resource, or its name; it must be published before this one; `preTransferAudio` and
   *   `failureTransferAudio` (default none)
   * @param nexts `failure`: the transfer failed; if not set, the flow ends
   * @example
   * toMain: flow.transferToFlow({ flow: "Main line" }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-flow-action/
   */
  transferToFlow<Target extends string = never>(
    parameters: WithFlows<Plain<TransferToFlowParameters>, "flow">,
    nexts?: TransferToFlowPaths<Target>,
  ): EntryTo<Target>;
}

const buildTransferToFlow: TransferToFlowBuilder["transferToFlow"] = (parameters, nexts) =>
  entry("transferToFlow", withFlowNames(parameters, "flow"), nexts);

export const transferToFlow = {
  ...tableAction<TransferToFlowParameters>({
    type: "transferToFlow",
    fields: {
      flow: { key: "targetFlow", codec: flowByName("an inbound flow"), required: true },
      preTransferAudio: { key: "preTransferAudio", codec: audioCodec() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioCodec() },
      errorType: { key: "failureOutputs.errorType", codec: variableCodec("string"), writeNoValue: true },
      errorMessage: {
        key: "failureOutputs.errorMessage",
        codec: variableCodec("string"),
        writeNoValue: true,
      },
    },
    paths: ["failure"],
    mayEndList: true,
  }),
  build: buildTransferToFlow,
} satisfies ActionDefinition<TransferToFlowParameters> & { build: unknown };

/** The parameters of `flow.transferToNumber`. */
export interface TransferToNumberParameters {
  /** The number to call: text such as "+13175550100", or an expression. */
  number: Value;
  /** The audio that the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** The audio that the caller hears if the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** How long to let it ring, in milliseconds, 1,000 to 600,000. @default the flow's own setting */
  connectTimeout?: Duration;
  /** The string variable that receives the error type of a failure. */
  errorType?: string;
  /** The string variable that receives the error message of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToNumber`. */
export interface TransferToNumberPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** The fallback if `failure` is not set. */
  default?: Target;
}

/** The builder of `transferToNumber` entries. */
export interface TransferToNumberBuilder {
  /**
   * Transfers the call to a telephone number. If the transfer succeeds, the flow ends. No known file contains this
   * action: its YAML is an assumption, based on the other transfers and on its settings in exports.
   *
   * @param parameters `number` as text such as "+13175550100" or an expression, `connectTimeout` in milliseconds (1,000
   *   to 600,000; default: the flow's own setting), `preTransferAudio` and `failureTransferAudio` (default none)
   * @param nexts `failure`: the transfer failed; if not set, the flow ends
   * @example
   * toShop: flow.transferToNumber({ number: "+13175550100" }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-number-action/
   */
  transferToNumber<Target extends string = never>(
    parameters: Plain<TransferToNumberParameters>,
    nexts?: TransferToNumberPaths<Target>,
  ): EntryTo<Target>;
}

const buildTransferToNumber: TransferToNumberBuilder["transferToNumber"] = (parameters, nexts) =>
  entry("transferToNumber", parameters, nexts);

export const transferToNumber = {
  ...tableAction<TransferToNumberParameters>({
    type: "transferToNumber",
    fields: {
      number: { key: "targetNumber", codec: expressionCodec("string"), required: true },
      preTransferAudio: { key: "preTransferAudio", codec: audioCodec() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioCodec() },
      connectTimeout: { key: "connectTimeout", codec: durationCodec(1_000, 600_000), writeNoValue: true },
      errorType: { key: "failureOutputs.errorType", codec: variableCodec("string"), writeNoValue: true },
      errorMessage: {
        key: "failureOutputs.errorMessage",
        codec: variableCodec("string"),
        writeNoValue: true,
      },
    },
    paths: ["failure"],
    mayEndList: true,
  }),
  unconfirmed: () => ["how transferToNumber is written"],
  build: buildTransferToNumber,
} satisfies ActionDefinition<TransferToNumberParameters> & { build: unknown };

/** The parameters of `flow.transferToUser`. */
export interface TransferToUserParameters {
  /** The user name (the e-mail address that the user signs in with), or an expression that returns a user. */
  user: string | { exp: string };
  /** The audio that the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** The audio that the caller hears if the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** How long to let it ring, in milliseconds, 1,000 to 600,000. @default the flow's own setting */
  connectTimeout?: Duration;
  /** The string variable that receives the error type of a failure. */
  errorType?: string;
  /** The string variable that receives the error message of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToUser`. */
export interface TransferToUserPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** The fallback if `failure` is not set. */
  default?: Target;
}

/** The builder of `transferToUser` entries. */
export interface TransferToUserBuilder {
  /**
   * Transfers the call to one user. If the transfer succeeds, the flow ends. No known file contains this action: its
   * YAML is an assumption, based on the other transfers and on its settings in exports.
   *
   * @param parameters `user`: the user name (an e-mail address) or an expression, `connectTimeout` in milliseconds
   *   (1,000 to 600,000; default: the flow's own setting), `preTransferAudio` and `failureTransferAudio` (default none)
   * @param nexts `failure`: the transfer failed; if not set, the flow ends
   * @example
   * toOwner: flow.transferToUser({ user: "ada.smith@example.com" }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-user-action/
   */
  transferToUser<Target extends string = never>(
    parameters: Plain<TransferToUserParameters>,
    nexts?: TransferToUserPaths<Target>,
  ): EntryTo<Target>;
}

const buildTransferToUser: TransferToUserBuilder["transferToUser"] = (parameters, nexts) =>
  entry("transferToUser", parameters, nexts);

export const transferToUser = {
  ...tableAction<TransferToUserParameters>({
    type: "transferToUser",
    fields: {
      user: { key: "targetUser", codec: userOf(), required: true },
      preTransferAudio: { key: "preTransferAudio", codec: audioCodec() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioCodec() },
      connectTimeout: { key: "connectTimeout", codec: durationCodec(1_000, 600_000), writeNoValue: true },
      errorType: { key: "failureOutputs.errorType", codec: variableCodec("string"), writeNoValue: true },
      errorMessage: {
        key: "failureOutputs.errorMessage",
        codec: variableCodec("string"),
        writeNoValue: true,
      },
    },
    paths: ["failure"],
    mayEndList: true,
  }),
  build: buildTransferToUser,
} satisfies ActionDefinition<TransferToUserParameters> & { build: unknown };

/** The parameters of `flow.transferToVoicemail`, which uses the voicemail of a queue. */
export interface TransferToVoicemailParameters {
  /** The queue's name, or an expression that returns a queue. */
  queue: string | { exp: string };
  /** The number to call back: an expression of type phone number. @default the caller's own */
  callbackNumber?: { exp: string };
  /** The name of the person to call back. */
  calleeName?: Value;
  /** The audio that the caller hears before the tone. @default the queue's own greeting */
  greeting?: Audio;
  /** The string variable that receives the error type of a failure. */
  errorType?: string;
  /** The string variable that receives the error message of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToVoicemail`. */
export interface TransferToVoicemailPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** The fallback if `failure` is not set. */
  default?: Target;
}

/** The builder of `transferToVoicemail` entries. */
export interface TransferToVoicemailBuilder {
  /**
   * Lets the caller leave a message for a queue. If the transfer succeeds, the flow ends. For the voicemail of a user
   * or a group, use `flow.action`; no known file shows its YAML.
   *
   * @param parameters `queue` by name or expression, `greeting` before the tone (default: the queue's own),
   *   `callbackNumber` (default: the caller's own), `calleeName`
   * @param nexts `failure`: the transfer failed; if not set, the flow ends
   * @example
   * leave: flow.transferToVoicemail({ queue: "Support", greeting: "Please speak after the tone." }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-to-voicemail-action/
   */
  transferToVoicemail<Target extends string = never>(
    parameters: Plain<TransferToVoicemailParameters>,
    nexts?: TransferToVoicemailPaths<Target>,
  ): EntryTo<Target>;
}

const buildTransferToVoicemail: TransferToVoicemailBuilder["transferToVoicemail"] = (parameters, nexts) =>
  entry("transferToVoicemail", parameters, nexts);

/** Text is not a phone number, and Architect does not convert it. */
const phoneNumberOf = (): Codec<{ exp: string }> => ({
  schema: {
    ...value(),
    about: "an expression of type phone number, such as { exp: 'ToPhoneNumber(\"+13175550100\")' }",
    check(input, place) {
      if (isExpression(input)) value().check(input, place);
      else if (isScalar(input)) beyond(this, place);
      else reportInvalid(this, input, place);
    },
  },
  write: writeValue,
  read: (yaml) => {
    const read = readValue(yaml);
    return read === ABSENT || isExpression(read) ? read : undefined;
  },
});

export const transferToVoicemail = {
  ...tableAction<TransferToVoicemailParameters>({
    type: "transferToVoicemail",
    fields: {
      queue: { key: "destination.queue.targetQueue", codec: referenceCodec("queue"), required: true },
      callbackNumber: {
        key: "destination.queue.callbackNumber",
        codec: phoneNumberOf(),
        default: { exp: "ToPhoneNumber(Call.Ani)" },
      },
      calleeName: {
        key: "destination.queue.calleeName",
        codec: expressionCodec("string"),
        writeNoValue: true,
      },
      greeting: { key: "destination.queue.voicemailGreeting", codec: audioCodec(), writeNoValue: true },
      errorType: { key: "failureOutputs.errorType", codec: variableCodec("string"), writeNoValue: true },
      errorMessage: {
        key: "failureOutputs.errorMessage",
        codec: variableCodec("string"),
        writeNoValue: true,
      },
    },
    paths: ["failure"],
    mayEndList: true,
  }),
  build: buildTransferToVoicemail,
} satisfies ActionDefinition<TransferToVoicemailParameters> & { build: unknown };
