import type { JournalEntry } from "genesyscloud-local-org";

/** The number of calls by endpoint: `GET /api/v2/flows/{id}`, the most frequent first. */
export type Endpoints = Record<string, number>;

/** API calls that count toward the rate limit: neither sign-ins nor uploads. */
export function countedCalls(journal: readonly JournalEntry[]): JournalEntry[] {
  return journal.filter(({ path }) => path.startsWith("/api/"));
}

/** All requests by method and path, with ids left out, including uploads and sign-ins. */
export function endpoints(journal: readonly JournalEntry[]): Endpoints {
  const counts = new Map<string, number>();
  for (const { method, path } of journal) {
    const endpoint = `${method} ${template(path)}`;
    counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

/** The form of an upload URL depends on the id, so all are counted as one endpoint. */
function template(path: string): string {
  if (!path.startsWith("/api/") && !path.startsWith("/oauth/")) return "<upload>";
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, "{id}")
    .replace(/\/versions\/[\d.]+/, "/versions/{version}");
}
