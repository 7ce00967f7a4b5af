import { isObject } from "../json";

/** A scalar as its author wrote it. */
export class Verbatim {
  constructor(readonly source: string) {}
}

/**
 * Writes plain values as YAML in Architect's block style. Property tests verify that the `yaml` package reads the
 * result. That package's own writer takes four times as long, which would noticeably slow down previews of large
 * flows.
 */
export function writeYaml(root: Readonly<Record<string, unknown>>): string {
  const lines: string[] = [];
  writeMap(root, "", "", lines);
  return `${lines.join("\n")}\n`;
}

/** `first` is written before the first key: the indentation, or a list's dash. */
function writeMap(
  map: Readonly<Record<string, unknown>>,
  first: string,
  indent: string,
  lines: string[],
): void {
  let prefix = first;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    const head = `${prefix}${writeText(key)}:`;
    prefix = indent;
    if (value instanceof Verbatim) lines.push(`${head} ${value.source}`);
    else if (Array.isArray(value)) {
      if (value.length === 0) lines.push(`${head} []`);
      else {
        lines.push(head);
        writeList(value, `${indent}  `, lines);
      }
    } else if (isObject(value)) {
      if (isEmpty(value)) lines.push(`${head} {}`);
      else {
        lines.push(head);
        writeMap(value, `${indent}  `, `${indent}  `, lines);
      }
    } else {
      lines.push(`${head} ${writeScalar(value)}`);
    }
  }
}

function writeList(list: readonly unknown[], indent: string, lines: string[]): void {
  for (const item of list) {
    if (item instanceof Verbatim) lines.push(`${indent}- ${item.source}`);
    else if (Array.isArray(item)) {
      lines.push(item.length === 0 ? `${indent}- []` : `${indent}-`);
      writeList(item, `${indent}  `, lines);
    } else if (isObject(item)) {
      if (isEmpty(item)) lines.push(`${indent}- {}`);
      else writeMap(item, `${indent}- `, `${indent}  `, lines);
    } else {
      lines.push(`${indent}- ${writeScalar(item)}`);
    }
  }
}

function isEmpty(map: Readonly<Record<string, unknown>>): boolean {
  return Object.values(map).every((value) => value === undefined);
}

function writeScalar(value: unknown): string {
  if (typeof value === "string") return writeText(value);
  return JSON.stringify(value);
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
export function quote(text: string): string {
  return JSON.stringify(text)
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replaceAll("{{", "{\\u007b");
}
