import * as pulumi from "@pulumi/pulumi";
import { moduleInterface } from "../language/actions/moduleReferences";
import type { Invokable } from "../language/actions/invokeSubFlow";
import type { Signature, signature, TypedDocument } from "../language/typedDocument";
import type { CallingFlowType } from "../language/kinds";
import type { ModuleInterface } from "../language/model";
import type { DocumentContent, FlowArgs, FlowDocumentArgs, YamlContent } from "./args";
import { flowProperties, TYPES } from "./flowResource";
import { requirePlain } from "./plainArgs";

/** The arguments of a {@link FlowModule}: its content is either `document` or `yaml`. */
export type FlowModuleArgs<
  Inputs extends string = string,
  Outputs extends string = string,
> = FlowModuleSettings &
  (DocumentContent<FlowDocumentArgs | pulumi.Input<TypedDocument<Inputs, Outputs>>> | YamlContent);

/** The arguments of a {@link FlowModule} besides its content. */
export interface FlowModuleSettings extends FlowArgs {
  /** The flow types that may invoke the module, in lower case. @default ["inboundcall"] */
  compatibleFlowTypes?: pulumi.Input<pulumi.Input<CallingFlowType>[]>;
  /** The languages that the module speaks, such as "en-us". @default ["en-us"] */
  supportedLanguages?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * A flow module (Genesys Cloud: a common module): logic that flows share. Flows that take its `id` are published
 * after it, and again whenever it gets a new version, since a published flow runs the module as it was at the flow's
 * own publish.
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
  /** Only for the compiler: the names of the module's inputs and outputs. */
  declare readonly [signature]?: Signature<Inputs, Outputs>;
  /** The name in the organization. */
  declare readonly name: pulumi.Output<string>;
  /** The description, where one was given. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The division's name, where one was given. */
  declare readonly division: pulumi.Output<string | undefined>;
  /** The version that callers get, as the platform writes it: "3.0". */
  declare readonly publishedVersion: pulumi.Output<string>;
  /** The version that callers get, as a number: 3. It grows with every publish. */
  declare readonly version: pulumi.Output<number>;
  /** Always "module". */
  declare readonly type: pulumi.Output<"module">;
  /** The flow's own path in the platform's API. */
  declare readonly selfUri: pulumi.Output<string>;
  /** The organization that the flow lives in. */
  declare readonly organizationId: pulumi.Output<string>;

  /**
   * What the module takes and gives, read from its `document`, so that callers can be checked against it at preview.
   * Undefined for a module of which only the id is known.
   */
  readonly interface: pulumi.Output<ModuleInterface | undefined>;

  constructor(name: string, args: FlowModuleArgs<Inputs, Outputs>, opts?: pulumi.CustomResourceOptions) {
    requirePlain(name, args);
    super(TYPES.module, name, flowProperties("module", name, { ...args }, opts), opts);
    this.interface = pulumi.output(args.document).apply(moduleInterface);
    Object.defineProperty(this, MODULE, { value: true });
  }

  /**
   * A module that someone else manages, read by its id. An error where no such flow exists.
   *
   * @example const greeting = FlowModule.get("greeting", "d8a7f5c2-3f0b-4b0e-9f5e-0a6d3c1b2e4f");
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): FlowModule {
    // What exists is only read: it has no arguments.
    return new FlowModule(name, {} as FlowModuleArgs, { ...opts, id });
  }

  /** Whether a value is a flow module, of this or of another copy of the package. */
  static override isInstance(value: unknown): value is FlowModule {
    return typeof value === "object" && value !== null && MODULE in value;
  }
}

/** Marks instances; a program may hold two copies of the package, for which `instanceof` does not work. */
const MODULE = "__genesyscloudFlowModule";
