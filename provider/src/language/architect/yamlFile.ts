import { namesOf } from "../kinds";
import type { FlowKind } from "../kinds";
import { isObject } from "../json";
import type { PlainObject } from "../json";
import { canonicalYaml, OPTIONAL_KEYS } from "./canonicalYaml";
import type { YamlHead } from "./canonicalYaml";
import { parseVerbatim, parseYaml } from "./parseYaml";
import { equalYaml } from "./equalYaml";
import { applySubstitutions } from "./substitutions";
import { writeYaml } from "./writeYaml";

/** Content given as an Architect file. */
export interface YamlInput extends YamlHead {
  yaml: string;
  /** The values of `{{key}}`. */
  substitutions?: Readonly<Record<string, string>>;
}

/**
 * Whether two files describe the same flow. Ignores formatting, defaults, order that has no meaning, and reference
 * ids. Name, description and division are compared if both sides have them.
 */
export function equalYamlFiles(kind: FlowKind, a: YamlInput, b: YamlInput): boolean {
  const [first, second] = [canonicalContent(kind, a), canonicalContent(kind, b)];
  // Content that cannot be read is only equal to itself.
  return first && second ? equalYaml(first, second, OPTIONAL_KEYS) : a.yaml === b.yaml;
}

function canonicalContent(kind: FlowKind, content: YamlInput): PlainObject | undefined {
  const { yaml, substitutions, name, description, division } = content;
  const file = parseYaml(applySubstitutions(yaml, substitutions).text).value;
  return canonicalYaml(kind, file, { name, description, division });
}

/**
 * The text to upload: with substitutions applied, aliases and merge keys resolved, and the resource's name,
 * description and division. Deterministic; comments and formatting are not kept.
 */
export function prepareYaml(kind: FlowKind, text: string, head: Omit<YamlInput, "yaml">): string {
  const { substitutions, name, description, division } = head;
  const file = parseVerbatim(applySubstitutions(text, substitutions).text);
  const { rootKey } = namesOf(kind);
  const root = isObject(file) ? file[rootKey] : undefined;
  if (!isObject(root)) throw new Error(`"yaml" is not an Architect file with the root key "${rootKey}"`);
  const decided = Object.fromEntries(
    Object.entries({ name, description, division }).filter(([, value]) => value !== undefined),
  );
  return writeYaml({ [rootKey]: { ...decided, ...root, ...decided } });
}

/**
 * An export as a text for the `yaml` property: `{{key}}` in it is escaped, so that it is not taken for a key of
 * `substitutions`.
 */
export function withoutKeys(exported: string): string {
  const file = exported.includes("{{") ? parseVerbatim(exported) : undefined;
  return isObject(file) ? writeYaml(file) : exported;
}
