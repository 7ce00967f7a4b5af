import { publishedVersionOf } from "./flows";
import type { Flow, Organization } from "./model";
import { indexed } from "./nameIndex";
import { own } from "./own";

/** The criteria of a flow listing; absent or empty: any. */
export interface FlowSearch {
  /** With ids, the other criteria are ignored (per the swagger for `GET /flows`), and nothing lags. */
  ids: string[];
  types: string[];
  divisionIds: string[];
  name?: string;
  description?: string;
  nameOrDescription?: string;
  publishVersionId?: string;
  lockedBy?: string;
  lockedByClientId?: string;
  deleted: boolean;
  publishedAfter?: number;
  publishedBefore?: number;
}

/** Searches the lagging index, which determines the flows and their names. */
export function searchFlows(org: Organization, search: FlowSearch, now: number): Flow[] {
  if (search.ids.length > 0) {
    return search.ids
      .flatMap((id) => own(org.flows, id) ?? [])
      .filter(({ deleted }) => !deleted || search.deleted);
  }
  return Object.values(org.flows).filter((flow) => {
    const name = flow.deleted ? (search.deleted ? flow.name : undefined) : indexed(org, flow.id, now)?.name;
    return name !== undefined && matches(org, flow, name, search);
  });
}

function matches(org: Organization, flow: Flow, name: string, search: FlowSearch): boolean {
  const published = publishedVersionOf(flow)?.published;
  const description = flow.description ?? "";
  return [
    search.types.length === 0 || search.types.includes(flow.type),
    search.divisionIds.length === 0 || search.divisionIds.includes(flow.divisionId),
    search.name === undefined || nameMatches(org, name, search.name),
    search.description === undefined || contains(description, search.description),
    search.nameOrDescription === undefined ||
      contains(name, search.nameOrDescription) ||
      contains(description, search.nameOrDescription),
    search.publishVersionId === undefined || flow.publishedVersion === search.publishVersionId,
    search.lockedBy === undefined || (flow.lock?.kind === "user" && flow.lock.id === search.lockedBy),
    search.lockedByClientId === undefined ||
      (flow.lock?.kind === "client" && flow.lock.id === search.lockedByClientId),
    search.publishedAfter === undefined || (published ?? -Infinity) > search.publishedAfter,
    search.publishedBefore === undefined || (published ?? Infinity) < search.publishedBefore,
  ].every((fits) => fits);
}

/** See the setting `nameFilter`. */
function nameMatches(org: Organization, name: string, wanted: string): boolean {
  const [own, other] = [name.toLowerCase(), wanted.toLowerCase()];
  switch (org.settings.guesses.nameFilter) {
    case "exact":
      return own === other;
    case "prefix":
      return own.startsWith(other);
    case "contains":
      return own.includes(other);
  }
}

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
