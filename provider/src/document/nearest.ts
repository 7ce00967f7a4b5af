/** The known name that a wrong one was most likely meant to be, or undefined where none is near. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  const folded = wrong.toLowerCase();
  // A third of the letters may differ: "maxDigit" finds "maxDigits", "foo" finds nothing.
  let bound = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  let best: string | undefined;
  for (const name of known) {
    const distance = editDistance(folded, name.toLowerCase(), bound);
    if (distance < bound) {
      bound = distance;
      best = name;
    }
  }
  return best;
}

/** `; did you mean "x"?` or, where nothing is near, the whole list of what is possible, as the end of a message. */
export function suggestion(wrong: string, known: Iterable<string>): string {
  const names = [...known];
  const name = nearest(wrong, names);
  if (name !== undefined) return `; did you mean "${name}"?`;
  if (names.length === 0) return "; there are none";
  const shown = names.slice(0, 20).join(", ");
  return `; known are ${shown}${names.length > 20 ? ` and ${names.length - 20} more` : ""}`;
}

/** Levenshtein distance, given up at `bound`. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= bound) return bound;
    row = next;
  }
  return row[b.length] ?? bound;
}
