/** A reference to a task or menu, in the form of exports. */
export function containerRef(rootKey: string, container: "task" | "menu", refId: string): string {
  return `/${rootKey}/${container}s/${container}[${refId}]`;
}

/** The kind and refId that a reference names. Relative references (`./tasks/task[x]`) are equivalent. */
export function readRef(ref: unknown): { container: string; refId: string } | undefined {
  if (typeof ref !== "string") return undefined;
  const match = /^(?:\.|\/[A-Za-z]+)\/[A-Za-z]+\/([A-Za-z]+)\[(.*)\]$/s.exec(ref);
  return match ? { container: match[1] ?? "", refId: match[2] ?? "" } : undefined;
}

/** The refIds of tasks and menus: their names, without the characters that are used in references. */
export function refIds(keys: Iterable<string>): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys) {
    const plain = key.replace(/[[\]/"\\]/g, "_");
    let id = plain;
    for (let count = 2; taken.has(id); count++) id = `${plain}_${count}`;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}
