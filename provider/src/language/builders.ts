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

/** What a document has beside its entries. */
export interface DocumentOptions<Variables = VariablesInput> {
  /**
   * The flow's variables by full name: `Flow.*` in an inbound flow, `Common.*` in a module. One that an action sets and
   * that is not declared is declared with the type that this use implies.
   */
  variables?: Variables & CheckedVariables<Variables>;
  /** What an inbound call hears first. @default a moment of silence */
  initialGreeting?: DeepInput<Audio>;
  /** Flow-wide settings as Architect's YAML has them: `settingsErrorHandling`, `settingsMenu`, ... */
  settings?: FlowSettings;
}

/**
 * The functions of `flow`. Every builder of an action returns exactly the entry that one would write by hand, so builders
 * and plain entries mix freely, and a document is JSON through and through.
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
   * A document of entries; the flow begins at `start`. The compiler knows which entries there are, so a path that leads
   * nowhere does not compile; what it cannot know (an entry from a list, a target that is computed) is checked at preview.
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
   * A document as a picture: Mermaid text, which code review sites draw in a block of the language `mermaid`. What is not
   * known before a deployment (the id of a module) is left out.
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
      // Outputs stand for plain values here: the engine resolves them before anything reads the document.
      ...(variables && { variables: variables as unknown as Record<string, Variable> }),
      ...(initialGreeting !== undefined && { initialGreeting: initialGreeting as Audio }),
      ...(settings && { settings: { ...settings } }),
    },
  };
};

type ActionBuilders = { readonly [Name in keyof typeof actions]: (typeof actions)[Name]["build"] };

// The mapped type is exactly what this loop makes.
const builders = Object.fromEntries(
  Object.entries(actions).map(([name, definition]) => [name, definition.build]),
) as unknown as ActionBuilders;

/**
 * Builds documents of flows.
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
  diagram: (given) => diagramOf(given, actionTable),
  action,
  switchOn: builders.switch,
};
