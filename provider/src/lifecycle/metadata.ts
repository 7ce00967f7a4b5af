import { yamlHead } from "../language/architect/yamlMetadata";
import type { FlowKind } from "../language/kinds";
import { isUnknown } from "../language/json";
import type { FlowInputs } from "./state";

/** What a flow's fields are to say beside its content. */
export interface Head {
  /** Empty where nothing gives one. */
  description: string;
  /** Undefined: the flow stays where it is. */
  division: string | undefined;
}

type HeadInputs = Pick<FlowInputs, "description" | "division" | "yaml" | "substitutions">;

/** The description and division that inputs ask for: the argument, else what the file says. */
export function wantedHead(kind: FlowKind, inputs: Partial<HeadInputs>): Head {
  const { description, division } = inputs;
  const given = description !== undefined && division !== undefined;
  const file = given ? {} : headOfFile(kind, inputs);
  return { description: description ?? file.description ?? "", division: division ?? file.division };
}

/** Whether two descriptions are the same: what a template literal has around its lines is none of it. */
export function sameDescription(one: string | undefined, other: string | undefined): boolean {
  return (one ?? "").trim() === (other ?? "").trim();
}

function headOfFile(kind: FlowKind, { yaml, substitutions }: Partial<HeadInputs>): Partial<Head> {
  if (typeof yaml !== "string" || isUnknown(yaml) || isUnknown(substitutions)) return {};
  return yamlHead(kind, yaml, substitutions);
}
