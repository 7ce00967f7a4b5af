import { diagramOf } from "./diagram";
import type { Audio, Entry, FlowDocument, FlowSettings, Variable } from "./model";
import { action } from "./actions/raw";
import type { ActionBuilder } from "./actions/raw";
import type { CallDataBuilder } from "./actions/callData";
import type { CollectInputBuilder } from "./actions/collectInput";
import type { DataTableLookupBuilder } from "./actions/dataTableLookup";
import type { DecisionBuilder } from "./actions/decision";
import type { DeepInput } from "./deepInput";
import type { DisconnectBuilder } from "./actions/ends";
import type { EndBuilder } from "./actions/ends";
import type { EvaluateScheduleBuilder } from "./actions/schedules";
import type { EvaluateScheduleGroupBuilder } from "./actions/schedules";
import type { FindQueueBuilder } from "./actions/findQueue";
import type { GetParticipantDataBuilder } from "./actions/participantData";
import { actions, actionTable } from "./actions/index";
import type { InvokeSubFlowBuilder } from "./actions/invokeSubFlow";
import type { MenuBuilder } from "./actions/menu";
import type { PlayAudioBuilder } from "./actions/playAudio";
import type { SetLanguageBuilder } from "./actions/setLanguage";
import type { SetParticipantDataBuilder } from "./actions/participantData";
import type { SetScreenPopBuilder } from "./actions/setScreenPop";
import type { SwitchBuilder } from "./actions/switch";
import type { TransferToAcdBuilder } from "./actions/transfers";
import type { TransferToFlowBuilder } from "./actions/transfers";
import type { TransferToNumberBuilder } from "./actions/transfers";
import type { TransferToUserBuilder } from "./actions/transfers";
import type { TransferToVoicemailBuilder } from "./actions/transfers";
import type {
  CheckedEntries,
  CheckedVariables,
  InputsOf,
  OutputsOf,
  TypedDocument,
  VariablesInput,
} from "./typedDocument";
import type { UpdateDataBuilder } from "./actions/updateData";
import { values } from "./entryBuilders";
import type { ValueBuilders } from "./entryBuilders";

/** The parts of a document besides its entries. */
export interface DocumentOptions<Variables = VariablesInput> {
  /**
   * The flow's variables by full name: `Flow.*` in an inbound flow, `Common.*` in a module. A variable that an action
   * sets but that is not declared is declared automatically, with the type that the action implies.
   */
  variables?: Variables & CheckedVariables<Variables>;
  /** The audio that an inbound call plays first. @default a moment of silence */
  initialGreeting?: DeepInput<Audio>;
  /** Flow-wide settings, in the form of Architect's YAML: `settingsErrorHandling`, `settingsMenu`, ... */
  settings?: FlowSettings;
}

/**
 * The functions of `flow`. Each action builder returns the same plain entry that you would write by hand. You can mix
 * builders and plain entries, and a document is always plain JSON.
 */
export interface FlowBuilders
  extends
    ValueBuilders,
    CollectInputBuilder,
    InvokeSubFlowBuilder,
    PlayAudioBuilder,
    DisconnectBuilder,
    EndBuilder,
    TransferToAcdBuilder,
    UpdateDataBuilder,
    CallDataBuilder,
    DecisionBuilder,
    SwitchBuilder,
    DataTableLookupBuilder,
    SetParticipantDataBuilder,
    GetParticipantDataBuilder,
    FindQueueBuilder,
    EvaluateScheduleGroupBuilder,
    EvaluateScheduleBuilder,
    TransferToVoicemailBuilder,
    TransferToNumberBuilder,
    TransferToUserBuilder,
    TransferToFlowBuilder,
    SetScreenPopBuilder,
    SetLanguageBuilder,
    MenuBuilder,
    ActionBuilder {
  /**
   * Builds a document from entries; the flow begins at `start`. TypeScript knows the keys of the entries, so a path to
   * a missing entry does not compile. Targets that TypeScript cannot know (an entry from a list, a computed target) are
   * checked at preview.
   *
   * @param entries the entries by key; `start` is required
   * @param options `variables`, `initialGreeting` (default: a moment of silence) and `settings` of the whole flow
   * @example
   * document: flow.document({
   *   start: flow.playAudio({ audio: "Welcome." }, { default: "bye" }),
   *   bye: flow.disconnect(),
   * })
   */
  document<Entries extends Record<string, Entry>, Variables extends VariablesInput = Record<never, never>>(
    entries: Entries & CheckedEntries<Entries>,
    options?: DocumentOptions<Variables>,
  ): TypedDocument<InputsOf<Variables>, OutputsOf<Entries, Variables>>;

  /**
   * Draws a document as a Mermaid flowchart, which code review sites render in a `mermaid` code block. Values that are
   * not known before deployment (the id of a module) are left out.
   *
   * @param document the document, as `flow.document` returns it
   * @example writeFileSync("flow.mmd", flow.diagram(document))
   */
  diagram(document: FlowDocument): string;

  /**
   * Chooses one of several paths.
   *
   * @deprecated Use `flow.switch`.
   */
  switchOn: SwitchBuilder["switch"];
}

const document: FlowBuilders["document"] = (entries, options = {}) => {
  const { variables, initialGreeting, settings } = options;
  return {
    content: {
      entries,
      // Outputs are typed as plain values here because the engine resolves them before the document is read.
      ...(variables && { variables: variables as unknown as Record<string, Variable> }),
      ...(initialGreeting !== undefined && { initialGreeting: initialGreeting as Audio }),
      ...(settings && { settings: { ...settings } }),
    },
  };
};

type ActionBuilders = { readonly [Name in keyof typeof actions]: (typeof actions)[Name]["build"] };

// The loop creates exactly the properties of the mapped type.
const builders = Object.fromEntries(
  Object.entries(actions).map(([name, definition]) => [name, definition.build]),
) as unknown as ActionBuilders;

/**
 * Builds flow documents.
 *
 * @example
 * document: flow.document({
 *   start: flow.invokeSubFlow({ module: collector, outputs: { Input: "Flow.Digit" } }, { default: "bye" }),
 *   bye: flow.disconnect(),
 * })
 */
export const flow: FlowBuilders = {
  ...values,
  ...builders,
  document,
  diagram: (value) => diagramOf(value, actionTable),
  action,
  switchOn: builders.switch,
};
