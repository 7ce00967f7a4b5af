import { kindOfType } from "../organization/flowKinds";
import { addFlow, checkFlowName, publishedVersionOf, remember } from "../organization/flows";
import { isHeldByAnother } from "../organization/locks";
import type { Actor, Flow, ModuleSnapshot, Organization } from "../organization/model";
import { flowNamed, noteInIndex } from "../organization/nameIndex";
import { ApiError, throwApiError } from "../organization/apiError";
import { publishContent } from "../organization/versions";
import type { VersionContent } from "../organization/versions";
import { checkDocument } from "./checkDocument";
import type { Detail, FindModule } from "./checkDocument";
import { moduleReferences } from "./document";
import type { DocumentType, FlowDocument } from "./document";
import { readYaml } from "./readYaml";
import { writeYaml } from "./writeYaml";

/** Genesys Cloud's flow types for the two types of the document API. */
export const platformTypes = { module: "COMMONMODULE", voice: "INBOUNDCALL" } as const;

/** The desired state of a flow. */
export interface DocumentWish {
  name: string;
  description?: string;
  enabled?: boolean;
  document: FlowDocument;
}

/** Reads the body of a create or change. @throws Refusal 400 "Invalid Flow Document" with all faults. */
export function readWish(
  org: Organization,
  type: DocumentType,
  body: Record<string, unknown>,
): DocumentWish & { version: number } {
  const details: Detail[] = [];
  const wrong = (fieldName: string, message: string): void => {
    details.push({ fieldName, errorCode: "invalid", message });
  };
  const fields = [
    "name",
    "description",
    "document",
    "type",
    "version",
    ...(type === "voice" ? ["enabled"] : []),
  ];
  for (const key of Object.keys(body).filter((one) => !fields.includes(one))) wrong(key, "is not known here");
  const { name, description, enabled, version } = body;
  if (body.type !== type) wrong("type", `must be "${type}" here`);
  if (typeof name !== "string") wrong("name", "is required");
  if (description !== undefined && typeof description !== "string") wrong("description", "must be a text");
  if (enabled !== undefined && typeof enabled !== "boolean") wrong("enabled", "must be true or false");
  if (!Number.isInteger(version)) wrong("version", "must be a whole number");
  const checked = checkDocument(body.document, type, findModuleIn(org));
  details.push(...checked.details);
  if (details.length > 0 || checked.document === undefined) throw new InvalidDocument(details);
  return {
    name: checkFlowName(name as string),
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof enabled === "boolean" ? { enabled } : {}),
    document: checked.document,
    version: version as number,
  };
}

/** The API's 400, which lists all faults by path. */
export class InvalidDocument extends ApiError {
  constructor(details: readonly Detail[]) {
    super(400, "invalid.flow.document", "Invalid Flow Document", {}, details);
  }
}

/** The published flows of a type; the API shows no others. */
export const documentFlows = (org: Organization, type: DocumentType): Flow[] =>
  Object.values(org.flows).filter(
    (flow) => !flow.deleted && flow.type === platformTypes[type] && flow.publishedVersion !== undefined,
  );

/** @throws Refusal 404 */
export function documentFlow(org: Organization, type: DocumentType, id: string): Flow {
  const flow = documentFlows(org, type).find((each) => each.id === id);
  if (!flow) throw throwApiError("architect.flow.not.found");
  return flow;
}

/** The version that the API shows: the integer part of the published one. */
export const versionOf = (flow: Flow): number => parseInt(flow.publishedVersion ?? "0", 10);

/** The document of the published version: as submitted, or converted from an Architect file. */
export function documentOf(org: Organization, flow: Flow): FlowDocument | undefined {
  const version = publishedVersionOf(flow);
  if (!version) return undefined;
  const idOf = (name: string): string | undefined =>
    version.modules.find((module) => module.name === name)?.id ?? flowNamed(org, "COMMONMODULE", name)?.id;
  // Stored documents were checked when submitted.
  return (version.document as FlowDocument | undefined) ?? readYaml(version.content, idOf);
}

/** Creates and publishes a flow. @throws Refusal 409 if the name is taken, 400 for a version other than 1. */
export function createFlow(
  org: Organization,
  type: DocumentType,
  wish: DocumentWish & { version: number },
  by: Actor,
  now: number,
): Flow {
  if (wish.version !== 1) {
    const message = "a new flow has version 1";
    throw new InvalidDocument([{ fieldName: "version", errorCode: "invalid", message }]);
  }
  const { name, description } = wish;
  const flow = addFlow(org, { type: platformTypes[type], name, description }, by, now);
  publishDocument(org, flow, type, wish, by, now);
  return flow;
}

/**
 * Publishes a flow's next version. @throws Refusal 409 for another flow's name, a version that is not the next, or
 * another user's lock.
 */
export function changeFlow(
  org: Organization,
  flow: Flow,
  type: DocumentType,
  wish: DocumentWish & { version: number },
  by: Actor,
  now: number,
): void {
  const twin = flowNamed(org, flow.type, wish.name);
  if (twin && twin !== flow) throw throwApiError("architect.flow.already.exists");
  if (wish.version !== versionOf(flow) + 1) {
    throw new ApiError(
      409,
      "flow.version.conflict",
      `The flow has version ${versionOf(flow)}; a change carries the next one.`,
    );
  }
  if (isHeldByAnother(flow, by)) throw throwApiError("architect.flow.locked.by.user");
  if (flow.name !== wish.name) remember(flow, { action: "UPDATE", at: now, by });
  publishDocument(org, flow, type, wish, by, now);
}

/** Shared by create, update and the gateway console. */
export function publishDocument(
  org: Organization,
  flow: Flow,
  type: DocumentType,
  { name, description, enabled, document }: DocumentWish,
  by: Actor,
  now: number,
): void {
  flow.name = name;
  if (description !== undefined) flow.description = description;
  const active = enabled ?? (flow.versions.length === 0 || flow.active);
  publishContent(org, flow, contentOf(org, flow, type, document), by, now);
  flow.active = active;
  noteInIndex(org, flow, now);
}

/** The document, and its Architect file for the other API. */
function contentOf(
  org: Organization,
  flow: Flow,
  type: DocumentType,
  document: FlowDocument,
): VersionContent {
  const modules = moduleReferences(document).flatMap((wanted) => moduleIn(org, wanted) ?? []);
  const { name, description } = flow;
  const moduleName = (wanted: { id?: string; name?: string }): string => moduleIn(org, wanted)?.name ?? "";
  const content = writeYaml(document, { type, name, description, moduleName });
  const { variables = {} } = document.content;
  return {
    document,
    content,
    defaultLanguage: "en-us",
    supportedLanguages: ["en-us"],
    compatibleFlowTypes: type === "module" ? ["INBOUNDCALL"] : [],
    variables: Object.entries(variables).map(([variable, { type: dataType, input, output }]) => ({
      name: variable,
      type: dataType,
      input: input ?? false,
      output: output ?? false,
    })),
    modules: [...new Map(modules.map((module) => [module.id, module])).values()],
    uses: [],
  };
}

/** A published module, as a snapshot for a caller published now. */
function moduleIn(org: Organization, wanted: { id?: string; name?: string }): ModuleSnapshot | undefined {
  const module = documentFlows(org, "module").find(({ id, name }) =>
    wanted.id === undefined ? name === wanted.name : id === wanted.id,
  );
  const version = module && publishedVersionOf(module);
  return (
    module && version && { id: module.id, name: module.name, version: version.id, content: version.content }
  );
}

const findModuleIn =
  (org: Organization): FindModule =>
  (wanted) =>
    moduleIn(org, wanted) !== undefined;

/** Is it one of the two types that documents describe? */
export const documentTypeOf = (flow: Flow): DocumentType | undefined =>
  kindOfType(flow.type)?.rootKey === "commonModule"
    ? "module"
    : kindOfType(flow.type)?.rootKey === "inboundCall"
      ? "voice"
      : undefined;
