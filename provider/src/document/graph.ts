/** A directed graph as lists of successors, by node. Every successor is a node. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The nodes that can be reached from one, itself included, in depth-first order. */
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

/** What one walk through a graph tells. */
export interface Walk {
  /** Reachable nodes, each before all that it leads to, cycles aside. */
  readonly order: readonly string[];
  /** Edges that lead back to a node on the way to their source: every cycle has one. */
  readonly back: readonly (readonly [from: string, to: string])[];
}

/** Walks a graph depth first, without recursion: a flow may be a chain of thousands. */
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

/** The cycle that a back edge closes, as the nodes on it in order, or undefined where the edge closes none. */
export function cycleOf(graph: Graph, [from, to]: readonly [string, string]): string[] | undefined {
  const before = new Map<string, string | undefined>([[to, undefined]]);
  const queue = [to];
  for (const node of queue) {
    if (node === from) {
      const cycle: string[] = [];
      for (let at: string | undefined = from; at !== undefined; at = before.get(at)) cycle.unshift(at);
      return cycle;
    }
    for (const successor of graph.get(node) ?? []) {
      if (!before.has(successor)) {
        before.set(successor, node);
        queue.push(successor);
      }
    }
  }
  return undefined;
}

/** The nodes that more than one edge leads to. */
export function joins(graph: Graph): Set<string> {
  const seen = new Set<string>();
  const joined = new Set<string>();
  for (const successors of graph.values()) {
    for (const successor of successors) (seen.has(successor) ? joined : seen).add(successor);
  }
  return joined;
}

/**
 * The immediate dominator of each node in `order` except the first: the last node that every way from the first must
 * pass. `order` lists nodes before all that they lead to; edges against it are allowed and make it take longer.
 * (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".)
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
      // From the last to the first: on a long chain whose links all join, each step back is then one step.
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
