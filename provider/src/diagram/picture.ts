/** A flow as a picture: boxes, arrows, and groups of boxes. */
export interface Picture {
  title: string;
  nodes: PictureNode[];
  edges: PictureEdge[];
  /** Tasks, states and menus that hold boxes. */
  groups: { id: string; label: string }[];
}

/** One box. */
export interface PictureNode {
  id: string;
  /** The lines of the box; the first is its name. */
  lines: string[];
  kind: "action" | "choice" | "end" | "start" | "transfer";
  /** The group that holds it. */
  group?: string;
  /** The whole text, for hovering. */
  title?: string;
  mark?: Mark;
}

/** One arrow. */
export interface PictureEdge {
  from: string;
  to: string;
  label?: string;
  mark?: Mark;
}

/** What a picture stresses: the way of a call, or what a change did. */
export type Mark = "taken" | "missed" | "added" | "removed" | "changed";

/** Marks by the id of a node, and by those of an edge (`from -> to`). */
export interface Marks {
  nodes?: Readonly<Record<string, Mark>>;
  edges?: Readonly<Record<string, Mark>>;
}

/** The key of an edge in {@link Marks}. */
export function edgeKey({ from, to }: Pick<PictureEdge, "from" | "to">): string {
  return `${from} -> ${to}`;
}

/** The same picture with marks. */
export function withMarks(picture: Picture, { nodes = {}, edges = {} }: Marks): Picture {
  return {
    ...picture,
    nodes: picture.nodes.map((node) => ({
      ...node,
      ...(nodes[node.id] !== undefined && { mark: nodes[node.id] }),
    })),
    edges: picture.edges.map((edge) => ({
      ...edge,
      ...(edges[edgeKey(edge)] !== undefined && { mark: edges[edgeKey(edge)] }),
    })),
  };
}
