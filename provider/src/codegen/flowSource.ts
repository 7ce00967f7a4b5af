import type { FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";

/** A flow that a program is to be written for. */
export interface FlowSource {
  kind: FlowKind;
  /** The flow's name in the organisation; undefined where the text decides it (`{{key}}`). */
  name?: string;
  description?: string;
  division?: string;
  /** Inbound flows only: false for one that is deactivated. */
  enabled?: boolean;
  defaultLanguage?: string;
  supportedLanguages?: readonly string[];
  compatibleFlowTypes?: readonly string[];
  content: DocumentContent | TextContent;
  /** Modules that the flow calls, by id or by name. */
  modules: readonly string[];
  /** What a reader of the program should know, as sentences. */
  notes: readonly string[];
  /** The flow's id in the organisation, where it came from one. */
  id?: string;
  /** Where it came from, for messages: a file, or a name in an organisation. */
  origin: string;
}

/** Content that the document language has words for. */
export interface DocumentContent {
  form: "document";
  document: FlowDocument;
}

/** Content that stays the text of an Architect file, beside the program. */
export interface TextContent {
  form: "yaml";
  yaml: string;
  /** The keys of `{{key}}` in it; their values come from the stack's configuration. */
  keys: readonly string[];
}
