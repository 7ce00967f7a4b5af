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

/** The fields to change. Omitted fields keep their values. */
export type DocumentChange = Partial<Pick<DocumentBody, "name" | "description" | "document" | "enabled">>;

/**
 * The maximum number of attempts of a write whose outcome is unknown or that conflicted with another write, and the
 * pause between attempts in milliseconds.
 */
const ATTEMPTS = 4;
const PAUSE = 1000;

/** The requests of the JSON gateway API. Each is for one kind of flow. */
export class DocumentGateway {
  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  /**
   * One flow with its document. Undefined if it is gone (404, 410), or if it is of another kind that shares the
   * address.
   */
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

  /** All flows of a kind with their documents, with one call for each. */
  async all(kind: DocumentKind): Promise<{ flow: CloudFlow; raw: DocumentFlow }[]> {
    const found: { flow: CloudFlow; raw: DocumentFlow }[] = [];
    for await (const listed of this.pages(kind, {})) {
      const read = await Promise.all(listed.map(({ id }) => this.read(kind, id)));
      // Undefined for flows that were deleted in the meantime.
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
   * Creates a flow and returns its id. If the answer is lost, an existing flow with this name and exactly this
   * content is taken as the result, so the flow is never created twice.
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

  /**
   * Updates a flow to the next version. Changes that others made in the meantime are overwritten, as with every
   * publish.
   */
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
        // A conflict although the version has not changed: the name is taken, so retrying would not help.
        const unmoved = versionOf(now.raw) === versionOf(raw);
        const final = error instanceof ConflictError && unmoved;
        if (final || attempt === ATTEMPTS || this.clock.now() > deadline) throw error;
      }
    }
  }

  /** Deletes a flow. Succeeds if the flow is already gone. */
  async remove(kind: DocumentKind, id: string): Promise<void> {
    try {
      const { fromPlatform } = await this.transport.call({
        method: "DELETE",
        path: `${kind.path}/{id}`,
        pathParams: { id },
        permission: kind.write,
        answers: "nothing",
      });
      // An empty success without the API's correlation id may come from a proxy, so check whether the flow is gone.
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
      // A second create would create a second flow or conflict with the first; a second update would have the wrong
      // version.
      repeatable: false,
    });
    return body.id ?? "";
  }
}

/**
 * Whether a flow is the result of this create. Gateways may add defaults to a document, but do not change which
 * entries it has.
 */
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
