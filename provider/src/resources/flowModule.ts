import * as pulumi from "@pulumi/pulumi";
import { moduleInterface } from "../language/actions/moduleReferences";
import type { Invokable } from "../language/actions/invokeSubFlow";
import type { Signature, signature, TypedDocument } from "../language/typedDocument";
import type { CallingFlowType } from "../language/kinds";
import type { ModuleInterface } from "../language/model";
import type { DocumentContent, CommonFlowArgs, FlowDocumentArgs, YamlContent } from "./args";
import { TYPES } from "../tokens";
import { flowProperties } from "./flowResource";
import { outputsIn, packDocument } from "./packedDocument";
import { requirePlain } from "./plainArgs";

/** The arguments of a {@link FlowModule}. Its content is either `document` or `yaml`. */
export type FlowModuleArgs<
  Inputs extends string = string,
  Outputs extends string = string,
> = FlowModuleSettings &
  (DocumentContent<FlowDocumentArgs | pulumi.Input<TypedDocument<Inputs, Outputs>>> | YamlContent);

/** The arguments of a {@link FlowModule}, except its content. */
export interface FlowModuleSettings extends CommonFlowArgs {
  /** The flow types that may call the module, in lower case. @default ["inboundcall"] */
  compatibleFlowTypes?: pulumi.Input<pulumi.Input<CallingFlowType>[]>;
  /** The languages that the module supports, such as "en-us". @default ["en-us"] */
  supportedLanguages?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * A flow module (a "common module" in Genesys Cloud): logic that several flows share. Flows that use its `id` are
 * published after it, and republished whenever it gets a new version, because a published flow runs the version of the
 * module that was current when the flow was published.
 *
 * @example
 * const collector = new FlowModule("collector", {
 *   name: "SharedDTMFCollector",
 *   document: flow.document({ start: flow.collectInput({ maxDigits: 1, timeout: 5000 }) }),
 * });
 *
 * @see https://help.mypurecloud.com/articles/work-with-common-module-flows/
 */
export class FlowModule<Inputs extends string = string, Outputs extends string = string>
  extends pulumi.CustomResource
  implements Invokable<Inputs, Outputs>
{
  /** For the type checker only: the names of the module's inputs and outputs. */
  declare readonly [signature]?: Signature<Inputs, Outputs>;
  /** The flow's name in the organization. */
  declare readonly name: pulumi.Output<string>;
  /** The description, if one was set. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The name of the division, if one was set. */
  declare readonly division: pulumi.Output<string | undefined>;
  /** The version that callers use, as Genesys Cloud formats it: "3.0". */
  declare readonly publishedVersion: pulumi.Output<string>;
  /** The version that callers use, as a number: 3. It increases with every publish. */
  declare readonly version: pulumi.Output<number>;
  /** Always "module". */
  declare readonly type: pulumi.Output<"module">;
  /** The flow's path in the platform API. */
  declare readonly selfUri: pulumi.Output<string>;
  /** The id of the organization that contains the flow. */
  declare readonly organizationId: pulumi.Output<string>;

  /**
   * The module's inputs and outputs, read from its `document`, so that callers can be checked against them at preview.
   * Undefined for a module of which only the id is known.
   */
  readonly interface: pulumi.Output<ModuleInterface | undefined>;

  constructor(name: string, args: FlowModuleArgs<Inputs, Outputs>, opts?: pulumi.CustomResourceOptions) {
    requirePlain(name, args);
    const packed = packDocument(args.document);
    super(TYPES.module, name, flowProperties("module", name, { ...args, ...packed }, opts), opts);
    this.interface =
      outputsIn(packed) === undefined
        ? pulumi.output(moduleInterface(args.document))
        : pulumi.output(args.document).apply(moduleInterface);
    Object.defineProperty(this, MODULE, { value: true });
  }

  /**
   * Gets an existing module by its id, without managing it. Fails if there is no such flow.
   *
   * @example const greeting = FlowModule.get("greeting", "d8a7f5c2-3f0b-4b0e-9f5e-0a6d3c1b2e4f");
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): FlowModule {
    // An existing resource is only read, so it has no arguments.
    return new FlowModule(name, {} as FlowModuleArgs, { ...opts, id });
  }

  /** Whether a value is a flow module, of this or another copy of the package. */
  static override isInstance(value: unknown): value is FlowModule {
    return typeof value === "object" && value !== null && MODULE in value;
  }
}

/** Marks instances. A program may load two copies of the package, for which `instanceof` does not work. */
const MODULE = "__genesyscloudFlowModule";
