import { nearest, suggestion } from "../issues";
import { quoted } from "../issues";
import type { Issue } from "../issues";

/** A text with its keys replaced. */
export interface Substituted {
  text: string;
  /** Keys without a value and values without a key, with their positions. */
  problems: Issue[];
  /** Maps a position in the new text to the original text (both starting at 1). */
  origin: (line: number, column: number) => { line: number; column: number };
}

/**
 * Replaces `{{key}}` in a text, as Archy and CX as Code do: textually, before the text is parsed as YAML. Every key
 * needs a value and every value a key, because otherwise a misspelled key would go unnoticed.
 */
export function applySubstitutions(
  text: string,
  substitutions: Readonly<Record<string, string>> = {},
): Substituted {
  const used = new Set<string>();
  const missing = new Map<string, Missing>();
  const lines = text.split("\n").map((line, index) => {
    // The columns where a replacement shifts the rest of the line, and by how much.
    const shifts: Shift[] = [];
    let moved = 0;
    const filled = line.replace(KEY, (whole, inner: string, offset: number) => {
      const key = inner.trim();
      if (key === "") return whole;
      // A value that is not text is reported with the arguments.
      const value = Object.hasOwn(substitutions, key) ? String(substitutions[key]) : undefined;
      if (value === undefined) {
        const before = missing.get(key);
        if (before) before.count++;
        else missing.set(key, { line: index + 1, column: offset + 1, count: 1 });
        return whole;
      }
      used.add(key);
      shifts.push({ from: offset + moved, length: value.length, original: offset });
      moved += value.length - whole.length;
      shifts.push({
        from: offset + moved + whole.length,
        length: undefined,
        original: offset + whole.length,
      });
      return value;
    });
    return { filled, shifts };
  });
  return {
    text: lines.map((line) => line.filled).join("\n"),
    problems: keyProblems(missing, used, Object.keys(substitutions)),
    origin: originIn(lines),
  };
}

/** The first position of a key without a value, and the number of its occurrences. */
interface Missing {
  line: number;
  column: number;
  count: number;
}

/** Reports a key without a value only once, however often it is used. */
function keyProblems(
  missing: ReadonlyMap<string, Missing>,
  used: ReadonlySet<string>,
  known: readonly string[],
): Issue[] {
  const problems: Issue[] = [];
  // A misspelled key is already reported, and is the reason why its value is unused.
  const suggestions = new Set(
    [...missing.keys()].slice(0, MOST_SUGGESTIONS).map((key) => nearest(key, known)),
  );
  for (const [key, { line, column, count }] of missing) {
    const fix = problems.length < MOST_SUGGESTIONS ? suggestion(key, known) : "";
    const often = count > 1 ? ` (used ${count} times)` : "";
    const message = `${placeholder(key)} has no value in "substitutions"${fix}${often}`;
    problems.push({ severity: "error", code: "unknown-substitution", message, line, column });
  }
  for (const key of known) {
    if (used.has(key) || suggestions.has(key)) continue;
    const message = `${placeholder(key)} is not used in the text; remove it, or correct its name`;
    problems.push({
      severity: "error",
      code: "unused-substitution",
      property: `substitutions.${key}`,
      message,
    });
  }
  return problems;
}

const MOST_SUGGESTIONS = 20;

const placeholder = (key: string): string => quoted(`{{${key}}}`);

/** The keys of all `{{key}}` in a text, without duplicates, in order of first appearance. */
export function substitutionKeys(text: string): string[] {
  const keys = new Set([...text.matchAll(KEY)].map(([, key = ""]) => key.trim()));
  keys.delete("");
  return [...keys];
}

const KEY = /\{\{([^{}\n]*)\}\}/g;

interface Shift {
  /** The start of this piece in the new line, starting at 0. */
  from: number;
  /**
   * The length of a replaced value, which maps to a single position. Undefined for unchanged text, which keeps its
   * offset.
   */
  length: number | undefined;
  /** The start in the original line. */
  original: number;
}

/** A value may contain line breaks, so the lines of each original line's replacement are counted. */
function originIn(lines: readonly { filled: string; shifts: readonly Shift[] }[]): Substituted["origin"] {
  // For each line of the new text: the original line, and where it starts in that line's replacement.
  const pieces = lines.flatMap(({ filled, shifts }, index) => {
    let begin = 0;
    return filled.split("\n").map((piece) => {
      const origin = { index, shifts, begin };
      begin += piece.length + 1;
      return origin;
    });
  });
  return (line, column) => {
    const piece = pieces[line - 1];
    if (piece === undefined) return { line, column };
    const at = piece.begin + column - 1;
    const shift = [...piece.shifts].reverse().find((candidate) => candidate.from <= at);
    const original =
      shift === undefined
        ? at
        : shift.length === undefined
          ? shift.original + at - shift.from
          : shift.original;
    return { line: piece.index + 1, column: original + 1 };
  };
}
