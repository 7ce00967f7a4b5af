import { moduleReferences } from "../actions/moduleReferences";
import type { DocumentKind } from "../kinds";
import type { FlowDocument } from "../model";
import { formatIssue } from "../issues";
import { equalDocuments } from "./equality";
import { architectTree } from "./write";
import { readWhole } from "./losses";
import { mergeWithAuthored } from "./merge";
import { parseYaml } from "./parseYaml";
import type { ReadOptions } from "./readAction";

/**
 * Converts an export to a document, keeping the form of the known document for everything that means the same, or the
 * known document itself if all of it does. Undefined if the export contains something that a document cannot
 * represent, unless the known document already did.
 */
export function exportedDocument(
  kind: DocumentKind,
  yaml: string,
  { known, ...options }: ReadOptions & { known?: FlowDocument },
): FlowDocument | undefined {
  const { value, problems } = parseYaml(yaml);
  const [problem] = problems;
  if (problem) throw new Error(formatIssue(problem));
  const { read, losses } = readWhole(value, options);
  if (read === undefined) return undefined;
  if (losses.length > 0) {
    const before = known === undefined ? [] : ownLosses(kind, known);
    if (losses.some(({ message }) => !before.includes(message))) return undefined;
  }
  if (known === undefined) return read.document;
  const document = mergeWithAuthored(kind, read.document, known);
  return equalDocuments(kind, known, document) ? known : document;
}

/**
 * What publishing a document and reading it back loses by itself, because an action written as raw YAML may contain
 * anything.
 */
function ownLosses(kind: DocumentKind, document: FlowDocument): string[] {
  const ids = moduleReferences(document).flatMap(({ moduleId }) =>
    moduleId === undefined ? [] : [moduleId],
  );
  // Use the ids as names, so that no call to the platform is needed.
  const moduleNames = Object.fromEntries(ids.map((id) => [id, id]));
  try {
    const tree = architectTree({ kind, name: "x", document, moduleNames });
    return readWhole(tree, { moduleIds: moduleNames }).losses.map(({ message }) => message);
  } catch {
    return [];
  }
}
