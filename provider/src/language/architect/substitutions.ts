import { nearest, suggestion } from "../issues";
import { quoted } from "../issues";
import type { Issue } from "../issues";

/** A text with its keys filled in. */
export interface Substituted {
  text: string;
  /** Keys without a value and values without a key, with their place. */
  problems: Issue[];
  /** The line and column of the original text that a place of the new text comes from (both from 1). */
  origin: (line: number, column: number) => { line: number; column: number };
}

/**
 * Fills `{{key}}` in a text, as Archy and CX as Code do: textually, before the text is YAML. Every key needs a value, and
 * every value a key: a misspelled one would else go unnoticed.
 */
export function applySubstitutions(
  text: string,
  substitutions: Readonly<Record<string, string>> = {},
): Substituted {
  const used = new Set<string>();
  const missing = new Map<string, Missing>();
  const lines = text.split("\n").map((line, index) => {
    // The columns at which a replacement shifts the rest of the line, and by how much.
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

/** Where a key first is that has no value, and how often it is in the text. */
interface Missing {
  line: number;
  column: number;
  count: number;
}

/** A key that has no value is one mistake, however often it is used. */
function keyProblems(
  missing: ReadonlyMap<string, Missing>,
  used: ReadonlySet<string>,
  known: readonly string[],
): Issue[] {
  const problems: Issue[] = [];
  // A misspelled key is reported, and its value is unused for that reason.
  const meant = new Set([...missing.keys()].slice(0, MOST_SUGGESTIONS).map((key) => nearest(key, known)));
  for (const [key, { line, column, count }] of missing) {
    const fix = problems.length < MOST_SUGGESTIONS ? suggestion(key, known) : "";
    const often = count > 1 ? ` (used ${count} times)` : "";
    const message = `${placeholder(key)} has no value in "substitutions"${fix}${often}`;
    problems.push({ severity: "error", code: "unknown-substitution", message, line, column });
  }
  for (const key of known) {
    if (used.has(key) || meant.has(key)) continue;
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

/** The keys of all `{{key}}` in a text, each once, in the order in which they first appear. */
export function substitutionKeys(text: string): string[] {
  const keys = new Set([...text.matchAll(KEY)].map(([, key = ""]) => key.trim()));
  keys.delete("");
  return [...keys];
}

const KEY = /\{\{([^{}\n]*)\}\}/g;

interface Shift {
  /** Where in the filled line this piece begins, counted from 0. */
  from: number;
  /** The length of a value: all of it comes from one place. Undefined: what follows keeps its distance. */
  length: number | undefined;
  /** Where it begins in the original line. */
  original: number;
}

/** A value may hold lines of its own, so lines are counted in what came of each. */
function originIn(lines: readonly { filled: string; shifts: readonly Shift[] }[]): Substituted["origin"] {
  // For each line of the new text: the line that it came of, and where in that it begins.
  const pieces = lines.flatMap(({ filled, shifts }, index) => {
    let begin = 0;
    return filled.split("\n").map((piece) => {
      const came = { index, shifts, begin };
      begin += piece.length + 1;
      return came;
    });
  });
  return (line, column) => {
    const came = pieces[line - 1];
    if (came === undefined) return { line, column };
    const at = came.begin + column - 1;
    const shift = [...came.shifts].reverse().find((candidate) => candidate.from <= at);
    const original =
      shift === undefined
        ? at
        : shift.length === undefined
          ? shift.original + at - shift.from
          : shift.original;
    return { line: came.index + 1, column: original + 1 };
  };
}
