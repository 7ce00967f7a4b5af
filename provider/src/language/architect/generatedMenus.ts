import { isObject, isScalar } from "../json";
import type { PlainObject } from "../json";
import { readRef } from "./references";

/**
 * Whether a menu is one that Architect adds to every inbound flow: nothing refers to it, and it only disconnects. It
 * makes no difference to the flow.
 *
 * @param referenced see {@link referencedIn}
 */
export function isOwnMenu(item: unknown, referenced: ReadonlySet<string>): boolean {
  const menu: unknown = isObject(item) ? item.menu : undefined;
  if (!isObject(menu) || !Array.isArray(menu.choices)) return false;
  const ids = [menu.refId, menu.name].filter(isScalar).map((id) => `menu ${id}`);
  return (
    !ids.some((id) => referenced.has(id)) &&
    menu.choices.every((choice) => isObject(choice) && Object.keys(choice).join() === "menuDisconnect")
  );
}

/** The targets of all references in a file: `menu <refId>`, `task <refId>`. */
export function referencedIn(root: Readonly<PlainObject>): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      const ref = readRef(value);
      if (ref) found.add(`${ref.container} ${ref.refId}`);
    } else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(root);
  return found;
}
