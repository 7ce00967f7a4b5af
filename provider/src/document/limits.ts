import type { FlowKind } from "./kinds";
import { isObject } from "./plain";
import { place } from "./place";
import type { Problem } from "./problems";

/** Architect publishes no flow above 98 % of 6,291,456 bytes. */
const MOST_TEXT = 6_165_626;
/** Deeper than anything in a flow; what asks about a document recurses. */
const GREATEST_DEPTH = 200;
/** More values than a flow of that many bytes can hold. */
const MOST_VALUES = 1_000_000;

/**
 * Whether a document can be a flow at all: not too large, not too deep (or endless, as an object within itself is), all
 * text. Asked before anything else, for everything else would take long, or break, on what is not.
 */
export function checkLimits(kind: FlowKind, content: object): Problem[] {
  const problems: Problem[] = [];
  let characters = 0;
  let values = 0;
  let tooDeep = false;
  const walk = (value: unknown, depth: number, broken: () => void): void => {
    if (typeof value === "string") {
      characters += value.length;
      if (BROKEN.test(value)) broken();
    } else if (typeof value === "object" && value !== null) {
      if (depth > GREATEST_DEPTH) tooDeep = true;
      if (++values > MOST_VALUES || tooDeep) return;
      for (const key in value) {
        characters += key.length;
        if (BROKEN.test(key)) broken();
        walk((value as Record<string, unknown>)[key], depth + 1, broken);
      }
    }
  };
  const part = (value: unknown, entry?: string, property?: string) => {
    let told = false;
    tooDeep = false;
    const at = place(kind, problems, entry);
    walk(value, 0, () => {
      if (!told)
        at.error(
          "holds text with a NUL or half a character (a lone surrogate); Architect takes neither",
          property,
        );
      told = true;
    });
    if (tooDeep) at.error(`nests more than ${GREATEST_DEPTH} levels deep; no flow does`, property);
  };
  for (const [name, value] of Object.entries(content)) {
    if (name !== "entries" || !isObject(value)) part(value, undefined, name);
    else for (const [key, entry] of Object.entries(value)) part(entry, key);
  }
  if (characters > MOST_TEXT || values > MOST_VALUES) {
    place(kind, problems).error(
      `is too large: Architect publishes no flow above ${MOST_TEXT} bytes; divide it, or move a part into a flow module`,
      "content",
    );
  }
  return problems;
}

const BROKEN = /[\0\p{Surrogate}]/u;
