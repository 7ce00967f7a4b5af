import { KINDS } from "../document/kinds";
import type { FlowKind } from "../document/kinds";
import type { PlainObject } from "../document/plain";
import { canonicalYaml, OPTIONAL_KEYS } from "./canonicalYaml";
import type { YamlHead } from "./canonicalYaml";
import { parseYaml } from "./parse";
import { replaceInRoot } from "./rootText";
import { sameTree } from "./sameTree";
import { applySubstitutions } from "./substitutions";

export { checkYaml } from "./checkYaml";
export type { CheckedYaml } from "./checkYaml";

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
export function sameYaml(kind: FlowKind, a: YamlInput, b: YamlInput): boolean {
  const [first, second] = [canonicalContent(kind, a), canonicalContent(kind, b)];
  // What cannot be read is only equal to itself.
  return first && second ? sameTree(first, second, OPTIONAL_KEYS) : a.yaml === b.yaml;
}

function canonicalContent(kind: FlowKind, content: YamlInput): PlainObject | undefined {
  const { yaml, substitutions, name, description, division } = content;
  const file = parseYaml(applySubstitutions(yaml, substitutions).text).value;
  return canonicalYaml(kind, file, { name, description, division });
}

/**
 * The text as it is uploaded: keys filled in, and name, description and division as the resource has them. The rest stays
 * as it was written, comments included.
 */
export function prepareYaml(kind: FlowKind, text: string, head: Omit<YamlInput, "yaml">): string {
  const filled = applySubstitutions(text, head.substitutions).text;
  const { name, description, division } = head;
  return replaceInRoot(filled, KINDS[kind].rootKey, { name, description, division });
}
