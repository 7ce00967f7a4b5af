import { own } from "../../organization/own";

/**
 * How an action is exported: its properties in this order. A property with a preset is always exported; `newer` ones
 * only by newer Archy versions.
 */
export interface ExportedField {
  key: string;
  preset?: unknown;
  newer?: boolean;
}

const noValue = { noValue: true };
const field = (key: string, preset?: unknown): ExportedField => ({ key, preset });
const newer = (key: string, preset: unknown): ExportedField => ({ key, preset, newer: true });
const failureOutputs = newer("failureOutputs", { errorType: noValue, errorMessage: noValue });
const transferAudio = [field("preTransferAudio"), field("failureTransferAudio")];

const toAcd: ExportedField[] = [
  field("targetQueue"),
  field("overrideInQueueFlow"),
  ...transferAudio,
  field("priority", { lit: 0 }),
  field("preferredAgents", noValue),
  field("languageSkill", noValue),
  newer("directAgent", noValue),
  field("appendSkills"),
  field("acdSkills"),
  failureOutputs,
  field("outputs"),
];

const choice: ExportedField[] = [
  field("refId"),
  field("dtmf"),
  field("globalDtmf", false),
  field("globalSpeechRecTerms", false),
  field("speechRecTerms"),
];

const fields: Record<string, ExportedField[]> = {
  collectInput: [
    field("inputData"),
    field("digits"),
    field("interDigitTimeout", noValue),
    field("noEntryTimeout", noValue),
    field("inputAudio"),
    field("includeTerminatingDtmfInResultData"),
    field("acceptJustStar", { lit: false }),
    field("acceptJustPound", { lit: false }),
    field("verificationType", "none"),
    field("outputs"),
  ],
  transferToAcd: toAcd,
  endTask: [field("outputPath")],
  decision: [field("condition"), field("outputs")],
  callData: [
    field("processingPrompt", noValue),
    newer("timeout", { lit: { minutes: 1 } }),
    field("category"),
    field("outputs"),
  ],
  dataTableLookup: [field("lookupValue"), field("dataTable"), field("outputs")],
  findQueue: [field("findName"), field("findResult"), field("outputs")],
  evaluateScheduleGroup: [
    field("inServiceSchedules", noValue),
    field("evaluate", { now: true }),
    field("scheduleGroup"),
    field("emergencyGroup", noValue),
    field("outputs"),
  ],
  transferToFlow: [field("targetFlow"), ...transferAudio, failureOutputs, field("outputs")],
  transferToVoicemail: [field("destination"), failureOutputs, field("outputs")],
  transferToUser: [
    field("targetUser"),
    ...transferAudio,
    field("connectTimeout", noValue),
    failureOutputs,
    field("outputs"),
  ],
  transferToNumber: [
    field("targetNumber"),
    ...transferAudio,
    field("connectTimeout", noValue),
    failureOutputs,
    field("outputs"),
  ],
  transferToGroup: [
    field("targetGroup"),
    ...transferAudio,
    field("connectTimeout", noValue),
    failureOutputs,
    field("outputs"),
  ],
  loop: [field("currentIndex"), field("loopCount"), field("outputs")],
  menuDisconnect: choice,
  menuTask: [...choice, field("task")],
  menuJumpToTask: [...choice, field("targetTaskRef")],
  menuJumpToMenu: [...choice, field("targetMenuRef")],
  menuTransferToAcd: [...choice, ...toAcd],
};

/** Undefined: the order is unknown, so the action is exported as submitted. */
export const exportedFields = (action: string): readonly ExportedField[] | undefined => own(fields, action);

/** Architect's name for an unnamed action: "playAudio" is "Play Audio". */
export function defaultName(action: string): string {
  const words = action.replace(/^menu(?=[A-Z])/, "").replace(/([A-Z])/g, " $1");
  return (words.charAt(0).toUpperCase() + words.slice(1)).trim().replace("To Acd", "to ACD");
}
