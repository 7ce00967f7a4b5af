import type { Input, Output } from "@pulumi/pulumi";
import { isObject } from "../json";

/** A resource of a flow, such as `Flow` or `InboundFlow`. It can stand wherever a parameter takes a flow's name. */
export interface NamedFlow {
  readonly urn: Output<string>;
  readonly name: Input<string>;
}

/** Parameters in which the given ones may also be resources of flows. */
export type WithFlows<Parameters, Key extends keyof Parameters> = Omit<Parameters, Key> & {
  [Name in Key]: Parameters[Name] | NamedFlow;
};

/** The parameters with the names of flows in place of their resources, so that the engine waits for them. */
export function withFlowNames<Parameters extends object>(
  parameters: Parameters,
  key: keyof Parameters,
): Parameters {
  const flow: unknown = parameters[key];
  return isObject(flow) && "urn" in flow && "name" in flow ? { ...parameters, [key]: flow.name } : parameters;
}
