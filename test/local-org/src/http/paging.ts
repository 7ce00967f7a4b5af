import type { Query } from "./query";

/** Genesys Cloud's largest known page size (genesys-api.md section 1.1). Larger values are reduced to it. */
const largestPage = 500;

/** One page of `items` in Genesys Cloud's listing format. Pages count from 1; the default `pageSize` is 25. */
export function page<T>(items: readonly T[], query: Query, path: string) {
  const pageSize = Math.min(query.integer("pageSize", 25), largestPage);
  const pageNumber = query.integer("pageNumber", 1);
  const pageCount = Math.ceil(items.length / pageSize);
  const uri = (number: number): string => `${path}?${query.with("pageNumber", number)}`;
  return {
    entities: items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    pageSize,
    pageNumber,
    total: items.length,
    pageCount,
    firstUri: uri(1),
    selfUri: uri(pageNumber),
    lastUri: uri(Math.max(pageCount, 1)),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    ...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
  };
}

/** Sorts by one property, as case-insensitive text. The default is the id, ascending. */
export function sortBy<T extends Record<"id", string>>(items: readonly T[], query: Query): T[] {
  const property = query.text("sortBy") ?? "id";
  const sign = query.choice("sortOrder", ["asc", "desc", "ascending", "descending"])?.startsWith("desc")
    ? -1
    : 1;
  const key = (item: T): string => {
    const value: unknown = (item as Record<string, unknown>)[property];
    return typeof value === "string" || typeof value === "number" ? String(value).toLowerCase() : "";
  };
  return [...items].sort((one, other) => sign * (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}
