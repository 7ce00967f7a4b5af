import { publishedVersionOf, savedVersionOf } from "./flows";
import { kindOfType } from "./flowKinds";
import type { FlowReference } from "./jobModel";
import type { Flow, Organization, Version } from "./model";
import { searchFlow } from "./nameIndex";
import { own } from "./own";

/** Finds the flow and version of a job, or fails with Archy's message. */
export function findReferenced(
  org: Organization,
  wanted: FlowReference,
  now: number,
): { flow: Flow; version: Version } | string {
  const type = wanted.type === undefined ? undefined : kindOfType(wanted.type)?.type;
  const flow =
    wanted.id !== undefined ? own(org.flows, wanted.id) : searchFlow(org, type ?? "", wanted.name ?? "", now);
  if (!flow || flow.deleted) {
    return wanted.id === undefined
      ? `the flow named '${wanted.name ?? ""}' of type '${(wanted.type ?? "").toLowerCase()}' does not exist.`
      : `could not find the flow with id '${wanted.id}'.`;
  }
  const version = findVersion(flow, wanted.version ?? "latest");
  return version
    ? { flow, version }
    : `Flow '${flow.name}' version '${wanted.version ?? "latest"}' is missing. (not.found)`;
}

/** By id, or `latest` (drafts included, as `archy export` does) or `published`. */
function findVersion(flow: Flow, wanted: string): Version | undefined {
  switch (wanted.toLowerCase()) {
    case "latest":
      return savedVersionOf(flow);
    case "published":
      return publishedVersionOf(flow);
    default:
      return [...flow.versions, ...(flow.draft ? [flow.draft] : [])].find(({ id }) => id === wanted);
  }
}
