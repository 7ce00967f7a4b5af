import type { ControlFlow, LocalOrg } from "genesyscloud-local-org";
import type { ProviderClient } from "./providerClient";
import { Resource } from "./faults/resource";

/** The flow module of that logical name in a stack. */
export const moduleOf = (name: string, stack = "dev"): Resource => resource("module", name, stack);

/** The inbound flow of that logical name in a stack. */
export const callerOf = (name: string, stack = "dev"): Resource => resource("inboundFlow", name, stack);

/** The flow of any other type of that logical name in a stack. */
export const otherFlowOf = (name: string, stack = "dev"): Resource => resource("flow", name, stack);

const CLASSES = { module: "FlowModule", inboundFlow: "InboundFlow", flow: "Flow" } as const;

function resource(kind: Resource["kind"], name: string, stack: string): Resource {
  const type = CLASSES[kind];
  return new Resource(kind, `urn:pulumi:${stack}::ivr::pulumi-nodejs:dynamic/genesyscloud:${type}::${name}`);
}

/** The state of a resource that must be in state. */
export function stateOf(of: Resource): NonNullable<Resource["state"]> {
  if (of.state === undefined) throw new Error(`${of.owner} does not stand in state`);
  return of.state;
}

/** The error message of something that must fail. */
export async function expectFailure(act: Promise<unknown>): Promise<string> {
  const outcome: unknown = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error("it did not fail");
  return outcome.message;
}

/** The one flow of that name; more than one, or none, is an error. */
export async function flowNamed(org: Pick<LocalOrg, "control">, name: string): Promise<ControlFlow> {
  const flows = (await org.control.flows()).filter((flow) => flow.name === name);
  const [flow] = flows;
  if (flow === undefined || flows.length > 1)
    throw new Error(`there are ${flows.length} flows named ${name}`);
  return flow;
}

/** The process's output since the last call. */
export function linesOf(door: ProviderClient): string {
  return door.lines.splice(0).join("\n");
}

/** Waits until a condition is true in the organization, at most 20 seconds. */
export async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition());) {
    if (Date.now() > end) throw new Error("what was waited for has not come true");
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Whether the organization has had a request that matches. */
export async function hasRequest(org: LocalOrg, method: string, path: RegExp): Promise<boolean> {
  return (await org.control.journal()).some((entry) => entry.method === method && path.test(entry.path));
}
