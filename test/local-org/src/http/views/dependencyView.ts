import type { Tracked } from "../../organization/dependencies";

/** An object as returned by dependency tracking. */
export function dependencyView({ id, name, type, version, deleted, updated }: Tracked) {
  const query = new URLSearchParams({ id, objectType: type, ...(version === undefined ? {} : { version }) });
  return {
    id,
    name,
    ...(version === undefined ? {} : { version }),
    type,
    deleted,
    updated,
    stateUnknown: false,
    selfUri: `/api/v2/architect/dependencytracking/object?${query.toString()}`,
  };
}
