/** The flow types that have documents, and resources of their own. */
export type DocumentKind = "module" | "inboundCall";

/**
 * A flow type. Besides the types with documents, the root key of its Architect file; for a type that {@link OTHER_KINDS}
 * lacks, root key and platform type, such as `callback:CALLBACK`.
 */
export type FlowKind = DocumentKind | OtherKind | `${string}:${string}`;

/** The names of a flow type in messages, APIs and files. */
export interface Kind {
  /** The name in messages: "flow module", "inbound flow". */
  title: string;
  /** `Flow.type` in responses of the Platform API. */
  platformType: string;
  /** The value in `GET /api/v2/flows?type=` and in `compatibleFlowTypes`. */
  queryType: string;
  /** The type's name in the dependency tracking API. Undefined if it is not known. */
  dependencyType: string | undefined;
  /** The root key of an Architect file of this type. */
  rootKey: string;
  /** The list of containers in which a flow of this type starts. Undefined if it starts with a list of actions. */
  startsIn: "tasks" | "states" | "bots" | undefined;
}

/** What only the types with documents have. */
export interface DocumentKindNames extends Kind {
  /** The output `type` of the resource, and the `type` used by JSON gateways. */
  documentType: "module" | "voice";
  /** The scope prefix of the flow's own variables. */
  variableScope: "Common" | "Flow";
}

/** The flow types with documents, by their kind. */
export const KINDS: Readonly<Record<DocumentKind, DocumentKindNames>> = {
  module: {
    title: "flow module",
    documentType: "module",
    platformType: "COMMONMODULE",
    queryType: "commonmodule",
    dependencyType: "COMMONMODULEFLOW",
    rootKey: "commonModule",
    variableScope: "Common",
    startsIn: undefined,
  },
  inboundCall: {
    title: "inbound flow",
    documentType: "voice",
    platformType: "INBOUNDCALL",
    queryType: "inboundcall",
    dependencyType: "INBOUNDCALLFLOW",
    rootKey: "inboundCall",
    variableScope: "Flow",
    startsIn: "tasks",
  },
};

/**
 * All other flow types of the platform. Root keys and types of most are seen in public files and in the vendor's
 * exporter; those marked "assumed" follow the pattern of the others.
 *
 * @see https://developer.genesys.cloud/devapps/sdk/docexplorer/purecloudjavascript/Flow (`type`)
 */
export const OTHER_KINDS = {
  workflow: kind("workflow", "workflow", "states", { dependencyType: "WORKFLOW" }),
  inboundShortMessage: kind("inbound message flow", "inboundShortMessage", "states"),
  inboundEmail: kind("inbound email flow", "inboundEmail", "states"),
  inboundChat: kind("inbound chat flow", "inboundChat", "states"),
  inqueueCall: kind("in-queue call flow", "inqueueCall", undefined),
  inqueueEmail: kind("in-queue email flow", "inqueueEmail", "states"),
  inqueueShortMessage: kind("in-queue message flow", "inqueueShortMessage", "states"),
  outboundCall: kind("outbound call flow", "outboundCall", "tasks"),
  secureCall: kind("secure call flow", "secureCall", "tasks"),
  botFlow: kind("bot flow", "botFlow", "bots", { platformType: "BOT", dependencyType: "BOTFLOW" }),
  digitalBot: kind("digital bot flow", "digitalBot", "bots"),
  surveyInvite: kind("survey invite flow", "surveyInvite", "states"),
  voiceSurvey: kind("voice survey flow", "voiceSurvey", "tasks"),
  voicemail: kind("voicemail flow", "voicemail", "tasks"),
  workitem: kind("workitem flow", "workitem", "states"),
  // Types of the API that no public file shows: their root keys are assumed.
  emailSend: kind("email send flow", "emailSend", "states"),
  voice: kind("voice flow", "voice", "tasks"),
  speech: kind("speech flow", "speech", "tasks", { dependencyType: undefined }),
} as const satisfies Readonly<Record<string, Kind>>;

/** The root key of a flow type without documents. */
export type OtherKind = keyof typeof OTHER_KINDS;

function kind(
  title: string,
  rootKey: string,
  startsIn: Kind["startsIn"],
  exceptions: Partial<Kind> = {},
): Kind {
  const platformType = rootKey.toUpperCase();
  const dependencyType = `${platformType}FLOW`;
  const queryType = (exceptions.platformType ?? platformType).toLowerCase();
  return { title, rootKey, startsIn, platformType, queryType, dependencyType, ...exceptions };
}

/** The names of a flow type. */
export function namesOf(flowKind: FlowKind): Kind {
  if (isDocumentKind(flowKind)) return KINDS[flowKind];
  if (Object.hasOwn(OTHER_KINDS, flowKind)) return OTHER_KINDS[flowKind as OtherKind];
  const [rootKey = "", platformType = ""] = flowKind.split(":");
  return kind(`flow of the type ${platformType}`, rootKey, undefined, {
    platformType,
    queryType: platformType.toLowerCase(),
    dependencyType: undefined,
  });
}

/** Whether flows of this type have documents. */
export function isDocumentKind(flowKind: FlowKind): flowKind is DocumentKind {
  return Object.hasOwn(KINDS, flowKind);
}

/** The same type, for code that has a document. @throws if flows of this type have none */
export function documentKind(flowKind: FlowKind): DocumentKind {
  if (isDocumentKind(flowKind)) return flowKind;
  throw new Error(`a ${namesOf(flowKind).title} has no document`);
}

/** The resource class that manages flows of this type. */
export function resourceOf(flowKind: FlowKind): "FlowModule" | "InboundFlow" | "Flow" {
  if (flowKind === "module") return "FlowModule";
  return flowKind === "inboundCall" ? "InboundFlow" : "Flow";
}

/** Every flow type that this package knows by name. */
export const ALL_KINDS: readonly FlowKind[] = [
  ...(Object.keys(KINDS) as DocumentKind[]),
  ...(Object.keys(OTHER_KINDS) as OtherKind[]),
];

/** The flow type whose Architect files have this root key. Undefined if the package does not know it. */
export function kindOfRootKey(rootKey: string): FlowKind | undefined {
  return ALL_KINDS.find((one) => namesOf(one).rootKey === rootKey);
}

/** The flow type with this `Flow.type`, in upper or lower case. Undefined if the package does not know it. */
export function kindOfPlatformType(platformType: string): FlowKind | undefined {
  return ALL_KINDS.find((one) => namesOf(one).platformType === platformType.toUpperCase());
}

/** The flow type that a user means: by the root key of its files, or by its `Flow.type` in upper or lower case. */
export function kindNamed(type: string): FlowKind | undefined {
  return kindOfRootKey(type) ?? kindOfPlatformType(type);
}

/** Whether flows of this type can call flow modules. A module cannot call another module. */
export function callsModules(flowKind: FlowKind): boolean {
  return flowKind !== "module";
}

/** Whether flows of other types name flows of this type, so that they must be found by name before those are published. */
export function isNamedByOthers(flowKind: FlowKind): boolean {
  return !(NOT_NAMED as readonly string[]).includes(flowKind);
}

const NOT_NAMED = [
  "inboundCall",
  "inboundChat",
  "inboundEmail",
  "inboundShortMessage",
  "workflow",
  "workitem",
] as const satisfies readonly FlowKind[];

/** Whether the platform can deactivate flows of this type. A module is not active by itself: its callers are. */
export function canBeDeactivated(flowKind: FlowKind): boolean {
  return flowKind !== "module";
}

/** The flow types that can call modules, as the Platform API spells them. A module cannot call another module. */
export const CALLING_FLOW_TYPES = [
  "bot",
  "digitalbot",
  "emailsend",
  "inboundcall",
  "inboundchat",
  "inboundemail",
  "inboundshortmessage",
  "inqueuecall",
  "inqueueemail",
  "inqueueshortmessage",
  "outboundcall",
  "securecall",
  "speech",
  "surveyinvite",
  "voice",
  "voicemail",
  "voicesurvey",
  "workflow",
  "workitem",
] as const;

/** A flow type that can call modules, as the Platform API spells it. */
export type CallingFlowType = (typeof CALLING_FLOW_TYPES)[number];
