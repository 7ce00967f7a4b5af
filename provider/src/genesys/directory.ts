import type { Models } from "purecloud-platform-client-v2";
import type { CloudFlow } from "./flowApi";
import { bestMatches, isSameName, namesIn } from "./flowNames";
import { flowFromWire } from "./flowResponse";
import { InvalidRequestError, NotFoundError } from "./http/platformErrors";
import type { Clock } from "./http/rateLimiter";
import { flowShape, flowWithId, listingOf } from "./http/responseShapes";
import type { Transport } from "./http/transport";
import type { Page } from "./pages";
import { pagesOf } from "./pages";

/** The maximum number of ids for `GET /api/v2/flows/lookup`. The call is paged, so the page size must match. */
const LOOKUP_SIZE = 100;

/**
 * If this many flows are requested within {@link RECENT} milliseconds, a whole stack is probably being read. A
 * listing may then have as many pages as there were lookup requests so far, so it never costs much more than the
 * lookups it replaces, even in a large organization.
 */
const MANY = 16;

/** The flow types to list in that case, in one listing: the types that this package manages. */
const LISTED = ["COMMONMODULE", "INBOUNDCALL"];
const RECENT = 60_000;

/**
 * How long a listing may answer lookups by id, in milliseconds. Flows that this process has written are always read
 * again.
 */
const LISTING_LIFE = 15_000;

/**
 * How long a listing may answer lookups by name, in milliseconds: concurrent lookups share it, a caller that polls
 * gets a new one.
 */
const NAMES_LIFE = 1000;

/**
 * After this many requests for names within {@link RECENT} milliseconds, a listing is used for {@link LISTING_LIFE}.
 * A flow that others create in that time is detected from the publish job's result, like one created just after a
 * lookup.
 */
const MANY_NAMES = 8;

/** The result of looking up one id. */
type Found = { flow: CloudFlow | undefined } | { error: unknown };

/** Finds flows by id and by name, with as few requests as possible. */
export class Directory {
  private readonly byId: (id: string) => Promise<Found | undefined>;
  private readonly byName = new Map<string, (name: string) => Promise<CloudFlow[] | undefined>>();
  private readonly listings: Listings;
  private readonly written = new Set<string>();
  private readonly namesAsked = new Set<string>();
  private nameRequests: number[] = [];
  private recentLookups: { at: number; ids: number; requests: number }[] = [];

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {
    this.listings = new Listings(transport, clock);
    this.byId = batched((ids) => this.load(ids), clock);
  }

  /** One flow, or undefined if the platform returns 404 or 410 for this id. */
  async flow(id: string): Promise<CloudFlow | undefined> {
    const found = await this.byId(id);
    if (found !== undefined && "error" in found) throw found.error;
    return found?.flow;
  }

  /** The flows of this name and type that the platform's name index returns now: see `flowsNamed` of the FlowApi. */
  async named(type: string, name: string): Promise<CloudFlow[]> {
    let ask = this.byName.get(type);
    if (ask === undefined) {
      ask = batched((names) => this.loadNames(type, names), this.clock);
      this.byName.set(type, ask);
    }
    return (await ask(name)) ?? [];
  }

  /**
   * A flow that must exist.
   *
   * @throws NotFoundError if it does not
   */
  async existing(id: string): Promise<CloudFlow> {
    const flow = await this.flow(id);
    if (flow === undefined) throw new NotFoundError(`Flow ${id} does not exist any more.`);
    return flow;
  }

  /** Makes sure that later reads of this flow do not come from a listing. */
  invalidate(id: string): void {
    this.written.add(id);
  }

  private async load(ids: string[]): Promise<Map<string, Found>> {
    const flows = await this.fromListing(ids);
    const open = ids.filter((id) => !flows.has(id));
    for (let start = 0; start < open.length; start += LOOKUP_SIZE) {
      for (const flow of await this.lookup(open.slice(start, start + LOOKUP_SIZE))) flows.set(flow.id, flow);
    }
    const found = new Map<string, Found>([...flows].map(([id, flow]) => [id, { flow }]));
    // A flow missing from a listing or lookup may still exist: the index may lag, or a division may be hidden. GET by
    // id is authoritative.
    const absent = open.filter((id) => !flows.has(id));
    await Promise.all(absent.map(async (id) => found.set(id, await this.one(id))));
    return found;
  }

  private async fromListing(ids: string[]): Promise<Map<string, CloudFlow>> {
    const found = new Map<string, CloudFlow>();
    // A flow that was just published is read once, never from a listing, and does not indicate that more reads
    // follow.
    const listable = ids.filter((id) => !this.written.has(id));
    if (listable.length === 0) return found;
    const now = this.clock.now();
    const requests = Math.ceil(listable.length / LOOKUP_SIZE);
    this.recentLookups = [
      ...this.recentLookups.filter(({ at }) => at > now - RECENT),
      { at: now, ids: listable.length, requests },
    ];
    const total = (of: "ids" | "requests"): number =>
      this.recentLookups.reduce((sum, one) => sum + one[of], 0);
    if (total("ids") <= MANY) return found;
    const listed = await this.listings.all(LISTED, LISTING_LIFE, total("requests"));
    for (const id of listable) {
      const flow = listed?.get(id);
      if (flow !== undefined) found.set(id, flow);
    }
    return found;
  }

  private async lookup(ids: string[]): Promise<CloudFlow[]> {
    if (ids.length < 2) return [];
    try {
      const { body } = await this.transport.call<Models.FlowEntityListing>({
        method: "GET",
        path: "/api/v2/flows/lookup",
        query: { id: ids, pageSize: LOOKUP_SIZE, pageNumber: 1 },
        permission: "architect:flow:view",
        answers: listingOf(flowShape),
      });
      return (body.entities ?? []).map(flowFromWire);
    } catch (error) {
      // One malformed id must not fail the whole batch, so each id is then requested individually.
      if (error instanceof InvalidRequestError || error instanceof NotFoundError) return [];
      throw error;
    }
  }

  private async one(id: string): Promise<Found> {
    try {
      const { body } = await this.transport.call<Models.Flow>({
        method: "GET",
        path: "/api/v2/flows/{flowId}",
        pathParams: { flowId: id },
        permission: "architect:flow:view",
        answers: flowWithId(id),
      });
      // The API has a `deleted` field, so a 200 answer may be for a flow in the recycle bin.
      return { flow: body.deleted === true ? undefined : flowFromWire(body) };
    } catch (error) {
      // An error for one id is reported to its caller only, not to the rest of the batch.
      return error instanceof NotFoundError ? { flow: undefined } : { error };
    }
  }

  private async loadNames(type: string, names: string[]): Promise<Map<string, CloudFlow[]>> {
    const now = this.clock.now();
    this.nameRequests = [...this.nameRequests.filter((at) => at > now - RECENT), now];
    // A stack that is being created asks for each name once. A second request for a name waits for a change, or
    // follows one.
    const first = names.every((name) => !this.namesAsked.has(`${type}/${name}`));
    for (const name of names) this.namesAsked.add(`${type}/${name}`);
    const many = first && this.nameRequests.length > MANY_NAMES;
    const worth = many ? this.nameRequests.length : names.length;
    const listed =
      many || names.length > 1
        ? await this.listings.all([type], many ? LISTING_LIFE : NAMES_LIFE, worth)
        : undefined;
    const flows =
      listed === undefined
        ? await Promise.all(names.map((name) => this.listings.named(type, name)))
        : namesIn([...listed.values()], names);
    return new Map(names.map((name, index) => [name, flows[index] ?? []]));
  }
}

/** The largest page size that known clients use for `GET /api/v2/flows`. */
const PAGE_SIZE = 500;

/** A listing that is loaded or loading. */
interface Listing {
  at: number;
  flows: Promise<Map<string, CloudFlow> | undefined>;
}

/** Lists flows. A flow missing from a listing may still exist, because the index lags. */
export class Listings {
  private readonly kept = new Map<string, Listing>();
  private readonly sizes = new Map<string, number>();

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  /**
   * All flows of these types by id, from a listing that is at most `life` milliseconds old.
   *
   * @param worth the maximum number of pages to read; the result is undefined if the listing has more
   */
  async all(
    types: readonly string[],
    life: number,
    worth: number,
  ): Promise<Map<string, CloudFlow> | undefined> {
    const key = [...types].sort().join(",").toLowerCase();
    if ((this.sizes.get(key) ?? 0) > worth) return undefined;
    const kept = this.kept.get(key);
    if (kept !== undefined && kept.at > this.clock.now() - life) return kept.flows;
    const listing = { at: this.clock.now(), flows: this.list(key, worth) };
    this.kept.set(key, listing);
    // A listing that failed, or was given up for its size, is not kept: the next caller requests it again, once it is
    // worth that many pages.
    const forget = (): void => {
      if (this.kept.get(key) === listing) this.kept.delete(key);
    };
    listing.flows.then((flows) => {
      if (flows === undefined) forget();
    }, forget);
    return listing.flows;
  }

  /**
   * The flows of this name and type: see `flowsNamed` of the FlowApi. The platform's filter may also match parts of
   * names.
   */
  async named(type: string, name: string): Promise<CloudFlow[]> {
    const found: CloudFlow[] = [];
    for await (const { entities } of this.pages({ type: type.toLowerCase(), name }, 100)) {
      const flows = entities.map(flowFromWire);
      found.push(...flows.filter((one) => one.type === type && isSameName(one.name, name)));
      if (found.some((one) => one.name === name)) break;
    }
    return bestMatches(found, name);
  }

  private async list(types: string, worth: number): Promise<Map<string, CloudFlow> | undefined> {
    const flows = new Map<string, CloudFlow>();
    for await (const { entities, pageCount } of this.pages({ type: types.split(",") }, PAGE_SIZE)) {
      for (const flow of entities.map(flowFromWire)) flows.set(flow.id, flow);
      this.sizes.set(types, pageCount);
      if (pageCount > worth) return undefined;
    }
    return flows;
  }

  private pages(
    query: Record<string, string | string[]>,
    pageSize: number,
  ): AsyncGenerator<Page<Models.Flow>> {
    return pagesOf(this.transport, {
      path: "/api/v2/flows",
      query,
      pageSize,
      permission: "architect:flow:view",
      entity: flowShape,
    });
  }
}

/**
 * Concurrent calls within this many milliseconds are batched: enough for one turn of Pulumi's engine, too short to
 * notice.
 */
const WINDOW = 5;

/**
 * Batches lookups into one request. Calls within a few milliseconds share a request, and so do calls that arrive
 * while an earlier request is in progress: if answers are slow (or the rate limit delays requests), fewer requests
 * carry more keys. A lookup never gets its answer from a request that was sent before it.
 *
 * @param load loads all keys; a key missing from its map has no value
 */
export function batched<Value>(
  load: (keys: string[]) => Promise<Map<string, Value>>,
  clock: Clock,
): (key: string) => Promise<Value | undefined> {
  let open: { keys: Set<string>; answers: Promise<Map<string, Value>> } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  return async (key) => {
    if (open === undefined) {
      const keys = new Set<string>();
      const answers = Promise.all([underWay, clock.sleep(WINDOW)]).then(() => {
        open = undefined;
        return load([...keys]);
      });
      // A failure is reported to the callers of this batch; the next request only waits for it to finish.
      underWay = answers.catch(() => undefined);
      open = { keys, answers };
    }
    open.keys.add(key);
    return (await open.answers).get(key);
  };
}
