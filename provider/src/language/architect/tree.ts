import type { EntryExits } from "../validation/paths";
import { successors } from "../validation/paths";
import { dominators, walk } from "../validation/graph";
import type { Graph } from "../validation/graph";

/**
 * A flow's graph as the trees that Architect needs. In a list of actions, any action or branch that does not end
 * continues with the next action of the list. So if all open branches of an action join in the same entry, that entry
 * is placed after the action. Any other join, and every cycle, becomes a separate task with jumps to it or, in a
 * module, which has only one task, a copy.
 */
export interface Structure {
  /** The lists of actions by their first entry, with `start` first. Only a flow with jumps has more than one. */
  readonly tasks: ReadonlyMap<string, readonly Step[]>;
  /** Entries that occur in more than one place. */
  readonly copied: ReadonlySet<string>;
}

/** One position in a list of actions. */
export type Step =
  | { readonly step: "entry"; readonly key: string; readonly branches: ReadonlyMap<string, readonly Step[]> }
  | { readonly step: "jump"; readonly to: string }
  | { readonly step: "end" };

/** Why a graph cannot be structured. The message is for the user. */
export class StructureError extends Error {
  constructor(
    message: string,
    /** The entry that the message is about. */
    readonly entry: string,
  ) {
    super(message);
  }
}

/** What a flow kind allows. */
export interface StructureOptions {
  /** Whether there may be several tasks with jumps between them. */
  jumps: boolean;
  /** Entries other than the start that something outside the graph leads to. Each becomes a task. */
  entryPoints?: readonly string[];
}

/**
 * Lists are only nested deeper than this if there is no alternative, because deep trees are hard to read in
 * Architect.
 */
const COMFORTABLE_DEPTH = 10;
/** Tasks are split if they are nested deeper than this. */
const GREATEST_DEPTH = 60;
/** The maximum number of actions that copying may add to a flow. */
const GREATEST_COPIES = 5_000;
/** If copies would exceed that, a flow with jumps only keeps copies of entries with fewer incoming paths than this. */
const FEW_COPIES = 10;

/** Converts a graph, given by the exits of each entry, to a {@link Structure}. Unreachable entries are left out. */
export function structure(
  exits: ReadonlyMap<string, EntryExits>,
  start: string,
  options: StructureOptions,
): Structure {
  try {
    return treesOf(exits, start, options, { copies: GREATEST_COPIES, tasks: [] });
  } catch (error) {
    if (!options.jumps || !(error instanceof StructureError)) throw error;
    return treesOf(exits, start, options, { copies: exits.size * FEW_COPIES, tasks: crowdedEntries(exits) });
  }
}

/** Entries with many incoming paths. */
function crowdedEntries(exits: ReadonlyMap<string, EntryExits>): string[] {
  const paths = new Map<string, number>();
  for (const { branches, continuation } of exits.values()) {
    for (const to of [...branches.map((branch) => branch.to), continuation?.to]) {
      if (to !== undefined) paths.set(to, (paths.get(to) ?? 0) + 1);
    }
  }
  return [...paths].filter(([, count]) => count >= FEW_COPIES).map(([key]) => key);
}

function treesOf(
  exits: ReadonlyMap<string, EntryExits>,
  start: string,
  options: StructureOptions,
  { copies, tasks: expected }: { copies: number; tasks: readonly string[] },
): Structure {
  const plan = planTasks(exits, start, options, expected);
  const tasks = new Map<string, readonly Step[]>();
  const emitted = new Map<string, number>();
  let budget = exits.size + copies;

  const sequence = (from: Target, follow: Target, begin: boolean): Step[] => {
    const steps: Step[] = [];
    let at = from;
    let first = begin;
    while (at !== follow) {
      if (typeof at === "symbol") {
        steps.push({ step: "end" });
        break;
      }
      if (plan.roots.has(at) && !first) {
        steps.push({ step: "jump", to: at });
        break;
      }
      first = false;
      emitted.set(at, (emitted.get(at) ?? 0) + 1);
      if (--budget < 0) throw tooManyCopies(emitted);
      const { branches, continuation, isContainer } = exits.get(at) ?? NOWHERE;
      // What follows the action, where a branch that does not end continues.
      let next: Target;
      if (isContainer) next = NOTHING;
      else if (continuation) next = continuation.to ?? END;
      else if (plan.continuation.has(at)) next = plan.continuation.get(at) ?? END;
      else next = follow === NOTHING && branches.some((branch) => branch.to === undefined) ? END : follow;
      const lists = new Map<string, readonly Step[]>();
      for (const { path, to } of branches) {
        const list = sequence(to ?? END, next, false);
        if (list.length > 0) lists.set(path, list);
      }
      steps.push({ step: "entry", key: at, branches: lists });
      if (branches.length === 0 && !continuation) break;
      if (next === NOTHING) break;
      at = next;
    }
    return steps;
  };

  for (const root of plan.order.filter((key) => plan.roots.has(key))) {
    tasks.set(root, sequence(root, NOTHING, true));
  }
  const copied = new Set([...emitted].filter(([, times]) => times > 1).map(([key]) => key));
  return { tasks, copied };
}

/** An entry, the end of the flow, or nothing (at the end of a task, where no path may be left open). */
type Target = string | typeof END | typeof NOTHING;
const END = Symbol("end");
const NOTHING = Symbol("nothing");
const NOWHERE: EntryExits = { branches: [] };

interface Plan {
  /** All reachable entries, each before those it leads to. */
  order: readonly string[];
  /** Entries that start a task. */
  roots: ReadonlySet<string>;
  /** For an action: the entry that follows it in the same list, or undefined for the end. */
  continuation: ReadonlyMap<string, string | undefined>;
}

/**
 * Decides what becomes of each join. Entries are processed from last to first, so everything that an entry leads to
 * is decided before it. Each entry then has at most one entry where its part of the flow continues (its exit).
 */
function planTasks(
  exits: ReadonlyMap<string, EntryExits>,
  start: string,
  { jumps, entryPoints = [] }: StructureOptions,
  tasks: readonly string[],
): Plan {
  const graph: Graph = new Map([...exits].map(([key, exit]) => [key, successors(exit)]));
  const begins = entryPoints.filter((key) => graph.has(key) && key !== start);
  // The start is visited last, so that it is first in the order.
  const walked = walk(new Map([...graph, [EVERYWHERE, [...begins, start]]]), EVERYWHERE);
  const { back } = walked;
  const order = walked.order.slice(1);
  const roots = new Set<string>([start, ...begins]);
  for (const [from, to] of back) {
    if (!jumps)
      throw new StructureError(`leads back to "${to}", and a flow module cannot repeat steps`, from);
    roots.add(to);
  }
  const reached = new Set(order);
  for (const key of tasks) if (reached.has(key)) roots.add(key);
  for (const [key, { branches, isContainer }] of exits) {
    if (!reached.has(key)) continue;
    if (isContainer) roots.add(key);
    for (const { path, to, reference } of branches) {
      if (!reference || to === undefined) continue;
      if (!jumps)
        throw new StructureError(`refers to a task by "${path}", and a flow module is one task`, key);
      roots.add(to);
    }
  }
  const rank = new Map(order.map((key, index) => [key, index]));
  const isLeaf = (key: string) =>
    (graph.get(key)?.length ?? 0) === 0 && !exits.get(key)?.branches.length && !exits.get(key)?.continuation;

  const idom = dominatorsOfTasks(graph, order, roots);
  const copies = new Set<string>();
  for (const key of order) {
    // Reached from several tasks: becomes a task, unless it is so small that a copy is easier to read than a jump.
    if (idom.get(key) === EVERYWHERE && !roots.has(key)) (isLeaf(key) ? copies : roots).add(key);
  }

  const edges = new Map<string, number>();
  for (const key of order) {
    const { branches, continuation } = exits.get(key) ?? NOWHERE;
    for (const to of [...branches.map((branch) => branch.to), continuation?.to]) {
      if (to !== undefined) edges.set(to, (edges.get(to) ?? 0) + 1);
    }
  }
  const exitOf = new Map<string, string>();
  const following = new Map<string, string | undefined>();
  const depth = new Map<string, number>();

  /** Where a part of the flow continues, after later decisions. */
  const resolved = (target: string | undefined): string | undefined => {
    while (target !== undefined && copies.has(target)) target = exitOf.get(target);
    return target !== undefined && roots.has(target) ? undefined : target;
  };
  const isChild = (key: string, target: string) => idom.get(target) === key && edges.get(target) === 1;
  /** Where the branch that starts with this entry continues. */
  const leavesFor = (key: string, target: string): string | undefined => {
    if (roots.has(target)) return undefined;
    if (copies.has(target) || isChild(key, target)) return resolved(exitOf.get(target));
    return target;
  };
  /** Stops treating an entry as a join: it becomes a task, or is copied to each place. */
  const demote = (target: string): void => {
    if (!jumps || isLeaf(target)) {
      copies.add(target);
      return;
    }
    // What follows a task's entry is then reached from another task as well.
    for (
      let at: string | undefined = target;
      at !== undefined && !roots.has(at);
      at = resolved(exitOf.get(at))
    ) {
      if (isLeaf(at)) copies.add(at);
      else roots.add(at);
    }
  };
  const joinsOf = (key: string, targets: readonly string[]) => {
    const found = new Set(targets.map((target) => leavesFor(key, target)).filter((to) => to !== undefined));
    return [...found].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  };
  const depthOf = (key: string, target: string | undefined): number => {
    if (target === undefined || roots.has(target)) return 1;
    return copies.has(target) || isChild(key, target) ? (depth.get(target) ?? 1) : 0;
  };

  for (const key of [...order].reverse()) {
    const { branches, continuation } = exits.get(key) ?? NOWHERE;
    const targets = targetsOf(branches);
    if (continuation) {
      settleBehind(key, targets, continuation.to);
    } else {
      settleBranches(key, branches);
    }
  }
  return { order, roots, continuation: following };

  /** An action with a fixed next entry: every branch must continue there, or end. */
  function settleBehind(key: string, targets: readonly string[], next: string | undefined): void {
    for (let others = joinsOf(key, targets); others.length > 0; others = joinsOf(key, targets)) {
      const other = others.find((join) => join !== next);
      if (other === undefined) break;
      demote(other);
    }
    const onward = next === undefined ? undefined : leavesFor(key, next);
    const insideNext = next !== undefined && onward === next && idom.get(next) === key;
    setExit(key, insideNext ? resolved(exitOf.get(next)) : resolved(onward));
    const nested = targets.length === 0 ? 0 : 1 + Math.max(...targets.map((to) => depthOf(key, to)));
    const after = next === undefined || (onward === next && !insideNext) ? 0 : (depth.get(next) ?? 1);
    depth.set(key, Math.max(1, nested, after));
  }

  /** An action whose paths are all branches: one join may follow it. */
  function settleBranches(key: string, branches: EntryExits["branches"]): void {
    const targets = targetsOf(branches);
    let found = joinsOf(key, targets);
    while (exits.get(key)?.isContainer && found[0] !== undefined) {
      demote(found[0]);
      found = joinsOf(key, targets);
    }
    while (found.length > 1) {
      // A jump to the last join is cheap, but a copy of it would include everything that follows.
      const kept = jumps ? (found.find((join) => idom.get(join) === key) ?? found[0]) : found.at(-1);
      demote(found.find((join) => join !== kept) ?? "");
      found = joinsOf(key, targets);
    }
    const [join] = found;
    if (join !== undefined && idom.get(join) === key) {
      following.set(key, join);
      setExit(key, resolved(exitOf.get(join)));
    } else {
      setExit(key, join);
    }
    measure(key, targets);
    keepOpen(key, branches);
  }

  /** Adds the end, or the last branch, after an action that must not be last in a list. */
  function keepOpen(key: string, branches: EntryExits["branches"]): void {
    const { mayEndList, isContainer } = exits.get(key) ?? NOWHERE;
    if (mayEndList || isContainer || following.has(key) || exitOf.has(key) || branches.length === 0) return;
    following.set(key, branches.some(({ to }) => to === undefined) ? undefined : branches.at(-1)?.to);
  }

  /** Limits the nesting of lists: the longest branch may follow the action if all other branches end. */
  function measure(key: string, targets: readonly string[]): void {
    const join = following.get(key);
    const nested = () => (targets.length === 0 ? 0 : 1 + Math.max(...targets.map((to) => depthOf(key, to))));
    let own = Math.max(1, nested(), join === undefined ? 0 : (depth.get(join) ?? 1));
    const deepest = targets
      .filter((to) => isChild(key, to) && !roots.has(to) && !copies.has(to))
      .reduce<string | undefined>(
        (a, b) => (a !== undefined && (depth.get(a) ?? 1) >= (depth.get(b) ?? 1) ? a : b),
        undefined,
      );
    if (own > COMFORTABLE_DEPTH && (join === undefined || isLeaf(join)) && deepest !== undefined) {
      const others = targets.filter((to) => to !== deepest);
      const common = joinsOf(key, others);
      if (common.every(isLeaf)) {
        for (const leaf of common) copies.add(leaf);
        following.set(key, deepest);
        setExit(key, resolved(exitOf.get(deepest)));
        own = Math.max(2, ...others.map((to) => 1 + depthOf(key, to)), depth.get(deepest) ?? 1);
      }
    }
    if (own > GREATEST_DEPTH && deepest !== undefined && following.get(key) !== deepest) {
      if (!jumps)
        throw new StructureError(`is the top of more than ${GREATEST_DEPTH} branches within branches`, key);
      demote(deepest);
      setExit(key, resolved(exitOf.get(key)));
      own = Math.max(1, nested());
    }
    depth.set(key, own);
  }

  function setExit(key: string, to: string | undefined): void {
    if (to === undefined) exitOf.delete(key);
    else exitOf.set(key, to);
  }
}

function targetsOf(branches: EntryExits["branches"]): string[] {
  return [...new Set(branches.map((branch) => branch.to).filter((to) => to !== undefined))];
}

/** The node that leads to every task. No entry has an empty key. */
const EVERYWHERE = "";

/** The dominators of a flow whose tasks can all be reached from anywhere. */
function dominatorsOfTasks(
  graph: Graph,
  order: readonly string[],
  roots: ReadonlySet<string>,
): Map<string, string> {
  const cut = new Map<string, readonly string[]>([[EVERYWHERE, [...roots]]]);
  for (const key of order)
    cut.set(
      key,
      (graph.get(key) ?? []).filter((to) => !roots.has(to)),
    );
  return dominators(cut, [EVERYWHERE, ...order]);
}

function tooManyCopies(emitted: ReadonlyMap<string, number>): StructureError {
  const [worst] = [...emitted].reduce((a, b) => (b[1] > a[1] ? b : a));
  return new StructureError(
    "is one of the joins that would have to be copied so often that the module exceeds " +
      `${GREATEST_COPIES} further actions: a flow module is one task without jumps, and paths that join other than right ` +
      "behind the action where they part are copied. Let them join earlier, or move a part into the callers",
    worst,
  );
}
