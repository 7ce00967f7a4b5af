import { moduleReferences } from "../actions/moduleReferences";
import type { FlowKind } from "../kinds";
import type { FlowDocument } from "../model";
import { formatIssue } from "../issues";
import { equalDocuments } from "./equality";
import { architectTree } from "./write";
import { readWhole } from "./losses";
import { mergeWithAuthored } from "./merge";
import { parseYaml } from "./parseYaml";
import type { ReadOptions } from "./readAction";

/**
 * An export as a document, spelled as the known document is where it means the same; the known document itself where all of
 * it does. Undefined if the export says something that a document cannot say, and the known document did not.
 */
export function exportedDocument(
  kind: FlowKind,
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

/** What is lost of a document by publishing it and reading it again: an action in YAML of its own may hold anything. */
function ownLosses(kind: FlowKind, document: FlowDocument): string[] {
  const ids = moduleReferences(document).flatMap(({ moduleId }) =>
    moduleId === undefined ? [] : [moduleId],
  );
  // Ids serve as names, so that no platform need be asked.
  const moduleNames = Object.fromEntries(ids.map((id) => [id, id]));
  try {
    const tree = architectTree({ kind, name: "x", document, moduleNames });
    return readWhole(tree, { moduleIds: moduleNames }).losses.map(({ message }) => message);
  } catch {
    return [];
  }
}
