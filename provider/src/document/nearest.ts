import { quoted } from "./problems";

/** Longer names are compared with nothing: that would take time, and nobody misspells one. */
const GREATEST_LENGTH = 200;

/** The known name that a wrong one was most likely meant to be, or undefined if none is near. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  if (wrong.length > GREATEST_LENGTH) return undefined;
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

/** `; did you mean "x"?` or, if nothing is near, what is possible, as the end of a message. */
export function suggestion(wrong: string, known: Iterable<string>): string {
  const names = [...known];
  const name = nearest(wrong, names);
  if (name !== undefined) return `; did you mean ${quoted(name)}?`;
  if (names.length === 0) return "; there are none";
  const shown = names.slice(0, 20).map((each) => quoted(each).slice(1, -1));
  return `; known: ${shown.join(", ")}${names.length > 20 ? ` and ${names.length - 20} more` : ""}`;
}

/** How many letters were left out, added, changed, or swapped with the next one; given up at `bound`. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let distance = Math.min(
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, (before[j - 2] ?? 0) + 1);
      next.push(distance);
      least = Math.min(least, distance);
    }
    if (least >= bound) return bound;
    [before, row] = [row, next];
  }
  return row[b.length] ?? bound;
}
