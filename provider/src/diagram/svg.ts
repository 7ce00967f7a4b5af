import * as dagre from "@dagrejs/dagre";
import type { Mark, Picture, PictureEdge, PictureNode } from "./picture";

const LINE = 16;
const PADDING = 10;
/** The width of a character of the font, at its size. */
const CHARACTER = 7;
const LONGEST = 34;
const MOST_LINES = 6;

interface Point {
  x: number;
  y: number;
}

interface Box extends Point {
  width: number;
  height: number;
}

/** A graph of the layout library, as far as it is used here. Its own types do not resolve in every module system. */
interface LayoutGraph {
  setGraph(options: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(id: string, size: object): void;
  setParent(id: string, parent: string): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  graph(): { width?: number; height?: number };
  children(id: string): string[];
  node(id: string): Box;
  edge(edge: { v: string; w: string; name: string }): Point & { points: Point[] };
}

const { Graph, layout } = dagre as unknown as {
  Graph: new (options: object) => LayoutGraph;
  layout: (graph: LayoutGraph) => void;
};

/**
 * A picture as SVG, laid out from top to bottom. Light or dark follows the viewer's setting; long texts are cut, with the
 * whole in a tooltip.
 */
export function svgOf(picture: Picture): string {
  const graph = laidOut(picture);
  const { width = 0, height = 0 } = graph.graph();
  const box = (id: string): Box => graph.node(id);
  const groups = picture.groups
    .filter(({ id }) => graph.children(`group ${id}`).length > 0)
    .map(({ id, label }) => groupOf(box(`group ${id}`), label));
  const edges = picture.edges.map((edge, at) =>
    edgeOf(edge, graph.edge({ v: edge.from, w: edge.to, name: String(at) })),
  );
  const nodes = picture.nodes.map((node) => nodeOf(node, box(node.id)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-label="${escaped(picture.title)}">`,
    `<title>${escaped(picture.title)}</title>`,
    `<style>${STYLE}</style>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>`,
    `<rect class="ground" width="100%" height="100%"/>`,
    ...groups,
    ...edges,
    ...nodes,
    "</svg>",
    "",
  ].join("\n");
}

function laidOut(picture: Picture): LayoutGraph {
  const graph = new Graph({ multigraph: true, compound: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 42, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of picture.groups) graph.setNode(`group ${id}`, {});
  for (const node of picture.nodes) {
    const lines = shownLines(node);
    const longest = Math.max(...lines.map((line) => [...line].length));
    const round = node.kind === "action" ? 0 : 14;
    graph.setNode(node.id, {
      width: longest * CHARACTER + 2 * PADDING + round,
      height: lines.length * LINE + 2 * PADDING,
    });
    if (node.group !== undefined) graph.setParent(node.id, `group ${node.group}`);
  }
  for (const [at, { from, to, label }] of picture.edges.entries()) {
    const text = cut(label ?? "");
    graph.setEdge(
      from,
      to,
      { width: [...text].length * CHARACTER, height: text === "" ? 0 : LINE, labelpos: "c" },
      String(at),
    );
  }
  layout(graph);
  return graph;
}

function shownLines({ lines }: PictureNode): string[] {
  const shown = lines.slice(0, MOST_LINES).map(cut);
  return lines.length > MOST_LINES ? [...shown, "…"] : shown;
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, " ")];
  return characters.length <= LONGEST ? characters.join("") : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

function groupOf({ x, y, width, height }: Box, label: string): string {
  const [left, top] = [x - width / 2, y - height / 2];
  return `<g class="group"><rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="8"/><text x="${round(left + 8)}" y="${round(top + 14)}">${escaped(cut(label))}</text></g>`;
}

function nodeOf(node: PictureNode, { x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const rounding =
    node.kind === "end" || node.kind === "start" ? height / 2 : node.kind === "choice" ? 12 : 4;
  const lines = shownLines(node).map(
    (line, at) =>
      `<text class="${at === 0 ? "name" : "detail"}" x="${round(x)}" y="${round(top + PADDING + LINE * at + 12)}">${escaped(line)}</text>`,
  );
  return [
    `<g class="${["node", node.kind, node.mark].filter(Boolean).join(" ")}">`,
    `<title>${escaped(node.title ?? node.lines.join("\n"))}</title>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="${round(Math.min(rounding, 18))}"/>`,
    ...lines,
    "</g>",
  ].join("");
}

function edgeOf({ label = "", mark }: PictureEdge, { points, x, y }: { points: Point[] } & Point): string {
  const path = points
    .map((point, at) => `${at === 0 ? "M" : "L"}${round(point.x)} ${round(point.y)}`)
    .join(" ");
  const text = label === "" ? "" : `<text x="${round(x)}" y="${round(y + 4)}">${escaped(cut(label))}</text>`;
  return `<g class="${["edge", mark].filter((one) => one !== undefined).join(" ")}"><path d="${path}" marker-end="url(#arrow)"/>${text}</g>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Text for XML. */
export function escaped(text: string): string {
  return text.replace(/[\p{Cc}&<>"]/gu, (sign) => (sign === "\n" ? "&#10;" : (ENTITIES[sign] ?? " ")));
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const COLORS: Readonly<Record<Mark, string>> = {
  taken: "#1a7f37",
  missed: "#bf8700",
  added: "#1a7f37",
  removed: "#cf222e",
  changed: "#bf8700",
};

const MARKS = Object.entries(COLORS)
  .map(
    ([mark, color]) =>
      `.${mark}>rect,.${mark}>path{stroke:${color};stroke-width:2.5}.${mark}>text{fill:${color}}`,
  )
  .join("");

interface Theme {
  ground: string;
  ink: string;
  soft: string;
  line: string;
  box: string;
  choice: string;
  end: string;
  start: string;
  transfer: string;
}

const LIGHT: Theme = {
  ground: "#ffffff",
  ink: "#1f2328",
  soft: "#59636e",
  line: "#818b98",
  box: "#f6f8fa",
  choice: "#ddf4ff",
  end: "#ffebe9",
  start: "#dafbe1",
  transfer: "#fff8c5",
};

const DARK: Theme = {
  ground: "#0d1117",
  ink: "#f0f6fc",
  soft: "#9198a1",
  line: "#656c76",
  box: "#151b23",
  choice: "#121d2f",
  end: "#25171c",
  start: "#12261e",
  transfer: "#272115",
};

/** The colors of a theme. Without CSS variables, which some viewers of SVG lack. */
function colors({ ground, ink, soft, line, box, choice, end, start, transfer }: Theme): string {
  return (
    `.ground{fill:${ground}}text{fill:${ink}}.detail,.edge text,.group text{fill:${soft}}` +
    `.node rect{fill:${box};stroke:${line}}.choice rect{fill:${choice}}.end rect{fill:${end}}.start rect{fill:${start}}` +
    `.transfer rect{fill:${transfer}}.edge path{stroke:${line}}.head{fill:${line}}.group rect{stroke:${line}}` +
    `.edge text{stroke:${ground}}`
  );
}

const STYLE = [
  "text{font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;text-anchor:middle}.name{font-weight:600}",
  ".edge path{fill:none}.edge text{paint-order:stroke;stroke-width:4px}",
  ".group rect{fill:none;stroke-dasharray:4 3}.group text{text-anchor:start}",
  colors(LIGHT),
  `@media(prefers-color-scheme:dark){${colors(DARK)}}`,
  MARKS,
].join("");
