/** One call in the local organization's journal. */
interface Call {
  method: string;
  path: string;
}

/** Calls by endpoint, with ids left out, the most frequent first. */
export function callTable(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { method, path } of calls) {
    const endpoint = `${method} ${withoutIds(path)}`;
    counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
  }
  const rows = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([endpoint, count]) => `  ${String(count).padStart(3)}  ${endpoint}`);
  return [`${calls.length} API calls:`, ...rows].join("\n");
}

function withoutIds(path: string): string {
  return (path.split("?")[0] ?? path).replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, "{id}");
}
