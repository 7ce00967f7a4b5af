import { addDivision, existingDivision, moveFlows, removeDivision } from "../../organization/divisions";
import type { Division, Organization } from "../../organization/model";
import { throwApiError } from "../../organization/apiError";
import { bodyMap, optionalText } from "../body";
import { page, sortBy } from "../paging";
import { all, any } from "../route";
import type { Call, Route } from "../route";

/** Divisions and their flows. */
export const divisionRoutes: Route[] = [
  {
    operation: "getAuthorizationDivisions",
    method: "GET",
    path: "/api/v2/authorization/divisions",
    answer(call) {
      const { org, query } = call;
      const ids = query.list("id");
      const name = query.text("name")?.toLowerCase();
      const found = org.divisions.filter(
        (division) =>
          (ids.length === 0 || ids.includes(division.id)) &&
          // Genesys Cloud accepts * as a wildcard here; without it the full name must match.
          (name === undefined || pattern(name).test(division.name.toLowerCase())),
      );
      const listing = page(sortBy(found, query), query, "/api/v2/authorization/divisions");
      const counts = query.flag("objectCount");
      return {
        body: { ...listing, entities: listing.entities.map((each) => divisionView(org, each, counts)) },
      };
    },
  },
  {
    operation: "postAuthorizationDivisions",
    method: "POST",
    path: "/api/v2/authorization/divisions",
    permissions: all("authorization:division:add", "authorization:grant:add"),
    answer(call) {
      return { body: divisionView(call.org, addDivision(call.org, divisionBody(call))) };
    },
  },
  {
    operation: "getAuthorizationDivisionsHome",
    method: "GET",
    path: "/api/v2/authorization/divisions/home",
    answer({ org }) {
      const home = org.divisions.find((division) => division.home);
      if (!home) throw throwApiError("not.found");
      return { body: divisionView(org, home) };
    },
  },
  {
    operation: "getAuthorizationDivision",
    method: "GET",
    path: "/api/v2/authorization/divisions/:divisionId",
    answer: (call) => ({
      body: divisionView(call.org, divisionOf(call), call.query.flag("objectCount")),
    }),
  },
  {
    operation: "putAuthorizationDivision",
    method: "PUT",
    path: "/api/v2/authorization/divisions/:divisionId",
    permissions: any("authorization:division:edit"),
    answer(call) {
      const division = divisionOf(call);
      return { body: divisionView(call.org, Object.assign(division, divisionBody(call))) };
    },
  },
  {
    operation: "deleteAuthorizationDivision",
    method: "DELETE",
    path: "/api/v2/authorization/divisions/:divisionId",
    permissions: any("authorization:division:delete"),
    answer(call) {
      removeDivision(call.org, divisionOf(call), call.query.flag("force"));
      return { status: 204 };
    },
  },
  {
    operation: "postAuthorizationDivisionObject",
    method: "POST",
    path: "/api/v2/authorization/divisions/:divisionId/objects/:objectType",
    answer(call) {
      const ids: unknown = call.body;
      if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string"))
        throw throwApiError("bad.request");
      // Only flows have divisions here; Genesys Cloud moves queues and users the same way.
      if (call.params.objectType !== "FLOW") throw throwApiError("bad.request");
      moveFlows(call.org, call.client, divisionOf(call), ids, call.now);
      return { status: 204 };
    },
  },
];

const divisionOf = (call: Call): Division => existingDivision(call.org, call.params.divisionId ?? "");

function divisionBody(call: Call): { name: string; description: string } {
  const body = bodyMap(call);
  const name = optionalText(body, "name")?.trim() ?? "";
  if (name === "") throw throwApiError("bad.request");
  return { name, description: optionalText(body, "description") ?? "" };
}

const pattern = (name: string): RegExp =>
  new RegExp(
    `^${name
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );

function divisionView(org: Organization, division: Division, objectCount = false) {
  const flows = Object.values(org.flows).filter((flow) => !flow.deleted && flow.divisionId === division.id);
  return {
    id: division.id,
    name: division.name,
    description: division.description,
    homeDivision: division.home,
    ...(objectCount ? { objectCounts: { FLOW: flows.length } } : {}),
    selfUri: `/api/v2/authorization/divisions/${division.id}`,
  };
}
