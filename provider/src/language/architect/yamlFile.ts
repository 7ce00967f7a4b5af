import { KINDS } from "../kinds";
import type { FlowKind } from "../kinds";
import { isObject } from "../json";
import type { PlainObject } from "../json";
import { canonicalYaml, OPTIONAL_KEYS } from "./canonicalYaml";
import type { YamlHead } from "./canonicalYaml";
import { parseVerbatim, parseYaml } from "./parseYaml";
import { equalYaml } from "./equalYaml";
import { applySubstitutions } from "./substitutions";
import { writeYaml } from "./text";

/** Content given as an Architect file. */
export interface YamlInput extends YamlHead {
  yaml: string;
  /** The values of `{{key}}`. */
  substitutions?: Readonly<Record<string, string>>;
}

/**
 * Whether two files mean the same flow: formatting, defaults, order where it means nothing, and reference ids aside. Name,
 * description and division count where both sides say them.
 */
export function equalYamlFiles(kind: FlowKind, a: YamlInput, b: YamlInput): boolean {
  const [first, second] = [canonicalContent(kind, a), canonicalContent(kind, b)];
  // What cannot be read is only equal to itself.
  return first && second ? equalYaml(first, second, OPTIONAL_KEYS) : a.yaml === b.yaml;
}

function canonicalContent(kind: FlowKind, content: YamlInput): PlainObject | undefined {
  const { yaml, substitutions, name, description, division } = content;
  const file = parseYaml(applySubstitutions(yaml, substitutions).text).value;
  return canonicalYaml(kind, file, { name, description, division });
}

/**
 * The text as it is uploaded: keys filled in, aliases and merge keys resolved, and name, description and division as the
 * resource has them. The same input gives the same bytes; comments and formatting are the author's own business.
 */
export function prepareYaml(kind: FlowKind, text: string, head: Omit<YamlInput, "yaml">): string {
  const { substitutions, name, description, division } = head;
  const file = parseVerbatim(applySubstitutions(text, substitutions).text);
  const { rootKey } = KINDS[kind];
  const root = isObject(file) ? file[rootKey] : undefined;
  if (!isObject(root)) throw new Error(`"yaml" is not an Architect file with the root key "${rootKey}"`);
  const decided = Object.fromEntries(
    Object.entries({ name, description, division }).filter(([, value]) => value !== undefined),
  );
  return writeYaml({ [rootKey]: { ...decided, ...root, ...decided } });
}

/** An export as a text that `yaml` can hold: in it `{{key}}` is text, where it would be a key of `substitutions`. */
export function withoutKeys(exported: string): string {
  const file = exported.includes("{{") ? parseVerbatim(exported) : undefined;
  return isObject(file) ? writeYaml(file) : exported;
}
