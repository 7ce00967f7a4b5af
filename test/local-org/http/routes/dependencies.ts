import {
  consumedBy,
  consumersOf,
  dependencyTypeOf,
  ivrsOf,
  trackedVersions,
} from "../../organisation/dependencies";
import type { Tracked, TrackedVersion } from "../../organisation/dependencies";
import { buildStatus, startBuild } from "../../organisation/dependencyBuild";
import { dependencyTypes, isVersioned } from "../../organisation/dependencyTypes";
import { refuse } from "../../organisation/refusal";
import { callerOf } from "../caller";
import { page } from "../paging";
import { all } from "../route";
import type { Answer, Call, Route } from "../route";
import { dependencyView } from "../views/dependencyView";

const root = "/api/v2/architect/dependencytracking";
const view = all("architect:dependencyTracking:view");

/** Who uses what, version by version. */
export const dependencyRoutes: Route[] = [
  {
    operation: "getArchitectDependencytracking",
    method: "GET",
    path: root,
    permissions: view,
    answer(call) {
      const name = call.query.text("name")?.toLowerCase();
      if (name === undefined) throw missing("name");
      const types = typesOf(call, "objectType");
      const found = everything(call).filter(
        (object) =>
          object.name.toLowerCase().includes(name) && (types.length === 0 || types.includes(object.type)),
      );
      return listed(call, root, found, (object) => objectView(call, object));
    },
  },
  {
    operation: "getArchitectDependencytrackingObject",
    method: "GET",
    path: `${root}/object`,
    permissions: view,
    answer: (call) => ({ status: statusOf(call), body: objectView(call, objectOf(call)) }),
  },
  {
    operation: "getArchitectDependencytrackingConsumingresources",
    method: "GET",
    path: `${root}/consumingresources`,
    permissions: view,
    answer(call) {
      const found = consumersFor(call, objectOf(call));
      return listed(
        call,
        `${root}/consumingresources`,
        ofWantedTypes(call, "resourceType", found),
        dependencyView,
      );
    },
  },
  {
    operation: "getArchitectDependencytrackingConsumedresources",
    method: "GET",
    path: `${root}/consumedresources`,
    permissions: view,
    answer(call) {
      for (const name of ["version", "objectType"])
        if (call.query.text(name) === undefined) throw missing(name);
      const found = consumedFor(call, objectOf(call));
      return listed(
        call,
        `${root}/consumedresources`,
        ofWantedTypes(call, "resourceType", found),
        dependencyView,
      );
    },
  },
  stale(
    "getArchitectDependencytrackingUpdatedresourceconsumers",
    "updatedresourceconsumers",
    ({ updated }) => updated,
  ),
  stale(
    "getArchitectDependencytrackingDeletedresourceconsumers",
    "deletedresourceconsumers",
    ({ deleted }) => deleted,
  ),
  {
    operation: "getArchitectDependencytrackingTypes",
    method: "GET",
    path: `${root}/types`,
    permissions: view,
    answer: (call) => ({ body: page(dependencyTypes.map(typeView), call.query, `${root}/types`) }),
  },
  {
    operation: "getArchitectDependencytrackingType",
    method: "GET",
    path: `${root}/types/:typeId`,
    permissions: view,
    answer(call) {
      const type = dependencyTypes.find((each) => each === call.params.typeId);
      if (type === undefined) throw refuse("architect.dependency.invalid.type");
      return { body: typeView(type) };
    },
  },
  {
    operation: "getArchitectDependencytrackingBuild",
    method: "GET",
    path: `${root}/build`,
    permissions: view,
    answer: (call) => ({ body: buildStatus(call.org, call.now) }),
  },
  {
    operation: "postArchitectDependencytrackingBuild",
    method: "POST",
    path: `${root}/build`,
    permissions: all("architect:dependencyTracking:rebuild"),
    answer(call) {
      startBuild(call.org, callerOf(call), call.now);
      return { status: 202 };
    },
  },
];

/** The consumers of what has changed, or gone, since they were published. */
function stale(operation: string, path: string, is: (used: Tracked) => boolean): Route {
  return {
    operation,
    method: "GET",
    path: `${root}/${path}`,
    permissions: view,
    answer(call) {
      const filter = call.query.choice("flowFilter", ["checkedIn", "published"]) ?? "published";
      const name = call.query.text("name")?.toLowerCase() ?? "";
      const types = typesOf(call, "objectType");
      const usedTypes = typesOf(call, "consumedResourceType");
      const found = trackedVersions(call.org, call.now)
        .filter((version) => version[filter] && version.name.toLowerCase().includes(name))
        .filter(({ type }) => types.length === 0 || types.includes(type))
        .map((version) => ({
          version,
          used: consumedBy(call.org, version).filter(
            (used) => is(used) && (usedTypes.length === 0 || usedTypes.includes(used.type)),
          ),
        }))
        .filter(({ used }) => used.length > 0);
      return listed(call, `${root}/${path}`, found, ({ version, used }) => ({
        ...dependencyView(version),
        ...(call.query.flag("consumedResources") ? { consumedResources: used.map(dependencyView) } : {}),
      }));
    },
  };
}

/** The object of the query. @throws Refusal 400 for what is missing, 404 for what tracking does not know. */
function objectOf(call: Call): Tracked {
  const { org, query, now } = call;
  const id = query.text("id");
  if (id === undefined) throw missing("id");
  const [type] = typesOf(call, "objectType");
  const version = query.text("version");
  const flow = org.flows[id];
  if (flow?.deleted === true) throw refuse("architect.flow.deleted");
  if (flow) {
    if (version === undefined) throw missing("version");
    if (type !== undefined && type !== dependencyTypeOf(flow))
      throw refuse("architect.dependency.object.not.found");
    // An answer holds for one version: one that only a caller still carries is known too, "LATEST" is not.
    const tracked = trackedVersions(org, now).find((each) => each.id === id && each.version === version);
    const known = flow.versions.some((each) => each.id === version);
    if (!tracked && !known) throw refuse("architect.dependency.object.not.found");
    return (
      tracked ?? { id, name: flow.name, type: dependencyTypeOf(flow), version, deleted: false, updated: true }
    );
  }
  const used = trackedVersions(org, now)
    .flatMap(({ uses }) => uses)
    .find((use) => use.id === id && (type === undefined || use.type === type));
  if (!used) throw refuse("architect.dependency.object.not.found");
  return { ...used, deleted: false, updated: false };
}

function consumersFor(call: Call, object: Tracked): Tracked[] {
  const filter = call.query.choice("flowFilter", ["checkedIn", "published"]);
  const versions = trackedVersions(call.org, call.now);
  const found = consumersOf(versions, [object], call.org.settings.guesses.transitiveConsumers);
  const flow = call.org.flows[object.id];
  const ivrs = flow?.publishedVersion === object.version && flow ? ivrsOf(call.org, flow) : [];
  return [...found.filter((version) => filter === undefined || version[filter]), ...ivrs];
}

function consumedFor(call: Call, object: Tracked): Tracked[] {
  const version = trackedVersions(call.org, call.now).find(
    (each) => each.id === object.id && each.version === object.version,
  );
  return version ? consumedBy(call.org, version) : [];
}

function objectView(call: Call, object: Tracked) {
  const { query } = call;
  const consumed = query.flag("consumedResources")
    ? {
        consumedResources: ofWantedTypes(call, "consumedResourceType", consumedFor(call, object)).map(
          dependencyView,
        ),
      }
    : {};
  const consuming = query.flag("consumingResources")
    ? {
        consumingResources: ofWantedTypes(call, "consumingResourceType", consumersFor(call, object)).map(
          dependencyView,
        ),
      }
    : {};
  return { ...dependencyView(object), ...consumed, ...consuming };
}

/** Every version of a flow, and every object that one of them uses. */
function everything(call: Call): Tracked[] {
  const versions: TrackedVersion[] = trackedVersions(call.org, call.now);
  const used = versions
    .flatMap((version) => consumedBy(call.org, version))
    .filter(({ version }) => version === undefined);
  return [...versions, ...new Map(used.map((each) => [`${each.type}/${each.id}`, each])).values()];
}

const ofWantedTypes = (call: Call, parameter: string, found: readonly Tracked[]): Tracked[] => {
  const types = typesOf(call, parameter);
  return found.filter(({ type }) => types.length === 0 || types.includes(type));
};

function typesOf(call: Call, parameter: string): string[] {
  const types = call.query.list(parameter);
  if (types.some((type) => !dependencyTypes.includes(type)))
    throw refuse("architect.dependency.object.invalid.type");
  return types;
}

function listed<T>(call: Call, path: string, items: readonly T[], shown: (item: T) => unknown): Answer {
  const listing = page(items, call.query, path);
  return { status: statusOf(call), body: { ...listing, entities: listing.entities.map(shown) } };
}

/** 206 while the index is being rebuilt. */
const statusOf = ({ org, now }: Call): number => (buildStatus(org, now).status === "OPERATIONAL" ? 200 : 206);

const typeView = (type: string) => ({
  id: type,
  name: type,
  versioned: isVersioned(type),
  selfUri: `${root}/types/${type}`,
});

const missing = (parameter: string) =>
  refuse("architect.query.parameter.missing", `Query parameter '${parameter}' is missing or empty`);
