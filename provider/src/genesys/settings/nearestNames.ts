/** The maximum length: longer texts are not mistyped names, and comparing them would take time. */
const LONGEST = 100;

/** The names most similar to what a user wrote, the nearest first, with an edit distance of at most `within`. */
export function nearestNames(written: string, names: Iterable<string>, within: number): string[] {
  if (written.length > LONGEST) return [];
  const folded = written.toLowerCase();
  return [...names]
    .map((name) => ({ name, distance: editDistance(folded, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= within)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}

/** How many characters must be added, removed or changed to turn one text into the other. */
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
