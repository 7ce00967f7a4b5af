import * as pulumi from "@pulumi/pulumi";
import type { FlowModule } from "./flowModule";
import type { InboundFlow } from "./inboundFlow";
import {
  refuseUnknownSettings,
  settingsOfProgram,
  type PlainProviderArgs,
  type ProviderArgs,
} from "./providerResource";

/** The result of {@link verifyFlowReferencesModule}. */
export interface FlowModuleReference {
  /** Whether the flow's published content references the module. */
  references: boolean;
  /**
   * The reason, in one sentence: "The published version 3 of the inbound flow ... carries version 2 of the flow module
   * ...".
   */
  reason: string;
  /**
   * The version of the module that calls through the flow run: the one that was current when the flow was published.
   * With the document API, modules are referenced live, so it is the module's latest version. Undefined if the flow
   * does not reference the module.
   */
  moduleVersion?: number;
  /** The module's latest published version. Higher than `moduleVersion` if the flow has not been republished yet. */
  latestModuleVersion?: number;
  /** The flow's published version. */
  flowVersion?: number;
}

/**
 * Settings for a check, with the names of {@link ProviderArgs}. Settings that are left out come from stack config, the
 * environment, and `.env`.
 */
export type VerificationSettings = PlainProviderArgs;

/**
 * Checks whether a flow's published version references a module, and which version of it. The answer comes from the
 * organization, not from the program.
 *
 * In a program it returns an output. The check runs after the flow has been published; at preview the result is
 * unknown. A flow that does not reference the module is not an error: see `references` and `reason`.
 *
 * The result is not a secret if only the settings are secrets, because it does not contain them. It is a secret if one
 * of the ids is.
 *
 * @param settings the settings of the flow's organization, if the flow has an explicit `Provider`
 * @throws if the organization cannot be queried: wrong settings or missing permissions. In a program this fails the
 * update.
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
 * The same for scripts, by ids.
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
/** The same for a flow id and a module of the program. */
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
    // The settings of this overload contain no outputs.
    return ask(flow, module, settings as VerificationSettings);
  }
  // A preview makes no call, and the version that is published now may be replaced by the update.
  if (pulumi.runtime.isDryRun()) return pulumi.output(pulumi.unknown) as pulumi.Output<never>;
  // The result does not contain the credentials, and an output that is shown as "[secret]" would be useless.
  return pulumi
    .all([published(flow), published(module), pulumi.unsecret(pulumi.output(settings))])
    .apply(([flowId, moduleId, given]) => ask(flowId, moduleId, given));
}

/** The id, once the resource has been published: its version is resolved last. */
function published(of: InboundFlow | FlowModule | pulumi.Input<string>): pulumi.Output<string> {
  if (!pulumi.CustomResource.isInstance(of)) return pulumi.output(of);
  return pulumi.all([of.id, of.publishedVersion]).apply(([id]) => id);
}

async function ask(
  flow: string,
  module: string,
  settings: VerificationSettings,
): Promise<FlowModuleReference> {
  // Loaded on demand: a program that only declares resources does not need the platform client.
  const { publishedReference } = await import("../lifecycle/publishedReference.js");
  return publishedReference(flow, module, settingsOfProgram(settings));
}
