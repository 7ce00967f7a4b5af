import { startStub, tokenReply, type Arrived, type PlatformStub, type Reply } from "../genesys/platformStub";

/** A flow as the gateway stores it. */
export interface KeptFlow {
  id: string;
  name: string;
  description?: string;
  document: unknown;
  type: "module" | "voice";
  version: number;
  enabled?: boolean;
}

/** A minimal gateway that stores flows as JSON documents. */
export interface Gateway {
  stub: PlatformStub;
  flows: Map<string, KeptFlow>;
  /** Replies instead of the gateway, before it acts. */
  before?: (request: Arrived) => Reply | undefined;
  /** Replies instead of the gateway, after it has acted. */
  after?: (request: Arrived) => Reply | undefined;
}

export async function startGateway(): Promise<Gateway> {
  let next = 1;
  const flows = new Map<string, KeptFlow>();
  const act = ({ method, url, body }: Arrived): Reply => {
    const { pathname, searchParams } = new URL(url, "http://gateway");
    if (pathname === "/api/v2/organizations/me") return { status: 404 };
    const [, area, id] = /^\/api\/v2\/(flows\/modules|flows)(?:\/([^/]+))?$/.exec(pathname) ?? [];
    const type = area === "flows/modules" ? "module" : "voice";
    const kept = id === undefined ? undefined : flows.get(id);
    if (id !== undefined && kept?.type !== type) return { status: 404, body: { code: "not.found" } };
    if (method === "GET" && kept === undefined) {
      const name = searchParams.get("name") ?? "";
      const entities = [...flows.values()].filter((flow) => flow.type === type && flow.name.includes(name));
      return { body: { entities, pageCount: 1 } };
    }
    if (method === "GET" && kept !== undefined) {
      const { document, ...rest } = kept;
      return { body: searchParams.get("expand") === "document" ? { ...rest, document } : rest };
    }
    if (method === "DELETE") {
      flows.delete(id ?? "");
      return { status: 204 };
    }
    const given = JSON.parse(body) as Omit<KeptFlow, "id">;
    const taken = [...flows.values()].some(
      (flow) => flow.name === given.name && flow.type === type && flow !== kept,
    );
    if (taken) return { status: 409, body: { code: "flow.name.taken", message: "Name taken." } };
    if (given.version !== (kept?.version ?? 0) + 1)
      return { status: 409, body: { code: "flow.version.conflict" } };
    const flow = { ...given, id: kept?.id ?? `id-${next++}` };
    flows.set(flow.id, flow);
    return { status: kept === undefined ? 201 : 200, body: flow };
  };
  const gateway: Gateway = {
    flows,
    stub: await startStub((request) => {
      if (request.url === "/oauth/token") return tokenReply("t0k3n-1");
      const refused = gateway.before?.(request);
      if (refused !== undefined) return refused;
      const answer = act(request);
      return gateway.after?.(request) ?? answer;
    }),
  };
  return gateway;
}
