/** The flow types that this package manages. To add one, add an entry to {@link KINDS}. */
export type FlowKind = "module" | "inboundCall";

/** The names of a flow type in messages, APIs and files. */
export interface Kind {
  /** The name in messages: "flow module", "inbound flow". */
  title: string;
  /** The output `type` of the resource, and the `type` used by JSON gateways. */
  documentType: "module" | "voice";
  /** `Flow.type` in responses of the Platform API. */
  platformType: "COMMONMODULE" | "INBOUNDCALL";
  /** The value in `GET /api/v2/flows?type=` and in `compatibleFlowTypes`. */
  queryType: "commonmodule" | "inboundcall";
  /** The type's name in the dependency tracking API. */
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
