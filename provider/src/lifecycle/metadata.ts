import { yamlHead } from "../language/architect/yamlMetadata";
import type { FlowKind } from "../language/kinds";
import { isUnknown } from "../language/json";
import type { FlowInputs } from "./state";

/** The fields that a flow should have in addition to its content. */
export interface Head {
  /** Empty if neither the argument nor the YAML sets one. */
  description: string;
  /** If undefined, the flow stays in its division. */
  division: string | undefined;
}

type HeadInputs = Pick<FlowInputs, "description" | "division" | "yaml" | "substitutions">;

/** The description and division that the inputs ask for: the argument, or else the value in the YAML. */
export function wantedHead(kind: FlowKind, inputs: Partial<HeadInputs>): Head {
  const { description, division } = inputs;
  const complete = description !== undefined && division !== undefined;
  const file = complete ? {} : headOfFile(kind, inputs);
  return { description: description ?? file.description ?? "", division: division ?? file.division };
}

/** Whether two descriptions are equal, ignoring leading and trailing whitespace, which template literals often add. */
export function sameDescription(one: string | undefined, other: string | undefined): boolean {
  return (one ?? "").trim() === (other ?? "").trim();
}

function headOfFile(kind: FlowKind, { yaml, substitutions }: Partial<HeadInputs>): Partial<Head> {
  if (typeof yaml !== "string" || isUnknown(yaml) || isUnknown(substitutions)) return {};
  return yamlHead(kind, yaml, substitutions);
}
