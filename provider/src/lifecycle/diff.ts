import type { dynamic } from "@pulumi/pulumi";
import type { FlowKind } from "../document/kinds";
import { isUnknown } from "../document/unknown";
import { changedInputs, isUnsettled, staleModules } from "./compare";
import { errors } from "./errors";
import { belonging } from "./organization";
import { forgetBegun, pendingUpdates } from "./pendingUpdate";
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
  await note(session, id, olds, news);
  const cutOff = await wasCutOff(kind, session, id, olds, news);
  if (changedInputs(kind, olds, news).length > 0) return { changes: undefined };
  const stale = staleModules(olds.moduleVersions, news.moduleVersions);
  return { changes: cutOff || isUnsettled(olds) || stale.length > 0 };
}

function replacement(property: keyof FlowState): dynamic.DiffResult {
  return { changes: true, replaces: [property], deleteBeforeReplace: false };
}

/** The flow stands in state: it is this resource's. */
async function note(session: Session, id: string, olds: FlowState, news: FlowInputs): Promise<void> {
  const owner = news.__owner;
  if (owner !== undefined) {
    session.holdings.keep(id, owner);
    if (Object.keys(olds.moduleVersions ?? {}).length > 0) await session.ownCallers.note(owner, id);
  }
}

/**
 * Whether an update of the flow was cut off before its result was recorded: the flow may be another than state says, whatever
 * the program says now. With anything else the resource's entries in the journal are done with.
 */
async function wasCutOff(
  kind: FlowKind,
  session: Session,
  id: string,
  olds: FlowState,
  news: FlowInputs,
): Promise<boolean> {
  // Then it is compared with what was read, which need not be recorded: a preview of a refresh does this too.
  if (session.hasRead(id)) return false;
  const pending = await pendingUpdates(kind, session, id, olds, news);
  if (pending.length === 0) {
    await forgetBegun(kind, session, olds, news);
    return false;
  }
  session.warnOnce(
    `${olds.name}: an earlier update was cut off before its result was recorded. This one looks at the flow first, and publishes ` +
      `it where that is needed.`,
  );
  return true;
}
