import type { Input } from "@pulumi/pulumi";
import type { DeepInput } from "../language/deepInput";
import type { Entry, FlowDocument } from "../language/model";

/** A document as a program writes it: any part of it may be an output, such as a module's `id`. */
export type FlowDocumentArgs = DeepInput<FlowDocument>;

/** One entry of a document as a program writes it, such as a builder returns it. */
export type EntryArgs = DeepInput<Entry>;

/** What flow modules and inbound flows have in common. */
export interface FlowArgs {
  /**
   * The flow's name in the organization, unique for its type. A change renames the flow in place: its id and history
   * stay. At most 200 characters, at least one letter or digit, no "/", no spaces at either end, not ending in "-debug".
   *
   * @default the name in `yaml`, else the logical name and a short suffix that is the same on every run
   */
  name?: Input<string>;

  /**
   * What people read beside the name. Without one the flow has none: one that somebody gives it in Architect is drift, and
   * the next update takes it away.
   *
   * @default the description in `yaml`, else none
   */
  description?: Input<string>;

  /**
   * The name of the division that the flow belongs to. A change moves the flow.
   *
   * @default the division in `yaml`, else the platform's choice (the home division); a flow that somebody moves is then left
   * where it is
   */
  division?: Input<string>;

  /**
   * What happens when a flow of this name and type exists already: "fail" stops with its id before anything is
   * written; "adopt" takes it over, publishes this content as its next version, and keeps its id and history. A flow that
   * an OAuth client had published last may be another stack's or pipeline's: it stays in the organization when this
   * resource is deleted. One that a person had published last goes with the resource.
   *
   * @default "fail"
   */
  onConflict?: Input<"fail" | "adopt">;

  /**
   * Takes the lock away from whoever is editing the flow, whenever this resource publishes or deletes it. That publishes
   * the other person's draft as a version of its own (or checks it in: the platform decides), and this resource's content
   * right over it: nothing of the draft is lost, but it may have run for a moment. Counts from the resource's next update
   * on, also for a delete. Off unless you say so; without it, the error says whose lock it is.
   *
   * @default false
   */
  forceUnlock?: Input<boolean>;

  /**
   * After each publish, fetches what is now published, compares it with what this resource says, and warns of every
   * difference by entry and parameter. It changes nothing and fails nothing. With Genesys Cloud's own API that is an export
   * job for each publish (some seconds, and three or more calls); with the document API one call. Every publish is checked
   * for the cheap signs anyway: the flow is the one in state, its version is a new one, and this client published it.
   *
   * @default false
   */
  verifyContent?: Input<boolean>;

  /** How long to wait, in seconds. */
  timeouts?: DeepInput<{
    /** For a publish, from the first call to the confirmed result. @default the setting `publishTimeout`, else 960 */
    publish?: number;
    /** For a delete. @default 120 */
    delete?: number;
  }>;
}

/** A flow's content as a document. */
export interface DocumentContent<Document = FlowDocumentArgs> {
  /**
   * What the flow does, as a graph of entries; by hand or by the builders of `flow`. Everything in it is checked at
   * preview. Exactly one of `document` and `yaml` is given.
   */
  document: Document;
  /** Not together with `document`. */
  yaml?: undefined;
  /** Only together with `yaml`. */
  substitutions?: undefined;
}

/** A flow's content as an Architect file. */
export interface YamlContent {
  /** What the flow does, as the text of an Architect file (the format of Archy). Exactly one of `document` and `yaml`. */
  yaml: Input<string>;
  /**
   * Values for the `{{key}}` places of `yaml`. A place without a value, and a value without a place, are errors at
   * preview.
   */
  substitutions?: DeepInput<Record<string, string>>;
  /** Not together with `yaml`. */
  document?: undefined;
}
