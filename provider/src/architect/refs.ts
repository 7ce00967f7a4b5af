/** A reference to a task, as exports write it. */
export function taskRef(rootKey: string, refId: string): string {
  return `/${rootKey}/tasks/task[${refId}]`;
}

/** What a reference names: the kind of container and its refId. Relative ones (`./tasks/task[x]`) mean the same. */
export function readRef(ref: unknown): { container: string; refId: string } | undefined {
  if (typeof ref !== "string") return undefined;
  const match = /^(?:\.|\/[A-Za-z]+)\/[A-Za-z]+\/([A-Za-z]+)\[(.*)\]$/s.exec(ref);
  return match ? { container: match[1] ?? "", refId: match[2] ?? "" } : undefined;
}
