import * as pulumi from "@pulumi/pulumi";
import { FlowModule } from "./flowModule";

/** Modules by their ids, or the resources themselves. */
export type ModulesInput = pulumi.Input<pulumi.Input<string | FlowModule>[]>;

/** Resources of flows: `Flow` and `InboundFlow`. */
export type UsesInput = readonly UsedFlow[];

/** A flow that another flow names. Every resource of a flow is one. */
export interface UsedFlow {
  /** The flow's name in the organization. */
  readonly name: pulumi.Output<string>;
  /** The flow's type. */
  readonly type: pulumi.Output<string>;
}

/**
 * Arguments with what the provider needs of the resources in them: of modules their ids, and of flows that the file names
 * their names, which make the engine wait for them. Anything else is left as it is, for the checks to report.
 */
export function withReferences<T extends { modules?: ModulesInput; uses?: UsesInput }>(args: T): T {
  const { modules, uses } = args as { modules?: unknown; uses?: unknown };
  return {
    ...args,
    ...(Array.isArray(modules) && { modules: modules.map(idOf) }),
    ...(Array.isArray(uses) && { uses: uses.map(nameOf) }),
  };
}

function idOf(one: unknown): unknown {
  return FlowModule.isInstance(one) ? one.id : one;
}

function nameOf(one: unknown): unknown {
  if (FlowModule.isInstance(one)) return { name: one.name, type: "COMMONMODULE" };
  return pulumi.Resource.isInstance(one) ? { name: (one as unknown as UsedFlow).name } : one;
}
