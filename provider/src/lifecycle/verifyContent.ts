import { canonicalDocument } from "../language/architect/equality";
import { fromArchitectYaml } from "../language/architect/readFlow";
import type { FlowDocument } from "../language/model";
import { isDocumentKind, type DocumentKind, type FlowKind } from "../language/kinds";
import { preparedYaml } from "./content";
import { driftPlaces } from "./drift";
import { readContent, type ContentInputs } from "./content";
import type { PublishedFlow } from "./publish";
import type { ProviderContext } from "./context";
import type { FlowInputs } from "./state";

/**
 * If `verifyContent` is set, reads what was just published and warns about every difference. Only warns: the flow is
 * already published, and publishing the same content again would have the same result.
 */
export async function verifyContent(
  kind: FlowKind,
  session: ProviderContext,
  inputs: FlowInputs,
  { id, published }: PublishedFlow["flow"],
): Promise<void> {
  if (inputs.verifyContent !== true) return;
  const warn = (what: string): void => session.runtime.log(`warning: ${inputs.name}: ${what}`);
  try {
    const api = session.api();
    const live = await readContent(kind, api, inputs, await api.content(id, published.id));
    const places = differences(kind, inputs, live);
    if (places.length === 0) return;
    warn(
      `what the organization has as version ${published.id} differs from what this resource published, in: ` +
        `${places.join("; ")}. Callers get the organization's; compare the two there.`,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`version ${published.id} is published, but could not be compared (verifyContent): ${reason}`);
  }
}

function differences(kind: FlowKind, inputs: FlowInputs, live: ContentInputs): string[] {
  const { document, yaml } = inputs;
  if (document !== undefined) return driftPlaces({ document }, { document: live.document });
  if (live.yaml === undefined || live.yaml === yaml) return [];
  if (!isDocumentKind(kind)) return ["yaml"];
  const [was, is] = [asDocument(kind, preparedYaml(kind, inputs)), asDocument(kind, live.yaml)];
  const places = was && is ? driftPlaces({ document: was }, { document: is }) : [];
  // The difference is in something that a document cannot represent.
  return places.length > 0 ? places : ["yaml"];
}

/** A YAML file as a document in canonical form. Undefined if it has no such form. */
function asDocument(kind: DocumentKind, yaml: string): FlowDocument | undefined {
  try {
    // The canonical form has the shape of a document's content: entries by key, and the other properties next to them.
    const content = canonicalDocument(kind, fromArchitectYaml(yaml).document) as unknown;
    return { content: content as FlowDocument["content"] };
  } catch {
    // If a document cannot represent the file, the file is compared as a whole.
    return undefined;
  }
}
