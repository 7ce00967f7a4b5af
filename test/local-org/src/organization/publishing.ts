import { ArchyFailure } from "../architect/archyFailure";
import { readFlow } from "../architect/readFlow";
import type { ReadFlow } from "../architect/readFlow";
import { addFlow } from "./flows";
import { isHeldByAnother } from "./locks";
import type { Actor, Client, Flow, Organization } from "./model";
import { flowNamed, searchFlow } from "./nameIndex";
import { lacks } from "./permissions";
import { contentOf, publishContent } from "./versions";
import { organizationObjects } from "./publishedFlows";

/** The result of an upload. */
export interface Published {
  flow: Flow;
  read: ReadFlow;
}

/**
 * Publishes an upload: creates the flow, or adds a version to the one of its name and type. An existing flow is taken
 * over without confirmation (genesys-api.md section 2, "Identity").
 * @throws ArchyFailure
 */
export function publishUpload(org: Organization, upload: string, client: Client, now: number): Published {
  const { guesses } = org.settings;
  const by: Actor = { kind: "client", id: client.id, name: client.name };
  const read = readFlow(upload, organizationObjects(org, now), guesses.moduleWithoutEnd);
  const found = searchFlow(org, read.kind.type, read.name, now);
  const flow = found ? takeOver(found, client, by) : create(org, read, client, by, now);
  if (read.divisionId !== undefined && guesses.yamlMovesDivision) flow.divisionId = read.divisionId;
  flow.name = read.name;
  if (read.description !== undefined) flow.description = read.description;
  publishContent(org, flow, contentOf(read, upload), by, now);
  flow.lock = guesses.publishKeepsLock ? by : undefined;
  return { flow, read };
}

function takeOver(flow: Flow, client: Client, by: Actor): Flow {
  for (const permission of ["architect:flow:edit", "architect:flow:publish"])
    needPermission(client, permission);
  if (isHeldByAnother(flow, by)) {
    throw new ArchyFailure(
      100,
      `the flow '${flow.name}' (id: '${flow.id}', type: '${flow.type.toLowerCase()}' ) is locked by another entity. ` +
        "You can use the --forceUnlock command line parameter if you wish to publish flows locked by another entity.",
    );
  }
  return flow;
}

function create(org: Organization, read: ReadFlow, client: Client, by: Actor, now: number): Flow {
  for (const permission of ["architect:flow:add", "architect:flow:publish"])
    needPermission(client, permission);
  const unseen = flowNamed(org, read.kind.type, read.name);
  if (unseen && org.settings.guesses.jobMissesFlow === "refused") {
    throw new ArchyFailure(
      100,
      `An flow of ${read.kind.type.toLowerCase()} named '${read.name}' already exists.`,
    );
  }
  const { name, description, divisionId } = read;
  return addFlow(org, { type: read.kind.type, name, description, divisionId }, by, now, false);
}

/** Archy runs as the caller, who needs all permissions (genesys-api.md section 2, point 3). */
function needPermission(client: Client, permission: string): void {
  if (lacks(client, [permission]).length > 0) {
    throw new ArchyFailure(99, `the '${permission}' permission is required`);
  }
}

/** The unpublished flow that a failed first publish leaves if configured. */
export function leaveUnpublished(
  org: Organization,
  named: { type: string; name: string },
  by: Actor,
  now: number,
): void {
  if (!flowNamed(org, named.type, named.name)) addFlow(org, named, by, now);
}
