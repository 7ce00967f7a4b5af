import * as pulumi from "@pulumi/pulumi";
import type { FlowModule } from "./flowModule";
import type { InboundFlow } from "./inboundFlow";
import { refuseUnknownSettings, type ProviderArgs } from "./providerResource";

/** What {@link verifyFlowReferencesModule} found in the organization. */
export interface FlowModuleReference {
  /** Whether the flow's published content references the module. */
  references: boolean;
  /** Why, in one sentence: "The published version 3 of the inbound flow ... carries version 2 of the flow module ...". */
  reason: string;
  /**
   * The version of the module that calls through the flow run: the snapshot that the flow carries; where modules are
   * referenced live (the document API), the module's own version. Undefined where the flow does not reference it.
   */
  moduleVersion?: number;
  /** The module's own published version: higher than `moduleVersion` where the flow has yet to be published again. */
  latestModuleVersion?: number;
  /** The flow's published version. */
  flowVersion?: number;
}

/** Settings for a check, by the names that {@link ProviderArgs} has. What is left out comes from stack config, the environment, and `.env`. */
export type VerificationSettings = pulumi.Unwrap<ProviderArgs>;

/**
 * Asks the organization whether the published flow really references the module, and which version of it: what runs
 * counts, and not what a program says.
 *
 * In a program it gives an output: it is asked after the flow has been published, and never at preview, where it is
 * unknown. A flow that does not reference the module is no error of its own; `references` and `reason` say so.
 *
 * The result is no secret where only settings are: nothing of them shows in it. Where an id is a secret, it is one too.
 *
 * Rejects (an error of the update) where the organization cannot be asked: wrong settings, missing permissions.
 *
 * @param settings of the flow's organization, where the flow has an explicit `Provider`
 * @example
 * const line = new InboundFlow("line", { ... });
 * export const reference = verifyFlowReferencesModule(line, collector);
 */
export function verifyFlowReferencesModule(
  flow: InboundFlow | pulumi.Output<string>,
  module: FlowModule | pulumi.Input<string>,
  settings?: ProviderArgs,
): pulumi.Output<FlowModuleReference>;
/**
 * The same in a script, by ids.
 *
 * @example
 * const { references, reason } = await verifyFlowReferencesModule(flowId, moduleId);
 * if (!references) throw new Error(reason);
 */
export function verifyFlowReferencesModule(
  flow: string,
  module: string,
  settings?: VerificationSettings,
): Promise<FlowModuleReference>;
/** A flow by its id, and a module of the program. */
export function verifyFlowReferencesModule(
  flow: string,
  module: FlowModule | pulumi.Output<string>,
  settings?: ProviderArgs,
): pulumi.Output<FlowModuleReference>;
export function verifyFlowReferencesModule(
  flow: InboundFlow | pulumi.Input<string>,
  module: FlowModule | pulumi.Input<string>,
  settings: ProviderArgs = {},
): pulumi.Output<FlowModuleReference> | Promise<FlowModuleReference> {
  refuseUnknownSettings(settings, "verifyFlowReferencesModule");
  if (typeof flow === "string" && typeof module === "string") {
    // Of this overload's settings nothing is an output.
    return ask(flow, module, settings as VerificationSettings);
  }
  // A preview makes no call, and what is published now says nothing of what will be.
  if (pulumi.runtime.isDryRun()) return pulumi.output(pulumi.unknown) as pulumi.Output<never>;
  // What was found says nothing of the credentials: a result that only prints "[secret]" would be of no use.
  return pulumi
    .all([published(flow), published(module), pulumi.unsecret(pulumi.output(settings))])
    .apply(([flowId, moduleId, given]) => ask(flowId, moduleId, given));
}

/** The id, once the resource is published: a version is the last thing that is known of it. */
function published(of: InboundFlow | FlowModule | pulumi.Input<string>): pulumi.Output<string> {
  if (!pulumi.CustomResource.isInstance(of)) return pulumi.output(of);
  return pulumi.all([of.id, of.publishedVersion]).apply(([id]) => id);
}

async function ask(
  flow: string,
  module: string,
  settings: VerificationSettings,
): Promise<FlowModuleReference> {
  // Loaded here: a program that only declares resources does not pay for a client of the platform.
  const { publishedReference } = await import("../lifecycle/publishedReference.js");
  const config = new pulumi.Config("genesyscloud");
  return publishedReference(flow, module, (key) => settings[key]?.toString() ?? config.get(key));
}
