import { consumedBy, trackedVersions } from "../../organization/dependencies";
import type { Tracked } from "../../organization/dependencies";
import { isBuilding, lastBuild, startBuild } from "../../organization/dependencyBuild";
import { dependencyTypes, isVersioned } from "../../organization/dependencyTypes";
import { throwApiError } from "../../organization/apiError";
import { callerOf } from "../caller";
import {
  consumedFor,
  consumersFor,
  everything,
  missing,
  objectOf,
  ofWantedTypes,
  typesOf,
} from "../dependencyQueries";
import { page } from "../paging";
import { all } from "../route";
import type { Answer, Call, Route } from "../route";
import { dependencyView } from "../views/dependencyView";
import { actorFields } from "../views/flowView";

const root = "/api/v2/architect/dependencytracking";
const view = all("architect:dependencyTracking:view");

/** Dependencies by version. */
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
      if (type === undefined) throw throwApiError("architect.dependency.invalid.type");
      return { body: typeView(type) };
    },
  },
  {
    operation: "getArchitectDependencytrackingBuild",
    method: "GET",
    path: `${root}/build`,
    permissions: view,
    answer: (call) => ({ body: buildView(call) }),
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

/** The consumers of objects that were changed or deleted since the consumers were published. */
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

function listed<T>(call: Call, path: string, items: readonly T[], shown: (item: T) => unknown): Answer {
  const listing = page(items, call.query, path);
  return { status: statusOf(call), body: { ...listing, entities: listing.entities.map(shown) } };
}

/** 206 while the index is being rebuilt. */
const statusOf = ({ org, now }: Call): number => (isBuilding(org, now) ? 206 : 200);

function buildView({ org, now }: Call) {
  const build = lastBuild(org);
  if (!build) return { status: "OPERATIONAL" };
  const done = now >= build.completedAt;
  return {
    ...actorFields(build.by, "user", "client"),
    dateStarted: new Date(build.startedAt).toISOString(),
    ...(done ? { dateCompleted: new Date(build.completedAt).toISOString() } : {}),
    status: done ? "OPERATIONAL" : "BUILDINPROGRESS",
    failedObjects: [],
  };
}

const typeView = (type: string) => ({
  id: type,
  name: type,
  versioned: isVersioned(type),
  selfUri: `${root}/types/${type}`,
});
