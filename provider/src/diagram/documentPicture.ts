import { actionTable } from "../language/actions/index";
import { linesOf } from "../language/diagram";
import type { Entry, FlowDocument } from "../language/model";
import { exitsOf, pathsOf } from "../language/validation/paths";
import { errorHandlingOf } from "../language/validation/structureRules";
import type { Picture, PictureEdge, PictureNode } from "./picture";

/** The box in which paths end that lead nowhere. */
const END = "(ends)";
const ON_ERROR = "(on error)";

/** A document as a picture. The ids of its boxes are the keys of the entries. */
export function pictureOfDocument(document: FlowDocument, title: string): Picture {
  const entries = Object.entries(document.content.entries);
  const edges = entries.flatMap(([key, entry]) => edgesOf(key, entry));
  const handler = errorHandlingOf(document);
  const nodes: PictureNode[] = entries.map(([key, entry]) => nodeOf(key, entry));
  if (handler !== undefined) {
    nodes.push({ id: ON_ERROR, lines: ["on error"], kind: "start" });
    edges.push({ from: ON_ERROR, to: handler });
  }
  if (edges.some(({ to }) => to === END)) nodes.push({ id: END, lines: ["ends"], kind: "end" });
  const known = new Set(nodes.map(({ id }) => id));
  return { title, nodes, edges: edges.filter(({ to }) => known.has(to)), groups: [] };
}

function nodeOf(key: string, entry: Entry): PictureNode {
  const { actionType, parameters } = entry.action;
  const { names, defaultPath } = pathsOf(entry, actionTable);
  const kind = (): PictureNode["kind"] => {
    if (key === "start") return "start";
    if (actionType.startsWith("transferTo")) return "transfer";
    if (defaultPath === "none" && names.length === 0) return "end";
    return names.length > 1 ? "choice" : "action";
  };
  return {
    id: key,
    lines: linesOf(key, entry, actionTable),
    kind: kind(),
    title: `${key} (${actionType})\n${JSON.stringify(parameters ?? {}, undefined, 1)}`,
  };
}

function edgesOf(key: string, entry: Entry): PictureEdge[] {
  const { branches, continuation } = exitsOf(pathsOf(entry, actionTable), entry.nexts ?? {});
  const named = new Map<string, string[]>();
  const isTransfer = entry.action.actionType.startsWith("transferTo");
  for (const { path, to } of branches) {
    // A transfer that succeeds leaves the flow: its box says so.
    if (to === undefined && isTransfer) continue;
    const target = to ?? END;
    named.set(target, [...(named.get(target) ?? []), path]);
  }
  const edges: PictureEdge[] = [...named].map(([to, paths]) => ({ from: key, to, label: paths.join(", ") }));
  if (continuation !== undefined && !(isTransfer && continuation.to === undefined))
    edges.push({ from: key, to: continuation.to ?? END });
  return edges;
}
