import { deleteFlow, deleteFlows } from "../../organization/deletion";
import { addFlow, checkFlowName, existingFlow, remember } from "../../organization/flows";
import { needLock } from "../../organization/locks";
import { flowNamed, noteInIndex } from "../../organization/nameIndex";
import { throwApiError } from "../../organization/apiError";
import { searchFlows } from "../../organization/search";
import { callerOf, needDivision, visibleTo } from "../caller";
import { page, sortBy } from "../paging";
import { any } from "../route";
import type { Call, Route } from "../route";
import { searchOf } from "../searchOf";
import { bodyMap, optionalFlowType, optionalText } from "../body";
import { divisionView, flowView } from "../views/flowView";
import { operationView } from "../views/operationView";
import { drawId } from "../../organization/ids";
import { own } from "../../organization/own";

/** Reading, renaming and deleting flows. */
export const flowRoutes: Route[] = [
  {
    operation: "getFlows",
    method: "GET",
    path: "/api/v2/flows",
    permissions: any("architect:flow:view"),
    answer(call) {
      const found = visibleTo(call, searchFlows(call.org, searchOf(call), call.now));
      const listing = page(sortBy(found, call.query), call.query, "/api/v2/flows");
      const schemas = call.query.flag("includeSchemas");
      return {
        body: { ...listing, entities: listing.entities.map((flow) => flowView(call.org, flow, schemas)) },
      };
    },
  },
  {
    operation: "getFlowsDivisionviews",
    method: "GET",
    path: "/api/v2/flows/divisionviews",
    permissions: { need: "all", of: ["architect:flow:search"] },
    answer(call) {
      const found = visibleTo(call, searchFlows(call.org, searchOf(call), call.now));
      const listing = page(sortBy(found, call.query), call.query, "/api/v2/flows/divisionviews");
      const schemas = call.query.flag("includeSchemas");
      return {
        body: { ...listing, entities: listing.entities.map((flow) => divisionView(call.org, flow, schemas)) },
      };
    },
  },
  {
    operation: "getFlowsLookup",
    method: "GET",
    path: "/api/v2/flows/lookup",
    permissions: any("architect:flow:view"),
    answer(call) {
      const ids = call.query.list("id");
      if (ids.length === 0) throw throwApiError("bad.request", "Query parameter 'id' is missing or empty");
      const found = [...new Set(ids)]
        .flatMap((id) => own(call.org.flows, id) ?? [])
        .filter(({ deleted }) => !deleted);
      const listing = page(sortBy(visibleTo(call, found), call.query), call.query, "/api/v2/flows/lookup");
      return { body: { ...listing, entities: listing.entities.map((flow) => flowView(call.org, flow)) } };
    },
  },
  {
    operation: "getFlow",
    method: "GET",
    path: "/api/v2/flows/:flowId",
    permissions: any("architect:flow:view"),
    answer(call) {
      const id = call.params.flowId ?? "";
      const deleted = call.query.flag("deleted") ? own(call.org.flows, id) : undefined;
      return { body: flowView(call.org, deleted ?? needDivision(call, existingFlow(call.org, id)), true) };
    },
  },
  {
    operation: "postFlows",
    method: "POST",
    path: "/api/v2/flows",
    permissions: any("architect:flow:add"),
    answer(call) {
      const body = bodyMap(call);
      const name = checkFlowName(optionalText(body, "name"));
      const type = optionalFlowType(body);
      if (type === undefined) throw throwApiError("architect.flow.validate.failed.missing.type");
      const by = callerOf(call);
      const wanted = {
        type,
        name,
        description: optionalText(body, "description"),
        divisionId: divisionOf(call),
      };
      const flow = addFlow(call.org, wanted, by, call.now);
      flow.lock = by;
      return { body: flowView(call.org, flow) };
    },
  },
  {
    operation: "putFlow",
    method: "PUT",
    path: "/api/v2/flows/:flowId",
    permissions: any("architect:flow:edit"),
    answer(call) {
      const flow = needDivision(call, existingFlow(call.org, call.params.flowId ?? ""));
      const body = bodyMap(call);
      const name = checkFlowName(optionalText(body, "name"));
      if (optionalFlowType(body) === undefined)
        throw throwApiError("architect.flow.validate.failed.missing.type");
      if (call.org.settings.guesses.renameNeedsLock) needLock(flow, callerOf(call));
      const twin = flowNamed(call.org, flow.type, name);
      if (twin && twin.id !== flow.id) throw throwApiError("architect.flow.already.exists");
      flow.name = name;
      flow.description = optionalText(body, "description");
      remember(flow, { action: "UPDATE", at: call.now, by: callerOf(call) });
      noteInIndex(call.org, flow, call.now);
      return { body: flowView(call.org, flow) };
    },
  },
  {
    operation: "deleteFlows",
    method: "DELETE",
    path: "/api/v2/flows",
    permissions: any("architect:flow:delete"),
    answer(call) {
      const ids = call.query.list("id");
      if (ids.length === 0)
        throw throwApiError("architect.query.parameter.missing", "Query parameter 'id' is missing or empty");
      deleteFlows(call.org, ids, callerOf(call), call.now);
      return { body: operationView(drawId(call.org, "operation"), "DELETE", callerOf(call)) };
    },
  },
  {
    operation: "deleteFlow",
    method: "DELETE",
    path: "/api/v2/flows/:flowId",
    permissions: any("architect:flow:delete"),
    answer(call) {
      const id = call.params.flowId ?? "";
      const flow = own(call.org.flows, id);
      if (flow) needDivision(call, flow);
      deleteFlow(call.org, id, callerOf(call), call.now);
      return { status: call.org.settings.guesses.deleteStatus };
    },
  },
];

function divisionOf(call: Call): string | undefined {
  const division = bodyMap(call).division;
  const id = typeof division === "object" && division !== null && "id" in division ? division.id : undefined;
  if (id === undefined) return undefined;
  const found = call.org.divisions.find((each) => each.id === id);
  if (!found) throw throwApiError("architect.division.invalid");
  return found.id;
}
