import { edgeKey, type Marks, type Picture, type PictureEdge, type PictureNode } from "./picture";

/** What differs between two flows. */
export interface Difference {
  /** One line for each box and arrow that was added, removed or changed, in words. */
  lines: string[];
  /** Both flows in one picture: what was removed is still in it. */
  picture: Picture;
  marks: Marks;
}

/** Compares two flows box by box, and arrow by arrow. */
export function differenceOf(before: Picture, after: Picture): Difference {
  const nodes: Record<string, "added" | "removed" | "changed"> = {};
  const edges: Record<string, "added" | "removed" | "changed"> = {};
  const lines: string[] = [];
  const [old, now] = [before, after].map(({ nodes: all }) => new Map(all.map((node) => [node.id, node])));
  for (const [id, node] of now ?? []) {
    const known = old?.get(id);
    if (known === undefined) {
      nodes[id] = "added";
      lines.push(`added ${named(node)}`);
    } else if (textOf(known) !== textOf(node)) {
      nodes[id] = "changed";
      lines.push(`changed ${named(node)}: ${changeOf(known, node)}`);
    }
  }
  const removed = [...(old ?? [])].filter(([id]) => now?.has(id) !== true).map(([, node]) => node);
  for (const node of removed) {
    nodes[node.id] = "removed";
    lines.push(`removed ${named(node)}`);
  }
  const arrows = (all: readonly PictureEdge[]): Map<string, PictureEdge> =>
    new Map(all.map((edge) => [`${edgeKey(edge)} ${edge.label ?? ""}`, edge]));
  const [oldArrows, newArrows] = [arrows(before.edges), arrows(after.edges)];
  for (const [key, edge] of newArrows) {
    if (oldArrows.has(key)) continue;
    edges[edgeKey(edge)] = "added";
    if (nodes[edge.from] !== "added" && nodes[edge.to] !== "added") lines.push(`added way ${wayOf(edge)}`);
  }
  const gone = [...oldArrows].filter(([key]) => !newArrows.has(key)).map(([, edge]) => edge);
  for (const edge of gone) {
    edges[edgeKey(edge)] = edges[edgeKey(edge)] === "added" ? "changed" : "removed";
    if (nodes[edge.from] !== "removed" && nodes[edge.to] !== "removed")
      lines.push(`removed way ${wayOf(edge)}`);
  }
  const shown = gone.filter((edge) => !after.edges.some((one) => edgeKey(one) === edgeKey(edge)));
  const picture: Picture = {
    title: after.title,
    nodes: [...after.nodes, ...removed],
    edges: [...after.edges, ...shown],
    groups: [
      ...after.groups,
      ...before.groups.filter(({ id }) => !after.groups.some((one) => one.id === id)),
    ],
  };
  return { lines, picture, marks: { nodes, edges } };
}

const textOf = (node: PictureNode): string => node.title ?? node.lines.join("\n");

function named({ id, lines }: PictureNode): string {
  const [name = id, action] = lines;
  const group = id.includes("/") ? ` in ${id.slice(0, id.indexOf("/"))}` : "";
  return `"${name}"${action === undefined ? "" : ` (${action})`}${group}`;
}

function wayOf({ from, to, label }: PictureEdge): string {
  const short = (id: string): string => `"${id.slice(id.indexOf("/") + 1)}"`;
  return `${short(from)} -> ${short(to)}${label === undefined || label === "" ? "" : ` (${label})`}`;
}

/** The first lines that differ, old and new. */
function changeOf(before: PictureNode, after: PictureNode): string {
  const [old, now] = [textOf(before).split("\n"), textOf(after).split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => line.trim());
  const come = now.filter((line) => !old.includes(line)).map((line) => line.trim());
  return `${cut(gone)} => ${cut(come)}`;
}

function cut(lines: readonly string[]): string {
  const text = lines.slice(0, 3).join(" ").replace(/,$/, "");
  return text.length > 120 ? `${text.slice(0, 119)}…` : text || "(nothing)";
}
