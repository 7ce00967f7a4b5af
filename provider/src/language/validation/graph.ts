/** A directed graph: the successors of each node. Every successor is also a node. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The nodes reachable from a node, including the node itself, in depth-first order. */
export function reachableFrom(graph: Graph, start: string): Set<string> {
  const seen = new Set<string>();
  const stack = graph.has(start) ? [start] : [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    stack.push(...[...(graph.get(node) ?? [])].reverse());
  }
  return seen;
}

/** The result of a depth-first traversal. */
export interface Walk {
  /** The reachable nodes, each before its successors, except in cycles. */
  readonly order: readonly string[];
  /** Edges that lead back to a node on the current path: every cycle has one. */
  readonly back: readonly (readonly [from: string, to: string])[];
}

/** Traverses a graph depth first, without recursion because a flow may be a chain of thousands of entries. */
export function walk(graph: Graph, start: string): Walk {
  const back: [string, string][] = [];
  const finished: string[] = [];
  const state = new Map<string, "open" | "done">();
  const stack: { node: string; next: number }[] = [];
  const enter = (node: string) => {
    state.set(node, "open");
    stack.push({ node, next: 0 });
  };
  if (graph.has(start)) enter(start);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const successor = graph.get(frame.node)?.[frame.next++];
    if (successor === undefined) {
      state.set(frame.node, "done");
      finished.push(frame.node);
      stack.pop();
    } else if (!state.has(successor)) {
      enter(successor);
    } else if (state.get(successor) === "open") {
      back.push([frame.node, successor]);
    }
  }
  return { order: finished.reverse(), back };
}

/** A path from a node back to itself. */
export interface Cycle {
  /** The node whose edge closes the cycle. */
  readonly from: string;
  /** The nodes of the cycle from its first node, at most {@link SHOWN} of them. */
  readonly nodes: readonly string[];
  /** The number of nodes in the cycle. */
  readonly length: number;
}

const SHOWN = 8;

/** One cycle for each node to which the traversal from `start` returns. */
export function cyclesFrom(graph: Graph, start: string): Cycle[] {
  const cycles: Cycle[] = [];
  const reported = new Set<string>();
  const depth = new Map<string, number>();
  const path: string[] = [];
  const left = new Set<string>();
  const stack: { node: string; next: number }[] = [];
  const enter = (node: string) => {
    depth.set(node, path.length);
    path.push(node);
    stack.push({ node, next: 0 });
  };
  if (graph.has(start)) enter(start);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const successor = graph.get(frame.node)?.[frame.next++];
    const begin = successor === undefined ? undefined : depth.get(successor);
    if (successor === undefined) {
      left.add(frame.node);
      path.pop();
      stack.pop();
    } else if (begin === undefined) {
      enter(successor);
    } else if (!left.has(successor) && !reported.has(successor)) {
      reported.add(successor);
      cycles.push({
        from: frame.node,
        nodes: path.slice(begin, begin + SHOWN),
        length: path.length - begin,
      });
    }
  }
  return cycles;
}

/** The strongly connected components of a graph that have at least one inner edge. */
export function loopsIn(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const loops: string[][] = [];
  const stack: { node: string; next: number }[] = [];
  const enter = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    stack.push({ node, next: 0 });
  };
  const lower = (node: string, to: number) => {
    if (to < (low.get(node) ?? 0)) low.set(node, to);
  };
  for (const root of graph.keys()) {
    if (!index.has(root)) enter(root);
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const { node } = frame;
      const successor = graph.get(node)?.[frame.next++];
      if (successor === undefined) {
        stack.pop();
        const above = stack.at(-1);
        if (above) lower(above.node, low.get(node) ?? 0);
        if (low.get(node) !== index.get(node)) continue;
        const part = open.splice(open.lastIndexOf(node));
        for (const member of part) isOpen.delete(member);
        if (part.length > 1 || graph.get(node)?.includes(node)) loops.push(part);
      } else if (!index.has(successor)) {
        enter(successor);
      } else if (isOpen.has(successor)) {
        lower(node, index.get(successor) ?? 0);
      }
    }
  }
  return loops;
}

/**
 * The immediate dominator of each node in `order` except the first: the last node on every path from the first node to
 * it. `order` lists nodes before their successors; edges against this order are allowed but slower. (Cooper, Harvey and
 * Kennedy, "A Simple, Fast Dominance Algorithm".)
 */
export function dominators(graph: Graph, order: readonly string[]): Map<string, string> {
  const place = new Map(order.map((node, index) => [node, index]));
  const predecessors = order.map<number[]>(() => []);
  order.forEach((node, index) => {
    for (const successor of graph.get(node) ?? []) {
      const at = place.get(successor);
      if (at !== undefined) predecessors[at]?.push(index);
    }
  });
  const idom: (number | undefined)[] = [0];
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      while (a > b) a = idom[a] ?? 0;
      while (b > a) b = idom[b] ?? 0;
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (let node = 1; node < order.length; node++) {
      // Predecessors are compared from last to first: in a long chain whose links all join, each step back is then a
      // single step.
      const known = (predecessors[node] ?? []).filter((at) => idom[at] !== undefined);
      const dominator = known.length === 0 ? 0 : known.reduceRight(meet);
      if (idom[node] !== dominator) {
        idom[node] = dominator;
        changed = true;
      }
    }
  }
  return new Map(order.slice(1).map((node, index) => [node, order[idom[index + 1] ?? 0] ?? node]));
}
