import { nearest } from "../issues";
import { isObject } from "../json";
import type { PlainObject } from "../json";

/** What Architect's actions have, as far as the vendor's scripting SDK (version 0.67) lists it. */
export interface CatalogAction {
  /** The names of its outputs, which are the paths of an action in YAML. */
  outputs: readonly string[];
  /** The names of its properties in the SDK. Files have most of them under the same name. */
  properties: readonly string[];
}

/**
 * The actions of the vendor's scripting SDK by their name in YAML: outputs, properties. Which flow type may use an action
 * is not in it, and Architect adds actions over time, so nothing that it lacks is an error.
 *
 * @see https://developer.genesys.cloud/devapps/cxascode/ (the SDK is published as purecloud-flow-scripting-api-sdk-javascript)
 */
const ACTIONS: Readonly<Record<string, readonly [outputs: string, properties: string]>> = {
  abortSurveyInvite: ["", "disposition"],
  addFlowMilestone: ["", "idMayBeBlank flowMilestoneId flowMilestoneName"],
  askForAuthentication: [
    "failure",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank question signInMessage successMessage authenticationCompletionTimeout",
  ],
  askForBoolean: [
    "maxNoInputs maxNoMatches",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank question",
  ],
  askForIntent: [
    "knowledge noIntent maxNoInputs",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank question knowledgeSearchResult",
  ],
  askForPayment: [
    "",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank currency countryCode paymentPlatform lineItems shippingOptions totalPrice receivedMessageImage receivedMessageTitle replyMessageTitle requiredContactInformation paymentCompletionTimeout",
  ],
  askForSlot: [
    "maxNoInputs maxNoMatches",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank question askResult chooser confirmationMode confirmationQuestion customValidation grammar speechToTextEngineName speechToTextEngineId speechToTextEngineCompleteTimeout speechToTextEngineConfidenceLevel repromptHandling continuationPrompt continuationReprompts customizeContinuation",
  ],
  askSurveyQuestion: [
    "",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank question surveyQuestion surveyQuestionResult questionCondition answer followUpQuestion notApplicable",
  ],
  audioMonitoring: ["", "enableMonitoring"],
  callAudioConnector: [
    "failure success",
    "failureOutputs sessionVariables connectorId sessionVariableOutputs",
  ],
  callBotConnector: [
    "failure",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText intentSlots sessionVariableOutputs",
  ],
  callBotFlow: ["", "inputs exitReason inputText intent targetFlowInfo botFlowTypeEnum"],
  callCommonModule: ["", "inputs commonModuleFlowInfo"],
  callData: [
    "failure success timeout",
    "failureOutputs dataActionInputs dataActionOutputsSuccess timeout processingPrompt useSuggestedTimeout",
  ],
  callDataSecure: [
    "failure success timeout",
    "failureOutputs dataActionInputs dataActionOutputsSuccess timeout processingPrompt useSuggestedTimeout",
  ],
  callDecisionTable: ["failure success", "failureOutputs input"],
  callDialogEngineBot: [
    "failure knowledge noIntent",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText intentParameters terminationState",
  ],
  callDialogflowBot: [
    "failure",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText draftEnvironmentName integrationName environment eventName intentParameters intentProbability sessionVariableOutputs",
  ],
  callDialogflowCxBot: [
    "failure success",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText draftEnvironmentName integrationName environment eventName liveAgentHandoffMetadata sessionParameterOutputs sessionParameters",
  ],
  callDigitalBotFlow: ["", "inputs exitReason inputText intent targetFlowInfo botFlowTypeEnum"],
  callGuide: ["failure success timeout", "failureOutputs guideInputs guideOutputs voiceProcessingPrompt"],
  callLexBot: [
    "failure",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText intentSlots startAudio",
  ],
  callLexV2Bot: [
    "failure",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText intentSlots aliasInitialIntentName sessionVariableOutputs",
  ],
  callNuanceMixBot: [
    "failure",
    "failureOutputs sessionVariables intentNames followupResponseTimeout inputText channelId intentSlots availableChannelIds botVariables",
  ],
  callTask: ["default", "taskInputs taskOutputs targetTask"],
  callVoiceFlow: ["", "inputs exitReason inputText intent targetFlowInfo botFlowTypeEnum"],
  changeState: ["", "targetState"],
  clearActiveIntent: ["", ""],
  clearPostFlow: ["", "target"],
  clearSlot: ["", "slotCount"],
  clearUtilizationLabel: ["failure success", "failureOutputs"],
  clearVoicemailSnippet: ["", ""],
  collectInput: [
    "failure success",
    "failureOutputs inputAudio interDigitTimeout noEntryTimeout valueVariableInputData verificationAudio verificationType acceptJustStar acceptJustPound",
  ],
  communicate: ["", "communication"],
  completeSurveyInvite: ["", "targetAddress inviteSubject inviteBody reminderSubject reminderBody"],
  createCallback: ["", "callbackNumber calleeName scriptInputs queue"],
  dataTableLookup: ["failure found notFound", "failureOutputs lookupValue dataTableOutputsFound"],
  decision: ["no yes", "condition"],
  decryptData: ["failure success", "failureOutputs dataToDecrypt decryptedData"],
  detectIntent: ["default", "detectedIntent"],
  detectSilence: ["success timeout", "silenceDuration timeout idMayBeBlank"],
  dialByExtension: [
    "failure timeout",
    "failureOutputs extensionVariable interDigitTimeout repromptAudio repromptCount",
  ],
  digitalMenu: [
    "maxNoInputs maxNoMatches",
    "chooser knowledgeSearchResult noMatch question customizeNoMatch noMatchReprompts choices selection",
  ],
  disconnect: ["", ""],
  disconnectWorkitem: ["failure success", "failureOutputs"],
  enableParticipantRecord: ["", ""],
  encryptData: ["failure success", "failureOutputs dataToEncrypt encryptedData"],
  endState: ["", ""],
  endTask: ["", "targetBranch"],
  endWorkflow: ["", "exitReason"],
  evaluateSchedule: [
    "active inactive",
    "evaluateNow evaluationDateTime emergencyGroup idMayBeBlank evaluateEmergencyGroup schedule scheduleTimeZone",
  ],
  evaluateScheduleGroup: [
    "open closed holiday emergency",
    "evaluateNow evaluationDateTime emergencyGroup idMayBeBlank scheduleGroup inServiceSchedules",
  ],
  exitBotFlow: ["", ""],
  exitWorkitemFlow: ["", ""],
  extractSecureData: ["", "hasSecureDataAcknowledgment statements"],
  findEmergencyGroup: ["found notFound", "findResult findName"],
  findGrammar: ["found notFound", "findResult findName"],
  findGrammarById: ["found notFound", "findResult findId"],
  findGroup: ["found notFound", "findResult findName"],
  findLanguageSkill: ["found notFound", "findResult findName"],
  findQueue: ["found notFound", "findResult findName"],
  findQueueById: ["found notFound", "findResult findId"],
  findSchedule: ["found notFound", "findResult findName"],
  findScheduleGroup: ["found notFound", "findResult findName"],
  findSkill: ["found notFound", "findResult findName"],
  findSystemPrompt: ["found notFound", "findResult findName"],
  findUser: ["found notFound", "findResult findName"],
  findUserById: ["found notFound", "findResult findId"],
  findUserPrompt: ["found notFound", "findResult findName"],
  findUsersById: ["found notFound partiallyFound", "findResult findIds"],
  findUtilizationLabel: ["found notFound", "findResult findName"],
  flushAudio: ["", ""],
  getAssignedCustomerIntents: [
    "failure found notFound",
    "failureOutputs externalContactId getAssignedCustomerIntentsResult",
  ],
  getConversationData: ["found notFound", "conversationId participantId"],
  getExternalContact: ["found notFound", "externalId externalResult"],
  getExternalOrganization: ["found notFound", "externalId externalResult"],
  getJourneyOutcome: ["found notFound", "findResult findId"],
  getJourneyOutcomeScoresBySession: ["found notFound", "findResult findId"],
  getJourneySegment: ["found notFound", "findResult findId"],
  getJourneySession: ["found notFound", "findResult findId"],
  getJourneySessionsByExternalContact: ["found notFound", "findResult findId"],
  getParticipantData: ["", "attributeNameOutputValuePairs"],
  getRawSIPHeaders: ["failure success", "failureOutputs rawSIPHeadersResult getRawSipHeadersFailureOutputs"],
  getResponse: [
    "failure success",
    "failureOutputs responseSubstitutions performSubstitutions responseBodyHandling valueResponseBody",
  ],
  getSIPHeaders: [
    "failure success",
    "failureOutputs sipHeaderNames sipHeadersResult getSipHeadersFailureOutputs",
  ],
  getSecuredData: ["failure success", "failureOutputs attributeNameOutputValuePairs conversationId"],
  holdMusic: ["", "bargeInEnabled playDuration playStyle prompt"],
  initializeFlowOutcome: ["", "idMayBeBlank"],
  jumpToMenu: ["", "targetMenu"],
  jumpToTask: ["", "targetTask taskInputs"],
  loop: ["loop", "currentIndex loopCount"],
  loopAnythingElse: [
    "loop",
    "customizeNoInput customizeNoMatch noInput noInputReprompts noMatch noMatchReprompts voiceEndOfInputTimeout idMayBeBlank question currentIndex",
  ],
  loopExit: ["", ""],
  loopNext: ["", ""],
  loopUntil: ["loop", "currentIndex maxLoopCount untilCases"],
  menu: ["", ""],
  playAudio: ["", "audio"],
  playAudioOnSilence: [
    "success timeout",
    "silenceDuration timeout idMayBeBlank actualRepeatCount allowedRepeatCount audio",
  ],
  playEstimatedWaitTime: [
    "",
    "estimatedWaitTime estimatedWaitTimeAudio playbackMode roundingInterval specificRoundingIntervals specificRoundingIntervalsCount supportsSpecificRoundingIntervals",
  ],
  playPositionInQueue: ["", "positionInQueue positionInQueueAudio playbackMode"],
  playUserGreeting: ["", "dataToDecrypt"],
  playUserName: ["", "dataToDecrypt"],
  previousMenu: ["", ""],
  processVoicemailInput: ["failure noInput voicemail", "failureOutputs"],
  promoteExternalContact: ["failure success", "failureOutputs externalId externalResult"],
  repeatMenu: ["", ""],
  returnToAgent: ["", ""],
  searchExternalContacts: ["matchExact matchMultiple notFound", "externalResults searchTerm"],
  sendAutoReply: ["failure success", "failureOutputs from replyMode replyTo cc bcc messageBody"],
  sendDigitalContent: ["", ""],
  sendInteractiveApplication: [
    "failure success",
    "failureOutputs applicationName applicationUrl applicationImage title subTitle",
  ],
  sendKnowledgeFeedback: [
    "failure success",
    "failureOutputs knowledgeArticle knowledgeFeedback knowledgeSearchId",
  ],
  sendNotification: [
    "failure success",
    "failureOutputs notificationType subject body sendToUsers emailNotificationStyle emailFrom sendNotificationFailureOutputs",
  ],
  sendResponse: ["failure success", "failureOutputs messageBody messageBodyStyle"],
  sendRichLink: [
    "failure success",
    "failureOutputs body footer headerType headerText headerImage urlLabel urlValue",
  ],
  setConversationData: ["failure success", "failureOutputs conversationId participantId"],
  setExternalTag: ["failure", "failureOutputs externalTag"],
  setFlowOutcome: ["", "idMayBeBlank flowOutcomeValue"],
  setIntent: ["", "intent"],
  setLanguage: ["", "language languageValue"],
  setParticipantData: ["", "attributeNameValuePairs"],
  setPostFlow: ["", "target invocationData targetFlowInfo"],
  setPriority: ["failure success", "failureOutputs priority"],
  setScreenPop: ["", "scriptInputs"],
  setSecuredData: ["failure success", "failureOutputs attributeNameValuePairs conversationId"],
  setSkills: ["failure success", "failureOutputs acdSkills languageSkill"],
  setUUIData: ["", "uuiData mode"],
  setUtilizationLabel: ["failure success", "failureOutputs utilizationLabel"],
  setWhisperAudio: ["failure success", "failureOutputs whisperAudio"],
  setWrapupCode: ["failure success", "failureOutputs wrapupCode"],
  showKnowledgeArticle: ["", "knowledgeArticle"],
  switch: ["default", "caseCount caseCountMax caseCountMin evaluationStyle switchDataType"],
  task: ["", "task"],
  terminateWorkitem: ["failure success", "failureOutputs"],
  transcription: ["", "enableTranscription"],
  transferToAcd: [
    "failure",
    "failureOutputs failureTransferAudio preTransferAudio priority targetQueue skills appendSkills directAgent languageSkill preferredAgents inQueueHandlingFlowInfo inQueueHandlingFlowType",
  ],
  transferToFlow: ["failure", "failureOutputs failureTransferAudio preTransferAudio targetFlowInfo"],
  transferToFlowSecure: [
    "failure",
    "failureOutputs failureTransferAudio preTransferAudio targetFlowInfo connectTimeout invocationData",
  ],
  transferToGroup: [
    "failure",
    "failureOutputs failureTransferAudio preTransferAudio connectTimeout allowVoicemailRollover targetGroup",
  ],
  transferToNumber: [
    "failure",
    "failureOutputs failureTransferAudio preTransferAudio connectTimeout releaseLinkTransfer targetNumber",
  ],
  transferToUser: [
    "failure",
    "failureOutputs failureTransferAudio preTransferAudio connectTimeout allowVoicemailRollover targetUser alertOnTransfer",
  ],
  transferToVoicemail: [
    "failure",
    "failureOutputs failureTransferAudio preTransferAudio calleeName callbackNumber scriptInputs targetUser targetQueue targetGroup transferTargetType voicemailGreeting",
  ],
  updateData: ["", "statements"],
  updateWorkitem: ["failure success", "failureOutputs statements"],
  wait: ["", "duration trimDurationNearMaxRunningTime"],
  waitForInput: ["", "knowledgeSearchResult noMatch question customizeNoMatch noMatchReprompts"],
};

/** Every action that the catalog lists. */
export const CATALOG_ACTIONS: readonly string[] = Object.keys(ACTIONS);

/** The catalog's entry for an action. Undefined if it has none. */
export function catalogAction(name: string): CatalogAction | undefined {
  const entry = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (entry === undefined) return undefined;
  const [outputs, properties] = entry;
  return { outputs: words(outputs), properties: words(properties) };
}

/** Keys that every action may have. */
const COMMON_KEYS: ReadonlySet<string> = new Set(["name", "outputs", "none", "failureOutputs"]);

/** Keys in files that differ from the catalog's properties, and resemble another one. */
const FILE_KEYS: ReadonlySet<string> = new Set([
  "acdSkills",
  "slot",
  "slots",
  "targetMenuRef",
  "targetTaskRef",
]);

/** A key of an action that resembles one of the catalog. */
export interface Misspelling {
  what: "property" | "output";
  key: string;
  near: string;
}

/**
 * The keys of an action's YAML that are likely typos. Files have properties and outputs that the catalog lacks, so only
 * what resembles a known one counts.
 */
export function misspellings(type: string, body: Readonly<PlainObject>): Misspelling[] {
  const known = catalogAction(type);
  if (known === undefined) return [];
  const properties = known.properties.filter((key) => !COMMON_KEYS.has(key));
  const keys = Object.keys(body).filter((key) => !COMMON_KEYS.has(key) && !FILE_KEYS.has(key));
  const { outputs } = body;
  return [
    ...likely("property", keys, properties),
    ...likely(
      "output",
      isObject(outputs) && known.outputs.length > 0 ? Object.keys(outputs) : [],
      known.outputs,
    ),
  ];
}

function likely(what: Misspelling["what"], keys: readonly string[], names: readonly string[]): Misspelling[] {
  return keys.flatMap((key) => {
    const near = names.includes(key) ? undefined : nearest(key, names);
    return near === undefined ? [] : [{ what, key, near }];
  });
}

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
