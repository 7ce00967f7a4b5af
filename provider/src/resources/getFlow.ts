import * as pulumi from "@pulumi/pulumi";
import { GET_FLOW } from "../tokens";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import {
  refuseUnknownSettings,
  settingsOfProgram,
  type PlainProviderArgs,
  type ProviderArgs,
} from "./providerResource";

/** Which flow {@link getFlow} finds. */
export interface GetFlowArgs {
  /**
   * The flow's name. An exact match is preferred; otherwise upper and lower case do not count, as in Genesys Cloud itself.
   */
  name: string;
  /**
   * The flow's type: as the API spells it ("inboundcall", "COMMONMODULE", "BOT", in upper or lower case), or the root key
   * of its Architect file ("inboundCall", "commonModule", "botFlow").
   */
  type: string;
}

/** The arguments of {@link getFlowOutput}: those of {@link getFlow}, which may be outputs. */
export interface GetFlowOutputArgs {
  /** The flow's name: see {@link GetFlowArgs.name}. */
  name: pulumi.Input<string>;
  /** The flow's type: see {@link GetFlowArgs.type}. */
  type: pulumi.Input<string>;
}

/** A flow that others manage, as the organization has it. */
export interface GetFlowResult {
  /** The flow's id, such as `flow.invokeSubFlow({ module })` takes it for a module. */
  id: string;
  /** The flow's name, as the organization spells it. */
  name: string;
  /** The flow's type, as the API spells it: "INBOUNDCALL", "COMMONMODULE", "BOT". */
  type: string;
  /** The published version, as a number: 3. */
  version: number;
  /** The published version, as Genesys Cloud formats it: "3.0". */
  publishedVersion: string;
  /** The name of the flow's division. Undefined if the API does not tell it (the document API has no divisions). */
  division?: string;
}

/**
 * Finds a flow that others manage by its name and type. Asks the organization at once, also at preview, as the functions
 * of Pulumi's providers do (`GET /api/v2/flows?type=&name=`; permission `architect:flow:view`). Under
 * `pulumi.runtime.setMocks` the mocks answer, for the token `genesyscloud:index:getFlow`.
 *
 * @param settings the settings of the flow's organization, if it is another than that of stack config and environment
 * @throws if there is no such flow, if several names differ only in upper and lower case, if the flow was never
 * published, or if the organization cannot be asked
 * @example
 * const { id, version } = await getFlow({ name: "SharedDTMFCollector", type: "commonmodule" });
 */
export async function getFlow(args: GetFlowArgs, settings: PlainProviderArgs = {}): Promise<GetFlowResult> {
  refuseUnknownSettings(settings, "getFlow");
  if (pulumi.runtime.getMonitor() instanceof MockMonitor)
    return pulumi.runtime.invoke(GET_FLOW, args) as Promise<GetFlowResult>;
  // Loaded on demand: a program that only declares resources does not need the platform client.
  const { flowOfOthers } = await import("../lifecycle/flowOfOthers.js");
  return flowOfOthers(args, settingsOfProgram(settings));
}

/**
 * The same for arguments that are outputs, and as an output: unknown while an argument is.
 *
 * The result is not a secret if only the settings are secrets, because it does not contain them.
 *
 * @example
 * const bot = getFlowOutput({ name: config.require("bot"), type: "botFlow" });
 * export const botVersion = bot.version;
 */
export function getFlowOutput(
  args: GetFlowOutputArgs,
  settings: ProviderArgs = {},
): pulumi.Output<GetFlowResult> {
  refuseUnknownSettings(settings, "getFlowOutput");
  return pulumi
    .all([args.name, args.type, pulumi.unsecret(pulumi.output(settings))])
    .apply(([name, type, given]) => getFlow({ name, type }, given));
}
