/** A reference to a task or menu, as exports write it. */
export function containerRef(rootKey: string, container: "task" | "menu", refId: string): string {
  return `/${rootKey}/${container}s/${container}[${refId}]`;
}

/** What a reference names: the kind of container and its refId. Relative ones (`./tasks/task[x]`) mean the same. */
export function readRef(ref: unknown): { container: string; refId: string } | undefined {
  if (typeof ref !== "string") return undefined;
  const match = /^(?:\.|\/[A-Za-z]+)\/[A-Za-z]+\/([A-Za-z]+)\[(.*)\]$/s.exec(ref);
  return match ? { container: match[1] ?? "", refId: match[2] ?? "" } : undefined;
}

/** The refIds of containers: their names, without the characters of which references are made. */
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
