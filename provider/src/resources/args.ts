import type { Input } from "@pulumi/pulumi";
import type { DeepInput } from "../language/deepInput";
import type { Entry, FlowDocument } from "../language/model";

/** A document in a Pulumi program. Any part of it may be an output, such as a module's `id`. */
export type FlowDocumentArgs = DeepInput<FlowDocument>;

/** One entry of a document in a Pulumi program, as the builders return it. */
export type EntryArgs = DeepInput<Entry>;

/** The arguments that flow modules and inbound flows share. */
export interface CommonFlowArgs {
  /**
   * The flow's name. Unique in the organization among flows of its type. Changing it renames the flow in place: its id
   * and history are kept. At most 200 characters, at least one letter or digit, no "/", no leading or trailing spaces,
   * not ending in "-debug".
   *
   * @default the name in `yaml`; otherwise the logical name plus a short suffix that is the same on every run
   */
  name?: Input<string>;

  /**
   * The flow's description. If it is left out, the flow has none: a description that somebody adds in Architect is
   * drift, and the next update removes it.
   *
   * @default the description in `yaml`; otherwise none
   */
  description?: Input<string>;

  /**
   * The name of the division that the flow belongs to. Changing it moves the flow.
   *
   * @default the division in `yaml`; otherwise the platform's default (the home division), and a flow that somebody
   * moves is not moved back
   */
  division?: Input<string>;

  /**
   * What to do if a flow of this name and type already exists. "fail" stops with the flow's id in the error, before
   * anything is written. "adopt" takes the flow over, publishes this content as its next version, and keeps its id and
   * history. An adopted flow that was last published by an OAuth client may belong to another stack or pipeline, so it
   * stays in the organization when this resource is deleted. One that was last published by a person is deleted with
   * the resource.
   *
   * @default "fail"
   */
  onConflict?: Input<"fail" | "adopt">;

  /**
   * Whether to break another user's lock on the flow when this resource publishes or deletes it. Genesys Cloud then
   * publishes that user's draft as a separate version (or checks it in: the platform decides which), and this resource
   * publishes its content after it. The draft is not lost, but it may be live for a moment. Takes effect from the
   * resource's next update, also for a delete. If false, the operation fails and the error names the lock holder.
   *
   * @default false
   */
  forceUnlock?: Input<boolean>;

  /**
   * Whether to fetch the published flow after each publish, compare it with this resource's content, and warn about
   * every difference by entry and parameter. It never changes the flow or fails the update. With the Architect API this
   * costs an export job per publish (a few seconds and three or more calls); with the document API, one call. Every
   * publish is checked for the inexpensive signs regardless: the flow is the one in state, its version is new, and this
   * client published it.
   *
   * @default false
   */
  verifyContent?: Input<boolean>;

  /** Timeouts, in seconds. */
  timeouts?: DeepInput<{
    /** For a publish, from the first call to the confirmed result. @default the setting `publishTimeout`, or 960 */
    publish?: number;
    /** For a delete. @default 120 */
    delete?: number;
  }>;
}

/** A flow's content as a document. */
export interface DocumentContent<Document = FlowDocumentArgs> {
  /**
   * What the flow does, as a graph of entries, written by hand or with the builders of `flow`. It is fully validated at
   * preview. Set exactly one of `document` and `yaml`.
   */
  document: Document;
  /** Cannot be used together with `document`. */
  yaml?: undefined;
  /** Can only be used together with `yaml`. */
  substitutions?: undefined;
}

/** A flow's content as an Architect YAML file. */
export interface YamlContent {
  /**
   * What the flow does, as the text of an Architect YAML file (the format of Archy). Set exactly one of `document` and
   * `yaml`.
   */
  yaml: Input<string>;
  /**
   * Values for the `{{key}}` placeholders in `yaml`. A placeholder without a value, or a value without a placeholder,
   * is an error at preview.
   */
  substitutions?: DeepInput<Record<string, string>>;
  /** Cannot be used together with `yaml`. */
  document?: undefined;
}
