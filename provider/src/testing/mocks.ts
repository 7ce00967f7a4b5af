import { v5 as nameBasedUuid } from "uuid";
import { documentFrom } from "../language/documentText";
import { isObject } from "../language/json";
import { checkYaml } from "../language/architect/checkYaml";
import { formatIssue, isError, type Issue } from "../language/issues";
import { isDocumentKind, kindNamed, kindOfRootKey, namesOf, type FlowKind } from "../language/kinds";
import { checkDocument } from "../language/validation/document";
import { GET_FLOW, TYPES, type ResourceKind } from "../tokens";
import { rootKeyOf } from "./checks";

/** Pulumi's mocks, as `pulumi.runtime.setMocks` takes them. */
export interface FlowMocks {
  newResource(args: { type: string; name: string; inputs: Record<string, unknown>; id?: string }): {
    id: string;
    state: Record<string, unknown>;
  };
  call(args: { token: string; inputs: Record<string, unknown> }): Record<string, unknown>;
}

const KINDS: ReadonlyMap<string, ResourceKind> = new Map(
  (Object.keys(TYPES) as ResourceKind[]).map((kind) => [TYPES[kind], kind]),
);

/** The namespace of the ids of flows. Arbitrary. */
const IDS = "6f0f8a0e-3c54-5d0b-8a5b-0d3c7f6f2b11";

/** The outputs `type` of the resources for documents. That of a `Flow` follows from its file. */
const OUTPUT_TYPES = { module: "module", inboundCall: "voice" } as const;

/**
 * Mocks for Pulumi programs in unit tests: every flow is checked as a preview would, and has the outputs that a first
 * `pulumi up` gives it. A flow's id is a UUID that follows from its logical name. `getFlow` finds every flow, in version 1.
 * Resources of other packages keep their inputs.
 *
 * @throws Error with all problems of a flow, when the program creates it
 * @example pulumi.runtime.setMocks(mocks());
 */
export function mocks(): FlowMocks {
  return {
    newResource({ type, name, inputs, id: imported }) {
      const kind = KINDS.get(type);
      if (kind === undefined) return { id: idOf(imported, `${name}-id`), state: inputs };
      // Other flows only take ids that are UUIDs.
      const id = idOf(imported, nameBasedUuid(`${type} ${name}`, IDS));
      const checked = checkedFlow(inputs, kind);
      const failures = checked.problems.filter(isError);
      if (failures.length > 0) throw new Error(`${name}: ${failures.map(formatIssue).join("; ")}`);
      return {
        id,
        state: {
          enabled: true,
          ...inputs,
          name: inputs.name ?? checked.name ?? inputs.__defaultName ?? name,
          type: checked.type,
          version: 1,
          publishedVersion: "1.0",
          selfUri: `/api/v2/flows/${id}`,
          organizationId: nameBasedUuid("organization", IDS),
          moduleVersions: inputs.moduleVersions ?? {},
        },
      };
    },
    call: ({ token, inputs }) => (token === GET_FLOW ? foundFlow(inputs) : inputs),
  };
}

/** Pulumi passes "" for a resource that is not imported. */
function idOf(imported: string | undefined, made: string): string {
  return imported === undefined || imported === "" ? made : imported;
}

/** A flow of that name and type which others manage. */
function foundFlow({ name, type }: Record<string, unknown>): Record<string, unknown> {
  const text = String(type);
  const kind = kindNamed(text);
  const platformType = kind === undefined ? text.toUpperCase() : namesOf(kind).platformType;
  const id = nameBasedUuid(`${platformType} ${String(name)}`, IDS);
  return { id, name, type: platformType, version: 1, publishedVersion: "1.0" };
}

interface CheckedFlow {
  problems: readonly Issue[];
  /** The name in the file, if there is one. */
  name?: unknown;
  /** The output `type`. */
  type: string;
}

function checkedFlow(inputs: Record<string, unknown>, resource: ResourceKind): CheckedFlow {
  const { document, references, yaml, substitutions } = inputs;
  const kind = resource === "flow" ? kindOfFile(yaml) : resource;
  const type = isDocumentKind(kind) ? OUTPUT_TYPES[kind] : namesOf(kind).platformType;
  if (typeof yaml === "string") {
    const keys = isObject(substitutions) ? (substitutions as Record<string, string>) : undefined;
    return { type, ...checkYaml(kind, yaml, keys) };
  }
  if (document === undefined || !isDocumentKind(kind)) return { type, problems: [] };
  const tree =
    typeof document === "string"
      ? documentFrom({ document, references: isObject(references) ? references : {} })
      : document;
  return { type, problems: checkDocument(kind, tree).problems };
}

/** The type of a file by its root key; a workflow if it has none that is known. */
function kindOfFile(yaml: unknown): FlowKind {
  return (typeof yaml === "string" ? kindOfRootKey(rootKeyOf(yaml)) : undefined) ?? "workflow";
}
