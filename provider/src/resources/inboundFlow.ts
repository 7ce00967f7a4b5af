import * as pulumi from "@pulumi/pulumi";
import type { DocumentContent, FlowArgs, YamlContent } from "./args";
import { flowProperties, TYPES } from "./flowResource";
import { moduleVersionsBehind } from "./moduleVersions";
import { requirePlain } from "./plainArgs";

/** The arguments of an {@link InboundFlow}: its content is either `document` or `yaml`. */
export type InboundFlowArgs = InboundFlowSettings & (DocumentContent | YamlContent);

/** The arguments of an {@link InboundFlow} besides its content. */
export interface InboundFlowSettings extends FlowArgs {
  /** False: the flow is deactivated, but still there with its id and history. @default true */
  enabled?: pulumi.Input<boolean>;
  /** The language that calls start in. @default "en-us" */
  defaultLanguage?: pulumi.Input<string>;
  /** The languages that the flow speaks. @default [defaultLanguage] */
  supportedLanguages?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * With `yaml`: the ids of the modules that the text names, so that they are published first and the flow again
   * after each of their changes. With `document` this is known from the document.
   */
  modules?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * An inbound call flow: what a caller hears and does from the first ring on.
 *
 * @example
 * new InboundFlow("main", {
 *   name: "MainLine",
 *   document: flow.document({
 *     start: flow.invokeSubFlow({ module: collector }, { default: "bye" }),
 *     bye: flow.disconnect(),
 *   }),
 * });
 *
 * @see https://help.mypurecloud.com/articles/about-inbound-call-flows/
 */
export class InboundFlow extends pulumi.CustomResource {
  /** The name in the organization. */
  declare readonly name: pulumi.Output<string>;
  /** The description, where one was given. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The division's name, where one was given. */
  declare readonly division: pulumi.Output<string | undefined>;
  /** False: deactivated. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** The version that calls reach, as the platform writes it: "3.0". */
  declare readonly publishedVersion: pulumi.Output<string>;
  /** The version that calls reach, as a number: 3. It grows with every publish. */
  declare readonly version: pulumi.Output<number>;
  /** Always "voice". */
  declare readonly type: pulumi.Output<"voice">;
  /** The flow's own path in the platform's API. */
  declare readonly selfUri: pulumi.Output<string>;
  /** The version of each module that the published flow carries, by the module's id. */
  declare readonly moduleVersions: pulumi.Output<Record<string, number>>;
  /** The organization that the flow lives in. */
  declare readonly organizationId: pulumi.Output<string>;

  constructor(name: string, args: InboundFlowArgs, opts?: pulumi.CustomResourceOptions) {
    // Before the search for modules, which would not end in an object that contains itself.
    requirePlain(name, args);
    const moduleVersions =
      opts?.id === undefined ? moduleVersionsBehind(args.document, args.modules) : undefined;
    super(
      TYPES.inboundCall,
      name,
      flowProperties("inboundCall", name, { ...args, moduleVersions }, opts),
      opts,
    );
  }

  /** An inbound flow that someone else manages, read by its id. An error where no such flow exists. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InboundFlow {
    // What exists is only read: it has no arguments.
    return new InboundFlow(name, {} as InboundFlowArgs, { ...opts, id });
  }
}
