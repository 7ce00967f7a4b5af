import * as pulumi from "@pulumi/pulumi";
import type { DocumentContent, CommonFlowArgs, YamlContent } from "./args";
import { TYPES } from "../tokens";
import { flowProperties } from "./flowResource";
import { moduleVersionsBehind } from "./moduleVersions";
import { withReferences, type ModulesInput, type UsesInput } from "./references";
import { outputsIn, packDocument } from "./packedDocument";
import { requirePlain } from "./plainArgs";

/** The arguments of an {@link InboundFlow}. Its content is either `document` or `yaml`. */
export type InboundFlowArgs = InboundFlowSettings & (DocumentContent | YamlContent);

/** The arguments of an {@link InboundFlow}, except its content. */
export interface InboundFlowSettings extends CommonFlowArgs {
  /** Whether the flow is active. If false, it is deactivated but keeps its id and history. @default true */
  enabled?: pulumi.Input<boolean>;
  /** The language in which calls start. @default "en-us" */
  defaultLanguage?: pulumi.Input<string>;
  /** The languages that the flow supports. @default [defaultLanguage] */
  supportedLanguages?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * With `yaml`: the ids of the modules that the text names, so that they are published first and the flow is
   * republished after each change to them; or the modules themselves. With `document`, this is read from the document.
   */
  modules?: ModulesInput;
  /**
   * With `yaml`: the flows of other types that the text names (bots, in-queue flows, secure flows), so that they are
   * published first. A preview compares them with the names in the file.
   */
  uses?: UsesInput;
}

/**
 * An inbound call flow: handles incoming calls from the moment they arrive.
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
  /** The flow's name in the organization. */
  declare readonly name: pulumi.Output<string>;
  /** The description, if one was set. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The name of the division, if one was set. */
  declare readonly division: pulumi.Output<string | undefined>;
  /** Whether the flow is active. False if it is deactivated. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** The version that handles calls, as Genesys Cloud formats it: "3.0". */
  declare readonly publishedVersion: pulumi.Output<string>;
  /** The version that handles calls, as a number: 3. It increases with every publish. */
  declare readonly version: pulumi.Output<number>;
  /** Always "voice". */
  declare readonly type: pulumi.Output<"voice">;
  /** The flow's path in the platform API. */
  declare readonly selfUri: pulumi.Output<string>;
  /** The version of each module that the published flow uses, by module id. */
  declare readonly moduleVersions: pulumi.Output<Record<string, number>>;
  /** The id of the organization that contains the flow. */
  declare readonly organizationId: pulumi.Output<string>;

  constructor(name: string, args: InboundFlowArgs, opts?: pulumi.CustomResourceOptions) {
    const plain = withReferences(args);
    // Must come before the search for modules, which would not terminate on an object that contains itself.
    requirePlain(name, plain);
    const packed = packDocument(plain.document);
    const moduleVersions =
      opts?.id === undefined ? moduleVersionsBehind(outputsIn(packed), plain.modules) : undefined;
    super(
      TYPES.inboundCall,
      name,
      flowProperties("inboundCall", name, { ...plain, ...packed, moduleVersions }, opts),
      opts,
    );
  }

  /** Gets an existing inbound flow by its id, without managing it. Fails if there is no such flow. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InboundFlow {
    // An existing resource is only read, so it has no arguments.
    return new InboundFlow(name, {} as InboundFlowArgs, { ...opts, id });
  }
}
