import type { Models } from "purecloud-platform-client-v2";
import type { CloudFlow } from "./flowApi";
import { bestMatches, isSameName } from "./names";
import { pagesOf, type Page } from "./pages";
import type { Clock } from "./requestGate";
import { flowShape } from "./shapes";
import type { Transport } from "./transport";
import { flowFromWire } from "./wireFlow";

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
   * @param worth how many pages the answer is worth; undefined comes back where the organisation has more
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
