import { DocumentGateway } from "./gatewayClient";
import { DOCUMENT_KINDS, kindOf, modulesInvoked, type DocumentFlow, type DocumentKind } from "./gatewayFlows";
import { InvalidRequestError, NotFoundError } from "../genesys/http/platformErrors";
import type { CloudFlow, FlowApi } from "../genesys/flowApi";
import { lazy } from "../genesys/lazy";
import { ownOrganization } from "../genesys/architectApi";
import { hiding } from "../genesys/http/redaction";
import type { Clock } from "../genesys/http/rateLimiter";
import type { Settings } from "../genesys/settings/settings";
import type { Transport } from "../genesys/http/transport";

/**
 * {@link FlowApi} for gateways that accept JSON documents. It differs from Genesys Cloud's own API: a write is
 * published immediately, without a job; modules are referenced live, so callers carry no snapshots; there are no
 * drafts, locks or divisions; and only the flows' documents show which flows use a module.
 */
export function documentFlowApi(
  transport: Transport,
  settings: Settings,
  { clock }: { clock: Clock },
): FlowApi {
  const gateway = new DocumentGateway(transport, clock);
  const kinds = new Map<string, DocumentKind>();

  /** Reads the flow by its known kind, or tries both kinds. */
  const find = async (id: string): Promise<{ flow: CloudFlow; raw: DocumentFlow } | undefined> => {
    const known = kinds.get(id);
    for (const kind of known === undefined ? DOCUMENT_KINDS : [known]) {
      const found = await gateway.read(kind, id);
      if (found === undefined) continue;
      kinds.set(id, kind);
      return found;
    }
    return undefined;
  };
  const existing = async (
    id: string,
  ): Promise<{ flow: CloudFlow; raw: DocumentFlow; kind: DocumentKind }> => {
    const found = await find(id);
    if (found === undefined) throw new NotFoundError(`Flow ${id} does not exist any more.`);
    return { ...found, kind: kindOf(found.flow.type) };
  };

  const flowsNamed = async (type: string, name: string): Promise<CloudFlow[]> => {
    const kind = kindOf(type);
    const flows = await gateway.named(kind, name);
    for (const { id } of flows) kinds.set(id, kind);
    return flows;
  };

  return {
    form: "document",

    organization: lazy(() => ownOrganization(transport, settings)),

    // The client is only needed for locks and publishers, and this API returns neither.
    ownClient: () => Promise.resolve(undefined),

    flow: async (id) => (await find(id))?.flow,

    flowsNamed,
    flowNamed: async (type, name) => (await flowsNamed(type, name))[0],

    async publish({ id, type, name, description, enabled, content, deadline, secrets = [] }) {
      if (content.form !== "document") {
        throw new InvalidRequestError(
          "The document API takes documents, not Architect YAML: use the property document, or the setting genesyscloud:flowApi architect.",
        );
      }
      const kind = kindOf(type);
      const { document } = content;
      const redact = hiding(secrets);
      if (id !== undefined) {
        // If the description were omitted, it would keep its old value.
        const change = { name, description: description ?? "", document, enabled };
        await gateway.update(kind, id, change, deadline, redact);
        return { flowId: id, warnings: [] };
      }
      const body = {
        name,
        description: description ?? "",
        document,
        type: kind.type,
        version: 1,
        ...(kind.type === "voice" ? { enabled: enabled ?? true } : {}),
      };
      const flowId = await gateway.create(kind, body, deadline, redact);
      kinds.set(flowId, kind);
      return { flowId, warnings: [] };
    },

    // This API has no jobs.
    earlierPublish: () => Promise.resolve(undefined),

    async content(id) {
      // The API keeps only one version, the published one.
      return { form: "document", document: (await existing(id)).raw.document };
    },

    modulesCarried: () => Promise.resolve({}),

    async modulesReached({ id }) {
      const { raw } = await existing(id);
      const modules = await Promise.all(modulesInvoked(raw.document).map((module) => find(module)));
      const reached = modules.filter((module) => module !== undefined);
      return Object.fromEntries(reached.map(({ flow }) => [flow.id, flow.published?.number ?? 0]));
    },

    async rename(id, to) {
      const { kind } = await existing(id);
      await gateway.update(kind, id, to);
    },

    async setActive(id, active) {
      const { kind } = await existing(id);
      if (kind.type === "module") {
        throw new InvalidRequestError("The document API has no way to deactivate a module.");
      }
      await gateway.update(kind, id, { enabled: active });
    },

    moveTo: () =>
      Promise.reject(
        new InvalidRequestError("The document API has no divisions: leave the property division out."),
      ),

    // This API has no locks.
    unlock: () => Promise.resolve(),
    release: () => Promise.resolve(),

    async consumers({ id, type }) {
      if (kindOf(type).type !== "module") return [];
      const callers = kindOf("INBOUNDCALL");
      const flows = await gateway.all(callers);
      return flows
        .filter(({ raw }) => modulesInvoked(raw.document).includes(id))
        .map(({ flow }) => ({ id: flow.id, name: flow.name, type: `${callers.flowType}FLOW` }));
    },

    // The gateway checks the references of a document itself.
    lookUp: () => Promise.resolve({ missing: [], notes: [] }),

    async remove(id) {
      const found = await find(id);
      if (found === undefined) return;
      await gateway.remove(kindOf(found.flow.type), id);
    },
  };
}
