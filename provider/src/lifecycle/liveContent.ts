import { fromArchitectYaml } from "../architect/read";
import { overlay } from "../architect/overlay";
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
  return { document: await liveDocument(kind, api, given.document, content) };
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
): Promise<FlowDocument> {
  // A gateway cannot show a flow as a document that somebody has published in Architect, say.
  const nothing: FlowDocument = { content: { entries: {} } };
  const theirs =
    content.form === "document"
      ? ((content.document ?? nothing) as FlowDocument)
      : await fromYaml(api, content.yaml);
  if (ours === undefined) return theirs;
  const spelt =
    content.form === "document" ? await fromGateway(api, theirs, ours) : overlay(kind, theirs, ours);
  return sameDocument(kind, ours, spelt) ? ours : spelt;
}

/** Files name modules by name; documents know them by id. A module that is not found stays a name. */
async function fromYaml(api: FlowApi, yaml: string): Promise<FlowDocument> {
  const found = await Promise.all(
    moduleNamesIn(yaml).map(
      async (name) => [name, (await api.flowNamed(KINDS.module.platformType, name))?.id] as const,
    ),
  );
  const moduleIds = Object.fromEntries(
    found.filter((pair): pair is readonly [string, string] => pair[1] !== undefined),
  );
  return fromArchitectYaml(yaml, { moduleIds }).document;
}
