import { nameFault } from "../architect/flowNames";
import { drawId } from "./ids";
import type { Actor, Flow, HistoryEntry, Organization, Version } from "./model";
import { flowNamed, noteInIndex } from "./nameIndex";
import { throwApiError } from "./apiError";
import { own } from "./own";

/**
 * The flow of that id.
 * @throws Refusal 404, or the configured status for a deleted one.
 */
export function existingFlow(
  org: Organization,
  id: string,
  deletedStatus = org.settings.guesses.readDeleted,
): Flow {
  const flow = own(org.flows, id);
  if (!flow) throw throwApiError("architect.flow.not.found");
  if (flow.deleted)
    throw throwApiError(deletedStatus === 410 ? "architect.flow.deleted" : "architect.flow.not.found");
  return flow;
}

export interface NewFlow {
  type: string;
  name: string;
  description?: string;
  divisionId?: string;
}

/** @throws Refusal if the name is taken. */
export function addFlow(org: Organization, wanted: NewFlow, by: Actor, now: number, unique = true): Flow {
  if (unique && flowNamed(org, wanted.type, wanted.name))
    throw throwApiError("architect.flow.already.exists");
  const flow: Flow = {
    id: drawId(org, `flow/${wanted.type}/${wanted.name}`),
    type: wanted.type,
    name: wanted.name,
    description: wanted.description,
    divisionId: wanted.divisionId ?? homeDivision(org).id,
    active: false,
    deleted: false,
    versions: [],
    history: [],
  };
  org.flows[flow.id] = flow;
  remember(flow, { action: "CREATE", at: now, by });
  noteInIndex(org, flow, now);
  return flow;
}

/** @throws Refusal with Genesys Cloud's code for the fault in the name. */
export function checkFlowName(name: string | undefined): string {
  if (name === undefined || nameFault(name) === "blank")
    throw throwApiError("architect.flow.validate.failed.missing.name");
  switch (nameFault(name)) {
    case undefined:
      return name;
    case "slash":
      throw throwApiError("architect.flow.validate.failed.invalid.name.contains.slash");
    case "debug":
      throw throwApiError("architect.flow.validate.failed.invalid.name.contains.debug");
    case "noAlphanumeric":
      throw throwApiError("architect.flow.validate.failed.invalid.name.no.alpha");
    default:
      throw throwApiError("architect.flow.validate.failed");
  }
}

export const homeDivision = (org: Organization) => {
  const home = org.divisions.find((division) => division.home);
  if (!home) throw new Error(`organization ${org.name} has lost its home division`);
  return home;
};

/** Adds to the flow's history; the newest entry is the operation that the flow shows. */
export function remember(flow: Flow, entry: HistoryEntry): void {
  flow.history.push(entry);
}

export const publishedVersionOf = (flow: Flow): Version | undefined =>
  flow.versions.find(({ id }) => id === flow.publishedVersion);

export const checkedInVersionOf = (flow: Flow): Version | undefined => flow.versions.at(-1);

/** The draft, otherwise the last checked-in version. */
export const savedVersionOf = (flow: Flow): Version | undefined => flow.draft ?? flow.versions.at(-1);
