import { remember } from "./flows";
import { drawId } from "./ids";
import type { Client, Division, Organization } from "./model";
import { noteInIndex } from "./nameIndex";
import { lacks } from "./permissions";
import { ApiError, throwApiError } from "./apiError";
import { own } from "./own";

/** @throws Refusal 404 */
export function existingDivision(org: Organization, id: string): Division {
  const division = org.divisions.find((each) => each.id === id);
  if (!division) throw throwApiError("not.found");
  return division;
}

/** @throws Refusal 409 if the name is taken. */
export function addDivision(org: Organization, wanted: { name: string; description: string }): Division {
  if (org.divisions.some(({ name }) => name.toLowerCase() === wanted.name.toLowerCase())) {
    throw throwApiError("resource.already.exists");
  }
  const division: Division = { id: drawId(org, `division/${wanted.name}`), home: false, ...wanted };
  org.divisions.push(division);
  return division;
}

/** @throws Refusal 409 for the home division, and for one that contains flows unless forced. */
export function removeDivision(org: Organization, division: Division, force: boolean): void {
  const used = Object.values(org.flows).some((flow) => !flow.deleted && flow.divisionId === division.id);
  if (division.home || (used && !force)) throw throwApiError("request.conflict");
  org.divisions = org.divisions.filter((each) => each !== division);
}

/** Moves flows to a division, all or none. @throws Refusal 404 for an unknown flow, 403 without the right there. */
export function moveFlows(
  org: Organization,
  client: Client,
  division: Division,
  ids: readonly string[],
  now: number,
): void {
  const flows = ids.map((id) => {
    const flow = own(org.flows, id);
    if (!flow || flow.deleted) throw throwApiError("general.resource.not.found");
    return flow;
  });
  const inDivision = client.divisions === "*" || client.divisions.includes(division.name);
  if (!inDivision || lacks(client, ["architect:flow:edit"]).length > 0) {
    throw new ApiError(
      403,
      "bulk.move.no.permission.division",
      "Unable to move object(s) because the requesting user does not have edit permission in the destination division",
    );
  }
  for (const flow of flows) {
    flow.divisionId = division.id;
    remember(flow, { action: "UPDATE", at: now, by: { kind: "client", id: client.id, name: client.name } });
    noteInIndex(org, flow, now);
  }
}
