import type { dynamic } from "@pulumi/pulumi";
import { KINDS, type FlowKind } from "../document/kinds";
import { changedInputs, staleModules } from "./compare";
import { errors } from "./errors";
import { belonging } from "./organization";
import type { Session } from "./session";
import type { FlowInputs, FlowState } from "./state";

/**
 * Whether a flow must be updated, without a call to the platform.
 *
 * `changes: undefined` hands the details to the engine, which compares the inputs itself; it is given when the inputs
 * differ. A reason that stands only in outputs (a caller with an old module snapshot) must be `true`: to the engine
 * equal inputs are "unchanged".
 */
export async function diff(
  kind: FlowKind,
  session: Session,
  id: string,
  olds: FlowState,
  news: FlowInputs,
): Promise<dynamic.DiffResult> {
  const home = await belonging(session, olds);
  if (!home.here) {
    if (home.sameProvider) throw errors.otherOrganization(olds, home.organization);
    return { changes: true, replaces: ["organizationId"], deleteBeforeReplace: false };
  }
  if (news.__owner !== undefined) session.hold(id, news.__owner);
  await forget(kind, session, olds, news);
  if (changedInputs(kind, olds, news).length > 0) return { changes: undefined };
  return { changes: staleModules(olds.moduleVersions, news.moduleVersions).length > 0 };
}

/** The id stands in state, so no create of this resource is unfinished any more. */
async function forget(kind: FlowKind, session: Session, olds: FlowState, news: FlowInputs): Promise<void> {
  const type = KINDS[kind].platformType;
  for (const owner of new Set([olds.__owner, news.__owner])) {
    if (owner !== undefined)
      await session.journal.finish({ owner, organizationId: olds.organizationId, type });
  }
}
