import { deactivate, forceUnlock, revert } from "../../organization/actions";
import { checkedInVersionOf, existingFlow } from "../../organization/flows";
import { drawId } from "../../organization/ids";
import { checkOut, isHeldByAnother } from "../../organization/locks";
import type { Actor, Flow } from "../../organization/model";
import type { Needed } from "../../organization/permissions";
import { throwApiError } from "../../organization/apiError";
import { checkIn, publishVersion } from "../../organization/versions";
import { callerOf, needDivision } from "../caller";
import { any } from "../route";
import type { Call, Route } from "../route";
import { flowView } from "../views/flowView";
import { operationView } from "../views/operationView";

/** Actions on one flow. */
export const actionRoutes: Route[] = [
  action("Checkout", any("architect:flow:edit"), (call, flow, by) => {
    checkOut(flow, by, call.now);
    return flowView(call.org, flow);
  }),
  action("Checkin", any("architect:flow:edit", "architect:flow:unlock"), (call, flow, by) => {
    // The only conflict that Genesys Cloud documents for a check-in.
    if (isHeldByAnother(flow, by) || !flow.draft) throw throwApiError("request.conflict");
    checkIn(flow, by, call.now);
    return operation(call, "CHECKIN", by);
  }),
  action("Publish", any("architect:flow:unlock", "architect:flow:publish"), (call, flow, by) => {
    if (isHeldByAnother(flow, by)) throw throwApiError("architect.flow.locked.by.user");
    const wanted = call.query.text("version");
    const version =
      wanted === undefined
        ? flow.draft
          ? checkIn(flow, by, call.now)
          : checkedInVersionOf(flow)
        : flow.versions.find(({ id }) => id === wanted);
    if (!version) {
      throw throwApiError(
        wanted === undefined
          ? "architect.flow.cannot.checkin.missing.config"
          : "architect.flow.version.missing",
      );
    }
    publishVersion(call.org, flow, version, by, call.now);
    flow.lock = undefined;
    return operation(call, "PUBLISH", by);
  }),
  action("Revert", any("architect:flow:edit"), (call, flow, by) => {
    revert(flow, by, call.now);
    return flowView(call.org, flow);
  }),
  action("Deactivate", any("architect:flow:publish"), (call, flow, by) => {
    deactivate(call.org, flow, by, call.now);
    return flowView(call.org, flow);
  }),
  action("Unlock", any("architect:flow:unlock"), (call, flow, by) => {
    forceUnlock(call.org, flow, by, call.now);
    return flowView(call.org, flow);
  }),
];

function action(
  name: string,
  permissions: Needed,
  act: (call: Call, flow: Flow, by: Actor) => unknown,
): Route {
  return {
    operation: `postFlowsActions${name}`,
    method: "POST",
    path: `/api/v2/flows/actions/${name.toLowerCase()}`,
    permissions,
    answer(call) {
      const id = call.query.text("flow");
      if (id === undefined) throw throwApiError("bad.request", "Query parameter 'flow' is missing or empty");
      return { body: act(call, needDivision(call, existingFlow(call.org, id)), callerOf(call)) };
    },
  };
}

const operation = (call: Call, name: string, by: Actor) =>
  operationView(drawId(call.org, "operation"), name, by);
