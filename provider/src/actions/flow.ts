import { diagramOf } from "../document/diagram";
import type { Audio, Entry, FlowDocument, Variable } from "../document/model";
import type { Given, GivenFields } from "./given";
import { actions, actionTable } from "./index";
import { exp, lit, prompt, say } from "./values";

/** What a document says beside its entries. */
export interface DocumentOptions {
  /**
   * The flow's variables by full name: `Flow.*` in an inbound flow, `Common.*` in a module. One that an action sets and
   * that is not declared is declared with the type that this use implies.
   */
  variables?: Record<string, GivenFields<Variable>>;
  /** What an inbound call hears first. @default a moment of silence */
  initialGreeting?: Given<Audio>;
  /** Flow-wide settings as Architect's YAML has them: `settingsErrorHandling`, `settingsMenu`, ... */
  settings?: Record<string, unknown>;
}

/**
 * A document of entries; the flow begins at `start`.
 *
 * @example
 * document: flow.document({
 *   start: flow.playAudio({ audio: "Welcome." }, { default: "bye" }),
 *   bye: flow.disconnect(),
 * })
 */
function document(entries: Record<string, Entry>, options: DocumentOptions = {}): FlowDocument {
  const { variables, initialGreeting, settings } = options;
  return {
    content: {
      entries,
      // Outputs stand for plain values here: the engine resolves them before anything reads the document.
      ...(variables && { variables: variables as Record<string, Variable> }),
      ...(initialGreeting !== undefined && { initialGreeting: initialGreeting as Audio }),
      ...(settings && { settings }),
    },
  };
}

/**
 * A document as a picture: Mermaid text, which code review sites draw in a block of the language `mermaid`. What is not
 * known before a deployment (the id of a module) is left out.
 *
 * @example writeFileSync("flow.mmd", flow.diagram(document))
 */
function diagram(document: FlowDocument): string {
  return diagramOf(document, actionTable);
}

type Builders = { readonly [Name in keyof typeof actions]: (typeof actions)[Name]["build"] };

// The mapped type is exactly what this loop makes.
const builders = Object.fromEntries(
  Object.entries(actions).map(([name, definition]) => [name, definition.build]),
) as unknown as Builders;

/**
 * Builds documents of flows. Every builder returns exactly the entry that one would write by hand, so builders and plain
 * entries mix freely, and a document is JSON through and through.
 *
 * @example
 * document: flow.document({
 *   start: flow.invokeSubFlow({ module: collector, outputs: { Input: "Flow.Digit" } }, { default: "bye" }),
 *   bye: flow.disconnect(),
 * })
 */
export const flow = { document, diagram, exp, lit, say, prompt, ...builders };
