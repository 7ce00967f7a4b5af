import type { ReadFlow } from "../architect/readFlow";
import { publishedVersionOf, remember } from "./flows";
import type { Actor, Flow, Organization, Version } from "./model";
import { noteInIndex } from "./nameIndex";
import { throwApiError } from "./apiError";

/** The number of the next committed version: "1.0", "2.0". */
const nextCommit = (flow: Flow): string => `${flow.versions.length + 1}.0`;

/** Drafts are numbered within their future version; the numbering is assumed (genesys-api.md section 9). */
function nextDraft(flow: Flow): string {
  const minor = flow.draft ? Number(flow.draft.id.split(".")[1]) + 1 : 1;
  return `${flow.versions.length}.${minor}`;
}

/** What is kept of the flow's YAML after reading. */
export type VersionContent = Pick<
  Version,
  | "content"
  | "defaultLanguage"
  | "supportedLanguages"
  | "compatibleFlowTypes"
  | "variables"
  | "modules"
  | "uses"
  | "configuration"
  | "document"
>;

export const contentOf = (read: ReadFlow, content: string): VersionContent => ({
  content,
  defaultLanguage: read.defaultLanguage,
  supportedLanguages: read.supportedLanguages,
  compatibleFlowTypes: read.compatibleFlowTypes,
  variables: read.variables,
  modules: read.modules,
  uses: read.uses,
});

/** Saves a draft. */
export function saveDraft(flow: Flow, content: VersionContent, by: Actor, now: number): Version {
  const draft: Version = { ...content, id: nextDraft(flow), type: "SAVE", by, created: now, saved: now };
  flow.draft = draft;
  remember(flow, { action: "SAVE", at: now, by, version: draft.id });
  return draft;
}

/** Commits the draft and releases the lock. @throws Refusal 409 without a draft. */
export function checkIn(flow: Flow, by: Actor, now: number): Version {
  if (!flow.draft) throw throwApiError("architect.flow.cannot.checkin.missing.config");
  const version: Version = { ...flow.draft, id: nextCommit(flow), type: "CHECKIN", by, checkedIn: now };
  flow.versions.push(version);
  flow.draft = undefined;
  flow.lock = undefined;
  remember(flow, { action: "CHECKIN", at: now, by, version: version.id });
  return version;
}

/** Makes a committed version the published one. */
export function publishVersion(
  org: Organization,
  flow: Flow,
  version: Version,
  by: Actor,
  now: number,
): void {
  const before = publishedVersionOf(flow);
  if (before && before !== version) before.publishedEnd = now;
  version.type = "PUBLISH";
  version.published = now;
  version.publishedEnd = undefined;
  flow.publishedVersion = version.id;
  flow.active = true;
  remember(flow, { action: "PUBLISH", at: now, by, version: version.id });
  noteInIndex(org, flow, now);
}

/** Adds and publishes a version in one step, as a publish job does. */
export function publishContent(
  org: Organization,
  flow: Flow,
  content: VersionContent,
  by: Actor,
  now: number,
): Version {
  const version: Version = {
    ...content,
    id: nextCommit(flow),
    type: "CHECKIN",
    by,
    created: now,
    saved: now,
    checkedIn: now,
  };
  flow.versions.push(version);
  flow.draft = undefined;
  publishVersion(org, flow, version, by, now);
  return version;
}
