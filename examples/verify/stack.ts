import type { VerificationSettings } from "pulumi-genesyscloud";

/** What of `pulumi stack export` is of interest here. */
export interface Export {
  deployment: { resources?: Resource[] };
}

interface Resource {
  urn: string;
  type: string;
  id?: string;
  /** The URN and the id of the provider, between them "::". */
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** A flow as the stack has it. */
export interface StackFlow {
  id: string;
  name: string;
  /** The ids of the modules that it should reference. */
  modules: string[];
  settings: VerificationSettings;
}

const TYPE = "pulumi-nodejs:dynamic/genesyscloud:";

/** The inbound flows of a stack, and the names of its modules by id. */
export function flowsIn({ deployment }: Export): { flows: StackFlow[]; modules: Map<string, string> } {
  const resources = deployment.resources ?? [];
  const of = (kind: string) => resources.filter(({ type, id }) => type === TYPE + kind && id !== undefined);
  return {
    modules: new Map(of("FlowModule").map(({ id, outputs }) => [id ?? "", String(outputs?.name)])),
    flows: of("InboundFlow")
      .map((flow) => ({
        id: flow.id ?? "",
        name: String(flow.outputs?.name),
        modules: modulesNamed(flow),
        settings: settingsOf(resources.find(({ urn, id }) => flow.provider === `${urn}::${id}`)),
      }))
      // The state has them in the order in which they were published.
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

/** By the document's entries, and for a flow that is written as YAML by the argument `modules`. */
function modulesNamed({ outputs = {} }: Resource): string[] {
  const { document, references, modules } = outputs as {
    document?: Document | string;
    references?: Record<string, unknown>;
    modules?: unknown;
  };
  const entries = Object.values(documentOf(document)?.content?.entries ?? {});
  const invoked = entries.map((entry) => {
    const id = entry.action?.parameters?.moduleId;
    return isReference(id) ? references?.[id.$ref] : id;
  });
  const listed: unknown[] = Array.isArray(modules) ? modules : [];
  return [...new Set([...listed, ...invoked].filter((id) => typeof id === "string"))];
}

/** A stack has a document as JSON text; version 0.1.0 of the package had it as a tree. */
function documentOf(document: Document | string | undefined): Document | undefined {
  return typeof document === "string" ? (JSON.parse(document) as Document) : document;
}

/** In the text, each output of the program is a reference to a value beside it. */
function isReference(value: unknown): value is { $ref: string } {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

/** Whatever in it is a secret stands encrypted in its place, so nothing is taken for granted. */
interface Document {
  content?: { entries?: Record<string, { action?: { parameters?: { moduleId?: unknown } } }> };
}

/**
 * The settings that the flow was deployed with, from the stack's config or its explicit `Provider`. Secrets are encrypted
 * in an export, so they come from the environment.
 */
function settingsOf(provider: Resource | undefined): VerificationSettings {
  const given = Object.entries(provider?.inputs ?? {})
    .filter(([key, value]) => key.startsWith("genesyscloud:") && typeof value === "string")
    .map(([key, value]) => [key.replace("genesyscloud:", ""), value] as const);
  return Object.fromEntries(given);
}
