import { existingFlow } from "../../organization/flows";
import { drawId } from "../../organization/ids";
import { throwApiError } from "../../organization/apiError";
import { callerOf, needDivision } from "../caller";
import { operationView } from "../views/operationView";
import { page } from "../paging";
import { any } from "../route";
import type { Route } from "../route";
import { actorFields } from "../views/flowView";
import { own } from "../../organization/own";

/** A flow's history: requested in one call, read in another. */
export const historyRoutes: Route[] = [
  {
    operation: "postFlowHistory",
    method: "POST",
    path: "/api/v2/flows/:flowId/history",
    permissions: any("architect:flow:view"),
    answer(call) {
      const flow = needDivision(call, existingFlow(call.org, call.params.flowId ?? ""));
      const id = drawId(call.org, "history");
      call.org.histories[id] = { flowId: flow.id, by: callerOf(call), at: call.now };
      return { body: operationView(id, "HISTORY", callerOf(call)) };
    },
  },
  {
    operation: "getFlowHistoryHistoryId",
    method: "GET",
    path: "/api/v2/flows/:flowId/history/:historyId",
    permissions: any("architect:flow:view"),
    answer(call) {
      const flow = needDivision(call, existingFlow(call.org, call.params.flowId ?? ""));
      const id = call.params.historyId ?? "";
      const asked = own(call.org.histories, id);
      if (asked?.flowId !== flow.id) throw throwApiError("not.found");
      const actions = call.query.list("action").map((action) => action.toUpperCase());
      const entries = flow.history.filter(
        ({ action, at }) => at <= asked.at && (actions.length === 0 || actions.includes(action)),
      );
      if (call.query.text("sortOrder") !== "asc") entries.reverse();
      const { entities, pageSize, pageNumber, pageCount, total } = page(entries, call.query, "");
      return {
        body: {
          ...operationView(id, "HISTORY", asked.by),
          name: flow.name,
          ...(flow.description === undefined ? {} : { description: flow.description }),
          system: false,
          started: new Date(asked.at).toISOString(),
          completed: new Date(asked.at).toISOString(),
          pageSize,
          pageNumber,
          pageCount,
          total,
          entities: entities.map(({ action, at, by, version }) => ({
            action,
            resource: "flow",
            timestamp: new Date(at).toISOString(),
            ...actorFields(by, "user", "client"),
            ...(version === undefined ? {} : { version }),
            secure: false,
          })),
        },
      };
    },
  },
];
