import { isMap, isScalar, parseDocument } from "yaml";
import type { Pair } from "yaml";
import { quote } from "./text";

/**
 * Sets plain text values below the root key of a YAML text and leaves every other character as it is. A value that is
 * undefined is left alone; a text that is no mapping is returned as it is.
 */
export function replaceInRoot(
  text: string,
  rootKey: string,
  values: Readonly<Record<string, string | undefined>>,
): string {
  let result = text;
  // In reverse, so that what is inserted at the top comes out in the order given.
  for (const [key, value] of Object.entries(values).reverse()) {
    if (value !== undefined) result = replaceOne(result, rootKey, key, value);
  }
  return result;
}

function replaceOne(text: string, rootKey: string, key: string, value: string): string {
  const document = parseDocument(text);
  const root = document.get(rootKey);
  if (!isMap(root)) return text;
  const pair = root.items.find((item) => isScalar(item.key) && item.key.value === key);
  const quoted = quote(value);
  if (pair) return splice(text, pair, value, quoted);
  const [first] = root.items;
  const at = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (at === undefined) return text;
  const indent = at - (text.lastIndexOf("\n", at - 1) + 1);
  const after = root.flow ? ", " : `\n${" ".repeat(indent)}`;
  return `${text.slice(0, at)}${key}: ${quoted}${after}${text.slice(at)}`;
}

function splice(text: string, pair: Pair, value: string, quoted: string): string {
  const node = pair.value;
  if (isScalar(node) && node.value === value) return text;
  const keyEnd = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
  const range = isScalar(node) || isMap(node) ? node.range : undefined;
  const [from, to] = range ?? [keyEnd, keyEnd];
  // A block scalar reaches to the end of its last line.
  const newline = text.slice(from, to).endsWith("\n") ? "\n" : "";
  const space = text[from - 1] === ":" ? " " : "";
  return `${text.slice(0, from)}${space}${quoted}${newline}${text.slice(to)}`;
}
