import type { ActionTable, Paths } from "../actions/definition";
import type { Entry } from "../model";
import { isObject, own } from "../json";
import { isUnknown } from "../json";

/** The targets of an entry, path by path. If a target is undefined, the path ends. */
export interface EntryExits {
  readonly branches: readonly {
    readonly path: string;
    readonly to: string | undefined;
    /** The path refers to a task: its target begins one. */
    readonly reference?: boolean;
  }[];
  /** A container with its own tree, which nothing can follow. */
  readonly isContainer?: boolean;
  /** Whether a list may end with the action if all of its branches end. */
  readonly mayEndList?: boolean;
  /** The entry that follows the action after all paths that are not branches. Set if the action continues. */
  readonly continuation?: { readonly to: string | undefined };
}

/**
 * The targets of an entry with the given paths. A path that is not named leads to `default` if set, otherwise it ends.
 */
export function exitsOf(paths: Paths, nexts: Readonly<Record<string, unknown>>): EntryExits {
  const to = (path: string): string | undefined => {
    const target = own(nexts, path);
    return typeof target === "string" && !isUnknown(target) ? target : undefined;
  };
  const rest = paths.defaultPath === "none" ? undefined : to("default");
  const names = paths.open
    ? [...new Set([...paths.names, ...Object.keys(nexts).sort()])].filter((path) => path !== "default")
    : paths.names;
  const branches = names.map((path) => ({
    path,
    to: own(nexts, path) === undefined && paths.defaultPath !== "next" ? rest : to(path),
    ...(paths.references?.includes(path) && { reference: true }),
  }));
  if (paths.defaultPath === "branch") branches.push({ path: "default", to: rest });
  return {
    branches,
    ...(paths.mayEndList && { mayEndList: true }),
    ...(paths.isContainer && { isContainer: true }),
    ...(paths.defaultPath === "next" && { continuation: { to: rest } }),
  };
}

/** The paths of an entry. If its action is not known, any path is allowed. */
export function pathsOf(entry: Entry | undefined, table: ActionTable): Paths {
  const type: unknown = isObject(entry?.action) ? entry.action.actionType : undefined;
  const definition = typeof type === "string" ? table.get(type) : undefined;
  if (definition === undefined) return { names: [], open: true, defaultPath: "next" };
  const parameters: unknown = entry?.action.parameters ?? {};
  return definition.paths(isObject(parameters) ? parameters : {});
}

/** The entries that an entry leads to, without duplicates, in the order of its paths. */
export function successors(exits: EntryExits): string[] {
  const targets = [...exits.branches.map((branch) => branch.to), exits.continuation?.to];
  return [...new Set(targets.filter((target) => target !== undefined))];
}
