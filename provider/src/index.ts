export { FlowModule, type FlowModuleArgs, type FlowModuleSettings } from "./resources/flowModule";
export { InboundFlow, type InboundFlowArgs, type InboundFlowSettings } from "./resources/inboundFlow";
export { Provider, type ProviderArgs } from "./resources/provider";
export { flow, type DocumentOptions, type FlowBuilders } from "./actions/flow";
export {
  verifyFlowReferencesModule,
  type FlowModuleReference,
  type VerificationSettings,
} from "./verification/verifyFlowReferencesModule";
export type {
  DocumentContent,
  EntryArgs,
  FlowArgs,
  FlowDocumentArgs,
  YamlContent,
} from "./resources/flowArgs";
export type { DeepInput, Plain } from "./actions/deepInput";
export type { CollectsInto, EntryTo, ModuleSignature, TypedDocument } from "./actions/typedDocument";
export type { ArchitectParameters } from "./actions/architect";
export type { CallDataParameters, CallDataPaths } from "./actions/callData";
export type { CollectInputParameters, CollectInputPaths } from "./actions/collectInput";
export type { DataTableLookupParameters, DataTableLookupPaths } from "./actions/dataTableLookup";
export type { DecisionParameters, DecisionPaths } from "./actions/decision";
export type { EvaluateScheduleParameters, EvaluateSchedulePaths } from "./actions/evaluateSchedule";
export type {
  EvaluateScheduleGroupParameters,
  EvaluateScheduleGroupPaths,
} from "./actions/evaluateScheduleGroup";
export type { FindQueueParameters, FindQueuePaths } from "./actions/findQueue";
export type { GetParticipantDataParameters, GetParticipantDataPaths } from "./actions/getParticipantData";
export type {
  Invokable,
  InvokeSubFlowOptions,
  InvokeSubFlowParameters,
  InvokeSubFlowPaths,
} from "./actions/invokeSubFlow";
export type { MenuInput, MenuParameters } from "./actions/menu";
export type { Digit, MenuChoice } from "./actions/menuChoice";
export type { PlayAudioParameters, PlayAudioPaths } from "./actions/playAudio";
export type { SetLanguageParameters, SetLanguagePaths } from "./actions/setLanguage";
export type { SetParticipantDataParameters, SetParticipantDataPaths } from "./actions/setParticipantData";
export type { SetScreenPopParameters, SetScreenPopPaths } from "./actions/setScreenPop";
export type { SwitchCase, SwitchCaseInput, SwitchInput, SwitchParameters } from "./actions/switch";
export type { TransferToAcdParameters, TransferToAcdPaths } from "./actions/transferToAcd";
export type { TransferToFlowParameters, TransferToFlowPaths } from "./actions/transferToFlow";
export type { TransferToNumberParameters, TransferToNumberPaths } from "./actions/transferToNumber";
export type { TransferToUserParameters, TransferToUserPaths } from "./actions/transferToUser";
export type { TransferToVoicemailParameters, TransferToVoicemailPaths } from "./actions/transferToVoicemail";
export type { UpdateDataParameters, UpdateDataPaths, UpdateDataStatement } from "./actions/updateData";
export type { CallingFlowType } from "./document/kinds";
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
} from "./document/model";
export type { VariableType } from "./document/variableTypes";
