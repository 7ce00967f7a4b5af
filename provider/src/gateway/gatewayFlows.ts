import { InvalidRequestError, ServerError } from "../genesys/http/platformErrors";
import type { CloudFlow } from "../genesys/flowApi";
import { allOf, optional, optionalText, withTexts, type Shape } from "../genesys/http/responseShapes";

/** A flow type of the JSON gateway API, with its paths and names. */
export interface DocumentKind {
  path: "/api/v2/flows/modules" | "/api/v2/flows";
  type: "module" | "voice";
  flowType: "COMMONMODULE" | "INBOUNDCALL";
  /** The scopes that a client needs. */
  read: string;
  write: string;
}

/** The flow types of the API. Flows come before modules, because an id does not show which of the two it is. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    path: "/api/v2/flows",
    type: "voice",
    flowType: "INBOUNDCALL",
    read: "flow:flow:read",
    write: "flow:flow:write",
  },
  {
    path: "/api/v2/flows/modules",
    type: "module",
    flowType: "COMMONMODULE",
    read: "flow:module:read",
    write: "flow:module:write",
  },
];

/** The kind for one of the platform's flow types. */
export function kindOf(flowType: string): DocumentKind {
  const kind = DOCUMENT_KINDS.find((one) => one.flowType === flowType);
  if (kind !== undefined) return kind;
  throw new InvalidRequestError(
    `The document API has modules and voice flows, and no flows of type ${flowType}.`,
  );
}

/** The body to create or update a flow. */
export interface DocumentBody {
  name: string;
  description: string | undefined;
  document: unknown;
  type: DocumentKind["type"];
  /** Starts at 1 and increases by one with each change. */
  version: number;
  /** Only for flows, not for modules. */
  enabled?: boolean;
}

/** A flow as the API returns it. The API is documented by examples only, so all fields are optional. */
export interface DocumentFlow {
  id?: string;
  name?: string;
  description?: string;
  type?: string;
  version?: number | string;
  enabled?: boolean;
  /** Only with `expand=document`. */
  document?: unknown;
  selfUri?: string;
  /** Present if the gateway returns Genesys Cloud's own flow. */
  active?: boolean;
  publishedVersion?: { id?: string };
}

/** The fields of a flow that are used. */
export const documentFlowShape: Shape = allOf(
  withTexts("id", "name"),
  optionalText("type"),
  optional("publishedVersion", withTexts("id")),
  (body) => !Number.isNaN(parseInt(String(body.version ?? publishedId(body)), 10)),
);

const publishedId = (body: Readonly<Record<string, unknown>>): unknown =>
  (body.publishedVersion as { id?: unknown } | undefined)?.id;

/**
 * Converts a flow of the API to a {@link CloudFlow}. Undefined if it is of another kind, which happens if several
 * kinds share an address.
 */
export function documentFlowFromWire(raw: DocumentFlow, kind: DocumentKind): CloudFlow | undefined {
  const { id, name } = raw;
  if (!id || !name) throw new ServerError("The gateway answered with a flow that has no id or name.");
  if (raw.type !== undefined && !isOf(raw, kind)) return undefined;
  const number = versionOf(raw);
  return {
    id,
    name,
    type: kind.flowType,
    description: raw.description,
    active: raw.enabled ?? raw.active ?? true,
    published: { id: `${number}.0`, number },
    selfUri: raw.selfUri ?? `${kind.path}/${id}`,
  };
}

/** The current version of a flow. */
export function versionOf(raw: DocumentFlow): number {
  const number = parseInt(String(raw.version ?? raw.publishedVersion?.id), 10);
  if (Number.isNaN(number)) throw new ServerError("The gateway answered with a flow that has no version.");
  return number;
}

function isOf(raw: DocumentFlow, kind: DocumentKind): boolean {
  return raw.type === kind.type || raw.type?.toUpperCase() === kind.flowType;
}

/** The ids of the modules that a document's entries call. */
export function modulesInvoked(document: unknown): string[] {
  const { content } = (document ?? {}) as { content?: { entries?: Record<string, unknown> } };
  const ids = Object.values(content?.entries ?? {}).map((entry) => {
    const { action } = (entry ?? {}) as { action?: { parameters?: { moduleId?: unknown } } };
    return action?.parameters?.moduleId;
  });
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}
