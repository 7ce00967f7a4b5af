import type { Actor, Flow } from "../organization/model";
import { ApiError } from "../organization/apiError";
import type { Call } from "./route";

/** The client, as recorded on its changes. */
export const callerOf = ({ client }: Call): Actor => ({ kind: "client", id: client.id, name: client.name });

const divisionName = ({ org }: Call, id: string): string =>
  org.divisions.find((each) => each.id === id)?.name ?? "";

const holdsDivision = (call: Call, divisionId: string): boolean =>
  call.client.divisions === "*" || call.client.divisions.includes(divisionName(call, divisionId));

/** The flows in divisions in which the client has rights; listings omit the others. */
export const visibleTo = (call: Call, flows: readonly Flow[]): Flow[] =>
  flows.filter((flow) => holdsDivision(call, flow.divisionId));

/** @throws Refusal 403 for a flow in a division in which the client has no rights. */
export function needDivision(call: Call, flow: Flow): Flow {
  if (holdsDivision(call, flow.divisionId)) return flow;
  throw new ApiError(
    403,
    "missing.any.division.permissions",
    "Unable to perform the requested action. You must have at least one of the following permissions assigned: " +
      `[${call.permissions.join(", ")}] in at least one of the following division(s): ` +
      `[${divisionName(call, flow.divisionId)}]`,
  );
}
