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

/** What `GET /api/v2/flows/lookup` takes at once; it is paged, so the page size has to match. */
const LOOKUP_SIZE = 100;

/**
 * So many flows asked for within {@link RECENT} milliseconds are the begin of a whole stack. A listing is worth as many pages then as it took
 * requests to look them up so far: it never costs much more than what it replaces, however large the organization.
 */
const MANY = 16;

/** Whose listing is taken then: the types that this package manages, in one. */
const LISTED = ["COMMONMODULE", "INBOUNDCALL"];
const RECENT = 60_000;

/** Milliseconds for which a listing may answer for flows by id. Flows that this process has written are always asked for anew. */
const LISTING_LIFE = 15_000;

/** Milliseconds for which a listing may answer for names: those who ask in one go share it, who polls a name gets a new one. */
const NAMES_LIFE = 1000;

/**
 * After so many requests for names within {@link RECENT} milliseconds a listing answers for {@link LISTING_LIFE}: a flow made by others
 * meanwhile is noticed from the publish job's result, as one made a moment after a question would be.
 */
const MANY_NAMES = 8;

/** What came of the question for one id. */
type Found = { flow: CloudFlow | undefined } | { error: unknown };

/** Finds flows by id and by name, with as few requests as the questions allow. */
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

  /** One flow, or undefined when the platform says 404 or 410 for that very id. */
  async flow(id: string): Promise<CloudFlow | undefined> {
    const found = await this.byId(id);
    if (found !== undefined && "error" in found) throw found.error;
    return found?.flow;
  }

  /** The flows of this name and type, as far as the platform's name index knows now: see `flowsNamed` of the FlowApi. */
  async named(type: string, name: string): Promise<CloudFlow[]> {
    let ask = this.byName.get(type);
    if (ask === undefined) {
      ask = batched((names) => this.loadNames(type, names), this.clock);
      this.byName.set(type, ask);
    }
    return (await ask(name)) ?? [];
  }

  /** A flow that has to be there. */
  async existing(id: string): Promise<CloudFlow> {
    const flow = await this.flow(id);
    if (flow === undefined) throw new NotFoundError(`Flow ${id} does not exist any more.`);
    return flow;
  }

  /** From now on what a listing said about this flow does not count. */
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
    // A listing or lookup that lacks a flow proves nothing: it may be late, or hide a division. Only the flow's own address tells.
    const absent = open.filter((id) => !flows.has(id));
    await Promise.all(absent.map(async (id) => found.set(id, await this.one(id))));
    return found;
  }

  private async fromListing(ids: string[]): Promise<Map<string, CloudFlow>> {
    const found = new Map<string, CloudFlow>();
    // What was just published is read once, and no listing speaks for it: it is no sign of more to come.
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
      // One id that the platform cannot even read must not hide the others: each is asked for by itself then.
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
      // `deleted` is a field of the flow: nothing forbids the platform to answer 200 for one in the recycle bin.
      return { flow: body.deleted === true ? undefined : flowFromWire(body) };
    } catch (error) {
      // What is wrong with one id is told to who asked for it, not to the others of the batch.
      return error instanceof NotFoundError ? { flow: undefined } : { error };
    }
  }

  private async loadNames(type: string, names: string[]): Promise<Map<string, CloudFlow[]>> {
    const now = this.clock.now();
    this.nameRequests = [...this.nameRequests.filter((at) => at > now - RECENT), now];
    // A stack in the making asks for each name once. Whoever asks again waits for a change, or has made one.
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

/** The largest page that clients of the field ask `GET /api/v2/flows` for. */
const PAGE_SIZE = 500;

/** A listing that is there, or on its way. */
interface Listing {
  at: number;
  flows: Promise<Map<string, CloudFlow> | undefined>;
}

/** Lists flows. What a listing lacks may exist all the same: its index lags behind. */
export class Listings {
  private readonly kept = new Map<string, Listing>();
  private readonly sizes = new Map<string, number>();

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  /**
   * All flows of these types by id, from a listing that is not older than `life` milliseconds.
   *
   * @param worth how many pages the answer is worth; undefined comes back where the organization has more
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
    // What failed is asked for again by the next one, not told again.
    listing.flows.catch(() => this.kept.delete(key));
    return listing.flows;
  }

  /** The flows of this name and type: see `flowsNamed` of the FlowApi. The platform's filter may match parts of names. */
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

/** Milliseconds in which calls side by side are taken together: long enough for one turn of the engine, too short to be felt. */
const WINDOW = 5;

/**
 * Makes one request of many questions. Whoever asks within the same few milliseconds shares a request, and so does whoever asks while an
 * earlier one is under way: where answers come slowly (or the rate limit makes requests wait), fewer requests carry more questions. A
 * question is never answered by a request that was on its way when it was asked.
 *
 * @param load answers all keys; a key that its map lacks has no value
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
      // Its failure is told to those who asked; the next request only waits for its end.
      underWay = answers.catch(() => undefined);
      open = { keys, answers };
    }
    open.keys.add(key);
    return (await open.answers).get(key);
  };
}
