import { configurationOf } from "../../architect/configuration";
import { existingFlow, savedVersionOf } from "../../organization/flows";
import { needLock } from "../../organization/locks";
import type { Flow, Version } from "../../organization/model";
import { throwApiError } from "../../organization/apiError";
import { saveDraft } from "../../organization/versions";
import { bodyMap } from "../body";
import { callerOf, needDivision } from "../caller";
import { page } from "../paging";
import { any } from "../route";
import type { Call, Route } from "../route";
import { versionView } from "../views/flowView";
import { own } from "../../organization/own";

/** The versions of a flow and their content. */
export const versionRoutes: Route[] = [
  {
    operation: "getFlowVersions",
    method: "GET",
    path: "/api/v2/flows/:flowId/versions",
    permissions: any("architect:flow:view"),
    answer(call) {
      const flow = flowOf(call);
      const listing = page(versionsOf(flow), call.query, `/api/v2/flows/${flow.id}/versions`);
      return {
        body: { ...listing, entities: listing.entities.map((version) => versionView(flow, version)) },
      };
    },
  },
  {
    operation: "postFlowVersions",
    method: "POST",
    path: "/api/v2/flows/:flowId/versions",
    permissions: any("architect:flow:edit"),
    answer(call) {
      const flow = flowOf(call);
      const by = callerOf(call);
      needLock(flow, by);
      const body = bodyMap(call);
      if (Object.keys(body).length === 0) throw throwApiError("architect.flow.data.missing");
      const configuration = body.configuration ?? body;
      const before = savedVersionOf(flow);
      const draft = saveDraft(
        flow,
        {
          content: before?.content ?? "",
          defaultLanguage: before?.defaultLanguage,
          supportedLanguages: before?.supportedLanguages ?? [],
          compatibleFlowTypes: before?.compatibleFlowTypes ?? [],
          variables: before?.variables ?? [],
          modules: before?.modules ?? [],
          uses: before?.uses ?? [],
          configuration: bodyMap({ body: configuration }),
        },
        by,
        call.now,
      );
      return { body: versionView(flow, draft) };
    },
  },
  {
    operation: "getFlowVersion",
    method: "GET",
    path: "/api/v2/flows/:flowId/versions/:versionId",
    permissions: any("architect:flow:view"),
    answer(call) {
      const flow = flowOf(call);
      return { body: versionView(flow, versionOf(call, flow), true) };
    },
  },
  {
    operation: "getFlowVersionConfiguration",
    method: "GET",
    path: "/api/v2/flows/:flowId/versions/:versionId/configuration",
    permissions: any("architect:flow:view"),
    answer(call) {
      const flow = flowOf(call);
      return { body: configurationOf(flow, versionOf(call, flow)) };
    },
  },
  {
    operation: "getFlowLatestconfiguration",
    method: "GET",
    path: "/api/v2/flows/:flowId/latestconfiguration",
    permissions: any("architect:flow:view"),
    answer(call) {
      const flow = flowOf(call);
      const latest = savedVersionOf(flow);
      if (!latest) throw throwApiError("flow.no.config.available");
      return { body: configurationOf(flow, latest) };
    },
  },
];

/** The flow in the path; a deleted one with `deleted=true`. */
function flowOf(call: Call): Flow {
  const id = call.params.flowId ?? "";
  const deleted = call.query.flag("deleted") ? own(call.org.flows, id) : undefined;
  return deleted ?? needDivision(call, existingFlow(call.org, id));
}

const versionsOf = (flow: Flow): Version[] => [...flow.versions, ...(flow.draft ? [flow.draft] : [])];

function versionOf(call: Call, flow: Flow): Version {
  const version = versionsOf(flow).find(({ id }) => id === call.params.versionId);
  if (!version) throw throwApiError("architect.flow.version.missing");
  return version;
}
