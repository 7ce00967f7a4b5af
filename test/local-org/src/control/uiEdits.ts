import { readFlow } from "../architect/readFlow";
import { documentTypeOf, publishDocument, readWish, versionOf } from "../documents/documentFlows";
import { drawId } from "../organization/ids";
import { throwApiError } from "../organization/apiError";
import type { Actor, Flow, Organization } from "../organization/model";
import { contentOf, publishContent, saveDraft } from "../organization/versions";
import { organizationObjects } from "../organization/publishedFlows";

/** An Architect user of that name. */
export function person(org: Organization, name: string): Actor {
  const known = Object.values(org.flows)
    .flatMap((flow) => flow.history)
    .find(({ by }) => by.kind === "user" && by.name === name);
  return known?.by ?? { kind: "user", id: drawId(org, `user/${name}`), name };
}

/**
 * Edits the flow as an Architect user, and publishes it or leaves a locked draft.
 * @throws ArchyFailure for YAML that Architect would not accept.
 */
export function editInUi(
  org: Organization,
  flow: Flow,
  edit: { yaml: string; user: string; draft: boolean },
  now: number,
): void {
  const read = readFlow(edit.yaml, organizationObjects(org, now), org.settings.guesses.moduleWithoutEnd);
  const by = person(org, edit.user);
  if (edit.draft) {
    flow.lock = by;
    saveDraft(flow, contentOf(read, edit.yaml), by, now);
    return;
  }
  flow.name = read.name;
  if (read.description !== undefined) flow.description = read.description;
  if (read.divisionId !== undefined) flow.divisionId = read.divisionId;
  publishContent(org, flow, contentOf(read, edit.yaml), by, now);
}

/**
 * Publishes another document, as a user of the gateway's own tools would.
 * @throws Refusal for a document that the API would not accept.
 */
export function editDocument(
  org: Organization,
  flow: Flow,
  edit: { document: unknown; user: string },
  now: number,
): void {
  const type = documentTypeOf(flow);
  if (!type) throw throwApiError("architect.invalid.flow.type");
  const wish = readWish(org, type, {
    name: flow.name,
    document: edit.document,
    type,
    version: versionOf(flow) + 1,
  });
  publishDocument(org, flow, type, wish, person(org, edit.user), now);
}
