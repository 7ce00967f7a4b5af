import {
  consumedBy,
  consumersOf,
  dependencyTypeOf,
  ivrsOf,
  trackedVersions,
} from "../organization/dependencies";
import type { Tracked, TrackedVersion } from "../organization/dependencies";
import { dependencyTypes } from "../organization/dependencyTypes";
import { throwApiError } from "../organization/apiError";
import type { Call } from "./route";
import { own } from "../organization/own";

/** The object of the query. @throws Refusal 400 for a missing parameter, 404 for an object unknown to tracking. */
export function objectOf(call: Call): Tracked {
  const { org, query, now } = call;
  const id = query.text("id");
  if (id === undefined) throw missing("id");
  const [type] = typesOf(call, "objectType");
  const version = query.text("version");
  const flow = own(org.flows, id);
  if (flow?.deleted === true) throw throwApiError("architect.flow.deleted");
  if (flow) {
    if (version === undefined) throw missing("version");
    if (type !== undefined && type !== dependencyTypeOf(flow))
      throw throwApiError("architect.dependency.object.not.found");
    // A query is about one version: also one that only a caller still uses, but not "LATEST".
    const tracked = trackedVersions(org, now).find((each) => each.id === id && each.version === version);
    const known = flow.versions.some((each) => each.id === version);
    if (!tracked && !known) throw throwApiError("architect.dependency.object.not.found");
    return (
      tracked ?? { id, name: flow.name, type: dependencyTypeOf(flow), version, deleted: false, updated: true }
    );
  }
  const used = trackedVersions(org, now)
    .flatMap(({ uses }) => uses)
    .find((use) => use.id === id && (type === undefined || use.type === type));
  if (!used) throw throwApiError("architect.dependency.object.not.found");
  return { ...used, deleted: false, updated: false };
}

/** The consumers of that version, filtered by the query. */
export function consumersFor(call: Call, object: Tracked): Tracked[] {
  const filter = call.query.choice("flowFilter", ["checkedIn", "published"]);
  const versions = trackedVersions(call.org, call.now);
  const found = consumersOf(versions, [object], call.org.settings.guesses.transitiveConsumers);
  const flow = own(call.org.flows, object.id);
  const ivrs = flow?.publishedVersion === object.version && flow ? ivrsOf(call.org, flow) : [];
  return [...found.filter((version) => filter === undefined || version[filter]), ...ivrs];
}

/** What that version uses. */
export function consumedFor(call: Call, object: Tracked): Tracked[] {
  const version = trackedVersions(call.org, call.now).find(
    (each) => each.id === object.id && each.version === object.version,
  );
  return version ? consumedBy(call.org, version) : [];
}

/** Every version of a flow, and every object that one of them uses. */
export function everything(call: Call): Tracked[] {
  const versions: TrackedVersion[] = trackedVersions(call.org, call.now);
  const used = versions
    .flatMap((version) => consumedBy(call.org, version))
    .filter(({ version }) => version === undefined);
  return [...versions, ...new Map(used.map((each) => [`${each.type}/${each.id}`, each])).values()];
}

/** The objects of the types in the parameter; all without the parameter. */
export const ofWantedTypes = (call: Call, parameter: string, found: readonly Tracked[]): Tracked[] => {
  const types = typesOf(call, parameter);
  return found.filter(({ type }) => types.length === 0 || types.includes(type));
};

/** The types in the parameter. @throws Refusal 400 for an unknown type. */
export function typesOf(call: Call, parameter: string): string[] {
  const types = call.query.list(parameter);
  if (types.some((type) => !dependencyTypes.includes(type)))
    throw throwApiError("architect.dependency.object.invalid.type");
  return types;
}

/** The platform's refusal for a missing required parameter. */
export const missing = (parameter: string) =>
  throwApiError("architect.query.parameter.missing", `Query parameter '${parameter}' is missing or empty`);
