import type { dynamic } from "@pulumi/pulumi";
import { KINDS, type FlowKind } from "../document/kinds";
import { isUnknown } from "../document/unknown";
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
    session.surroundings.say(
      `${olds.name}: moves to another organisation: it is created in "${home.organization.name}" as a new flow, and then deleted ` +
        `in "${olds.organizationName}".`,
    );
    return replacement("organizationId");
  }
  // Somebody else's flow is not renamed: another name means a flow of this resource's own.
  if (olds.keep === "contested" && news.name !== olds.name && !isUnknown(news.name)) {
    return replacement("name");
  }
  await note(kind, session, id, olds, news);
  if (changedInputs(kind, olds, news).length > 0) return { changes: undefined };
  const unfinished = olds.keep === "contested" || olds.publishedVersion === "";
  return { changes: unfinished || staleModules(olds.moduleVersions, news.moduleVersions).length > 0 };
}

function replacement(property: keyof FlowState): dynamic.DiffResult {
  return { changes: true, replaces: [property], deleteBeforeReplace: false };
}

/** The flow stands in state: it is this resource's, and no create of the resource is unfinished any more. */
async function note(
  kind: FlowKind,
  session: Session,
  id: string,
  olds: FlowState,
  news: FlowInputs,
): Promise<void> {
  const owner = news.__owner;
  if (owner !== undefined) {
    session.holdings.keep(id, owner);
    if (Object.keys(olds.moduleVersions ?? {}).length > 0) await session.ownCallers.note(owner, id);
  }
  const type = KINDS[kind].platformType;
  for (const one of new Set([olds.__owner, owner])) {
    if (one !== undefined)
      await session.journal.finish({ owner: one, organizationId: olds.organizationId, type });
  }
}
