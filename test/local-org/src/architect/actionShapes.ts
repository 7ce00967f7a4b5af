import { own } from "../organization/own";

/** The known structure of one action or menu choice. */
export interface ActionShape {
  /** The class name in validation messages is `ArchAction` followed by this. */
  type: string;
  /** Properties that Archy requires. */
  required?: readonly string[];
  /** All properties besides `name`. Absent: unknown, so any are accepted. */
  fields?: readonly string[];
  /** The names of its output paths. */
  outputs?: readonly string[];
  /**
   * Does a sequence end with it? `"yes"`; `"branches"`: if every path ends; `"failure"`: if its failure path ends or
   * is not used.
   */
  ends?: "yes" | "branches" | "failure";
}

const transferFields = ["preTransferAudio", "failureTransferAudio", "failureOutputs", "outputs"] as const;
const messageTransferFields = ["preTransferCommunication", "failureTransferCommunication"] as const;
const acdFields = [
  "targetQueue",
  "priority",
  "preferredAgents",
  "languageSkill",
  "directAgent",
  "acdSkills",
  "appendSkills",
  "overrideInQueueFlow",
  "inQueueFlow",
  ...transferFields,
  ...messageTransferFields,
] as const;
const choiceFields = ["refId", "dtmf", "globalDtmf", "globalSpeechRecTerms", "speechRecTerms"] as const;

/** Actions of call flows and modules whose fields appear in real files (architect-yaml.md section 7). */
const known: Record<string, ActionShape> = {
  playAudio: { type: "PlayAudio", required: ["audio"], fields: ["audio"] },
  collectInput: {
    type: "CollectInput",
    required: ["inputData", "digits", "inputAudio"],
    fields: [
      "inputData",
      "digits",
      "interDigitTimeout",
      "noEntryTimeout",
      "inputAudio",
      "includeTerminatingDtmfInResultData",
      "acceptJustStar",
      "acceptJustPound",
      "verificationType",
      "outputs",
    ],
    outputs: ["success", "failure"],
    ends: "branches",
  },
  transferToAcd: {
    type: "TransferToAcd",
    required: ["targetQueue"],
    fields: acdFields,
    outputs: ["failure"],
    ends: "failure",
  },
  disconnect: { type: "Disconnect", fields: ["none"], ends: "yes" },
  endTask: { type: "EndTask", fields: ["outputPath"], ends: "yes" },
  decision: {
    type: "Decision",
    required: ["condition"],
    fields: ["condition", "outputs"],
    outputs: ["yes", "no"],
    ends: "branches",
  },
  switch: { type: "Switch", required: ["evaluate"], fields: ["evaluate"], ends: "branches" },
  updateData: { type: "UpdateData", required: ["statements"], fields: ["statements"] },
  setParticipantData: { type: "SetAttributes", required: ["attributes"], fields: ["attributes"] },
  getParticipantData: { type: "GetAttributes", required: ["attributes"], fields: ["attributes"] },
  dataTableLookup: {
    type: "DataTableLookup",
    required: ["lookupValue"],
    fields: ["lookupValue", "dataTable", "outputs"],
    outputs: ["found", "notFound", "failure"],
    ends: "branches",
  },
  callData: {
    type: "CallData",
    fields: ["processingPrompt", "timeout", "category", "outputs"],
    outputs: ["success", "failure", "timeout"],
    ends: "branches",
  },
  callCommonModule: { type: "CallCommonModule", required: ["commonModule"], fields: ["commonModule"] },
  callTask: {
    type: "CallTask",
    required: ["targetTaskRef"],
    fields: ["targetTaskRef", "outputs", "paths", "inputs"],
  },
  jumpToTask: {
    type: "JumpToTask",
    required: ["targetTaskRef"],
    fields: ["targetTaskRef", "inputs"],
    ends: "yes",
  },
  jumpToMenu: { type: "JumpToMenu", required: ["targetMenuRef"], fields: ["targetMenuRef"], ends: "yes" },
  previousMenu: { type: "PreviousMenu", fields: ["none"], ends: "yes" },
  repeatMenu: { type: "RepeatMenu", fields: ["none"], ends: "yes" },
  loop: {
    type: "Loop",
    required: ["loopCount"],
    fields: ["currentIndex", "loopCount", "outputs"],
    outputs: ["loop"],
  },
  loopExit: { type: "LoopExit", fields: ["none"], ends: "yes" },
  loopNext: { type: "LoopNext", fields: ["none"], ends: "yes" },
  findQueue: {
    type: "FindQueue",
    required: ["findName", "findResult"],
    fields: ["findName", "findResult", "outputs"],
    outputs: ["found", "notFound"],
    ends: "branches",
  },
  evaluateScheduleGroup: {
    type: "EvaluateScheduleGroup",
    required: ["scheduleGroup"],
    fields: ["inServiceSchedules", "evaluate", "scheduleGroup", "emergencyGroup", "outputs"],
    outputs: ["open", "closed", "holiday", "emergency"],
    ends: "branches",
  },
  evaluateSchedule: { type: "EvaluateSchedule", outputs: ["active", "inactive"], ends: "branches" },
  transferToFlow: { type: "TransferToFlow", required: ["targetFlow"], outputs: ["failure"], ends: "failure" },
  transferToFlowSecure: { type: "TransferToFlowSecure", required: ["targetFlow"] },
  transferToVoicemail: {
    type: "TransferToVoicemail",
    required: ["destination"],
    outputs: ["failure"],
    ends: "failure",
  },
  transferToUser: { type: "TransferToUser", required: ["targetUser"], outputs: ["failure"], ends: "failure" },
  transferToNumber: {
    type: "TransferToNumber",
    required: ["targetNumber"],
    outputs: ["failure"],
    ends: "failure",
  },
  transferToGroup: {
    type: "TransferToGroup",
    required: ["targetGroup"],
    outputs: ["failure"],
    ends: "failure",
  },
  setScreenPop: { type: "SetScreenPop", required: ["screenPopScript"], fields: ["screenPopScript"] },
  setLanguage: { type: "SetLanguage" },
  menuDisconnect: { type: "MenuDisconnect", fields: choiceFields },
  menuTask: { type: "MenuTask", required: ["task"], fields: [...choiceFields, "task"] },
  menuTransferToAcd: {
    type: "MenuTransferToAcd",
    required: ["targetQueue"],
    fields: [...choiceFields, ...acdFields],
  },
  menuJumpToTask: {
    type: "MenuJumpToTask",
    required: ["targetTaskRef"],
    fields: [...choiceFields, "targetTaskRef", "inputs"],
  },
  menuJumpToMenu: {
    type: "MenuJumpToMenu",
    required: ["targetMenuRef"],
    fields: [...choiceFields, "targetMenuRef"],
  },
  menuSubMenu: { type: "MenuSubMenu" },
};

/** Actions with known names and unknown fields: of other flow types, or never found in a file. */
const namesOnly =
  "callBotFlow callDigitalBotFlow callLexBot callLexV2Bot callDialogflowBot findQueueById setWhisperAudio flushAudio " +
  "detectSilence playAudioOnSilence setSecuredData getSecuredData encryptData decryptData setUUIData setExternalTag " +
  "getSIPHeaders getRawSIPHeaders dialByExtension getExternalOrganization getExternalContact findUtilizationLabel " +
  "findUsersById findUserPrompt findUserById findUser findSystemPrompt findSkill findScheduleGroup findSchedule " +
  "findLanguageSkill findGroup findEmergencyGroup setWrapupCode setUtilizationLabel setFlowOutcome " +
  "initializeFlowOutcome enableParticipantRecord createCallback clearUtilizationLabel addFlowMilestone callDataSecure " +
  "callBridge menuTransferToUser menuTransferToGroup menuTransferToNumber menuTransferToFlow menuTransferToVoicemail " +
  "menuTransferToFlowSecure menuDialByExtension menuPreviousMenu menuRepeatMenu holdMusic playEstimatedWaitTime " +
  "playPositionInQueue sendResponse sendAutoReply sendNotification endWorkflow changeState wait setConversationData " +
  "getConversationData endState communicate askForSlot clearSlot askForBoolean askForIntent exitBotFlow digitalMenu " +
  "disconnectWorkitem exitWorkitemFlow abortSurveyInvite completeSurveyInvite";

/** The structure of the action `key`; undefined if unknown. */
export function actionShape(key: string): ActionShape | undefined {
  const shape = own(known, key);
  if (shape) return shape;
  if (!namesOnly.split(" ").includes(key)) return undefined;
  return { type: key.charAt(0).toUpperCase() + key.slice(1) };
}
