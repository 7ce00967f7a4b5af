/** The flow types that this package manages. A further one is a further row of {@link KINDS}. */
export type FlowKind = "module" | "inboundCall";

/** What a flow type is called in each place that names it. */
export interface Kind {
  /** What messages call it: "flow module", "inbound flow". */
  title: string;
  /** The output `type` of the resource, and the `type` that JSON gateways use. */
  documentType: "module" | "voice";
  /** `Flow.type` in the platform's answers. */
  platformType: "COMMONMODULE" | "INBOUNDCALL";
  /** The spelling in `GET /api/v2/flows?type=` and in `compatibleFlowTypes`. */
  queryType: "commonmodule" | "inboundcall";
  /** The type's name in dependency tracking. */
  dependencyType: "COMMONMODULEFLOW" | "INBOUNDCALLFLOW";
  /** The root key of an Architect file of this type. */
  rootKey: "commonModule" | "inboundCall";
  /** The scope prefix of the flow's own variables. */
  variableScope: "Common" | "Flow";
}

/** Every flow type that this package manages, by its kind. */
export const KINDS: Readonly<Record<FlowKind, Kind>> = {
  module: {
    title: "flow module",
    documentType: "module",
    platformType: "COMMONMODULE",
    queryType: "commonmodule",
    dependencyType: "COMMONMODULEFLOW",
    rootKey: "commonModule",
    variableScope: "Common",
  },
  inboundCall: {
    title: "inbound flow",
    documentType: "voice",
    platformType: "INBOUNDCALL",
    queryType: "inboundcall",
    dependencyType: "INBOUNDCALLFLOW",
    rootKey: "inboundCall",
    variableScope: "Flow",
  },
};

/** The flow types that may call modules, as the platform's API spells them; a module calls no other. */
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

/** A flow type that may call modules, as the platform's API spells it. */
export type CallingFlowType = (typeof CALLING_FLOW_TYPES)[number];
