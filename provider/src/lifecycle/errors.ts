import type { CloudFlow, Consumer, Principal, Organization } from "../genesys/flowApi";
import { namesOf, type FlowKind } from "../language/kinds";
import { withArticle } from "../language/issues";
import type { FlowState } from "./state";

/** An error whose message contains everything that a user needs. Its stack trace is not shown. */
export class FlowError extends Error {}

const title = (kind: FlowKind): string => namesOf(kind).title;

/** All error messages of the lifecycle functions: what happened, where, and what to do. */
export const errors = {
  nameTaken: (kind: FlowKind, name: string, flow: CloudFlow, isOurs = false): FlowError =>
    new FlowError(
      `There is already ${withArticle(title(kind))} named "${flow.name}" in the organization (id ${flow.id}` +
        `${isOurs ? ", last published by this very client" : ""}), so nothing was written. ${caseNote(flow.name, name)}` +
        (isOurs
          ? `If it is this stack's: a flow changes in place and cannot be replaced, so leave out --replace; and a resource that ` +
            `got another name in the program needs aliases: [{ name: "<the old one>" }]. If another resource of this stack has it, which ` +
            `this update is to delete: new flows come before deletes, so run "pulumi up" once without this resource, and then with ` +
            `it. If it is another stack's, or an earlier ` +
            `run was cut off after publishing it, add onConflict: "adopt" to take it over. Else give this resource another name.`
          : `Give this resource another name, or add onConflict: "adopt" to take that flow over with its id and history.`),
    ),

  nameTakenNotIndexed: (kind: FlowKind, name: string, platform: Error): FlowError =>
    new FlowError(
      `There is already ${withArticle(title(kind))} named "${name}" in the organization, so nothing was written. Somebody made it a ` +
        `moment ago: the platform's search by name does not show its id yet. Give this resource another name, or add ` +
        `onConflict: "adopt" to take that flow over with its id and history.\n${platform.message}`,
      { cause: platform },
    ),

  severalNamed: (kind: FlowKind, name: string, flows: CloudFlow[]): FlowError =>
    new FlowError(
      `${namedAlike(kind, name, flows)}. Nothing was written. Give this resource the exact name of the one to take over.`,
    ),

  noFlowNamed: (kind: FlowKind, name: string, organization: Organization): FlowError =>
    new FlowError(
      `There is no ${title(kind)} named "${name}" in the organization "${organization.name}", or this client may not see ` +
        `its division: look name and type up in Architect.`,
    ),

  unknownFlowType: (type: string, meant: string): FlowError =>
    new FlowError(`There is no flow type "${type}"${meant}`),

  severalToFind: (kind: FlowKind, name: string, flows: CloudFlow[]): FlowError =>
    new FlowError(`${namedAlike(kind, name, flows)}. Give the exact name of the one that is meant.`),

  managedByAnotherResource: (kind: FlowKind, name: string, id: string): FlowError =>
    new FlowError(
      `There is already ${withArticle(title(kind))} named "${name}" (id ${id}), which another resource of this stack manages, so ` +
        `nothing was written. Give this resource another name; if that one is getting a new name in this very run, run ` +
        `"pulumi up" again.`,
    ),

  publishedIntoAnotherResource: (kind: FlowKind, name: string, id: string): FlowError =>
    new FlowError(
      `The publish of the ${title(kind)} "${name}" became a new version of a flow that another resource of this stack manages (id ` +
        `${id}). Give this resource another name and run "pulumi up" again: that publishes the other one again too.`,
    ),

  cannotBeReplaced: (kind: FlowKind, name: string, id: string): FlowError =>
    new FlowError(
      `The ${title(kind)} "${name}" (id ${id}) cannot be replaced, so nothing was written: a flow changes in place, and keeps its ` +
        `id and history. Leave out replaceOnChanges and deleteBeforeReplace.`,
    ),

  renameTaken: (kind: FlowKind, from: string, to: string, other: CloudFlow): FlowError =>
    new FlowError(
      `The ${title(kind)} "${from}" cannot be renamed to "${to}": another one (id ${other.id}) has the name "${other.name}". Nothing ` +
        `was changed. ${caseNote(other.name, to)}If that ` +
        `one is getting a new name in this very run, run "pulumi up" again; two flows that swap their names need a run with a ` +
        `third name in between. Else choose another name, or rename or delete that one first.`,
    ),

  renameTakenUnseen: (kind: FlowKind, from: string, to: string, platform: Error): FlowError =>
    new FlowError(
      `The ${title(kind)} "${from}" cannot be renamed to "${to}": somebody has given another one that name a moment ago. Nothing was ` +
        `changed. Choose another name, or rename or delete that one first.\n${platform.message}`,
      { cause: platform },
    ),

  renameRolledBack: (flow: CloudFlow, failure: unknown): FlowError =>
    new FlowError(
      `${messageOf(failure)}\nThe flow ${flow.id} has its old name "${flow.name}" again and is not locked; the next "pulumi up" renames it.`,
      { cause: failure },
    ),

  renameHalfDone: (kind: FlowKind, flow: CloudFlow, failure: unknown, stuck: unknown): FlowError =>
    new FlowError(
      `${messageOf(failure)}\nThe ${title(kind)} ${flow.id} has its new name already, but not its new content, and giving it back its ` +
        `old name "${flow.name}" failed too: ${messageOf(stuck)} The next "pulumi up" goes on from there.`,
      { cause: failure },
    ),

  earlierStillRuns: (kind: FlowKind, name: string, platform: Error): FlowError =>
    new FlowError(
      `An earlier run began to publish the ${title(kind)} "${name}", and that publish still runs; nothing new was begun. Run ` +
        `"pulumi up" again when it has ended; half an hour after its start it is not waited for any more.\n${platform.message}`,
      { cause: platform },
    ),

  createdConcurrently: (kind: FlowKind, name: string, id: string): FlowError =>
    new FlowError(
      `The ${title(kind)} "${name}" was created by somebody else at the same moment: the publish became a new version of ` +
        `their flow (id ${id}). It stands in this stack's state, but is neither changed nor deleted from here. To take it over, ` +
        `add onConflict: "adopt" and run "pulumi up"; else give this resource another name.`,
    ),

  gone: (kind: FlowKind, id: string): FlowError =>
    new FlowError(
      `The ${title(kind)} ${id} no longer exists in the organization. Run "pulumi refresh", and then "pulumi up" to create it again.`,
    ),

  flowNotFound: (kind: FlowKind, id: string): FlowError =>
    new FlowError(
      `There is no ${title(kind)} with the id ${id} in the organization: look the id up in Architect, and check that the settings open the right organization.`,
    ),

  wrongType: (kind: FlowKind, id: string, actual: string): FlowError =>
    new FlowError(`The flow ${id} is no ${title(kind)} (it is of type ${actual}).`),

  otherOrganization: (
    state: Pick<FlowState, "organizationId" | "organizationName">,
    now: Organization,
  ): FlowError =>
    new FlowError(
      `This flow lives in the organization "${state.organizationName}" (${state.organizationId}), but the credentials open ` +
        `"${now.name}" (${now.id}). Nothing was read or changed. Use credentials of the first; or, to have the flow in ` +
        `the other organization, give the resource an explicit Provider for it.`,
    ),

  noSuchModule: (entry: string, id: string): FlowError =>
    new FlowError(
      `entry "${entry}", parameters.moduleId: the organization has no flow module with the id ${id}. Take the id from a FlowModule (module.id), or look it up in Architect.`,
    ),

  noModuleOfName: (entry: string, name: string): FlowError =>
    new FlowError(
      `entry "${entry}", parameters.moduleName: the organization has no flow module named "${name}". Give the name as it stands there, or take moduleId from a FlowModule (module.id).`,
    ),

  unpublishedModule: (entry: string, name: string): FlowError =>
    new FlowError(
      `entry "${entry}", parameters.moduleId: the flow module "${name}" was never published; publish it first.`,
    ),

  publishedElsewhere: (kind: FlowKind, flow: CloudFlow, version: string): FlowError =>
    new FlowError(
      `The ${title(kind)} "${flow.name}" (id ${flow.id}) was not deleted: version ${flow.published?.id ?? "-"} was published by ` +
        `${flow.published?.by?.name ?? "somebody else"}, and this stack only knows of version ${version}. Another stack may ` +
        `manage the flow too. Run "pulumi refresh", and then delete it if nobody else needs it.`,
    ),

  inUse: (kind: FlowKind, flow: CloudFlow, consumers: Consumer[]): FlowError =>
    new FlowError(
      `The ${title(kind)} "${flow.name}" (id ${flow.id}) was not deleted, because it is in use` +
        (consumers.length === 0
          ? `; the platform does not say by what. Look at its dependencies in Architect.`
          : ` by ${consumers.map((one) => `"${one.name}" (${one.type}, id ${one.id})`).join(", ")}. Take it out of there, or delete what uses it, first.`),
    ),

  locked: (kind: FlowKind, flow: CloudFlow, holder: Principal, to: "publish" | "delete"): FlowError =>
    new FlowError(
      `The ${title(kind)} "${flow.name}" (id ${flow.id}) is locked by the ${holder.kind} ${nameOf(holder)}, so it was not ` +
        (to === "publish"
          ? `changed. Ask for it to be checked in or reverted in Architect; or set forceUnlock: true on this resource, which ` +
            `publishes that draft and then this resource's content over it.`
          : `deleted. Ask for it to be checked in or reverted in Architect, or unlock it there. (forceUnlock: true on this ` +
            `resource does that too, from the next update of the resource on.)`),
    ),

  notAdvanced: (kind: FlowKind, id: string, version: string): FlowError =>
    new FlowError(
      `The platform reported the publish of the ${title(kind)} ${id} as done, but its published version is still ${version}. Run "pulumi up" again.`,
    ),

  publishedConcurrently: (kind: FlowKind, { id, published }: CloudFlow, by: Principal): FlowError =>
    new FlowError(
      `The ${title(kind)} ${id} was published, but in the same moment somebody else published it too: its published version ` +
        `${published?.id ?? "-"} is by the ${by.kind} ${nameOf(by)}, and callers get that one. "pulumi up" publishes this stack's ` +
        `content over it; "pulumi refresh" shows first what is different. Make sure that nobody else deploys this flow.`,
    ),

  noModuleNamed: (kind: FlowKind, name: string, platform: Error): FlowError =>
    new FlowError(
      `The yaml of the ${title(kind)} "${name}" calls a flow module by a name that the organization does not have. Names in yaml ` +
        `are plain text: after a module's rename the text has to follow; a {{key}} with substitutions: { key: module.name } ` +
        `does that by itself.\n${platform.message}`,
      { cause: platform },
    ),

  neverPublished: (kind: FlowKind, id: string): FlowError =>
    new FlowError(
      `The ${title(kind)} ${id} has no published version. Publish it in Architect, or run "pulumi up".`,
    ),
};

/** The start of an error about names that differ only in upper and lower case. */
function namedAlike(kind: FlowKind, name: string, flows: readonly CloudFlow[]): string {
  const list = flows.map((flow) => `"${flow.name}" (id ${flow.id})`).join(", ");
  return `The organization has several ${title(kind)}s named "${name}" in other upper and lower case: ${list}`;
}

/** A note for two names that differ only in upper and lower case. */
function caseNote(one: string, other: string): string {
  return one === other ? "" : "Genesys Cloud finds flows by name without regard to upper and lower case. ";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function nameOf({ id, name }: Principal): string {
  return name === undefined ? id : `${name} (${id})`;
}
