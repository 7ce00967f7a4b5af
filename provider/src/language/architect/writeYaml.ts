import { stringify } from "yaml";
import type { ScalarTag, Tags } from "yaml";

/** A scalar as its author wrote it. */
export class Verbatim {
  constructor(readonly source: string) {}
}

/** Writes plain values as YAML in Architect's block style. The same values always give the same bytes. */
export function writeYaml(root: Readonly<Record<string, unknown>>): string {
  return stringify(root, { customTags, lineWidth: 0, aliasDuplicateObjects: false });
}

const TEXT: ScalarTag = {
  tag: "tag:yaml.org,2002:str",
  default: true,
  identify: (value) => typeof value === "string",
  resolve: (text) => text,
  stringify: ({ value }) => writeText(String(value)),
};

const VERBATIM: ScalarTag = {
  tag: "!verbatim",
  default: true,
  identify: (value) => value instanceof Verbatim,
  resolve: (text) => text,
  stringify: ({ value }) => (value as Verbatim).source,
};

function customTags(tags: Tags): Tags {
  return [VERBATIM, TEXT, ...tags.filter((tag) => typeof tag === "string" || tag.tag !== TEXT.tag)];
}

/** Text is only unquoted if no YAML 1.1 or 1.2 parser can read it as anything else. */
function writeText(text: string): string {
  return PLAIN.test(text) && !OTHER_TYPE.test(text) ? text : quote(text);
}

/**
 * Starts with a letter and contains no YAML syntax: no ": ", no " #", no trailing white space. Stricter than
 * necessary: some text is quoted that would not need it.
 */
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9 _.,;/()+*=<>'!?$%^|~-]*[A-Za-z0-9_.,;/()+*=<>'!?$%^|~-])?$/;

/** Words that some YAML version reads as a boolean, null or a number. */
const OTHER_TYPE = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/**
 * Double quotes. JSON's escapes are valid in YAML, and these characters are the only additional line breaks of YAML.
 * The platform treats `{{key}}` anywhere in the file as a key to replace, and fails, so `{{` is escaped.
 */
function quote(text: string): string {
  return JSON.stringify(text)
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replaceAll("{{", "{\\u007b");
}
