import { documentFrom } from "../language/documentText";
import { isObject } from "../language/json";
import { checkDocument, checkYaml, type FlowProblem } from "./checks";

/** Pulumi's mocks, as `pulumi.runtime.setMocks` takes them. */
export interface FlowMocks {
  newResource(args: { type: string; name: string; inputs: Record<string, unknown>; id?: string }): {
    id: string;
    state: Record<string, unknown>;
  };
  call(args: { inputs: Record<string, unknown> }): Record<string, unknown>;
}

const TYPES: Readonly<Record<string, { kind?: "module" | "inboundCall"; type: string }>> = {
  "pulumi-nodejs:dynamic/genesyscloud:FlowModule": { kind: "module", type: "module" },
  "pulumi-nodejs:dynamic/genesyscloud:InboundFlow": { kind: "inboundCall", type: "voice" },
  "pulumi-nodejs:dynamic/genesyscloud:Flow": { type: "WORKFLOW" },
};

/**
 * Mocks for Pulumi programs in unit tests: every flow is checked as a preview would, and has the outputs that a first
 * `pulumi up` gives it. Resources of other packages keep their inputs.
 *
 * @throws Error with all problems of a flow, when the program creates it
 * @example pulumi.runtime.setMocks(mocks());
 */
export function mocks(): FlowMocks {
  return {
    newResource({ type, name, inputs, id }) {
      const flow = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
      if (flow === undefined) return { id: id ?? `${name}-id`, state: inputs };
      const failures = problemsOf(inputs, flow.kind).filter(({ severity }) => severity === "error");
      if (failures.length > 0)
        throw new Error(`${name}: ${failures.map(({ message }) => message).join("; ")}`);
      const flowId = id ?? `${name}-id`;
      return {
        id: flowId,
        state: {
          name,
          enabled: true,
          ...inputs,
          type: flow.type,
          version: 1,
          publishedVersion: "1.0",
          selfUri: `/api/v2/flows/${flowId}`,
          organizationId: "organization-id",
          moduleVersions: inputs.moduleVersions ?? {},
        },
      };
    },
    call: ({ inputs }) => inputs,
  };
}

function problemsOf(
  inputs: Record<string, unknown>,
  kind: "module" | "inboundCall" | undefined,
): FlowProblem[] {
  const { document, references, yaml, substitutions } = inputs;
  if (typeof yaml === "string")
    return checkYaml(
      yaml,
      isObject(substitutions) ? { substitutions: substitutions as Record<string, string> } : {},
    );
  if (document === undefined || kind === undefined) return [];
  const tree =
    typeof document === "string"
      ? documentFrom({ document, references: isObject(references) ? references : {} })
      : document;
  return checkDocument(tree, { kind });
}
