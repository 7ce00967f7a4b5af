import type { FlowFile } from "./flowFile";
import { choices, containers } from "./sequences";
import type { Container } from "./sequences";

/** Finds what a reference such as `/inboundCall/tasks/task[Sales_13]` or `./menus/menu[main]` points to. */
export function findContainer(
  file: FlowFile,
  reference: string,
  lists: readonly Container["list"][],
): Container | undefined {
  const parsed = /^(?:\.|\/([A-Za-z]+))\/(\w+)\/(\w+)\[(.*)\]$/s.exec(reference);
  if (!parsed) return undefined;
  const [, rootKey, list, kind, refId] = parsed;
  if (rootKey !== undefined && rootKey !== file.kind.rootKey) return undefined;
  return containers(file).find(
    (container) =>
      container.list === list &&
      container.kind === kind &&
      container.refId === refId &&
      lists.includes(container.list),
  );
}

/** Does `./choices/menuDisconnect[x]` point to a choice of this menu? */
export function hasChoice(menu: Container, reference: string): boolean {
  const parsed = /^\.\/choices\/(\w+)\[(.*)\]$/s.exec(reference);
  return (
    parsed !== null &&
    choices(menu).some((choice) => choice.key === parsed[1] && choice.body.refId === parsed[2])
  );
}
