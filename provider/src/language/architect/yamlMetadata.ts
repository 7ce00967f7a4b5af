import { KINDS } from "../kinds";
import type { FlowKind } from "../kinds";
import { isObject } from "../json";
import { parseYaml } from "./parseYaml";
import { applySubstitutions } from "./substitutions";

/** What a file says of its flow that is no content: the platform keeps it as fields of the flow. */
export interface YamlHead {
  description?: string;
  division?: string;
}

/** The head of an Architect file with its keys filled in; empty for a text that is no such file. */
export function yamlHead(
  kind: FlowKind,
  yaml: string,
  substitutions?: Readonly<Record<string, string>>,
): YamlHead {
  const { value } = parseYaml(applySubstitutions(yaml, substitutions).text);
  const root = isObject(value) ? value[KINDS[kind].rootKey] : undefined;
  if (!isObject(root)) return {};
  return { description: scalar(root.description), division: scalar(root.division) };
}

function scalar(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
