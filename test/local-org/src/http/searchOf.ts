import { kindOfType } from "../organization/flowKinds";
import { throwApiError } from "../organization/apiError";
import type { FlowSearch } from "../organization/search";
import type { Call } from "./route";

/** The search criteria of a listing. @throws Refusal 400 for an invalid type, division or date. */
export function searchOf({ org, query }: Call): FlowSearch {
  const types = query.list("type").map((type) => {
    const kind = kindOfType(type);
    if (!kind) throw throwApiError("architect.invalid.flow.type");
    return kind.type;
  });
  const divisionIds = query.list("divisionId");
  if (divisionIds.some((id) => !org.divisions.some((division) => division.id === id))) {
    throw throwApiError("architect.division.invalid");
  }
  const date = (name: string): number | undefined => {
    const text = query.text(name);
    if (text === undefined) return undefined;
    const time = Date.parse(text);
    if (Number.isNaN(time)) throw throwApiError("invalid.date");
    return time;
  };
  return {
    ids: query.list("id"),
    types,
    divisionIds,
    name: query.text("name"),
    description: query.text("description"),
    nameOrDescription: query.text("nameOrDescription"),
    publishVersionId: query.text("publishVersionId"),
    lockedBy: query.text("lockedBy"),
    lockedByClientId: query.text("lockedByClientId"),
    deleted: query.flag("deleted"),
    publishedAfter: date("publishedAfter"),
    publishedBefore: date("publishedBefore"),
  };
}
