import { Document, isScalar, visit } from "yaml";

/**
 * An export in Genesys Cloud's YAML style: block style without folding; references and the keys `yes` and `no` are in
 * double quotes.
 */
export function flowYaml(flow: Record<string, unknown>): string {
  const document = new Document(flow, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar(pair.key) || typeof pair.key.value !== "string") return;
      if (["yes", "no"].includes(pair.key.value)) pair.key.type = "QUOTE_DOUBLE";
      if (pair.key.value.endsWith("Ref") && isScalar(pair.value)) pair.value.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0, blockQuote: false });
}
