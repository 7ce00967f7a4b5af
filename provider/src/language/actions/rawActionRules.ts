import { CATALOG_ACTIONS, catalogAction, misspellings } from "./catalog";
import { nearest } from "../issues";
import { isObject, isScalar, onlyKey, own } from "../json";
import type { PlainObject } from "../json";
import type { IssueReporter } from "../validation/schema";
import { isUnknown } from "../json";

/**
 * Checks an action that a document contains as YAML: whether the flow type supports it, whether required values are
 * missing, and what Architect only warns about.
 */
export function checkRawAction(type: string, body: unknown, place: IssueReporter): void {
  if (isUnknown(type) || isUnknown(body)) return;
  const fields: PlainObject = isObject(body) ? body : {};
  if (place.kind === "module" ? NOT_IN_MODULES.has(type) : NOT_IN_CALLS.has(type)) {
    const flow = place.kind === "module" ? "a flow module, which is one task" : "an inbound flow";
    place.error("unavailable-action", `"${type}" is not available in ${flow}`, "type");
  } else if (!KNOWN.has(type) && catalogAction(type) === undefined) {
    const suggestion = nearest(type, [...KNOWN, ...CATALOG_ACTIONS]);
    // Architect adds new actions, so only a likely typo is reported.
    if (suggestion !== undefined)
      place.warning("unknown-action", `unknown action; did you mean "${suggestion}"?`, "type");
  }
  for (const { what, key, near } of misspellings(type, fields)) {
    const path = what === "output" ? `body.outputs.${key}` : `body.${key}`;
    place.warning("unknown-property", `unknown ${what}; did you mean "${near}"?`, path);
  }
  const need = own(NEEDS, type);
  if (need !== undefined && isEmptyValue(own(fields, need[0])))
    place[need[2] ? "limit" : "error"](
      "missing-parameter",
      `${need[1]}: no value is set for "${need[0]}"`,
      place.form === "yaml" ? `body.${need[0]}` : "body",
    );
  for (const path of plainReferences(fields, "body")) {
    place.error(
      "invalid-value",
      'must be { path: "<path>" }, and "nexts" names the entry for that path: the reference itself is written when the ' +
        "document is compiled",
      path,
    );
  }
  if (type === "loop" && lessThanOne(fields.loopCount))
    place.warning("skipped-loop", "a loop count less than one skips the loop", "body.loopCount");
}

/** Actions of other flow types, each seen in files and documents of those types but never in a call flow. */
const NOT_IN_CALLS: ReadonlySet<string> = new Set([
  "abortSurveyInvite",
  "askForBoolean",
  "askForIntent",
  "askForSlot",
  "callDigitalBotFlow",
  "changeState",
  "clearSlot",
  "communicate",
  "completeSurveyInvite",
  "digitalMenu",
  "disconnectWorkitem",
  "endWorkflow",
  "exitBotFlow",
  "exitWorkitemFlow",
  "holdMusic",
  "playEstimatedWaitTime",
  "sendAutoReply",
  "sendResponse",
]);

/** A module has one task and no menus, and cannot call other modules. Its other limits depend on its callers. */
const NOT_IN_MODULES: ReadonlySet<string> = new Set([
  "callCommonModule",
  "callTask",
  "jumpToMenu",
  "jumpToTask",
  "menu",
  "previousMenu",
  "repeatMenu",
]);

/** Actions of call flows, seen in files or (most of the second half) listed by others: a guess. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    "callBotFlow callCommonModule callData callLexV2Bot callTask collectInput dataTableLookup decision disconnect endTask " +
    "evaluateSchedule evaluateScheduleGroup findQueue findQueueById getParticipantData jumpToMenu jumpToTask loop loopExit " +
    "loopNext playAudio previousMenu setParticipantData setScreenPop switch transferToAcd transferToFlow " +
    "transferToFlowSecure transferToVoicemail updateData " +
    "addFlowMilestone callBridge clearUtilizationLabel createCallback decryptData detectSilence dialByExtension " +
    "enableParticipantRecord encryptData findEmergencyGroup findGroup findLanguageSkill findSchedule findScheduleGroup " +
    "findSkill findSystemPrompt findUser findUserById findUserPrompt findUsersById findUtilizationLabel flushAudio " +
    "getExternalContact getExternalOrganization getRawSIPHeaders getSIPHeaders getSecuredData initializeFlowOutcome " +
    "playAudioOnSilence repeatMenu setExternalTag setFlowOutcome setLanguage setSecuredData setUUIData " +
    "setUtilizationLabel setWhisperAudio setWrapupCode transferToGroup transferToNumber transferToUser"
  ).split(" "),
);

/** Values without which Architect does not publish an action, with Architect's reason. */
const NEEDS: Readonly<Record<string, readonly [key: string, reason: string, unproven?: true]>> = {
  callBotFlow: ["botFlow", "a bot flow must be selected"],
  callCommonModule: ["commonModule", "a module must be selected"],
  callData: ["category", "a data action must be selected"],
  callTask: ["targetTaskRef", "there is no task reference set"],
  collectInput: ["inputData", "the input has no variable to go to", true],
  dataTableLookup: ["dataTable", "a data table must be selected"],
  decision: ["condition", "there is no condition"],
  evaluateSchedule: ["evaluationType", "a schedule must be selected"],
  evaluateScheduleGroup: ["scheduleGroup", "a schedule group must be selected"],
  findQueue: ["findName", "there is no name to look for"],
  jumpToMenu: ["targetMenuRef", "there is no menu set"],
  jumpToTask: ["targetTaskRef", "there is no task reference set"],
  playAudio: ["audio", "there is nothing to play", true],
  switch: ["evaluate", "there is nothing to choose by", true],
  transferToAcd: ["targetQueue", "a queue must be selected"],
  transferToFlow: ["targetFlow", "a flow must be selected"],
  transferToFlowSecure: ["targetFlow", "a flow must be selected"],
  transferToVoicemail: ["destination", "there is no destination", true],
};

function isEmptyValue(value: unknown): boolean {
  return value === undefined || value === null || (isObject(value) && onlyKey(value, "noValue"));
}

/** The paths at which a body refers to a task or a menu directly, without a path marker. */
function plainReferences(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const below = `${path}.${key}`;
    const isReference = (key === "targetTaskRef" || key === "targetMenuRef") && typeof item === "string";
    return isReference && !isUnknown(item) ? [below] : plainReferences(item, below);
  });
}

function lessThanOne(count: unknown): boolean {
  const literal = isObject(count) ? count.lit : count;
  return isScalar(literal) && Number(literal) < 1;
}
