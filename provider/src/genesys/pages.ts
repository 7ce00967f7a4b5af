import { ServerError } from "./http/platformErrors";
import { listingOf, type Shape } from "./http/responseShapes";
import type { ApiCall, Transport } from "./http/transport";

/** One page of a listing. */
export interface Page<Entity> {
  entities: readonly Entity[];
  /** The listing's own number of pages; at least one. */
  pageCount: number;
}

/** More pages than any listing has within Genesys Cloud's limits, so that a wrong page count cannot loop forever. */
const MOST_PAGES = 1000;

/** The call for a listing, without the paging parameters. */
export type ListingCall = Pick<ApiCall, "path" | "pathParams" | "query" | "permission"> & {
  /** The form of each entity. */
  entity: Shape;
  pageSize: number;
};

/**
 * The pages of a listing, one request each, for as long as the caller iterates. Ends with the last page of the
 * listing's page count, or earlier if a page contains nothing new.
 */
export async function* pagesOf<Entity>(
  transport: Transport,
  { entity, pageSize, query, ...call }: ListingCall,
): AsyncGenerator<Page<Entity>> {
  const seen = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { body } = await transport.call<{ entities: Entity[]; pageCount?: number | null }>({
      ...call,
      method: "GET",
      query: { ...query, pageNumber: page, pageSize },
      answers: listingOf(entity),
    });
    const { entities, pageCount } = body;
    const isNew = entities.map((one) => JSON.stringify(one)).filter((text) => !seen.has(text));
    if (page > 1 && isNew.length === 0) return;
    for (const text of isNew) seen.add(text);
    yield { entities, pageCount: Math.max(pageCount ?? 1, 1) };
    if (page >= (pageCount ?? 1)) return;
  }
  throw new ServerError(
    `A listing did not end after ${MOST_PAGES} pages, which is more than Genesys Cloud's limits allow. Try again later; if it stays, tell Genesys Cloud support.`,
    { operation: `GET ${call.path}` },
  );
}
