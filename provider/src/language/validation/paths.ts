import type { ActionTable, Paths } from "../actions/definition";
import type { Entry } from "../model";
import { isObject, own } from "../json";
import { isUnknown } from "../json";

/** Where an entry leads, path by path. An undefined target: the path ends there. */
export interface EntryExits {
  readonly branches: readonly {
    readonly path: string;
    readonly to: string | undefined;
    /** The path names a task: what it leads to begins one. */
    readonly reference?: boolean;
  }[];
  /** A container of its own: it begins its own tree, and nothing stands behind it. */
  readonly isContainer?: boolean;
  /** A list may end with the action once each of its branches ends. */
  readonly mayEndList?: boolean;
  /** Present where whatever is no branch goes on behind the action. */
  readonly continuation?: { readonly to: string | undefined };
}

/** Where an entry of the given paths leads. A path that is not named goes to `default`, else it ends. */
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

/** The paths of an entry; an entry of no known action, or an unknown one, may have any. */
export function pathsOf(entry: Entry | undefined, table: ActionTable): Paths {
  const type: unknown = isObject(entry?.action) ? entry.action.actionType : undefined;
  const definition = typeof type === "string" ? table.get(type) : undefined;
  if (definition === undefined) return { names: [], open: true, defaultPath: "next" };
  const parameters: unknown = entry?.action.parameters ?? {};
  return definition.paths(isObject(parameters) ? parameters : {});
}

/** The entries that an entry leads to, each once, in the order of its paths. */
export function successors(exits: EntryExits): string[] {
  const targets = [...exits.branches.map((branch) => branch.to), exits.continuation?.to];
  return [...new Set(targets.filter((target) => target !== undefined))];
}
