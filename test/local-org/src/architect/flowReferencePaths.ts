import type { FlowFile } from "./flowFile";
import { choices, containers } from "./sequences";
import type { Container } from "./sequences";
import type { YamlMap } from "./tree";

/** Resolves a reference such as `/inboundCall/tasks/task[Sales_13]` or `./menus/menu[main]`. */
export function findContainer(
  file: FlowFile,
  reference: string,
  lists: readonly Container["list"][],
): Container | undefined {
  const parsed = /^(?:\.|\/([A-Za-z]+))\/(\w+)\/(\w+)\[(.*)\]$/s.exec(reference);
  if (!parsed) return undefined;
  const [, rootKey, list, kind, refId] = parsed;
  if (rootKey !== undefined && rootKey !== file.kind.rootKey) return undefined;
  const container = byReference(file).get(keyOf(list ?? "", kind ?? "", refId));
  return container && lists.includes(container.list) ? container : undefined;
}

/** The containers of a file by reference; the first of a refId counts. */
function byReference(file: FlowFile): ReadonlyMap<string, Container> {
  const known = indexes.get(file.body);
  if (known !== undefined) return known;
  const all = containers(file).map((one) => [keyOf(one.list, one.kind, one.refId), one] as const);
  const index = new Map(all.reverse());
  indexes.set(file.body, index);
  return index;
}

const indexes = new WeakMap<YamlMap, ReadonlyMap<string, Container>>();

const keyOf = (list: string, kind: string, refId: string | undefined): string =>
  JSON.stringify([list, kind, refId ?? null]);

/** Does `./choices/menuDisconnect[x]` refer to a choice of this menu? */
export function hasChoice(menu: Container, reference: string): boolean {
  const parsed = /^\.\/choices\/(\w+)\[(.*)\]$/s.exec(reference);
  return (
    parsed !== null &&
    choices(menu).some((choice) => choice.key === parsed[1] && choice.body.refId === parsed[2])
  );
}
