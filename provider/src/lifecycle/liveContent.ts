import { moduleReferences } from "../actions/moduleReferences";
import { exportedDocument } from "../architect/exportedDocument";
import { moduleNamesIn } from "../architect/moduleNames";
import { sameDocument } from "../architect/canonical";
import { sameYaml } from "../architect/yamlInput";
import type { CloudContent, FlowApi } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";
import { fromGateway } from "./gatewayDocument";
import type { FlowInputs } from "./state";

/** The inputs that make up a flow's content. */
export type ContentInputs = Pick<FlowInputs, "document" | "yaml" | "substitutions">;

/**
 * What the platform has of a flow, in the form in which the flow was given: the very same where it means the same, else
 * as the given content would have to be for that.
 */
export async function liveContent(
  kind: FlowKind,
  api: FlowApi,
  given: ContentInputs,
  content: CloudContent,
): Promise<ContentInputs> {
  if (given.yaml !== undefined) return liveYaml(kind, given, content);
  return liveDocument(kind, api, given.document, content);
}

function liveYaml(kind: FlowKind, given: ContentInputs, content: CloudContent): ContentInputs {
  const { yaml = "", substitutions } = given;
  // Name, description and division are fields of the flow, and compared there.
  const head = { name: "", description: "", division: "" };
  const ours = { ...head, yaml, substitutions };
  if (content.form !== "yaml" || sameYaml(kind, ours, { ...head, yaml: content.yaml })) {
    return { yaml, substitutions };
  }
  // The export has its keys filled in already.
  return { yaml: content.yaml, substitutions: undefined };
}

async function liveDocument(
  kind: FlowKind,
  api: FlowApi,
  ours: FlowDocument | undefined,
  content: CloudContent,
): Promise<ContentInputs> {
  if (content.form === "yaml") {
    const moduleIds = await moduleIdsIn(api, content.yaml, ours);
    const theirs = exportedDocument(kind, content.yaml, { moduleIds, known: ours });
    // What a document cannot say is shown as the text of the export.
    return theirs === undefined ? { document: undefined, yaml: content.yaml } : { document: theirs };
  }
  // A gateway cannot show a flow as a document that somebody has published in Architect, say.
  const nothing: FlowDocument = { content: { entries: {} } };
  const theirs = (content.document ?? nothing) as FlowDocument;
  if (ours === undefined) return { document: theirs };
  const spelled = await fromGateway(api, theirs, ours);
  return { document: sameDocument(kind, ours, spelled) ? ours : spelled };
}

/** The ids of the modules that a file calls: documents know modules by id, except where they name one themselves. */
async function moduleIdsIn(
  api: FlowApi,
  yaml: string,
  ours: FlowDocument | undefined,
): Promise<Record<string, string>> {
  const named = new Set(moduleReferences(ours).map(({ moduleName }) => moduleName));
  const found = await Promise.all(
    moduleNamesIn(yaml)
      .filter((name) => !named.has(name))
      .map(async (name) => [name, (await api.flowNamed(KINDS.module.platformType, name))?.id] as const),
  );
  return Object.fromEntries(found.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}
