import { namesOf } from "../kinds";
import type { FlowKind } from "../kinds";
import { isObject } from "../json";
import { parseYaml } from "./parseYaml";
import { applySubstitutions } from "./substitutions";

/** The properties in a file that are not content: the platform stores them as fields of the flow. */
export interface YamlHead {
  description?: string;
  division?: string;
}

/** The metadata of an Architect file with its keys replaced. Empty for a text that is not such a file. */
export function yamlHead(
  kind: FlowKind,
  yaml: string,
  substitutions?: Readonly<Record<string, string>>,
): YamlHead {
  const { value } = parseYaml(applySubstitutions(yaml, substitutions).text);
  const root = isObject(value) ? value[namesOf(kind).rootKey] : undefined;
  if (!isObject(root)) return {};
  return { description: scalar(root.description), division: scalar(root.division) };
}

function scalar(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
