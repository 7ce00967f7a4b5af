export { FlowModule, type FlowModuleArgs, type FlowModuleSettings } from "./resources/flowModule";
export { InboundFlow, type InboundFlowArgs, type InboundFlowSettings } from "./resources/inboundFlow";
export { Flow, type FlowArgs } from "./resources/flow";
export type { ModulesInput, UsedFlow, UsesInput } from "./resources/references";
export {
  getFlow,
  getFlowOutput,
  type GetFlowArgs,
  type GetFlowOutputArgs,
  type GetFlowResult,
} from "./resources/getFlow";
export { Provider, type PlainProviderArgs, type ProviderArgs } from "./resources/providerResource";
export { flow, type DocumentOptions, type FlowBuilders } from "./language/builders";
export {
  verifyFlowReferencesModule,
  type FlowModuleReference,
  type VerificationSettings,
} from "./resources/moduleReference";
export type {
  DocumentContent,
  EntryArgs,
  CommonFlowArgs,
  FlowDocumentArgs,
  YamlContent,
} from "./resources/args";
export type { DeepInput, Plain } from "./language/deepInput";
export type { CollectsInto, EntryTo, ModuleSignature, TypedDocument } from "./language/typedDocument";
export type { ArchitectParameters } from "./language/actions/raw";
export type { CallDataParameters, CallDataPaths } from "./language/actions/callData";
export type { CollectInputParameters, CollectInputPaths } from "./language/actions/collectInput";
export type { DataTableLookupParameters, DataTableLookupPaths } from "./language/actions/dataTableLookup";
export type { DecisionParameters, DecisionPaths } from "./language/actions/decision";
export type { EvaluateScheduleParameters, EvaluateSchedulePaths } from "./language/actions/schedules";
export type {
  EvaluateScheduleGroupParameters,
  EvaluateScheduleGroupPaths,
} from "./language/actions/schedules";
export type { FindQueueParameters, FindQueuePaths } from "./language/actions/findQueue";
export type {
  GetParticipantDataParameters,
  GetParticipantDataPaths,
} from "./language/actions/participantData";
export type {
  Invokable,
  InvokeSubFlowOptions,
  InvokeSubFlowParameters,
  InvokeSubFlowPaths,
} from "./language/actions/invokeSubFlow";
export type { NamedFlow, WithFlows } from "./language/actions/namedFlow";
export type { MenuInput, MenuParameters } from "./language/actions/menu";
export type { Digit, MenuChoice } from "./language/actions/menuChoices";
export type { PlayAudioParameters, PlayAudioPaths } from "./language/actions/playAudio";
export type { SetLanguageParameters, SetLanguagePaths } from "./language/actions/setLanguage";
export type {
  SetParticipantDataParameters,
  SetParticipantDataPaths,
} from "./language/actions/participantData";
export type { SetScreenPopParameters, SetScreenPopPaths } from "./language/actions/setScreenPop";
export type { SwitchCase, SwitchCaseInput, SwitchInput, SwitchParameters } from "./language/actions/switch";
export type { TransferToAcdParameters, TransferToAcdPaths } from "./language/actions/transfers";
export type { TransferToFlowParameters, TransferToFlowPaths } from "./language/actions/transfers";
export type { TransferToNumberParameters, TransferToNumberPaths } from "./language/actions/transfers";
export type { TransferToUserParameters, TransferToUserPaths } from "./language/actions/transfers";
export type { TransferToVoicemailParameters, TransferToVoicemailPaths } from "./language/actions/transfers";
export type {
  UpdateDataParameters,
  UpdateDataPaths,
  UpdateDataStatement,
} from "./language/actions/updateData";
export type { CallingFlowType } from "./language/kinds";
export type {
  Action,
  Audio,
  AudioByLanguage,
  Duration,
  Entry,
  FlowContent,
  FlowDocument,
  FlowSettings,
  ModuleInterface,
  PromptName,
  Value,
  Variable,
  VariableName,
} from "./language/model";
export type { VariableType } from "./language/validation/variableTypes";
