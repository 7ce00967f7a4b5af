import type { NamedObject, ObjectKind, Organization } from "../../organization/model";
import { bodyMap } from "../body";
import { page, sortBy } from "../paging";
import { any } from "../route";
import type { Call, Route } from "../route";
import { ApiError } from "../../organization/apiError";
import { asList, asMap, asText } from "../../architect/tree";

/** A listing of the objects registered by `POST /_control/objects`, which flows refer to by name. */
interface Listing {
  operation: string;
  kind: ObjectKind;
  path: string;
  /** Absent where the API description names none. */
  permission?: string;
  /** Filters by `name`, case-insensitively and by part (assumed: the API description does not specify it). */
  byName?: false;
  /** The properties besides id, name and selfUri. */
  more?: (object: NamedObject, org: Organization) => object;
}

const homeDivision = ({ divisions }: Organization) => {
  const home = divisions.find((division) => division.home);
  return { id: home?.id, name: home?.name };
};

const inHome = (_object: NamedObject, org: Organization) => ({ division: homeDivision(org) });

const listings: readonly Listing[] = [
  {
    operation: "getRoutingQueues",
    kind: "queue",
    path: "/api/v2/routing/queues",
    permission: "routing:queue:view",
    more: inHome,
  },
  {
    operation: "getArchitectPrompts",
    kind: "prompt",
    path: "/api/v2/architect/prompts",
    permission: "architect:userPrompt:view",
  },
  {
    operation: "getIntegrationsActions",
    kind: "dataAction",
    path: "/api/v2/integrations/actions",
    permission: "integrations:action:view",
    more: ({ of }) => (of === undefined ? {} : { category: of }),
  },
  {
    operation: "getFlowsDatatables",
    kind: "dataTable",
    path: "/api/v2/flows/datatables",
    permission: "architect:datatable:view",
    more: inHome,
  },
  {
    operation: "getArchitectSchedules",
    kind: "schedule",
    path: "/api/v2/architect/schedules",
    permission: "routing:schedule:view",
    more: () => ({ start: "2026-01-01T08:00:00.000", end: "2026-01-01T18:00:00.000" }),
  },
  {
    operation: "getArchitectSchedulegroups",
    kind: "scheduleGroup",
    path: "/api/v2/architect/schedulegroups",
    permission: "routing:scheduleGroup:view",
  },
  {
    operation: "getArchitectEmergencygroups",
    kind: "emergencyGroup",
    path: "/api/v2/architect/emergencygroups",
    permission: "routing:emergencyGroup:view",
  },
  {
    operation: "getGroups",
    kind: "group",
    path: "/api/v2/groups",
    byName: false,
    more: () => ({ type: "official", rulesVisible: true, visibility: "public" }),
  },
  {
    operation: "getRoutingSkills",
    kind: "skill",
    path: "/api/v2/routing/skills",
    permission: "routing:skill:view",
  },
  {
    operation: "getRoutingLanguages",
    kind: "language",
    path: "/api/v2/routing/languages",
  },
  {
    operation: "getScripts",
    kind: "script",
    path: "/api/v2/scripts",
    permission: "scripter:script:view",
  },
];

const route = ({ operation, kind, path, permission, byName, more }: Listing): Route => ({
  operation,
  method: "GET",
  path,
  ...(permission === undefined ? {} : { permissions: any(permission) }),
  answer({ org, query }: Call) {
    const name = byName === false ? undefined : query.text("name")?.toLowerCase();
    const found = org.objects.filter(
      (object) => object.kind === kind && (name === undefined || object.name.toLowerCase().includes(name)),
    );
    const listing = page(sortBy(found, query), query, path);
    const entities = listing.entities.map((object) => ({
      id: object.id,
      name: object.name,
      ...more?.(object, org),
      selfUri: `${path}/${object.id}`,
    }));
    return { body: { ...listing, entities } };
  },
});

/** A user's name is also the email address if it looks like one. */
const searchUsers: Route = {
  operation: "postUsersSearch",
  method: "POST",
  path: "/api/v2/users/search",
  permissions: any("directory:user:view"),
  answer(call) {
    const { org } = call;
    const body = bodyMap(call);
    const criteria = asList(body.query).map((one) => asMap(one) ?? {});
    if (criteria.some(({ type }) => type !== "EXACT")) {
      throw new ApiError(
        501,
        "not.implemented",
        "The local organization searches users by EXACT values only.",
      );
    }
    const wanted = criteria.flatMap(({ values, value }) => [...asList(values), value]);
    const names = new Set(wanted.flatMap((one) => asText(one)?.toLowerCase() ?? []));
    const results = org.objects
      .filter(({ kind, name }) => kind === "user" && names.has(name.toLowerCase()))
      .map(({ id, name }) => ({
        id,
        name,
        version: 1,
        ...(name.includes("@") ? { email: name } : {}),
        selfUri: `/api/v2/users/${id}`,
      }));
    const pageSize = typeof body.pageSize === "number" ? body.pageSize : 25;
    return {
      body: {
        total: results.length,
        pageCount: Math.ceil(results.length / pageSize),
        pageSize,
        pageNumber: 1,
        types: ["users"],
        results: results.slice(0, pageSize),
      },
    };
  },
};

/** Lookups of the objects that flows refer to. */
export const objectRoutes: Route[] = [...listings.map(route), searchUsers];
