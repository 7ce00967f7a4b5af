import type { CloudContent, FlowApi } from "../genesys/flowApi";
import { moduleReferences } from "../language/actions/moduleReferences";
import { equalDocuments } from "../language/architect/equality";
import { exportedDocument } from "../language/architect/exportedDocument";
import { moduleNamesIn } from "../language/architect/readFlow";
import { toArchitectYaml } from "../language/architect/write";
import { prepareYaml, equalYamlFiles } from "../language/architect/yamlFile";
import type { FlowKind } from "../language/kinds";
import { documentKind, KINDS } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import type { ProviderContext } from "./context";
import { errors } from "./errors";
import { fromGateway, toGateway } from "./gatewayDocument";
import type { FlowInputs } from "./state";

/** Converts a flow's content to the form that the API accepts. */
export async function contentFor(
  kind: FlowKind,
  context: ProviderContext,
  inputs: FlowInputs,
): Promise<CloudContent> {
  if (inputs.document === undefined) return { form: "yaml", yaml: preparedYaml(kind, inputs) };
  const api = context.api();
  if (api.form === "document") return { form: "document", document: await toGateway(api, inputs.document) };
  return {
    form: "yaml",
    yaml: writtenYaml(kind, inputs, inputs.document, await moduleNames(context, inputs.document)),
  };
}

/** A document as an Architect file. The names of the modules that it calls are given by id. */
export function writtenYaml(
  kind: FlowKind,
  inputs: FlowInputs,
  document: FlowDocument,
  moduleNames: Readonly<Record<string, string>>,
): string {
  const { name, description, division, defaultLanguage, supportedLanguages, compatibleFlowTypes } = inputs;
  return toArchitectYaml({
    kind: documentKind(kind),
    name,
    description,
    division,
    document,
    defaultLanguage,
    supportedLanguages,
    compatibleFlowTypes,
    moduleNames,
  });
}

/**
 * The YAML as Archy would accept it: keys filled in, and the resource's own name, description and division inserted.
 */
export function preparedYaml(kind: FlowKind, inputs: FlowInputs): string {
  return prepareYaml(kind, inputs.yaml ?? "", {
    substitutions: inputs.substitutions,
    name: inputs.name,
    description: inputs.description,
    division: inputs.division,
  });
}

/** Architect YAML refers to modules by name; documents refer to them by id. */
async function moduleNames(
  context: ProviderContext,
  document: FlowDocument,
): Promise<Record<string, string>> {
  const references = moduleReferences(document).filter((one) => one.moduleId !== undefined);
  const pairs = await Promise.all(
    references.map(async ({ entry, moduleId = "" }) => {
      const known = context.flowName(moduleId);
      if (known !== undefined) return [moduleId, known] as const;
      const module = await context.api().flow(moduleId);
      if (module?.type !== KINDS.module.platformType) throw errors.noSuchModule(entry, moduleId);
      if (module.published === undefined) throw errors.unpublishedModule(entry, module.name);
      return [moduleId, module.name] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

/** The inputs that make up a flow's content. */
export type ContentInputs = Pick<FlowInputs, "document" | "yaml" | "substitutions">;

/**
 * A flow's content on the platform, in the form in which the user gave it. Returns the given content unchanged if both
 * are equal; otherwise the given content with the platform's changes.
 */
export async function readContent(
  kind: FlowKind,
  api: FlowApi,
  inputs: ContentInputs,
  content: CloudContent,
): Promise<ContentInputs> {
  if (inputs.yaml !== undefined) return readYaml(kind, inputs, content);
  return readDocument(kind, api, inputs.document, content);
}

function readYaml(kind: FlowKind, inputs: ContentInputs, content: CloudContent): ContentInputs {
  const { yaml = "", substitutions } = inputs;
  // Name, description and division are fields of the flow and are compared there.
  const head = { name: "", description: "", division: "" };
  const stateDocument = { ...head, yaml, substitutions };
  if (content.form !== "yaml" || equalYamlFiles(kind, stateDocument, { ...head, yaml: content.yaml })) {
    return { yaml, substitutions };
  }
  // The export already has its keys filled in.
  return { yaml: content.yaml, substitutions: undefined };
}

async function readDocument(
  kind: FlowKind,
  api: FlowApi,
  stateDocument: FlowDocument | undefined,
  content: CloudContent,
): Promise<ContentInputs> {
  if (content.form === "yaml") {
    const moduleIds = await moduleIdsIn(api, content.yaml, stateDocument);
    const liveDocument = exportedDocument(documentKind(kind), content.yaml, {
      moduleIds,
      known: stateDocument,
    });
    // Content that a document cannot represent is returned as the exported YAML.
    return liveDocument === undefined
      ? { document: undefined, yaml: content.yaml }
      : { document: liveDocument };
  }
  // A gateway cannot return some flows as a document, for example one that somebody published in Architect.
  const nothing: FlowDocument = { content: { entries: {} } };
  const live = (content.document ?? nothing) as FlowDocument;
  if (stateDocument === undefined) return { document: live };
  const spelled = await fromGateway(api, live, stateDocument);
  return { document: equalDocuments(documentKind(kind), stateDocument, spelled) ? stateDocument : spelled };
}

/** The ids of the modules that a YAML file calls. Documents refer to modules by id, unless they name one themselves. */
async function moduleIdsIn(
  api: FlowApi,
  yaml: string,
  stateDocument: FlowDocument | undefined,
): Promise<Record<string, string>> {
  const named = new Set(moduleReferences(stateDocument).map(({ moduleName }) => moduleName));
  const found = await Promise.all(
    moduleNamesIn(yaml)
      .filter((name) => !named.has(name))
      .map(async (name) => [name, (await api.flowNamed(KINDS.module.platformType, name))?.id] as const),
  );
  return Object.fromEntries(found.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}
