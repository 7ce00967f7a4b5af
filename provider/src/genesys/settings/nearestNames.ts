/** Longer texts are not names that somebody mistyped, and comparing them would cost time. */
const LONGEST = 100;

/** Names by how much they look like what a user wrote, nearest first; none further away than `within` characters. */
export function nearestNames(written: string, names: Iterable<string>, within: number): string[] {
  if (written.length > LONGEST) return [];
  const folded = written.toLowerCase();
  return [...names]
    .map((name) => ({ name, distance: editDistance(folded, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= within)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}

/** How many characters must be added, dropped or changed to come from one text to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
