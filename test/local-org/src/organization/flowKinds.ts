/** A flow type, with its name in each part of Genesys Cloud. */
export interface FlowKind {
  /** Root key of the Architect YAML, and of the reference paths in it. */
  rootKey: string;
  /** `Flow.type` of the API. */
  type: string;
  /** The type in dependency tracking; speech flows have none (genesys-api.md section 4). */
  dependencyType?: string;
}

const kind = (rootKey: string, dependencyType?: string): FlowKind => ({
  rootKey,
  type: rootKey.toUpperCase(),
  dependencyType,
});

/** All flow types. Most API names are the upper-case root key; the exceptions are explicit. */
export const flowKinds: readonly FlowKind[] = [
  kind("inboundCall", "INBOUNDCALLFLOW"),
  kind("commonModule", "COMMONMODULEFLOW"),
  kind("inboundShortMessage", "INBOUNDSHORTMESSAGEFLOW"),
  kind("workflow", "WORKFLOW"),
  { rootKey: "botFlow", type: "BOT", dependencyType: "BOTFLOW" },
  kind("inqueueCall", "INQUEUECALLFLOW"),
  kind("inboundEmail", "INBOUNDEMAILFLOW"),
  kind("outboundCall", "OUTBOUNDCALLFLOW"),
  kind("digitalBot", "DIGITALBOTFLOW"),
  kind("inboundChat", "INBOUNDCHATFLOW"),
  kind("secureCall", "SECURECALLFLOW"),
  kind("surveyInvite", "SURVEYINVITEFLOW"),
  kind("workitem", "WORKITEMFLOW"),
  kind("inqueueEmail", "INQUEUEEMAILFLOW"),
  kind("inqueueShortMessage", "INQUEUESHORTMESSAGEFLOW"),
  kind("emailSend", "EMAILSENDFLOW"),
  kind("voice", "VOICEFLOW"),
  kind("voicemail", "VOICEMAILFLOW"),
  kind("voiceSurvey", "VOICESURVEYFLOW"),
  kind("speech"),
];

export const kindOfRootKey = (rootKey: string): FlowKind | undefined =>
  flowKinds.find((each) => each.rootKey === rootKey);

/** `type` in any case: the API uses upper case, Architect's messages and queries lower case. */
export const kindOfType = (type: string): FlowKind | undefined =>
  flowKinds.find((each) => each.type === type.toUpperCase());
