import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { equalDocuments } from "../language/architect/equality";
import { equalYamlFiles } from "../language/architect/yamlFile";
import { isUnknown } from "../language/json";
import { withArticle } from "../language/issues";
import { documentKind, namesOf, type FlowKind } from "../language/kinds";
import type { ProviderContext } from "./context";
import { errors } from "./errors";
import { compareOrganization } from "./guards";
import { sameDescription, wantedHead } from "./metadata";
import { forgetBegun, pendingUpdates } from "./pendingUpdate";
import type { FlowInputs, FlowState } from "./state";
import { CONTENT_INPUTS } from "./state";

/**
 * Whether a flow must be updated, without calling the platform.
 *
 * `changes: undefined` leaves the details to the engine, which compares the inputs itself. It is returned if the inputs
 * differ. For a reason that only exists in the outputs (a caller with an old module version), `changes` must be `true`:
 * the engine treats equal inputs as "unchanged".
 */
export async function diff(
  kind: FlowKind,
  context: ProviderContext,
  id: string,
  olds: FlowState,
  news: FlowInputs,
): Promise<dynamic.DiffResult> {
  const home = await compareOrganization(context, olds);
  if (!home.here) {
    if (home.sameProvider) throw errors.otherOrganization(olds, home.organization);
    context.runtime.log(
      `${olds.name}: moves to another organization: it is created in "${home.organization.name}" as a new flow, and then deleted ` +
        `in "${olds.organizationName}".`,
    );
    return replacement("organizationId");
  }
  // Somebody else's flow is not renamed: under another name, this resource gets a new flow.
  if (olds.keep === "contested" && news.name !== olds.name && !isUnknown(news.name)) {
    return replacement("name");
  }
  if (news.__kind !== undefined && news.__kind !== kind) {
    context.runtime.log(
      `${olds.name}: its file is one of ${withArticle(namesOf(news.__kind).title)} now: that is created as a new flow, and then the ` +
        `${namesOf(kind).title} is deleted.`,
    );
    return replacement("type");
  }
  await note(context, id, olds, news);
  const cutOff = await wasCutOff(kind, context, id, olds, news);
  if (changedInputs(kind, olds, news).length > 0) return { changes: undefined };
  if (cutOff || isUnsettled(olds) || changesSecrecy(olds, news)) return { changes: true };
  const stale = staleModules(olds.moduleVersions, news.moduleVersions);
  // A version that is not known yet differs from the recorded input, so the engine shows only that. With `true` it
  // would show the whole resource.
  if (stale.length > 0 && isUnknown(news.moduleVersions)) return { changes: undefined };
  return { changes: stale.length > 0 };
}

function replacement(property: keyof FlowState): dynamic.DiffResult {
  return { changes: true, replaces: [property], deleteBeforeReplace: false };
}

/** Records that the flow in state belongs to this resource. */
async function note(context: ProviderContext, id: string, olds: FlowState, news: FlowInputs): Promise<void> {
  const owner = news.__owner;
  if (owner !== undefined) {
    context.claims.claimFlow(id, owner);
    if (Object.keys(olds.moduleVersions ?? {}).length > 0) await context.ownCallers.note(owner, id);
  }
}

/**
 * Whether an update of the flow was interrupted before its result was recorded. Then the flow may differ from state,
 * whatever the program contains. If not, the resource's pending creates are obsolete and are removed.
 */
async function wasCutOff(
  kind: FlowKind,
  context: ProviderContext,
  id: string,
  olds: FlowState,
  news: FlowInputs,
): Promise<boolean> {
  // The flow is then compared with what was read, which may not be recorded: a preview of a refresh reads flows too.
  if (context.hasRead(id)) return false;
  const pending = await pendingUpdates(kind, context, id, olds, news);
  if (pending.length === 0) {
    await forgetBegun(kind, context, olds, news);
    return false;
  }
  context.warnOnce(
    `${olds.name}: an earlier update was cut off before its result was recorded. This one looks at the flow first, and publishes ` +
      `it where that is needed.`,
  );
  return true;
}

type ContentKey = (typeof CONTENT_INPUTS)[number];

/** The inputs that differ from state, ignoring formatting and order. */
export function changedInputs(kind: FlowKind, olds: FlowState, news: FlowInputs): ContentKey[] {
  return CONTENT_INPUTS.filter((key) => !same(kind, key, olds, news));
}

/** Whether it is uncertain that callers get this stack's content. Only a publish resolves that. */
export function isUnsettled({
  keep,
  publishedVersion,
}: Pick<FlowState, "keep" | "publishedVersion">): boolean {
  return keep === "contested" || publishedVersion === "";
}

/** Whether the set of secret properties differs. It is recorded only in state. */
export function changesSecrecy(olds: FlowState, news: FlowInputs): boolean {
  return !isDeepStrictEqual(olds.__secrets ?? [], news.__secrets ?? []);
}

/**
 * The modules of which the published flow uses a lower version than it should. A higher one is fine (somebody
 * republished the flow), and a module that the flow does not use cannot be stale.
 */
export function staleModules(carried: Record<string, number> = {}, expected: unknown = {}): string[] {
  if (isUnknown(expected)) return Object.keys(carried);
  return Object.entries(expected as Record<string, unknown>)
    .filter(([id, version]) => {
      const has = carried[id];
      return has !== undefined && (isUnknown(version) || Number(version) > has);
    })
    .map(([id]) => id);
}

function same(kind: FlowKind, key: ContentKey, olds: FlowState, news: FlowInputs): boolean {
  const [was, is] = [olds[key], news[key]];
  if (key === "description" || key === "division") return sameHead(kind, key, olds, news);
  if (isDeepStrictEqual(was, is)) return true;
  switch (key) {
    case "document":
      return (
        olds.document !== undefined &&
        news.document !== undefined &&
        equalDocuments(documentKind(kind), olds.document, news.document)
      );
    case "yaml":
    case "substitutions":
      return sameText(kind, olds, news);
    case "name":
    case "compatibleFlowTypes":
    case "supportedLanguages":
    case "defaultLanguage":
    case "enabled":
      return false;
  }
}

function sameHead(
  kind: FlowKind,
  key: "description" | "division",
  olds: FlowState,
  news: FlowInputs,
): boolean {
  const sources = [key, "yaml", "substitutions"] as const;
  // Avoids parsing a YAML file if nothing differs.
  if (sources.every((source) => isDeepStrictEqual(olds[source], news[source]))) return true;
  const [was, is] = [wantedHead(kind, olds), wantedHead(kind, news)];
  if (key === "description") return sameDescription(was.description, is.description);
  return is.division === undefined || is.division === was.division;
}

function sameText(kind: FlowKind, olds: FlowState, news: FlowInputs): boolean {
  if (typeof olds.yaml !== "string" || typeof news.yaml !== "string") return false;
  if (isUnknown(news.yaml) || isUnknown(news.substitutions)) return false;
  return equalYamlFiles(
    kind,
    { yaml: olds.yaml, substitutions: olds.substitutions },
    { yaml: news.yaml, substitutions: news.substitutions },
  );
}
