export { FlowModule, type FlowModuleArgs } from "./resources/flowModule";
export { InboundFlow, type InboundFlowArgs } from "./resources/inboundFlow";
export { Provider, type ProviderArgs } from "./resources/provider";
export { flow } from "./actions/flow";
export {
  verifyFlowReferencesModule,
  type FlowModuleReference,
  type VerificationSettings,
} from "./verification/verifyFlowReferencesModule";
export type { EntryArgs, FlowArgs, FlowDocumentArgs } from "./resources/flowArgs";
export type {
  Action,
  Audio,
  AudioByLanguage,
  Entry,
  FlowContent,
  FlowDocument,
  ModuleInterface,
  Value,
  Variable,
} from "./document/model";
