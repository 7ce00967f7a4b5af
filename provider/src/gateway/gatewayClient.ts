import { isDeepStrictEqual } from "node:util";
import {
  documentFlowFromWire,
  documentFlowShape,
  versionOf,
  type DocumentBody,
  type DocumentFlow,
  type DocumentKind,
} from "./gatewayFlows";
import { ConflictError, NotFoundError, outcomeUnknown } from "../genesys/http/platformErrors";
import type { CloudFlow } from "../genesys/flowApi";
import { bestMatches, isSameName } from "../genesys/flowNames";
import { pagesOf } from "../genesys/pages";
import type { Redact } from "../genesys/http/redaction";
import type { Clock } from "../genesys/http/rateLimiter";
import { allOf, withId, withTexts } from "../genesys/http/responseShapes";
import type { Transport } from "../genesys/http/transport";
import { unconfirmed } from "../genesys/unconfirmedChange";

/** What is to be written; what is left out stays as it is. */
export type DocumentChange = Partial<Pick<DocumentBody, "name" | "description" | "document" | "enabled">>;

/** How often a write whose outcome is unknown, or that another one overtook, is tried, and the pause between (milliseconds). */
const ATTEMPTS = 4;
const PAUSE = 1000;

/** The requests of the document API, for one kind of flows each. */
export class DocumentGateway {
  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  /** One flow with its document; undefined when it is gone (404, 410), or of the other kind where both share an address. */
  async read(kind: DocumentKind, id: string): Promise<{ flow: CloudFlow; raw: DocumentFlow } | undefined> {
    try {
      const { body } = await this.transport.call<DocumentFlow>({
        method: "GET",
        path: `${kind.path}/{id}`,
        pathParams: { id },
        query: { expand: "document" },
        permission: kind.read,
        answers: allOf(documentFlowShape, withId(id)),
      });
      const flow = documentFlowFromWire(body, kind);
      return flow === undefined ? undefined : { flow, raw: body };
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** The flows of this name: see `flowsNamed` of the FlowApi. */
  async named(kind: DocumentKind, name: string): Promise<CloudFlow[]> {
    const found: CloudFlow[] = [];
    for await (const listed of this.pages(kind, { name })) {
      found.push(...listed.filter((one) => isSameName(one.name, name)));
      if (found.some((one) => one.name === name)) break;
    }
    return bestMatches(found, name);
  }

  /** Every flow of a kind with its document: a call for each. */
  async all(kind: DocumentKind): Promise<{ flow: CloudFlow; raw: DocumentFlow }[]> {
    const found: { flow: CloudFlow; raw: DocumentFlow }[] = [];
    for await (const listed of this.pages(kind, {})) {
      const read = await Promise.all(listed.map(({ id }) => this.read(kind, id)));
      // What was deleted in between is gone.
      found.push(...read.filter((one) => one !== undefined));
    }
    return found;
  }

  private async *pages(kind: DocumentKind, query: { name?: string }): AsyncGenerator<CloudFlow[]> {
    const { path, read: permission } = kind;
    const listing = { path, query, permission, pageSize: 100, entity: documentFlowShape };
    for await (const { entities } of pagesOf<DocumentFlow>(this.transport, listing)) {
      const flows = entities.map((raw) => documentFlowFromWire(raw, kind));
      yield flows.filter((flow) => flow !== undefined);
    }
  }

  /**
   * Creates a flow and returns its id. Where the answer gets lost, the flow of that name that has just this content is the one: it is
   * never created twice.
   */
  async create(kind: DocumentKind, body: DocumentBody, deadline: number, redact?: Redact): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.send({ method: "POST", path: kind.path, kind, body, deadline, redact });
      } catch (error) {
        const retried = attempt > 1 && error instanceof ConflictError;
        if (!outcomeUnknown(error) && !retried) throw error;
        await this.clock.sleep(PAUSE);
        const [made] = await this.named(kind, body.name);
        const same = made?.name === body.name ? await this.read(kind, made.id) : undefined;
        if (same && isFirstVersionOf(same.raw, body)) return same.flow.id;
        if (retried || attempt === ATTEMPTS || this.clock.now() > deadline) throw error;
      }
    }
  }

  /** Changes a flow, as the version after the one it has. Somebody else's change in between is overwritten, as with every publish. */
  async update(
    kind: DocumentKind,
    id: string,
    change: DocumentChange,
    deadline = Infinity,
    redact?: Redact,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { raw } = await this.existing(kind, id);
      const body = nextBody(kind, raw, change);
      try {
        await this.send({ method: "PUT", path: `${kind.path}/{id}`, id, kind, body, deadline, redact });
        return;
      } catch (error) {
        if (!outcomeUnknown(error) && !(error instanceof ConflictError)) throw error;
        await this.clock.sleep(PAUSE);
        const now = await this.existing(kind, id);
        const done =
          versionOf(now.raw) === body.version && isDeepStrictEqual(now.raw.document, body.document);
        if (done && now.flow.name === body.name) return;
        // A conflict although nobody has written: it is about the name, and stays.
        const unmoved = versionOf(now.raw) === versionOf(raw);
        const final = error instanceof ConflictError && unmoved;
        if (final || attempt === ATTEMPTS || this.clock.now() > deadline) throw error;
      }
    }
  }

  /** Deletes a flow; one that is gone is fine. */
  async remove(kind: DocumentKind, id: string): Promise<void> {
    try {
      const { fromPlatform } = await this.transport.call({
        method: "DELETE",
        path: `${kind.path}/{id}`,
        pathParams: { id },
        permission: kind.write,
        answers: "nothing",
      });
      // An empty success without the API's mark may be anybody's: only the flow's own address tells.
      if (!fromPlatform && (await this.read(kind, id)) !== undefined) {
        throw unconfirmed("delete", id, `DELETE ${kind.path}/${id}`);
      }
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }

  private async existing(kind: DocumentKind, id: string): Promise<{ flow: CloudFlow; raw: DocumentFlow }> {
    const found = await this.read(kind, id);
    if (found === undefined) throw new NotFoundError(`Flow ${id} does not exist any more.`);
    return found;
  }

  private async send(order: {
    method: "POST" | "PUT";
    path: string;
    kind: DocumentKind;
    id?: string;
    body: DocumentBody;
    deadline: number;
    redact?: Redact;
  }): Promise<string> {
    const { body } = await this.transport.call<DocumentFlow>({
      method: order.method,
      path: order.path,
      pathParams: order.id === undefined ? {} : { id: order.id },
      body: order.body,
      permission: order.kind.write,
      answers: order.id === undefined ? withTexts("id") : withId(order.id),
      deadline: order.deadline,
      redact: order.redact,
      // A second create would make a second flow or meet the first one; a second update would have the wrong version.
      repeatable: false,
    });
    return body.id ?? "";
  }
}

/** Whether a flow is what a create has made. Gateways may fill defaults into a document, but not change which entries it has. */
function isFirstVersionOf(raw: DocumentFlow, body: DocumentBody): boolean {
  if (isDeepStrictEqual(raw.document, body.document)) return true;
  const sameEntries = isDeepStrictEqual(entryKeys(raw.document), entryKeys(body.document));
  return versionOf(raw) === 1 && (raw.description ?? "") === (body.description ?? "") && sameEntries;
}

function entryKeys(document: unknown): string[] {
  const { content } = (document ?? {}) as { content?: { entries?: object } };
  return Object.keys(content?.entries ?? {}).sort();
}

function nextBody(kind: DocumentKind, raw: DocumentFlow, change: DocumentChange): DocumentBody {
  const now = documentFlowFromWire(raw, kind);
  return {
    name: change.name ?? raw.name ?? "",
    description: change.description ?? raw.description,
    document: change.document ?? raw.document,
    type: kind.type,
    version: versionOf(raw) + 1,
    ...(kind.type === "voice" ? { enabled: change.enabled ?? now?.active ?? true } : {}),
  };
}
