import { isDeepStrictEqual } from "node:util";
import type { ControlFlow } from "genesyscloud-local-org";
import type { ProviderClient } from "../providerClient";
import type { ResourceState, Resource } from "./resource";
import type { Fixture, Operation } from "./operations";

/**
 * Differences between state, organization and the provider's reports after an operation; empty if there are
 * none: every flow exists exactly once, and preview and refresh find nothing.
 *
 * @param reader a process with all permissions
 */
export async function inconsistencies(
  story: Operation,
  scene: Fixture,
  reader: ProviderClient,
): Promise<string[]> {
  const all = await scene.org.control.flows();
  const flows = all.filter(({ name }) => name.startsWith(scene.prefix));
  const wrong: string[] = [];
  for (const kind of ["module", "inboundFlow"] as const) {
    const { state } = scene[kind];
    const stays = story.leaves.includes(kind);
    if (stays !== (state !== undefined))
      wrong.push(`the ${kind} ${stays ? "is lost from" : "still stands in"} state`);
    if (state !== undefined) wrong.push(...(await about(scene[kind], state, flows, reader)));
  }
  const known = [scene.module.state?.id, scene.inboundFlow.state?.id];
  for (const { id, name } of flows) {
    if (!known.includes(id)) wrong.push(`the organization has a flow ${name} that does not stand in state`);
  }
  return wrong;
}

async function about(
  resource: Resource,
  kept: ResourceState,
  flows: ControlFlow[],
  reader: ProviderClient,
): Promise<string[]> {
  const what = `${resource.kind} (${kept.id})`;
  const flow = flows.find(({ id }) => id === kept.id);
  if (flow === undefined) return [`${what} stands in state, but not in the organization`];

  const wrong: string[] = [];
  const compare = (where: string, has: unknown, wants: unknown): void => {
    if (isDeepStrictEqual(has, wants)) return;
    wrong.push(`${what} ${where}: ${JSON.stringify(has)} instead of ${JSON.stringify(wants)}`);
  };
  if (kept.incomplete) wrong.push(`${what} stands in state as incomplete`);
  const { name, description, enabled = true, division = "Home" } = kept.inputs;
  compare("in the organization", shown(flow), {
    name,
    description,
    active: enabled,
    division,
    lockedBy: null,
  });
  if (typeof description === "string" && !flow.content.includes(description))
    wrong.push(`${what} has not the content that was asked for`);
  compare("in state: version", kept.outputs.publishedVersion, flow.publishedVersion);

  const verbs = resource.verbs(reader);
  compare("preview", (await verbs.diff(kept.id, kept.outputs, kept.inputs)).changes, false);
  // With another version than the published one, read fetches the content and compares it with state.
  const read = await verbs.read(kept.id, { ...kept.outputs, publishedVersion: "0.0", version: 0 });
  compare("refresh: outputs", read.outputs, kept.outputs);
  compare("refresh: inputs", read.inputs, { ...kept.inputs, __provider: kept.outputs.__provider });
  return wrong;
}

const shown = ({ name, description, active, division, lockedBy }: ControlFlow) => ({
  name,
  description,
  active,
  division,
  lockedBy,
});
