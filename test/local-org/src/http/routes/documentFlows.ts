import {
  changeFlow,
  createFlow,
  documentFlow,
  documentFlows,
  documentOf,
  readWish,
  versionOf,
} from "../../documents/documentFlows";
import type { DocumentType } from "../../documents/document";
import { deleteFlow } from "../../organization/deletion";
import type { Flow } from "../../organization/model";
import { needScope } from "../../organization/permissions";
import { bodyMap } from "../body";
import { callerOf } from "../caller";
import { page, sortBy } from "../paging";
import type { Call, Offer } from "../route";

/**
 * The document API, as offered by gateways in front of Genesys Cloud: documents are stored as submitted and published
 * immediately. Genesys Cloud's API description does not contain it, so its operations have no name there.
 */
export const documentRoutes: Offer[] = [
  ...routesOf("module", "/api/v2/flows/modules", "flow:module"),
  ...routesOf("voice", "/api/v2/flows", "flow:flow"),
];

function routesOf(type: DocumentType, path: string, scope: string): Offer[] {
  const read = (call: Call): Call => needScope(call, `${scope}:read`);
  const write = (call: Call): Call => needScope(call, `${scope}:write`);
  const flowOf = (call: Call): Flow => documentFlow(call.org, type, call.params.flowId ?? "");
  const view = (call: Call, flow: Flow, withDocument: boolean) => ({
    id: flow.id,
    name: flow.name,
    description: flow.description ?? "",
    type,
    version: versionOf(flow),
    ...(type === "voice" ? { enabled: flow.active } : {}),
    ...(withDocument ? { document: documentOf(call.org, flow) } : {}),
    selfUri: `${path}/${flow.id}`,
  });
  const expanded = (call: Call): boolean => call.query.list("expand").includes("document");
  return [
    {
      method: "GET",
      path,
      answer(call) {
        const wanted = (read(call).query.text("name") ?? "").toLowerCase();
        const found = documentFlows(call.org, type).filter(({ name }) => name.toLowerCase().includes(wanted));
        const listing = page(sortBy(found, call.query), call.query, path);
        const entities = listing.entities.map((flow) => view(call, flow, expanded(call)));
        return { body: { ...listing, entities } };
      },
    },
    {
      method: "POST",
      path,
      answer(call) {
        const wish = readWish(write(call).org, type, bodyMap(call));
        return {
          status: 201,
          body: view(call, createFlow(call.org, type, wish, callerOf(call), call.now), true),
        };
      },
    },
    {
      method: "GET",
      path: `${path}/:flowId`,
      answer: (call) => ({ body: view(call, flowOf(read(call)), expanded(call)) }),
    },
    {
      method: "PUT",
      path: `${path}/:flowId`,
      answer(call) {
        const flow = flowOf(write(call));
        changeFlow(call.org, flow, type, readWish(call.org, type, bodyMap(call)), callerOf(call), call.now);
        return { body: view(call, flow, true) };
      },
    },
    {
      method: "DELETE",
      path: `${path}/:flowId`,
      answer(call) {
        deleteFlow(call.org, flowOf(write(call)).id, callerOf(call), call.now);
        return { status: 204 };
      },
    },
  ];
}
