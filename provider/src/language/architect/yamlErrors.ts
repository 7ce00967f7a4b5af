import type { YAMLParseError } from "yaml";

/**
 * A message for a YAML syntax error, with advice. The parser's own messages quote the text, which may be a secret,
 * and require knowledge of YAML's grammar.
 */
export function yamlErrorText({ code, message }: Pick<YAMLParseError, "code" | "message">): string {
  if (message.includes(" end with ")) return 'a closing "]" or "}" is missing';
  if (message.startsWith("Flow end indicator"))
    return 'the closing "]" or "}" must be indented more than the key';
  if (code === "MISSING_CHAR") return missingText(message);
  return TEXTS[code] ?? "this is not valid YAML; put text with special characters in quotes";
}

function missingText(message: string): string {
  if (message.includes("quote")) return "a closing quotation mark is missing";
  if (message.includes("Missing , "))
    return 'a comma is missing between two items; or text with "," needs quotes';
  if (message.startsWith("Implicit map keys"))
    return 'a ":" is missing behind the key; or the line above needs quotes';
  if (message.includes("white space")) return "a space is missing here";
  if (message.startsWith("Sequence item")) return 'a "-" is missing before the item of the list';
  return "a sign is missing here; compare the line with the ones around it";
}

const TAG = 'a value that begins with "!" is a YAML tag; put the value in quotes';

const TEXTS: Readonly<Partial<Record<YAMLParseError["code"], string>>> = {
  ALIAS_PROPS: "an alias (*name) cannot have an anchor or a tag",
  BAD_ALIAS: 'invalid name of an anchor or alias; put text that begins with "&" or "*" in quotes',
  BAD_COLLECTION_TYPE: TAG,
  BAD_DIRECTIVE: 'invalid directive; put text that begins with "%" in quotes',
  BAD_DQ_ESCAPE:
    'invalid escape sequence in double quotes; write "\\\\" for a backslash, or use single quotes',
  BAD_INDENT: "wrong indentation: the keys of a mapping, and the items of a list, begin in the same column",
  BAD_PROP_ORDER: 'an anchor or a tag must follow the "-", "?" or ":"',
  BAD_SCALAR_START: "text cannot begin with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot begin here; put text with ": " in quotes, or begin a new line',
  BLOCK_IN_FLOW: 'between "{" and "}" or "[" and "]", mappings and lists must be written with brackets too',
  DUPLICATE_KEY: "map keys must be unique",
  KEY_OVER_1024_CHARS: 'a key must have at most 1,024 characters; put text with ": " in quotes',
  MULTILINE_IMPLICIT_KEY: 'a key must be on one line with its ":"; or the line above needs quotes',
  MULTIPLE_ANCHORS: "a value can have at most one anchor",
  MULTIPLE_TAGS: "a value can have at most one tag",
  TAB_AS_INDENT: "tabs are not allowed as indentation; use spaces",
  TAG_RESOLVE_FAILED: TAG,
  UNEXPECTED_TOKEN: "unexpected character; put text with special characters in quotes",
};
