import * as pulumi from "@pulumi/pulumi";
import type { CommonFlowArgs } from "./args";
import { TYPES } from "../tokens";
import { flowProperties } from "./flowResource";
import { moduleVersionsBehind } from "./moduleVersions";
import { requirePlain } from "./plainArgs";
import { withReferences, type ModulesInput, type UsesInput } from "./references";

/** The arguments of a {@link Flow}. */
export interface FlowArgs extends CommonFlowArgs {
  /**
   * The flow as an Architect file, as Archy takes it and Architect exports it. Its root key is the flow's type:
   * `workflow`, `inboundShortMessage`, `inboundEmail`, `inboundChat`, `inqueueCall`, `inqueueEmail`,
   * `inqueueShortMessage`, `outboundCall`, `secureCall`, `botFlow`, `digitalBot`, `surveyInvite`, `voiceSurvey`,
   * `voicemail`, `workitem`. A file of another type replaces the flow. Flow modules and inbound call flows have classes of
   * their own.
   */
  yaml: pulumi.Input<string>;
  /** The values of `{{key}}` in `yaml`. A key without a value and a value without a key are errors at preview. */
  substitutions?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * The platform's name of the flow's type, as `Flow.type` of the API spells it. Only for a root key that this package
   * does not know yet.
   *
   * @default the type that the root key stands for
   */
  type?: pulumi.Input<string>;
  /** Whether the flow is active. If false, it is deactivated but keeps its id and history. @default true */
  enabled?: pulumi.Input<boolean>;
  /**
   * The modules that the file calls, or their ids: they are published first, and the flow is published again after each
   * change to them.
   */
  modules?: ModulesInput;
  /**
   * The flows that the file names, such as a bot or an in-queue flow, so that they are published first. A preview compares
   * them with the names in the file.
   */
  uses?: UsesInput;
}

/**
 * A flow of any other type than a module or an inbound call flow, from its Architect file: a workflow, a bot, an in-queue
 * flow, a message flow and so on. It has the same life cycle: checks at preview, conflicts and adoption, rename in place,
 * drift, republishing after its modules.
 *
 * @example
 * const hold = new Flow("hold", { yaml: readFileSync("flows/hold.yaml", "utf8") });
 * const bot = new Flow("bot", {
 *   yaml: readFileSync("flows/bot.yaml", "utf8"),
 *   substitutions: { language: "en-us" },
 *   uses: [hold],
 * });
 *
 * @see https://developer.genesys.cloud/devapps/archy/
 */
export class Flow extends pulumi.CustomResource {
  /** The flow's name in the organization. */
  declare readonly name: pulumi.Output<string>;
  /** The description, if one was set. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The name of the division, if one was set. */
  declare readonly division: pulumi.Output<string | undefined>;
  /** Whether the flow is active. False if it is deactivated. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** The published version, as Genesys Cloud formats it: "3.0". */
  declare readonly publishedVersion: pulumi.Output<string>;
  /** The published version, as a number: 3. It increases with every publish. */
  declare readonly version: pulumi.Output<number>;
  /** The flow's type, as the API spells it: "WORKFLOW", "BOT", "INQUEUECALL". */
  declare readonly type: pulumi.Output<string>;
  /** The flow's path in the platform API. */
  declare readonly selfUri: pulumi.Output<string>;
  /** The version of each module that the published flow uses, by module id. */
  declare readonly moduleVersions: pulumi.Output<Record<string, number>>;
  /** The id of the organization that contains the flow. */
  declare readonly organizationId: pulumi.Output<string>;

  constructor(name: string, args: FlowArgs, opts?: pulumi.CustomResourceOptions) {
    const plain = withReferences(args);
    requirePlain(name, plain);
    const moduleVersions = opts?.id === undefined ? moduleVersionsBehind(plain.modules) : undefined;
    super(TYPES.flow, name, flowProperties("flow", name, { ...plain, moduleVersions }, opts), opts);
  }

  /** Gets an existing flow of any type by its id, without managing it. Fails if there is no such flow. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Flow {
    // An existing resource is only read, so it has no arguments.
    return new Flow(name, {} as FlowArgs, { ...opts, id });
  }
}
